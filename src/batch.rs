//! Files that are explained one after the other, archives file by file, and in the end those
//! with times as one.

use std::cell::Cell;
use std::rc::Rc;

use unstuck_report::Report;
use unstuck_weave::MOST;
use yew::AttrValue;

use crate::analysis::Analysis;
use crate::messages;
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
    /// The files as one, in the order of their times.
    pub(crate) woven: Option<Listed>,
}

impl List {
    /// A file, or the files as one, by the id of its text.
    pub(crate) fn get(&self, document: u32) -> Option<&Listed> {
        self.files.iter().chain(&self.woven).find(|listed| listed.document == document)
    }

    /// The same with a report that was said in another language.
    pub(crate) fn retold(&self, document: u32, report: &Report) -> Self {
        let mut list = self.clone();
        list.files.iter_mut().chain(&mut list.woven).for_each(|file| file.retell(document, report));
        list
    }
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

impl Listed {
    fn retell(&mut self, document: u32, report: &Report) {
        if let Stage::Done(outcome) = &mut self.stage {
            *outcome = outcome.retold(document, report);
        }
    }
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
    /// Whether all were read, and it was seen whether they can be put together.
    was_woven: bool,
    /// The files as one, if so.
    woven: Option<Item<C>>,
    /// The names of files that are not in that.
    left_out: Vec<String>,
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
        Self {
            ids,
            items,
            remarks: Vec::new(),
            members: Vec::new(),
            several,
            is_list: several,
            was_woven: false,
            woven: None,
            left_out: Vec::new(),
        }
    }

    /// The file whose turn it is.
    pub(crate) fn next(&mut self) -> Option<Turn<C>> {
        let all = self.items.iter_mut().chain(self.woven.iter_mut());
        let item = { all }.find(|item| item.listed.stage == Stage::Waiting)?;
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

    /// When all files were read, those to be put together, if there are several with times: the
    /// id for what comes out of them, and their own ids and names. Asked for once.
    pub(crate) fn weave(&mut self) -> Option<(u32, Vec<(u32, String)>)> {
        if std::mem::replace(&mut self.was_woven, true) || !self.is_list {
            return None;
        }
        let read = |item: &Item<C>| match &item.listed.stage {
            Stage::Done(Outcome::Found(analysis)) if analysis.lines() > 0 => {
                Some(analysis.has_times)
            }
            _ => None,
        };
        // A report tells no times of a text of one line: which have any is told from them all.
        let texts: Vec<_> = self
            .items
            .iter()
            .filter(|item| read(item).is_some())
            .map(|item| &item.listed)
            .collect();
        if texts.len() < 2 || !self.items.iter().any(|item| read(item) == Some(true)) {
            return None;
        }
        let bytes = texts.iter().filter_map(|listed| listed.bytes).fold(0, u64::saturating_add);
        if bytes > MOST {
            self.remarks.push(messages::too_large_to_weave(MOST));
            return None;
        }
        let files = texts.iter().map(|listed| (listed.document, listed.name.to_string())).collect();
        let name = messages::WOVEN.into();
        let entry = Entry { name, bytes: Some(bytes), content: None, remarks: Vec::new() };
        let mut item = Item::new(&self.ids, entry, false);
        item.listed.stage = Stage::Reading;
        let document = item.listed.document;
        self.woven = Some(item);
        Some((document, files))
    }

    /// Whether files are being put together, and this is what comes out.
    pub(crate) fn weaves(&self, document: u32) -> bool {
        let open = self.woven.iter().filter(|item| item.content.is_none());
        let mut open = open.filter(|item| item.listed.stage == Stage::Reading);
        open.any(|item| item.listed.document == document)
    }

    /// The files were put together, but for those `left_out`; nothing if their times forbid it.
    pub(crate) fn woven(&mut self, content: Option<C>, bytes: u64, left_out: Vec<String>) {
        let Some(mut item) = self.woven.take().filter(|_| content.is_some()) else { return };
        item.content = content;
        item.listed.bytes = Some(bytes);
        item.listed.stage = Stage::Waiting;
        if !left_out.is_empty() {
            item.listed.remarks = Rc::new([messages::not_woven(&left_out)]);
        }
        self.left_out = left_out;
        self.woven = Some(item);
    }

    /// A file was read.
    pub(crate) fn settle(&mut self, document: u32, outcome: Outcome) {
        let mut all = self.items.iter_mut().chain(self.woven.iter_mut());
        if let Some(item) = all.find(|item| item.listed.document == document) {
            item.listed.stage = Stage::Done(outcome);
            // The worker has what the viewer needs.
            item.content = None;
        }
    }

    /// The report on a file was said in another language.
    pub(crate) fn retell(&mut self, document: u32, report: &Report) {
        let all = self.items.iter_mut().chain(&mut self.woven);
        all.for_each(|item| item.listed.retell(document, report));
    }

    /// What is known to be wrong with a file.
    pub(crate) fn remarks(&self, document: u32) -> Rc<[String]> {
        self.listed(document).map_or_else(|| Rc::new([]) as _, |listed| Rc::clone(&listed.remarks))
    }

    /// The size of a file.
    pub(crate) fn size(&self, document: u32) -> u64 {
        self.listed(document).and_then(|listed| listed.bytes).unwrap_or_default()
    }

    /// Bytes of the files that are done with, and of all that there are to read.
    pub(crate) fn bytes(&self) -> (u64, u64) {
        let sum = |wanted: fn(&Stage) -> bool| {
            let items = self.all().filter(|listed| wanted(&listed.stage));
            items.filter_map(|listed| listed.bytes).fold(0, u64::saturating_add)
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
        let woven = self.woven.as_ref().map(|item| item.listed.clone());
        self.is_list.then(|| List { files: files.collect(), remarks: self.remarks.clone(), woven })
    }

    /// What to show first. After [`Self::finish`] that is the files as one if nothing is lost by
    /// it: a file in which something was found may have no times, and some formats say less when
    /// others write in between. Else it is the worst file.
    pub(crate) fn first(&self) -> Option<&Listed> {
        let woven = self.woven.iter().map(|item| &item.listed);
        let whole = |woven: &&Listed| match &woven.stage {
            Stage::Done(Outcome::Found(woven)) => self.items.iter().all(|item| {
                let Stage::Done(Outcome::Found(analysis)) = &item.listed.stage else { return true };
                let is_in = || !self.left_out.iter().any(|name| *name == *item.listed.name);
                analysis.findings.is_empty() || (is_in() && has_all(woven, analysis))
            }),
            _ => false,
        };
        woven.filter(whole).chain(self.items.iter().map(|item| &item.listed)).next()
    }

    fn all(&self) -> impl Iterator<Item = &Listed> {
        self.items.iter().chain(self.woven.iter()).map(|item| &item.listed)
    }

    fn listed(&self, document: u32) -> Option<&Listed> {
        self.all().find(|listed| listed.document == document)
    }

    fn place(&self, document: u32) -> Option<usize> {
        self.items.iter().position(|item| item.listed.document == document)
    }
}

/// Whether one text shows all the problems that another does.
fn has_all(one: &Analysis, other: &Analysis) -> bool {
    other.findings.iter().all(|wanted| one.findings.iter().any(|known| known.rule == wanted.rule))
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
    use unstuck_report::{Bucket, Finding, Report, Severity};

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

    fn timed(document: u32, rules: &[&str]) -> Outcome {
        let rules = rules.iter().map(|&rule| Finding { rule: rule.to_owned(), ..finding() });
        let stretch = Bucket {
            from: "2026-03-02T10:00:00".to_owned(),
            to: "2026-03-02T10:00:01".to_owned(),
            levels: std::collections::BTreeMap::default(),
        };
        let report = Report { findings: rules.collect(), timeline: vec![stretch], ..report() };
        Outcome::Found(Rc::new(Analysis::new(document, report, Rc::new([]))))
    }

    #[test]
    fn files_with_times_are_put_together_when_all_were_read() {
        let mut batch = batch(&["api", "db", "notes"]);
        for rules in [Some(["a"]), Some(["b"]), None] {
            let turn = batch.next().unwrap();
            let outcome = rules.map(|rules| timed(turn.document, &rules));
            batch.settle(turn.document, outcome.unwrap_or_else(|| found(&[])));
        }
        assert_eq!(batch.next(), None);
        let (document, files) = batch.weave().unwrap();
        assert_eq!(files, [(1, "api".to_owned()), (2, "db".to_owned()), (3, "notes".to_owned())]);
        assert_eq!(batch.weave(), None, "asked for once");
        assert!(batch.weaves(document) && !batch.weaves(1));
        batch.woven(Some("both"), 30, vec!["notes".to_owned()]);
        assert!(!batch.weaves(document));
        let turn = batch.next().unwrap();
        assert_eq!((turn.document, turn.content, turn.unpack), (document, "both", None));
        assert_eq!(batch.bytes(), (30, 60));
        let remark = batch.remarks(document)[0].clone();
        assert!(remark.contains("notes"), "{remark}");
        batch.settle(document, timed(document, &["b", "a"]));
        batch.finish();
        assert_eq!(batch.first().unwrap().document, document);
        assert_eq!(names(&batch).len(), 3, "it is none of the files");
        assert_eq!(batch.list().unwrap().get(document).unwrap().name, messages::WOVEN.words());
    }

    #[test]
    fn the_whole_is_not_shown_first_if_it_says_less() {
        let cases: [(&[&str], &[&str]); 2] = [(&[], &[]), (&["a"], &["db"])];
        for (found, left_out) in cases {
            let mut batch = batch(&["api", "db"]);
            while let Some(turn) = batch.next() {
                batch.settle(turn.document, timed(turn.document, &["a"]));
            }
            let (document, _) = batch.weave().unwrap();
            let left_out = left_out.iter().map(|&name| name.to_owned()).collect();
            batch.woven(Some("both"), 20, left_out);
            batch.settle(document, timed(document, found));
            batch.finish();
            assert_eq!(batch.first().unwrap().name, "api");
        }
    }

    #[test]
    fn what_cannot_be_put_together_is_not() {
        let mut timeless = batch(&["notes", "more notes"]);
        while let Some(turn) = timeless.next() {
            timeless.settle(turn.document, found(&[]));
        }
        assert_eq!(timeless.weave(), None, "none has times");
        let mut refused = batch(&["api", "db"]);
        while let Some(turn) = refused.next() {
            refused.settle(turn.document, timed(turn.document, &[]));
        }
        assert!(refused.weave().is_some());
        refused.woven(None, 0, Vec::new());
        assert_eq!((refused.next(), refused.list().unwrap().woven), (None, None));
        let large = ["a", "b"].map(|name| Entry { bytes: Some(MOST), ..entry(name, Some(name)) });
        let mut large = Batch::new(Ids::default(), large);
        while let Some(turn) = large.next() {
            large.settle(turn.document, timed(turn.document, &[]));
        }
        assert_eq!(large.weave(), None);
        assert!(large.list().unwrap().remarks[0].contains("67.1 MB"));
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
