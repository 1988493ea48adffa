//! What the build script leaves out of the embedded tables, and how it is put back.
//!
//! The tables are embedded as three texts with a line per code: values, names and meanings.
//! Plain text packs well on delivery, and better with like beside like. Left out is what can
//! be told from the rest:
//!
//! - a value that is the number after the one before is an empty line;
//! - so is a meaning that only repeats the words of the name;
//! - values, and names, that have no small letters are written in small letters, as the
//!   meanings are.
//!
//! In the text of the values, each table starts with a line `=marks TAB source`, where the
//! marks are `v` if its values and `n` if its names were written in small letters.

/// The words of a symbol, which is all that is said of a code of a rare subsystem:
/// `ER_TRG_NO_DEFINER` gives `trg no definer`.
pub(crate) fn words(name: &str) -> String {
    let core =
        ["ER_", "WARN_", "CR_"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    core.to_ascii_lowercase().replace('_', " ")
}

/// The number that follows a value, where it is one.
pub(crate) fn successor(value: &str) -> Option<String> {
    value
        .starts_with(|c: char| matches!(c, '1'..='9'))
        .then(|| value.parse::<u32>().ok()?.checked_add(1))
        .flatten()
        .map(|number| number.to_string())
}
