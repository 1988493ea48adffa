//! Codes of databases: SQLSTATE, MySQL and MariaDB, SQL Server.

use super::context::{Word, is_word};
use super::{About, Codes, Topic, known};
use crate::Scheme;

/// `SQLSTATE[42P01]`, `(SQLSTATE 42P01)`, `SQL State: 42P01`, where the word names the state
/// and the code follows. Found even if no table knows it.
pub(super) fn named_state(word: &Word<'_>, codes: &mut Codes) {
    let bytes = &word.text.as_bytes()[word.range.end..];
    let gap = bytes.iter().take_while(|&&b| !is_word(b) && b != b'\n').count();
    let value: &[u8] = bytes.get(gap..gap + 5).unwrap_or_default();
    let ends = bytes.get(gap + 5).is_none_or(|&b| !is_word(b));
    if (1..=4).contains(&gap) && ends && is_state(value) {
        let start = word.range.end + gap;
        let value = word.text[start..start + 5].to_owned();
        codes.push((Scheme::SqlState, value, start..start + 5));
    }
}

fn is_state(value: &[u8]) -> bool {
    value.len() == 5
        && value.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && value.iter().any(u8::is_ascii_digit)
}

/// A state that only its surroundings make one: `ERROR: 42P01:`, `code: '42P01'`,
/// `ERROR 1045 (28000)`, `[08001] [Microsoft]`.
pub(super) fn states(word: &Word<'_>, codes: &mut Codes) {
    let value = word.as_str();
    if !is_state(value.as_bytes()) || !known(Scheme::SqlState, value) {
        return;
    }
    let [first, second, third] = word.previous();
    let quoted = matches!(word.byte_before(), Some(b'"' | b'\''));
    let severity = matches!(first, "error" | "fatal" | "panic" | "warning");
    let is_one = (severity && word.before().trim_end().ends_with(':') && word.is_followed_by(":"))
        || (first == "code" && quoted && second != "status")
        || (word.comes_after("(")
            && word.is_followed_by(")")
            && second == "error"
            && first.len() == 4
            && first.bytes().all(|b| b.is_ascii_digit()))
        || (word.comes_after("[")
            && (word.is_followed_by("] [") || word.is_followed_by("] error")))
        || (first == "state" && (second == "sql" || third == "sql"));
    if is_one {
        codes.push((Scheme::SqlState, value.to_owned(), word.range.clone()));
    }
}

/// `ERROR 1045 (28000)`, `(1045, "Access denied`, `SQLSTATE[28000] [1045]`,
/// `SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry`.
pub(super) fn mysql(word: &Word<'_>, about: About<'_>, codes: &mut Codes) -> bool {
    if word.as_str().len() != 4 {
        return false;
    }
    let [first, second, _] = word.previous();
    let after = word.after();
    let state = after.strip_prefix(" (").is_some_and(|rest| {
        rest.as_bytes().get(5) == Some(&b')')
            && is_state(rest[..5.min(rest.len())].to_ascii_uppercase().as_bytes())
    });
    let before = word.before();
    let is_one = (first.ends_with("error") && state)
        || (before.ends_with('(')
            && (after.starts_with(", \"") || after.starts_with(", '"))
            && (first.ends_with("error") || first.ends_with("warning")))
        || (before.ends_with('[') && before.contains("sqlstate["))
        || (before.ends_with(": ") && before.contains("sqlstate["))
        || (matches!(first, "error" | "code" | "number")
            && (first != "code" || second == "error")
            && (after.starts_with(':') || after.starts_with(". ") || after.starts_with(" from"))
            && about(Topic::MySql));
    is_one && mysql_number(word, about, codes)
}

/// A number that is an error of MySQL or MariaDB, if their tables know it. A number that both
/// use for different errors is MariaDB's where the text names it, else it may be either's.
pub(super) fn mysql_number(word: &Word<'_>, about: About<'_>, codes: &mut Codes) -> bool {
    let value = word.as_str();
    let (mysql, mariadb) = (known(Scheme::MySql, value), known(Scheme::MariaDb, value));
    let mut push = |scheme| codes.push((scheme, value.to_owned(), word.range.clone()));
    if mysql && !(mariadb && about(Topic::MariaDb)) {
        push(Scheme::MySql);
    }
    if mariadb {
        push(Scheme::MariaDb);
    }
    mysql || mariadb
}

/// `Msg 4060, Level 11`, `Error: 18456, Severity: 14`, `Error Number:18456`,
/// `(18456) (SQLDriverConnect)`.
pub(super) fn sql_server(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, second, _] = word.previous();
    let is_one = (first == "msg" && word.is_followed_by(", level"))
        || (first == "error" && word.is_followed_by(", severity"))
        || (first == "number" && second == "error")
        || (word.comes_after("(") && word.after().starts_with(") (sql"));
    if is_one && known(Scheme::SqlServer, word.as_str()) {
        codes.push((Scheme::SqlServer, word.as_str().to_owned(), word.range.clone()));
    }
    is_one
}
