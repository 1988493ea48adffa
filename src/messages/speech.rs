//! The language that the page speaks now.

use std::cell::RefCell;

use yew::AttrValue;

#[cfg(not(test))]
use crate::browser::locale::{self, Locale};
#[cfg(test)]
use crate::messages::testing::{self as locale, Locale};

/// The language that every message has, and that is spoken where another lacks one.
pub(crate) const ENGLISH: &str = "en";

/// A language that the page can speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its tag (BCP 47), which is the name of its file.
    pub(crate) tag: AttrValue,
    /// What it calls itself.
    pub(crate) name: AttrValue,
    /// `ltr` or `rtl`.
    pub(crate) direction: AttrValue,
}

/// English, where nobody says what languages there are.
pub(crate) fn english() -> Language {
    let [tag, name, direction] = [ENGLISH, "English", "ltr"].map(AttrValue::Static);
    Language { tag, name, direction }
}

thread_local! {
    /// The language that is spoken, and English.
    static SPOKEN: RefCell<[Option<Locale>; 2]> = RefCell::new([None, locale::open(ENGLISH)]);
}

/// Whether the page speaks this language now.
pub(crate) fn speaks(tag: &str) -> bool {
    SPOKEN.with_borrow(|spoken| match &spoken[0] {
        Some(locale) => locale.tag() == tag,
        None => tag == ENGLISH,
    })
}

/// Speaks another language from now on.
pub(crate) fn speak(tag: &str) {
    SPOKEN.replace([(tag != ENGLISH).then(|| locale::open(tag)).flatten(), locale::open(ENGLISH)]);
}

/// The words of a message: those for this count, if something is counted. Where the language
/// lacks it, the English ones; where nobody has it, its key.
pub(super) fn words(key: &str, count: Option<u64>) -> String {
    SPOKEN.with_borrow(|spoken| {
        let words = spoken.iter().flatten().find_map(|locale| locale.words(key, count));
        words.unwrap_or_else(|| key.to_owned())
    })
}

fn with<T>(say: impl Fn(&Locale) -> T) -> Option<T> {
    SPOKEN.with_borrow(|spoken| spoken.iter().flatten().next().map(say))
}

/// A number with its thousands set apart. Its digits are those of the logs in every language.
pub(crate) fn number(number: u64) -> String {
    with(|locale| locale.number(number)).unwrap_or_else(|| number.to_string())
}

/// A number of tenths, with one digit behind the sign for that.
pub(super) fn tenths(tenths: u64) -> String {
    with(|locale| locale.tenths(tenths)).unwrap_or_else(|| tenths.to_string())
}

/// A day that is written as 2026-03-14.
pub(super) fn day(day: &str) -> String {
    with(|locale| locale.day(day)).unwrap_or_else(|| day.to_owned())
}

/// Which of the languages that there are a person wants most, by the tags that they name in
/// the order of their liking. Another form of the same language will do.
pub(crate) fn choose<'a>(
    wanted: impl IntoIterator<Item = &'a str>,
    languages: &[Language],
) -> Option<&Language> {
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    wanted.into_iter().find_map(|wanted| {
        languages.iter().find(|language| language.tag.eq_ignore_ascii_case(wanted)).or_else(|| {
            // A language with a form of its own is for those who ask for just that.
            let mut plain = languages.iter().filter(|language| !language.tag.contains('-'));
            plain.find(|language| *language.tag == *base(wanted))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wants_most_is_chosen_of_what_there_is() {
        let languages = ["en", "ar", "ar-XB"].map(|tag| Language {
            tag: AttrValue::Static(tag),
            name: AttrValue::Static(tag),
            direction: AttrValue::Static("ltr"),
        });
        for (wanted, chosen) in [
            (&["ar"][..], Some("ar")),
            (&["AR-eg", "en"], Some("ar")),
            (&["ar-xb"], Some("ar-XB")),
            (&["de", "fr-CA", "en-GB", "ar"], Some("en")),
            (&["", "-", "xx"], None),
            (&[], None),
        ] {
            let found = choose(wanted.iter().copied(), &languages);
            assert_eq!(found.map(|language| &*language.tag), chosen, "{wanted:?}");
        }
    }
}
