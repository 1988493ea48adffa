//! Files that are explained one after the other, archives file by file.

use std::cell::Cell;
use std::rc::Rc;

use yew::AttrValue;

use crate::state::Outcome;

/// Numbers that name documents, each used once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids(Rc<Cell<u32>>);

impl Ids {
    /// The next one.
    pub(crate) fn next(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }
}

/// The list of files as the page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct List {
    /// The files.
    pub(crate) files: Vec<Listed>,
    /// What was wrong with the archives that they come from.
    pub(crate) remarks: Vec<String>,
}

/// A file of the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listed {
    /// The id of its text.
    pub(crate) document: u32,
    /// Its name, which is untrusted text.
    pub(crate) name: AttrValue,
    /// Its size.
    pub(crate) bytes: Option<u64>,
    /// How far it is.
    pub(crate) stage: Stage,
    /// What is wrong with it, in words.
    pub(crate) remarks: Rc<[String]>,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Others come first.
    Waiting,
    /// It is being read.
    Reading,
    /// It was read.
    Done(Outcome),
    /// There is nothing to read in it; its remarks say why.
    Closed,
}

/// A file to be given to the browser as `C`.
#[derive(Clone, Debug)]
pub(crate) struct Entry<C> {
    /// Its name.
    pub(crate) name: AttrValue,
    /// Its size.
    pub(crate) bytes: Option<u64>,
    /// Its content, if there is any to read.
    pub(crate) content: Option<C>,
    /// What is wrong with it, in words.
    pub(crate) remarks: Vec<String>,
}

/// Files on their way through the analysis.
#[derive(Debug)]
pub(crate) struct Batch<C> {
    ids: Ids,
    items: Vec<Item<C>>,
    remarks: Vec<String>,
    /// What comes out of the archive that is open.
    members: Vec<Item<C>>,
    /// Whether there is more than one file to tell apart.
    several: bool,
    is_list: bool,
}

#[derive(Debug)]
struct Item<C> {
    listed: Listed,
    content: Option<C>,
    /// Whether it was chosen by a person rather than found in an archive.
    chosen: bool,
}

impl<C> Item<C> {
    fn new(ids: &Ids, entry: Entry<C>, chosen: bool) -> Self {
        let stage = if entry.content.is_some() { Stage::Waiting } else { Stage::Closed };
        let listed = Listed {
            document: ids.next(),
            name: entry.name,
            bytes: entry.bytes,
            stage,
            remarks: entry.remarks.into(),
        };
        Self { listed, content: entry.content, chosen }
    }
}

/// A file whose turn it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turn<C> {
    /// The id for its text.
    pub(crate) document: u32,
    /// The file.
    pub(crate) content: C,
    /// Its name, if it is to be unpacked where it is an archive.
    pub(crate) unpack: Option<AttrValue>,
}

impl<C: Clone> Batch<C> {
    /// The files that a person chose.
    pub(crate) fn new(ids: Ids, files: impl IntoIterator<Item = Entry<C>>) -> Self {
        let items: Vec<_> = files.into_iter().map(|entry| Item::new(&ids, entry, true)).collect();
        let several = items.len() > 1;
        Self { ids, items, remarks: Vec::new(), members: Vec::new(), several, is_list: several }
    }

    /// The file whose turn it is.
    pub(crate) fn next(&mut self) -> Option<Turn<C>> {
        let item = self.items.iter_mut().find(|item| item.listed.stage == Stage::Waiting)?;
        item.listed.stage = Stage::Reading;
        let unpack = item.chosen.then(|| item.listed.name.clone());
        Some(Turn { document: item.listed.document, content: item.content.clone()?, unpack })
    }

    /// A file has come out of the archive that is being read.
    pub(crate) fn member(&mut self, member: Entry<C>) {
        self.members.push(Item::new(&self.ids, member, false));
    }

    /// No more come out of it. `single` says that it was not an archive but one file that was
    /// compressed, which takes the place of its content.
    pub(crate) fn unpacked(&mut self, document: u32, single: bool, problems: Vec<String>) {
        let mut members = std::mem::take(&mut self.members);
        let Some(place) = self.place(document) else { return };
        let archive = &mut self.items[place];
        let name = archive.listed.name.clone();
        if members.is_empty() || (single && members.len() == 1) {
            let mut problems = problems;
            archive.chosen = false;
            archive.content = None;
            if let Some(member) = members.pop() {
                problems.splice(0..0, member.listed.remarks.iter().cloned());
                archive.content = member.content;
                archive.listed.bytes = member.listed.bytes;
            }
            let open = archive.content.is_some();
            archive.listed.stage = if open { Stage::Waiting } else { Stage::Closed };
            archive.listed.remarks = problems.into();
            return;
        }
        self.is_list = true;
        self.remarks.extend(problems.into_iter().map(|problem| format!("{name}: {problem}")));
        if self.several {
            for member in &mut members {
                member.listed.name = format!("{name} › {}", member.listed.name).into();
            }
        }
        self.items.splice(place..=place, members);
    }

    /// A file was read.
    pub(crate) fn settle(&mut self, document: u32, outcome: Outcome) {
        if let Some(place) = self.place(document) {
            let item = &mut self.items[place];
            item.listed.stage = Stage::Done(outcome);
            // The worker has what the viewer needs.
            item.content = None;
        }
    }

    /// What is known to be wrong with a file.
    pub(crate) fn remarks(&self, document: u32) -> Rc<[String]> {
        self.place(document)
            .map_or_else(|| Rc::new([]) as _, |place| Rc::clone(&self.items[place].listed.remarks))
    }

    /// The size of a file.
    pub(crate) fn size(&self, document: u32) -> u64 {
        self.place(document).and_then(|place| self.items[place].listed.bytes).unwrap_or_default()
    }

    /// Bytes of the files that are done with, and of all that there are to read.
    pub(crate) fn bytes(&self) -> (u64, u64) {
        let sum = |wanted: fn(&Stage) -> bool| {
            let items = self.items.iter().filter(|item| wanted(&item.listed.stage));
            items.filter_map(|item| item.listed.bytes).fold(0, u64::saturating_add)
        };
        (sum(|stage| matches!(stage, Stage::Done(_))), sum(|stage| *stage != Stage::Closed))
    }

    /// Ends the batch: the worst comes first, what was not read last.
    pub(crate) fn finish(&mut self) {
        // By insertion, since the library's sort is more code than all of this file.
        for item in std::mem::take(&mut self.items) {
            let rank_of = |item: &Item<C>| rank(&item.listed.stage);
            let place = self.items.partition_point(|other| rank_of(other) >= rank_of(&item));
            self.items.insert(place, item);
        }
    }

    /// The list to show, if there is more than one file.
    pub(crate) fn list(&self) -> Option<List> {
        let files = self.items.iter().map(|item| item.listed.clone());
        self.is_list.then(|| List { files: files.collect(), remarks: self.remarks.clone() })
    }

    /// The first file of the list: after [`Self::finish`] the worst.
    pub(crate) fn first(&self) -> Option<&Listed> {
        self.items.first().map(|item| &item.listed)
    }

    fn place(&self, document: u32) -> Option<usize> {
        self.items.iter().position(|item| item.listed.document == document)
    }
}

/// How much a person wants to see a file before the others.
fn rank(stage: &Stage) -> impl Ord + use<> {
    match stage {
        Stage::Done(Outcome::Found(analysis)) => {
            (4, analysis.worst(), analysis.findings.len(), analysis.unknown.len())
        }
        Stage::Done(_) => (3, None, 0, 0),
        Stage::Reading => (2, None, 0, 0),
        Stage::Waiting => (1, None, 0, 0),
        Stage::Closed => (0, None, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::components::testing::{finding, report};
    use unstuck_report::{Finding, Report, Severity};

    fn entry(name: &'static str, content: Option<&'static str>) -> Entry<&'static str> {
        Entry { name: name.into(), bytes: Some(10), content, remarks: Vec::new() }
    }

    fn found(severities: &[Severity]) -> Outcome {
        let findings =
            severities.iter().map(|&severity| Finding { severity, ..finding() }).collect();
        let report = Report { findings, ..report() };
        Outcome::Found(Rc::new(Analysis::new(1, report, Rc::new([]))))
    }

    fn batch(names: &[&'static str]) -> Batch<&'static str> {
        Batch::new(Ids::default(), names.iter().map(|name| entry(name, Some(name))))
    }

    fn names(batch: &Batch<&'static str>) -> Vec<String> {
        let list = batch.list().unwrap_or_default();
        list.files.iter().map(|file| file.name.to_string()).collect()
    }

    #[test]
    fn one_file_is_no_list() {
        let mut batch = batch(&["a"]);
        let turn = batch.next().unwrap();
        assert_eq!((turn.content, turn.unpack.as_deref()), ("a", Some("a")));
        assert_eq!(batch.bytes(), (0, 10));
        batch.settle(turn.document, Outcome::Unreadable);
        assert_eq!((batch.next(), batch.list(), batch.bytes()), (None, None, (10, 10)));
    }

    #[test]
    fn the_worst_comes_first_and_what_was_not_read_last() {
        let mut batch = batch(&["fine", "closed", "error", "worst", "unreadable"]);
        while let Some(turn) = batch.next() {
            let outcome = match turn.content {
                "fine" => found(&[]),
                "error" => found(&[Severity::Error, Severity::Error]),
                "worst" => found(&[Severity::Critical]),
                "closed" => {
                    batch.unpacked(turn.document, false, vec!["it is empty".to_owned()]);
                    continue;
                }
                _ => Outcome::Unreadable,
            };
            batch.settle(turn.document, outcome);
        }
        batch.finish();
        assert_eq!(names(&batch), ["worst", "error", "fine", "unreadable", "closed"]);
        assert_eq!(&*batch.list().unwrap().files[4].remarks, ["it is empty"]);
    }

    #[test]
    fn the_files_of_an_archive_take_its_place() {
        let mut batch = batch(&["first", "logs.zip", "last"]);
        let first = batch.next().unwrap();
        batch.settle(first.document, Outcome::Unreadable);
        let archive = batch.next().unwrap();
        batch.member(entry("a.log", Some("a")));
        batch.member(entry("secret.log", None));
        batch.unpacked(archive.document, false, vec!["it is damaged".to_owned()]);
        assert_eq!(names(&batch), ["first", "logs.zip › a.log", "logs.zip › secret.log", "last"]);
        assert_eq!(batch.list().unwrap().remarks, ["logs.zip: it is damaged"]);
        let member = batch.next().unwrap();
        assert_eq!((member.content, member.unpack), ("a", None), "members are not opened again");
        assert_eq!(batch.next().unwrap().content, "last");
        assert_eq!(batch.next(), None);
    }

    #[test]
    fn a_compressed_file_is_its_content() {
        let mut batch = batch(&["app.log.gz"]);
        let archive = batch.next().unwrap();
        let remarks = vec!["it stops".to_owned()];
        batch.member(Entry { bytes: Some(99), remarks, ..entry("app.log", Some("content")) });
        batch.unpacked(archive.document, true, vec!["something follows".to_owned()]);
        let turn = batch.next().unwrap();
        assert_eq!((turn.document, turn.content, turn.unpack), (archive.document, "content", None));
        assert_eq!(&*batch.remarks(turn.document), ["it stops", "something follows"]);
        assert_eq!(batch.size(turn.document), 99);
        assert_eq!(batch.list(), None);
    }

    #[test]
    fn an_archive_with_nothing_in_it_is_closed() {
        let mut batch = batch(&["empty.zip"]);
        let archive = batch.next().unwrap();
        batch.unpacked(archive.document, false, vec!["there is no file in it".to_owned()]);
        assert_eq!((batch.next(), batch.list()), (None, None));
        assert_eq!(batch.first().unwrap().stage, Stage::Closed);
    }
}
