//! Several files as one, in the order of their times.

use unstuck::protocol::{Answer, News, Woven};
use unstuck_logtext::Document;
use unstuck_weave::Log;
use wasm_bindgen::JsValue;

use crate::pieces::Pieces;
use crate::{send, source::Unreadable};

/// Puts texts together, each with its name, and gives the page the whole as a file.
pub(crate) fn weave(document: u32, texts: &[(String, Result<Document, Unreadable>)]) {
    // One that can no longer be read was read before, so this is as good as left out.
    let logs =
        texts.iter().filter_map(|(name, text)| Some(Log { name, text: text.as_ref().ok()? }));
    let logs: Vec<_> = logs.collect();
    let mut pieces = Pieces::default();
    let mut bytes = 0;
    let woven = unstuck_weave::Woven::new(&logs);
    let is_whole = woven.as_ref().is_some_and(|woven| {
        woven.write(|piece| {
            bytes += piece.len() as u64;
            pieces.add(piece.as_bytes())
        })
    });
    let file = if is_whole { pieces.take() } else { None };
    let left_out = woven.iter().flat_map(unstuck_weave::Woven::left_out);
    let left_out = left_out.filter_map(|&index| Some(logs.get(index)?.name.to_owned())).collect();
    let file = file.map_or(JsValue::UNDEFINED, JsValue::from);
    send(&Answer::About(document, News::Woven(Woven { bytes, left_out })), &file);
}
