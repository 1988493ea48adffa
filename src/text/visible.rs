//! Characters that would act on the page instead of being seen.
//!
//! A log can hold characters that turn the direction of the text round, hide, or do
//! nothing that one can see. They are evidence, and in a title or a path they can make
//! it read as something else, so each is shown by its number.

/// A stretch of text for the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// To be shown as it is.
    Text(&'a str),
    /// To be shown by its number.
    Control(char),
}

/// Splits `text` into what is shown as it is and what is not.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if acts(first) {
            rest = &rest[first.len_utf8()..];
            return Some(Piece::Control(first));
        }
        let end = rest.find(acts).unwrap_or(rest.len());
        let (shown, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(shown))
    })
}

/// The number of a character, such as `U+202E`.
pub(crate) fn name_of(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a character acts on the text around it or cannot be seen at all. Line feeds
/// and tabs are layout; the joiners and variation selectors that scripts and emoji need
/// stay as they are.
fn acts(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{061C}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        pieces(text)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Control(character) => format!("[{}]", name_of(character)),
            })
            .collect()
    }

    #[test]
    fn what_turns_or_hides_text_is_shown() {
        assert_eq!(shown("a\u{202E}gpj.exe"), "a[U+202E]gpj.exe");
        assert_eq!(shown("\0\u{7f}\u{9b}\r"), "[U+0000][U+007F][U+009B][U+000D]");
        for character in "\u{202A}\u{202E}\u{2066}\u{2069}\u{200E}\u{200F}\u{061C}".chars() {
            assert_eq!(shown(&character.to_string()), format!("[{}]", name_of(character)));
        }
    }

    #[test]
    fn languages_and_emoji_stay_as_they_are() {
        for text in
            ["", "plain\ttext\n", "الوقت انتهى", "می\u{200C}خواهم", "👩\u{200D}💻 ❤\u{FE0F}"]
        {
            assert_eq!(shown(text), text);
        }
    }
}
