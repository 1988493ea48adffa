//! The text field.

use gloo::timers::callback::Timeout;
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlTextAreaElement, InputEvent};

use crate::text::Utf16Range;

/// The length from which a text goes to the viewer, in UTF-16 units. A key pressed in
/// a field of a megabyte takes the browser a tenth of a second.
const LONGEST: u32 = 1 << 20;

/// The length from which a line may take the text to the viewer. Laying out a line
/// costs far more than its length in shorter ones: a megabyte stops the page for seconds.
const LONGEST_LINE: u32 = 1 << 16;

/// Whether the browser would be slow with this text in the field.
pub(crate) fn is_too_long(text: &JsString) -> bool {
    text.length() > LONGEST || has_long_line(text)
}

/// Whether `added`, in place of the selection, would make the field too long.
pub(crate) fn would_be_too_long(field: &HtmlTextAreaElement, added: &JsString) -> bool {
    length_with(field, added.length()) > LONGEST || has_long_line(added)
}

/// Whether there is a stretch without a line end. Looking only at stretches from one
/// multiple of the limit to the next is quick, and finds every line of twice the limit.
fn has_long_line(text: &JsString) -> bool {
    (1..=text.length() / LONGEST_LINE).any(|stretch| {
        let end = stretch * LONGEST_LINE;
        let found = text.index_of("\n", (end - LONGEST_LINE).cast_signed());
        !u32::try_from(found).is_ok_and(|found| found < end)
    })
}

/// The text as the browser holds it, without a copy in this program's memory.
pub(crate) fn text(field: &HtmlTextAreaElement) -> JsString {
    Reflect::get(field, &JsValue::from_str("value"))
        .ok()
        .and_then(|value| value.dyn_into().ok())
        .unwrap_or_else(|| JsString::from(""))
}

/// Replaces the text and scrolls back to its beginning.
pub(crate) fn set_text(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    field.set_scroll_top(0);
    field.set_scroll_left(0);
}

/// Scrolls to where the lines begin, once the browser has scrolled to where the last one ends:
/// it does so after every paste.
pub(crate) fn show_line_starts(field: HtmlTextAreaElement) {
    Timeout::new(0, move || field.set_scroll_left(0)).forget();
}

/// The length that the text would have after `added` units replace the selection.
fn length_with(field: &HtmlTextAreaElement, added: u32) -> u32 {
    let selected = field
        .selection_end()
        .ok()
        .flatten()
        .zip(field.selection_start().ok().flatten())
        .map_or(0, |(end, start)| end.saturating_sub(start));
    field.text_length().saturating_sub(selected).saturating_add(added)
}

/// Whether an input event brings a whole text rather than a key press.
pub(crate) fn is_whole_text(event: &InputEvent) -> bool {
    matches!(event.input_type().as_str(), "insertFromPaste" | "insertFromDrop")
}

/// Puts the focus into the field.
pub(crate) fn focus(field: &HtmlTextAreaElement) {
    // Refused only where the field is not shown.
    let _ = field.focus();
}

/// Selects a range and brings it into view. Browsers scroll to a selection only when
/// they please, but lines do not wrap and have one height, so its place is known.
pub(crate) fn select(field: &HtmlTextAreaElement, range: Utf16Range) {
    focus(field);
    let _ = field.set_selection_range(range.start, range.end);
    let Some((line_height, font_size)) = metrics(field) else { return };
    let third = f64::from(field.client_height()) / 3.0;
    field.set_scroll_top((f64::from(range.line) * line_height - third) as i32);
    // Close enough for a fixed-width face: the match need only be in view.
    let left = f64::from(range.column) * font_size * 0.6;
    let length = f64::from(range.end - range.start) * font_size * 0.6;
    let width = f64::from(field.client_width());
    let fits = left + length.min(width / 2.0) < width * 0.9;
    field.set_scroll_left(if fits { 0 } else { (left - width / 4.0) as i32 });
}

/// The height of a line and the size of the face, in CSS pixels.
fn metrics(field: &HtmlTextAreaElement) -> Option<(f64, f64)> {
    let style = gloo::utils::window().get_computed_style(field).ok()??;
    let pixels = |name| {
        let value = style.get_property_value(name).ok()?;
        let pixels = js_sys::parse_float(&value);
        pixels.is_finite().then_some(pixels)
    };
    pixels("line-height").zip(pixels("font-size"))
}
