//! What a member is called.

/// The most characters of a name that are shown.
const MAX_CHARS: usize = 200;

/// The upper half of code page 437, in which ZIP names are written that do not say otherwise
/// (PKWARE's APPNOTE, appendix D).
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧\
                     ╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The name of a ZIP member as text. Archivers of macOS and Linux often write UTF-8 without
/// saying so; what is valid UTF-8 beyond ASCII is hardly ever meant as anything else.
pub(crate) fn from_zip(name: &[u8], says_utf8: bool) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) if says_utf8 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => name.iter().map(|&byte| cp437(byte)).collect(),
    }
}

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => CP437.chars().nth(usize::from(upper)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The name of what comes out of a gzip file: without the ending, in any case.
pub(crate) fn within_gzip(name: &str) -> &str {
    match name.len().checked_sub(3).and_then(|at| name.split_at_checked(at)) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".gz") => stem,
        _ => name,
    }
}

/// A name that can be shown anywhere. Of a very long one the end is kept, which is the file's
/// own name; characters that could hide or turn something are replaced.
pub(crate) fn shown(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    if name.is_empty() {
        return "unnamed".to_owned();
    }
    let over = name.chars().count().saturating_sub(MAX_CHARS);
    let cut = (over > 0).then_some('…');
    let kept = name.chars().skip(if over > 0 { over + 1 } else { 0 });
    let kept = kept.map(|c| if hides(c) { char::REPLACEMENT_CHARACTER } else { c });
    cut.into_iter().chain(kept).collect()
}

/// Control characters, such that turn the direction of writing, line separators, and such
/// that are not seen at all.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Files that macOS adds to archives and that no one meant to send.
pub(crate) fn is_dropping(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let last = parts.next_back().unwrap_or_default();
    last == ".DS_Store" || last.starts_with("._") || parts.any(|part| part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zip_names() {
        assert_eq!(CP437.chars().count(), 128);
        for (name, says_utf8, expected) in [
            (&b"app.log"[..], false, "app.log"),
            (b"Gr\x81\xe1e.log", false, "Grüße.log"),
            ("Grüße.log".as_bytes(), true, "Grüße.log"),
            ("Grüße.log".as_bytes(), false, "Grüße.log"),
            (b"Gr\x81e.log", true, "Gr\u{fffd}e.log"),
        ] {
            assert_eq!(from_zip(name, says_utf8), expected);
        }
    }

    #[test]
    fn shown_names() {
        let long = format!("{}/app.log", "deep/".repeat(100));
        for (name, expected) in [
            ("var/log/app.log", "var/log/app.log"),
            ("../../etc/passwd", "../../etc/passwd"),
            ("a\nb\x1b[31m\u{202e}gol.exe", "a\u{fffd}b\u{fffd}[31m\u{fffd}gol.exe"),
            ("", "unnamed"),
            (" \0", "unnamed"),
            ("журнал 日志.log", "журнал 日志.log"),
        ] {
            assert_eq!(shown(name), expected);
        }
        let short = shown(&long);
        assert_eq!(short.chars().count(), MAX_CHARS);
        assert!(short.starts_with('…') && short.ends_with("deep//app.log"), "{short}");
        let just = "x".repeat(MAX_CHARS);
        assert_eq!(shown(&just), just);
    }

    #[test]
    fn gzip_names() {
        for (name, expected) in [
            ("app.log.gz", "app.log"),
            ("APP.LOG.GZ", "APP.LOG"),
            ("app.log", "app.log"),
            ("gz", "gz"),
            ("日志", "日志"),
            ("", ""),
        ] {
            assert_eq!(within_gzip(name), expected);
        }
    }

    #[test]
    fn droppings() {
        for (name, expected) in [
            ("__MACOSX/logs/._app.log", true),
            ("logs/.DS_Store", true),
            ("logs\\.DS_Store", true),
            ("logs/._app.log", true),
            ("logs/app.log", false),
            ("__MACOSX", false),
        ] {
            assert_eq!(is_dropping(name), expected, "{name}");
        }
    }
}
