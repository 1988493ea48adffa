//! What the build script leaves out of the embedded tables, and how it is put back.
//!
//! A table is embedded as its lines `value TAB name TAB meaning`, sorted, because plain text
//! packs well on delivery. Three things are left out, as they can be told from the rest:
//!
//! - a value that is the number after the one before;
//! - a meaning that only repeats the words of the name;
//! - the `ER_` of a name, which is then written in small letters, like the words round it.

/// The words of a symbol, which is all that is said of a code of a rare subsystem:
/// `ER_TRG_NO_DEFINER` gives `trg no definer`.
pub(crate) fn words(name: &str) -> String {
    let core =
        ["ER_", "WARN_", "CR_"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    core.to_ascii_lowercase().replace('_', " ")
}

/// The number that follows a value, where it is one.
pub(crate) fn successor(value: &str) -> Option<String> {
    let canonical = |text: &str| !text.starts_with(['0', '+']) && !text.starts_with('-');
    canonical(value)
        .then(|| value.parse::<u32>().ok())
        .flatten()
        .and_then(|number| number.checked_add(1))
        .map(|number| number.to_string())
}

/// A name as it is embedded.
#[allow(dead_code, reason = "only the build script packs")]
pub(crate) fn pack_name(name: &str) -> String {
    match name.strip_prefix("ER_") {
        Some(rest) if rest.to_ascii_lowercase().to_ascii_uppercase() == rest => {
            rest.to_ascii_lowercase()
        }
        _ => name.to_owned(),
    }
}

/// The name that was embedded so; only the tables with `symbols` hold packed names.
pub(crate) fn unpack_name(packed: &str) -> String {
    let small = packed.bytes().any(|b| b.is_ascii_lowercase());
    let large = packed.bytes().any(|b| b.is_ascii_uppercase());
    if small && !large { format!("ER_{}", packed.to_ascii_uppercase()) } else { packed.to_owned() }
}
