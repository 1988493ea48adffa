//! The words of a language, and what the browser knows of it.

use std::cell::RefCell;

use gloo::utils::{document, window};
use js_sys::Intl::{NumberFormat, PluralRules};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::AttrValue;

use crate::messages::Language;

thread_local! {
    /// All languages, by their tags, as the start script read them.
    static ALL: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// What the remembered choice is stored under.
const REMEMBERED: &str = "unstuck.language";

/// The name in the address that asks for a language.
const ASKED: &str = "lang";

/// One language.
pub(crate) struct Locale {
    words: JsValue,
    plurals: PluralRules,
    numbers: Function,
    tenths: Function,
    tag: String,
    full_tag: String,
}

fn of(object: &JsValue, key: &str) -> JsValue {
    // Refused only where it is no object.
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    of(object, key).as_string()
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // An object of one's own takes everything.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options
}

/// The languages that there are.
pub(crate) fn languages(all: JsValue) -> Vec<Language> {
    let tags = all.dyn_ref::<Object>().map(Object::keys).unwrap_or_default();
    let languages = tags.iter().filter_map(|tag| {
        let tag = tag.as_string()?;
        let language = of(&all, &tag);
        Some(Language {
            name: text(&language, "name")?.into(),
            direction: text(&language, "direction")?.into(),
            tag: tag.into(),
        })
    });
    let languages = languages.collect();
    ALL.replace(all);
    languages
}

/// One of them.
pub(crate) fn open(tag: &str) -> Option<Locale> {
    let words = ALL.with_borrow(|all| of(&of(all, tag), "words"));
    if !words.is_object() {
        return None;
    }
    // Digits as logs have them, and the calendar that they count by.
    let full_tag = format!("{tag}-u-ca-gregory-nu-latn");
    let locales = Array::of1(&JsValue::from_str(&full_tag));
    let format = |options: &Object| NumberFormat::new(&locales, options).format();
    let one = JsValue::from_f64(1.0);
    Some(Locale {
        words,
        plurals: PluralRules::new(&locales, &Object::new()),
        numbers: format(&Object::new()),
        tenths: format(&options(&[
            ("minimumFractionDigits", one.clone()),
            ("maximumFractionDigits", one),
        ])),
        tag: tag.to_owned(),
        full_tag,
    })
}

#[expect(clippy::cast_precision_loss, reason = "the browser's numbers are no finer")]
fn call(format: &Function, number: u64, unit: f64) -> String {
    let number = JsValue::from_f64(number as f64 / unit);
    let text = format.call1(&JsValue::UNDEFINED, &number).unwrap_or(number);
    text.as_string().unwrap_or_default()
}

impl Locale {
    /// The words of a message: those for this count, if they differ by it.
    #[expect(clippy::cast_precision_loss, reason = "the browser's numbers are no finer")]
    pub(crate) fn words(&self, key: &str, count: Option<u64>) -> Option<String> {
        let message = of(&self.words, key);
        if let (Some(count), true) = (count, message.is_object()) {
            return text(&message, &format!("={count}"))
                .or_else(|| text(&message, &String::from(self.plurals.select(count as f64))))
                .or_else(|| text(&message, "other"));
        }
        message.as_string()
    }

    /// The tag that it was opened by.
    pub(crate) fn tag(&self) -> &str {
        &self.tag
    }

    /// A number with its thousands set apart.
    pub(crate) fn number(&self, number: u64) -> String {
        call(&self.numbers, number, 1.0)
    }

    /// A number of tenths.
    pub(crate) fn tenths(&self, tenths: u64) -> String {
        call(&self.tenths, tenths, 10.0)
    }

    /// A day that is written as 2026-03-14.
    pub(crate) fn day(&self, day: &str) -> String {
        let date = Date::new(&JsValue::from_str(day));
        if date.get_time().is_nan() {
            return day.to_owned();
        }
        let options = options(&[("dateStyle", "medium".into()), ("timeZone", "UTC".into())]);
        date.to_locale_date_string(&self.full_tag, &options).into()
    }
}

/// The tags of the languages that a person wants, what they want most first: what the address
/// asks for, what they chose before, what their browser says.
pub(crate) fn wanted() -> Vec<String> {
    let asked = window().location().search().unwrap_or_default();
    let asked = parameters(&asked).filter_map(|part| part.strip_prefix(ASKED)?.strip_prefix('='));
    let mut wanted: Vec<_> = asked.map(str::to_owned).collect();
    // Refused where nothing may be stored.
    let store = window().local_storage().ok().flatten();
    wanted.extend(store.and_then(|store| store.get_item(REMEMBERED).ok().flatten()));
    let languages = window().navigator().languages();
    wanted.extend(languages.iter().filter_map(|tag| tag.as_string()));
    wanted
}

fn parameters(search: &str) -> impl Iterator<Item = &str> {
    search.trim_start_matches('?').split('&')
}

/// Has the browser know which language the page is in, and in which direction it runs.
pub(crate) fn show(language: &Language, title: &str) {
    if let Some(root) = document().document_element() {
        // Neither is refused.
        let _ = root.set_attribute("lang", &language.tag);
        let _ = root.set_attribute("dir", &language.direction);
    }
    document().set_title(title);
}

/// Remembers the choice for the next time, where that is allowed. An address that asked for
/// another language asks for this one now.
pub(crate) fn remember(tag: &AttrValue) {
    if let Ok(Some(store)) = window().local_storage() {
        // It may be full.
        let _ = store.set_item(REMEMBERED, tag);
    }
    let location = window().location();
    let search = location.search().unwrap_or_default();
    let is_asked = |part: &&str| part.starts_with(&format!("{ASKED}="));
    if parameters(&search).any(|part| is_asked(&part)) {
        let mut parts: Vec<_> = parameters(&search).filter(|part| !is_asked(part)).collect();
        let asked = format!("{ASKED}={tag}");
        parts.push(&asked);
        let fragment = location.hash().unwrap_or_default();
        let address = format!("?{}{fragment}", parts.join("&"));
        if let Ok(history) = window().history() {
            // A frame may be refused it.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }
}
