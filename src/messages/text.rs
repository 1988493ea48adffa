//! One message of the interface, in whatever language the page speaks.

use std::fmt;

use yew::html::IntoPropValue;
use yew::{AttrValue, Html};

use crate::messages::speech;

/// Round a value that is no word of the interface stand these two while the sentence is a
/// string: characters that no text may hold (noncharacters of Unicode). What draws sentences
/// puts the value between them into an element of its own, so that its direction stays its own.
pub(crate) const APART: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// A text that is no word of the interface, as it stands in a sentence.
pub(crate) fn apart(text: &str) -> String {
    let [from, to] = APART;
    format!("{from}{}{to}", text.replace(APART, ""))
}

/// A message by its key. Its words stand in the files of `www/locales`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// What the files call it.
    pub(super) key: &'static str,
    /// The names of its gaps, in the order in which the code fills them.
    pub(super) gaps: &'static [&'static str],
}

/// What fills a gap.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// A number. The one in the gap `count` chooses the plural form.
    Number(u64),
    /// Words of the interface.
    Words(&'a str),
    /// Anything else: a name, a part of the log, prose of a rule.
    Foreign(&'a str),
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(words)
    }
}

impl Text {
    /// The words, where there are no gaps.
    pub(crate) fn words(self) -> String {
        speech::words(self.key, None)
    }

    /// The words with their gaps filled, in the order in which the code names them.
    pub(crate) fn fill(self, values: &[Value<'_>]) -> String {
        debug_assert_eq!(self.gaps.len(), values.len(), "{}", self.key);
        let named = || self.gaps.iter().zip(values);
        let count = named().find_map(|(gap, value)| match value {
            Value::Number(count) if *gap == "count" => Some(*count),
            _ => None,
        });
        let mut filled = String::new();
        pieces(&speech::words(self.key, count), |words, gap| {
            filled.push_str(words);
            match named().find(|(name, _)| Some(**name) == gap).map(|(_, value)| value) {
                None => {}
                Some(Value::Number(number)) => filled.push_str(&speech::number(*number)),
                Some(Value::Words(words)) => filled.push_str(words),
                Some(Value::Foreign(text)) => filled.push_str(&apart(text)),
            }
        });
        filled
    }

    /// What stands before the only gap and behind it.
    pub(crate) fn halves(self) -> [String; 2] {
        let mut halves = [String::new(), String::new()];
        let mut half = 0;
        pieces(&speech::words(self.key, None), |words, gap| {
            halves[half].push_str(words);
            half = usize::from(half == 1 || gap.is_some());
        });
        halves
    }
}

/// Hands out the parts of a template: words, and the gap that follows on them if one does.
fn pieces(template: &str, mut each: impl FnMut(&str, Option<&str>)) {
    let mut rest = template;
    while let Some((words, (gap, after))) =
        rest.split_once('{').and_then(|(words, gap)| Some((words, gap.split_once('}')?)))
    {
        each(words, Some(gap));
        rest = after;
    }
    each(rest, None);
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl From<Text> for AttrValue {
    fn from(text: Text) -> Self {
        text.words().into()
    }
}

impl IntoPropValue<AttrValue> for Text {
    fn into_prop_value(self) -> AttrValue {
        self.into()
    }
}

impl IntoPropValue<Html> for Text {
    fn into_prop_value(self) -> Html {
        self.into()
    }
}

impl IntoPropValue<Option<AttrValue>> for Text {
    fn into_prop_value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

/// Names messages: `NAME = "key";`, or `NAME = "key" { gap, gap };` for one with gaps. Tests
/// compare them with the files.
macro_rules! texts {
    ($($name:ident = $key:literal $({ $($gap:ident),+ })?;)+) => {
        $(
            pub(crate) const $name: $crate::messages::text::Text = $crate::messages::text::Text {
                key: $key,
                gaps: &[$($(stringify!($gap)),+)?],
            };
        )+
        #[cfg(test)]
        pub(super) const ALL: &[$crate::messages::text::Text] = &[$($name),+];
    };
}
pub(crate) use texts;
