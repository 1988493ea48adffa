//! Highlights that the browser paints over text, without elements of their own.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Range};

use crate::text::NodeRange;

#[wasm_bindgen]
extern "C" {
    /// A set of ranges that are painted alike.
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
}

/// Where the browser keeps its highlights, if it can paint any.
fn registry() -> Option<JsValue> {
    let css = Reflect::get(&gloo::utils::window(), &JsValue::from_str("CSS")).ok()?;
    let registry = Reflect::get(&css, &JsValue::from_str("highlights")).ok()?;
    registry.is_object().then_some(registry)
}

/// Whether the browser can paint highlights.
pub(crate) fn is_there() -> bool {
    registry().is_some()
}

/// Ranges to be painted, by the name that the style sheet has for them.
pub(crate) struct Paint(Option<Highlight>);

impl Paint {
    /// No ranges.
    pub(crate) fn new() -> Self {
        Self(registry().and_then(|_| Highlight::new().ok()))
    }

    /// Adds parts of the text nodes in `parent`. Parts that are not there are left out.
    pub(crate) fn add(&self, parent: &Element, parts: &[NodeRange]) {
        let Some(highlight) = &self.0 else { return };
        for part in parts {
            if let Some(range) = range(parent, *part) {
                highlight.add(&range);
            }
        }
    }

    /// Has the browser paint them in place of all others of that name.
    pub(crate) fn set(self, name: &str) {
        let Some((highlight, registry)) = self.0.zip(registry()) else { return };
        let set = Reflect::get(&registry, &JsValue::from_str("set"));
        if let Some(set) = set.ok().and_then(|set| set.dyn_into::<Function>().ok()) {
            // It takes any name and any highlight.
            let _ = set.call2(&registry, &JsValue::from_str(name), &highlight);
        }
    }
}

/// The part of the page that these units of a text node are.
pub(crate) fn range(parent: &Element, part: NodeRange) -> Option<Range> {
    let node = parent.child_nodes().get(part.node)?;
    let range = gloo::utils::document().create_range().ok()?;
    range.set_start(&node, part.start).ok()?;
    range.set_end(&node, part.end).ok()?;
    Some(range)
}
