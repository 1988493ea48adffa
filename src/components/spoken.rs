//! The language that the page speaks, for everything that is drawn.

use yew::{hook, use_context};

use crate::messages::Language;

/// Draws a component anew when the page speaks another language. Every component that the page
/// draws by itself begins with this.
#[hook]
pub(crate) fn use_words() {
    let _ = use_context::<Language>();
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn every_component_is_drawn_anew_in_another_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/components");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // The page itself holds the language; the other is for tests.
            if path.ends_with("app.rs") || path.ends_with("testing.rs") {
                continue;
            }
            let code = fs::read_to_string(&path).unwrap();
            for component in code.split("#[component]\npub(crate) fn ").skip(1) {
                let body = component.split_once("{\n").unwrap().1.trim_start();
                assert!(body.starts_with("use_words();"), "{}", path.display());
            }
        }
    }
}
