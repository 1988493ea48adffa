//! The official codes that software prints in errors: what each means, and finding them in a
//! text.
//!
//! The tables are the files in `tables/`, one per scheme; each names the official list that
//! it is taken from. Names and message templates are facts; the plain sentences are ours.
//!
//! [`find`] takes a number or a word for a code only where the text says that it is one:
//! `exit code 137`, not `137`. [`look_up`] answers what a code means, however it is written.

#![expect(clippy::doc_markdown, reason = "names of products are no code")]

mod compact;
mod find;
mod scheme;
mod table;

pub use find::{Found, LIMIT, find};
pub use scheme::Scheme;

use table::{Row, Table};

/// What the table of a scheme says about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// Whose code it is.
    pub scheme: Scheme,
    /// The code as people write it, such as `42P01`, `ORA-00942` or `ECONNREFUSED`.
    pub value: String,
    /// Its other notation: the symbol of a number (`ER_DUP_ENTRY`), the number of a symbol
    /// (`111 (macOS 61)`), or a short title (`Not Found`). May be empty.
    pub name: &'static str,
    /// What it means, in one plain sentence, or the template of its message, in which `…`
    /// stands for what varies.
    pub text: &'static str,
    /// The address of the official list.
    pub source: &'static str,
}

impl Meaning {
    fn new(scheme: Scheme, value: &str, row: Row<'static>) -> Self {
        Self {
            scheme,
            value: value.to_owned(),
            name: row.name,
            text: row.text,
            source: Table::of(scheme).source,
        }
    }
}

/// What a code means.
///
/// The value may stand in any notation: `1045` or `ER_ACCESS_DENIED_ERROR`, `111` or
/// `ECONNREFUSED` (numbers are those of Linux), `handshake failure` or `handshake_failure`,
/// `3221225477`, `-1073741819` or `0xC0000005`. A SQLSTATE that no table knows is explained
/// by its class, the first two characters.
pub fn look_up(scheme: Scheme, value: &str) -> Option<Meaning> {
    let value = value.trim();
    let table = Table::of(scheme);
    let of = |row: Row<'static>| Meaning::new(scheme, row.value, row);
    if let Some(row) = table.value(value).or_else(|| table.name(value)) {
        return Some(of(row));
    }
    match scheme {
        Scheme::SqlState => {
            let row = table.value(value.get(..2).filter(|_| value.len() == 5)?)?;
            Some(Meaning::new(scheme, value, row))
        }
        // The first number of an enhanced code says for how long it failed, the second where,
        // the third why; an unknown third one is to be read as 0 (RFC 3463, section 2).
        Scheme::Smtp => {
            let (class, rest) = value.split_once('.').filter(|(class, _)| class.len() == 1)?;
            let (subject, _) = rest.split_once('.')?;
            let row = [rest, &format!("{subject}.0")]
                .into_iter()
                .find_map(|rest| table.value(&format!("x.{rest}")))
                .filter(|_| matches!(class, "2" | "4" | "5"))?;
            Some(Meaning::new(scheme, value, row))
        }
        Scheme::Exit => table.value(&nt_status(value)?).map(of),
        Scheme::Errno => {
            let number = |row: &Row<'_>| row.name.split(' ').next() == Some(value);
            value.parse::<u16>().ok()?;
            table.rows().find(number).map(of)
        }
        _ => {
            let same = |row: &Row<'_>| folded_eq(row.value, value) || folded_eq(row.name, value);
            table.rows().find(same).map(of)
        }
    }
}

/// Every code of every table, by scheme and value.
pub fn all() -> impl Iterator<Item = Meaning> {
    Scheme::ALL.into_iter().flat_map(|scheme| {
        Table::of(scheme).rows().map(move |row| Meaning::new(scheme, row.value, row))
    })
}

/// Whether two spellings of a name are the same but for case and what joins the words:
/// `DEADLINE_EXCEEDED`, `DeadlineExceeded`, `deadline exceeded`.
fn folded_eq(left: &str, right: &str) -> bool {
    fn fold(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(|b| !b"_- ".contains(b)).map(|b| b.to_ascii_lowercase())
    }
    !left.is_empty() && fold(left).eq(fold(right))
}

/// The exit code of a Windows program as it is written in tables: `0xC0000005`. It may come
/// as a hexadecimal, an unsigned or a negative number.
fn nt_status(value: &str) -> Option<String> {
    let hexadecimal = value.strip_prefix("0x").or_else(|| value.strip_prefix("0X"));
    let number = match hexadecimal {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None if value.starts_with('-') => value.parse::<i32>().ok()?.cast_unsigned(),
        None => value.parse().ok()?,
    };
    Some(format!("0x{number:08X}"))
}
