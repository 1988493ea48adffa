//! A pointer that is drawn along a picture.

use web_sys::{Element, PointerEvent};

/// Where along an element a pointer is, from its inline start, in ten-thousandths.
pub(crate) fn place(element: &Element, event: &PointerEvent) -> i64 {
    let area = element.get_bounding_client_rect();
    let place = (f64::from(event.client_x()) - area.left()) / area.width().max(1.0);
    let place = (place.clamp(0.0, 1.0) * 10_000.0) as i64;
    if is_right_to_left(element) { 10_000 - place } else { place }
}

/// Has the element hear of the pointer until it is let go, wherever it goes. False for any
/// button but the first.
pub(crate) fn grab(element: &Element, event: &PointerEvent) -> bool {
    if event.button() != 0 {
        return false;
    }
    // Refused only for a pointer that is gone already; then nothing more comes of it.
    let _ = element.set_pointer_capture(event.pointer_id());
    true
}

fn is_right_to_left(element: &Element) -> bool {
    let style = gloo::utils::window().get_computed_style(element).ok().flatten();
    style.is_some_and(|style| {
        style.get_property_value("direction").is_ok_and(|direction| direction == "rtl")
    })
}
