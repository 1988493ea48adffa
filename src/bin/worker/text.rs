//! A text that was analysed: its lines, for the viewer, for searches and for the clipboard.

use unstuck::protocol::{LONG_ROW_CHARACTERS, ROW_CHARACTERS, Row};
use unstuck_logtext::Document;

use crate::BrowserFile;
use crate::file::Lines;
use crate::search::{Search, Whole};
use crate::source::Unreadable;

/// How much of a whole text is looked through at once: as much as of a file.
const STRETCH: usize = 4 * 1024 * 1024;

/// How much text is handed over for the clipboard, in bytes.
const COPIED: usize = 8 * 1024 * 1024;

/// Where the lines are.
pub(crate) enum Text {
    /// Here.
    Whole(Document),
    /// In a file.
    File(Lines<BrowserFile>),
}

impl Text {
    /// The lines, as far as there are so many, with what `search` finds in them; of the line
    /// `whole` more than its beginning.
    pub(crate) fn rows(
        &mut self,
        lines: &[u32],
        whole: Option<u32>,
        search: Option<&Search>,
    ) -> Result<Vec<Row>, Unreadable> {
        let mut rows = Vec::with_capacity(lines.len());
        for &line in lines {
            let is_whole = whole == Some(line);
            let limit = if is_whole { LONG_ROW_CHARACTERS } else { ROW_CHARACTERS };
            let kept = search.and_then(|search| search.kept(line)).filter(|_| !is_whole);
            let row = match (kept, &mut *self) {
                (Some(kept), _) => Some(kept.clone()),
                (None, Self::Whole(text)) => ((line as usize) < text.line_count())
                    .then(|| Row::cut(text.line(line as usize), limit)),
                (None, Self::File(lines)) => lines.row(line.into(), limit)?,
            };
            let Some(mut row) = row else { break };
            row.marks = search.map(|search| search.marks(&row.text)).unwrap_or_default();
            rows.push(row);
        }
        Ok(rows)
    }

    /// Some lines as text, and whether there would be more than can be handed over.
    pub(crate) fn copy(&mut self, from: u32, count: u32) -> Result<(String, bool), Unreadable> {
        let mut copy = String::new();
        for line in from..from.saturating_add(count) {
            let row = match self {
                Self::Whole(text) => ((line as usize) < text.line_count())
                    .then(|| Row::cut(text.line(line as usize), COPIED)),
                Self::File(lines) => lines.row(line.into(), COPIED)?,
            };
            let Some(row) = row else { break };
            if copy.len() + row.text.len() > COPIED || row.hidden > 0 {
                return Ok((copy, true));
            }
            if line > from {
                copy.push('\n');
            }
            copy.push_str(&row.text);
        }
        Ok((copy, false))
    }

    /// Takes the next step of a search.
    pub(crate) fn search(
        &mut self,
        search: &mut Search,
    ) -> Result<unstuck::protocol::Searched, Unreadable> {
        match self {
            Self::Whole(text) => search.step(&mut Whole(text, STRETCH)),
            Self::File(lines) => search.step(lines),
        }
    }

    /// Lets go of what can be read again.
    pub(crate) fn rest(&mut self) {
        if let Self::File(lines) = self {
            lines.rest();
        }
    }
}
