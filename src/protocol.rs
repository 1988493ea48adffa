//! What the page and its workers say to each other.
//!
//! Both come from one build, yet a cache can serve two: the worker's first message
//! carries [`VERSION`] and the build, and the page refuses a stranger.

use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use unstuck_handout::form::Written;
use unstuck_handout::{Feedback, Flaw, Hidden, Linked};
use unstuck_report::Why;
use wasm_bindgen::{JsCast, JsValue};

/// Raised with every change of these messages.
pub const VERSION: u32 = 7;

/// The id of reports that nobody asked for and that the page only reads, for its programs to
/// be compiled before they are needed.
pub const WARM_UP: u32 = 0;

/// How many characters of one line the viewer shows.
pub const ROW_CHARACTERS: usize = 2_000;

/// How many it shows of a line that somebody wants to see whole.
pub const LONG_ROW_CHARACTERS: usize = 50_000;

/// Packs a message: plain data as bytes, and beside them one object that stays in the hands
/// of the browser, such as a file. None only if memory runs out.
pub fn pack(data: &impl Serialize, object: &JsValue) -> Option<JsValue> {
    let bytes = postcard::to_allocvec(data).ok()?;
    Some(Array::of2(&Uint8Array::from(bytes.as_slice()), object).into())
}

/// Unpacks what [`pack`] packed in a program of the same build.
pub fn unpack<T: DeserializeOwned>(message: JsValue) -> Option<(T, JsValue)> {
    let message: Array = message.dyn_into().ok()?;
    let bytes: Uint8Array = message.get(0).dyn_into().ok()?;
    Some((postcard::from_bytes(&bytes.to_vec()).ok()?, message.get(1)))
}

/// From the page to a worker.
///
/// The first worker is the lead: it opens files, puts together what was found in the parts
/// of a large one, and keeps what the viewer shows. Helpers only analyse parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Let go of every text that was read before.
    Forget,
    /// Explain the text beside this, which was typed or pasted. It is copied to the worker
    /// as it is; the page never converts it. Answered by [`News::Report`].
    Explain {
        /// The id of the text, which comes back with the answer.
        document: u32,
    },
    /// Open the file beside this. Answered by [`News::Report`] if it is small, by
    /// [`News::Planned`] if it is not, and by [`News::Member`]s and [`News::Unpacked`] if it
    /// is an archive.
    Open {
        /// The id of the file.
        document: u32,
        /// Its name, if it shall be unpacked where it is an archive.
        unpack: Option<String>,
    },
    /// Get ready to analyse parts of the file beside this, which the lead has opened.
    Join {
        /// The id under which the lead opened it.
        document: u32,
    },
    /// Analyse a part of it. The lead answers with [`News::Added`], a helper with
    /// [`News::Found`].
    Part {
        /// The id of the file.
        document: u32,
        /// Which part, from 0.
        part: u64,
    },
    /// Add what a helper found, to the lead: the bytes beside this, which came with
    /// [`News::Found`]. Answered by [`News::Added`].
    Add {
        /// The id of the file.
        document: u32,
        /// The part that it was found in.
        part: u64,
    },
    /// Put files that were read together, in the order of their times. Answered by
    /// [`News::Woven`].
    Weave {
        /// The id of what comes out.
        document: u32,
        /// The ids of the files, and their names.
        files: Vec<(u32, String)>,
    },
    /// Hand over lines of a text.
    Rows {
        /// The id of the text.
        document: u32,
        /// Which lines, from 0, in rising order.
        lines: Vec<u32>,
        /// The search whose matches are to be marked in them.
        search: u32,
        /// The line of which more than the beginning is wanted.
        whole: Option<u32>,
    },
    /// Look through a text, in steps, in place of any search before. Each step is answered by
    /// [`Answer::Searched`]; the next is taken on [`Request::SearchOn`].
    Search {
        /// The id of the text.
        document: u32,
        /// The id of the search.
        search: u32,
        /// What is looked for.
        query: Query,
        /// Lines, from 0, that are serious enough for a filter by level whatever they state:
        /// something was found there.
        serious: Vec<u32>,
    },
    /// Take the next step of a search, if it still is the last one that was asked for.
    SearchOn {
        /// The id of the search.
        search: u32,
    },
    /// Hand over lines as text, for the clipboard. Answered by [`Answer::Text`].
    Text {
        /// The id of the text.
        document: u32,
        /// The first line, from 0.
        from: u32,
        /// How many lines.
        count: u32,
    },
    /// Make the report on a text ready to leave. Answered by [`Answer::HandOut`].
    HandOut {
        /// The id of the text.
        document: u32,
        /// What the input is called.
        name: String,
        /// Private values that the person wants to keep.
        keep: Vec<String>,
        /// What the person said about the findings.
        said: Vec<Feedback>,
        /// How many characters a link may have behind the address of the page.
        room: u32,
    },
    /// Say something about rules. Answered by [`Answer::Told`].
    Ask(Ask),
    /// From now on, say in this language, such as `ar`, what rules say: in the reports to come,
    /// and once more in those that were made, without reading their texts again. Each of these
    /// that changes is answered by [`News::Retold`].
    Speak(String),
    /// Open findings that came by a link. Answered by [`News::Linked`] or [`News::Flawed`].
    Link {
        /// The id under which the findings are kept.
        document: u32,
        /// All that stands behind the address of the page.
        fragment: String,
    },
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started; sent once, before anything else. This is the first variant
    /// and has these fields in every version, so that a stranger is understood and refused.
    Ready {
        /// The worker's [`VERSION`].
        protocol: u32,
        /// The build that the worker was told it belongs to.
        build: String,
        /// How many rules it knows.
        rules: u32,
    },
    /// News of a text, by its id.
    About(u32, News),
    /// Lines for the viewer.
    Rows(RowBlock),
    /// Instead of [`Answer::Ready`]: the rule book that the worker got cannot be read.
    NoRules,
    /// A report that is ready to leave; the redacted report itself is beside this.
    HandOut(HandOut),
    /// A step of a search.
    Searched(Searched),
    /// Lines as text.
    Text {
        /// The lines, with a line feed between them.
        text: String,
        /// Whether there are more than are handed over at once.
        cut: bool,
    },
    /// What was asked about rules.
    Told(Told),
}

/// A report that is ready to leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOut {
    /// The id of the text that it is about.
    pub document: u32,
    /// The report as Markdown, redacted.
    pub markdown: String,
    /// What was hidden, or kept: for the person alone.
    pub hidden: Vec<Hidden>,
    /// The same findings as the end of a link, if there is something to link to and room for it.
    pub link: Option<Written>,
}

/// What is looked for in a text, and which of its lines are to be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The text to find, whatever the case of its letters; nothing if empty.
    pub text: String,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Whether only the log entries are to be seen that hold it.
    pub only: bool,
    /// Of which level entries have to be to be seen.
    pub levels: Levels,
}

impl Query {
    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.levels == Levels::All
    }

    /// Whether lines are left out of sight.
    pub fn filters(&self) -> bool {
        self.levels != Levels::All || (self.only && !self.text.is_empty())
    }
}

/// Which levels of log entries are to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Levels {
    /// All, and entries without a level.
    #[default]
    All,
    /// Warnings and what is worse.
    Warnings,
    /// Errors and what is worse.
    Errors,
}

/// What one step of a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// The id of the search.
    pub search: u32,
    /// Lines that hold what was looked for, from 0, in rising order.
    pub hits: Vec<u32>,
    /// Lines that are to be seen, if some are not.
    pub seen: Vec<u32>,
    /// How many lines were looked through in all steps so far.
    pub lines: u32,
    /// How it goes on.
    pub next: Next,
}

/// How a search goes on after a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// There is more to look through.
    #[default]
    More,
    /// That was all.
    Done,
    /// There is more, but it would be more than anyone can look at.
    Enough,
    /// The regular expression is none, or the text cannot be read any more: why, in words.
    Problem(String),
}

/// How the reading of a text goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum News {
    /// It is done; the report is beside this.
    Report,
    /// The browser would not hand over the file.
    Unreadable,
    /// The file is large: the page is to hand out so many parts.
    Planned(u64),
    /// A helper has analysed this part. What it found is beside this, for the lead; nobody
    /// else looks inside.
    Found(u64),
    /// The lead has taken in what was found in a part. After the last one comes
    /// [`News::Report`].
    Added {
        /// Which part.
        part: u64,
        /// How many parts are put together, from the first one on without a gap.
        parts: u64,
        /// How many bytes they have.
        bytes: u64,
    },
    /// So many bytes of an archive are unpacked.
    Unpacking(u64),
    /// A file of an archive was unpacked, or was not. Its content is beside this, unless
    /// there is nothing to read in it.
    Member(Member),
    /// There are no more files in an archive.
    Unpacked {
        /// Whether it is just one file that was compressed.
        single: bool,
        /// What was wrong with it, in words.
        problems: Vec<String>,
    },
    /// Files were put together; what came out is beside this, if their times allow it.
    Woven(Woven),
    /// It was done before; the same report in another language is beside this.
    Retold,
    /// A link was opened; the report is beside this.
    Linked(Linked),
    /// A link cannot be opened.
    Flawed(Flaw),
}

/// Files in the order of their times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Woven {
    /// How many bytes they have together.
    pub bytes: u64,
    /// The names of those that are not in it, since their times cannot be compared with the
    /// others'.
    pub left_out: Vec<String>,
}

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path in the archive, which is untrusted text.
    pub name: String,
    /// How many bytes were unpacked, or how many the archive says there are.
    pub bytes: Option<u64>,
    /// What is wrong with it, in words.
    pub problems: Vec<String>,
}

/// Some lines of an analysed text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowBlock {
    /// The id of the analysis whose text this is.
    pub document: u32,
    /// The search whose matches are marked.
    pub search: u32,
    /// The numbers of the lines, from 0, in rising order.
    pub lines: Vec<u32>,
    /// The lines.
    pub rows: Vec<Row>,
}

impl RowBlock {
    /// A line of the text, counted from 0, if it is one of these.
    pub fn row(&self, line: u32) -> Option<&Row> {
        self.rows.get(self.lines.binary_search(&line).ok()?)
    }

    /// Whether the line is one of these.
    pub fn holds(&self, line: u32) -> bool {
        self.row(line).is_some()
    }
}

/// One line for the viewer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The line, or its first [`ROW_CHARACTERS`] characters.
    pub text: String,
    /// How many characters are not in `text`.
    pub hidden: u64,
    /// Whether the line goes on beyond what was read to count them.
    pub open: bool,
    /// What the search found in `text`, in bytes of it.
    pub marks: Vec<(u32, u32)>,
}

impl Row {
    /// The row that shows `line`.
    pub fn of(line: &str) -> Self {
        Self::cut(line, ROW_CHARACTERS)
    }

    /// The row that shows so many characters of `line`.
    pub fn cut(line: &str, characters: usize) -> Self {
        match line.char_indices().nth(characters) {
            None => Self { text: line.to_owned(), ..Self::default() },
            Some((at, _)) => {
                let (shown, rest) = line.split_at(at);
                let hidden = rest.chars().count() as u64;
                Self { text: shown.to_owned(), hidden, ..Self::default() }
            }
        }
    }
}

/// A question about rules, to the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Which rules have these words? Answered by [`Told::Rules`].
    Rules(String),
    /// Which captures tell findings of these rules apart? Answered by [`Told::Keys`].
    Keys(Vec<String>),
    /// Why does a rule find something in a text, or why not? Answered by [`Told::Why`].
    Why {
        /// The id of the text.
        document: u32,
        /// The id of the rule.
        rule: String,
    },
    /// Which rules are there? Answered by [`Told::Book`].
    Book,
    /// The same as [`Ask::Rules`], for the list of all rules. Answered by [`Told::Browsed`].
    Browse(String),
    /// What does the rule with this id say? Answered by [`Told::Rule`].
    Rule(String),
}

/// The answer to an [`Ask`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// Rules that have the words.
    Rules(RuleList),
    /// Rules and the captures of their keys.
    Keys(Vec<(String, Vec<String>)>),
    /// Why a rule finds something, or why not.
    Why(WhyAnswer),
    /// All rules, by what they belong to.
    Book(Vec<SystemRules>),
    /// Rules that have the words, for the list of all rules.
    Browsed(RuleList),
    /// What the rule with this id says, as a finding without a place; it is beside this, unless
    /// there is no such rule.
    Rule(String),
}

/// The rules of one product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemRules {
    /// What it is called.
    pub name: String,
    /// Its rules, each with its id and its problem in one sentence.
    pub rules: Vec<(String, String)>,
}

/// Rules that were looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleList {
    /// The words, as they were asked for.
    pub query: String,
    /// The first rules, each with its id and its problem in one sentence.
    pub rules: Vec<(String, String)>,
    /// How many more there are.
    pub more: u64,
}

/// Why a rule finds something in a text, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyAnswer {
    /// The id of the text.
    pub document: u32,
    /// The id of the rule.
    pub rule: String,
    /// The answer, unless the text can no longer be read.
    pub why: Option<Why>,
    /// How many bytes of the text were looked at, from its beginning.
    pub read: u64,
    /// How many bytes it has.
    pub total: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_cut_on_a_character() {
        let line = "ü".repeat(ROW_CHARACTERS + 3);
        let row = Row::of(&line);
        assert_eq!(row.text.chars().count(), ROW_CHARACTERS);
        assert_eq!(row.hidden, 3);
        assert_eq!(Row::of("short"), Row { text: "short".to_owned(), ..Row::default() });
    }
}
