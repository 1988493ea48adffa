//! The language of the page.

/// Its code, such as `en`: what `<html lang>` says.
pub(crate) fn tag() -> String {
    let root = gloo::utils::document().document_element();
    root.and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}
