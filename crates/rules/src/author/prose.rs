//! What of a rule's file a translation says anew, and its fingerprint: as long as that stays
//! the same, a translation is up to date.

use serde::Deserialize;

use super::front_matter;

/// The fields of the front matter that are prose.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Headline {
    title: String,
    summary: String,
}

/// A fingerprint of the prose in a rule's file, or in that of the general steps: title,
/// summary and body, without commands, risks and examples, whatever the line breaks. It is
/// FNV-1a with 64 bits, in hexadecimal.
pub fn fingerprint(source: &str) -> String {
    let (front, body) = match front_matter::split(source) {
        Some((front, _, body, _)) => (front, body),
        None => ("", source),
    };
    let Headline { title, summary } = toml::from_str(front).unwrap_or_default();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let lines = [title.as_str(), &summary].into_iter().chain(prose(body));
    for word in lines.flat_map(str::split_whitespace) {
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// The lines of a body that are translated.
fn prose(body: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    body.lines().take_while(|line| *line != "## Examples").filter(move |line| {
        let line = line.trim();
        let fence = line.starts_with("```");
        fenced ^= fence;
        !(fence || fenced || line.starts_with("*Risk:") || line.starts_with("*Who:"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "+++\ntitle = \"T\"\nsummary = \"S.\"\nreviewed = \"2026-01-01\"\n+++\n\
        ## Cause\n\nOne two.\n\n## Fix\n\n1. Do.\n\n   ```sh\n   ls\n   ```\n\n   \
        *Risk: interrupts.*\n\n## Examples\n\nx\n";

    #[test]
    fn only_what_is_translated_counts() {
        let original = fingerprint(RULE);
        for (from, to) in [
            ("2026-01-01", "2026-02-02"),
            ("One two.", "One\ntwo."),
            ("   ls\n", "   ls -l\n"),
            ("interrupts", "safe"),
            ("\nx\n", "\ny\n"),
        ] {
            assert_eq!(fingerprint(&RULE.replace(from, to)), original, "{to}");
        }
        for (from, to) in [("\"T\"", "\"U\""), ("S.", "R."), ("One two", "Onetwo"), ("Do", "Go")] {
            assert_ne!(fingerprint(&RULE.replace(from, to)), original, "{to}");
        }
        // It stands in the files of translations: it must not change by itself.
        assert_eq!(original, "02f002bbcb742716");
    }
}
