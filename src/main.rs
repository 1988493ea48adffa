//! The program of the page. The start script loads it, locks the network, and then
//! calls [`start`].

use wasm_bindgen::prelude::wasm_bindgen;

/// Draws the page. `spawn_worker` returns a new worker that is already loading its program,
/// the lead if its argument is true; `build` names the build that both must come from;
/// `beside` is where the site's other files for people are, unless there are none;
/// `languages` is what stands in the files of `www/locales`, by their names.
#[wasm_bindgen]
pub fn start(
    spawn_worker: js_sys::Function,
    build: String,
    beside: Option<String>,
    languages: wasm_bindgen::JsValue,
) {
    unstuck::mount(spawn_worker, build, beside, languages);
}

/// Nothing happens on loading: the start script says when.
fn main() {}
