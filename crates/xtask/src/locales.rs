//! The words of all languages as one file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use xshell::Shell;

/// The stem of its name in the site.
pub(crate) const STEM: &str = "locales";

/// Where the files of the languages are, each named by the tag of its language (BCP 47).
const FOLDER: &str = "www/locales";

/// Writes the words of every language to `file`, by the tags of the languages. What a file
/// must hold is tested with the page (`src/messages/testing.rs`).
pub(crate) fn write(sh: &Shell, file: &Path) -> Result<()> {
    let all = gather(&sh.current_dir().join(FOLDER))?;
    fs::write(file, all).with_context(|| format!("{} cannot be written", file.display()))
}

fn gather(folder: &Path) -> Result<String> {
    let mut languages = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let path = entry?.path();
        let Some(tag) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json"))
        else {
            continue;
        };
        // A browser refuses to count and to write numbers in anything else.
        let is_tag = tag.split('-').all(|part| (2..=8).contains(&part.len()))
            && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        ensure!(is_tag, "{}: the name is no language tag", path.display());
        let text = fs::read_to_string(&path)?;
        let language: Value =
            serde_json::from_str(&text).with_context(|| format!("{}", path.display()))?;
        languages.insert(tag.to_owned(), language);
    }
    ensure!(languages.contains_key("en"), "{} has no en.json", folder.display());
    Ok(serde_json::to_string(&languages)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_gathered_by_their_tags() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("ar.json", "{ \"b\": \"\u{628}\" }");
        assert!(gather(folder.path()).is_err(), "English is what is spoken without the others");
        put("en.json", "{}");
        put("notes.md", "no language");
        assert_eq!(gather(folder.path()).unwrap(), "{\"ar\":{\"b\":\"\u{628}\"},\"en\":{}}");
        put("not a tag.json", "{}");
        assert!(gather(folder.path()).is_err());
        fs::remove_file(folder.path().join("not a tag.json")).unwrap();
        put("de.json", "{");
        assert!(format!("{:#}", gather(folder.path()).unwrap_err()).contains("de.json"));
    }
}
