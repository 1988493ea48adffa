//! The embedded tables, unpacked when one is first asked for.

use std::sync::OnceLock;

use crate::{Scheme, compact};

/// All tables as `build.rs` packs them, by scheme; see `compact.rs`.
static VALUES: &str = include_str!(concat!(env!("OUT_DIR"), "/values.txt"));
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
static MEANINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/meanings.txt"));

/// The codes of one scheme.
#[derive(Debug)]
pub(crate) struct Table {
    /// The address of the official list.
    pub(crate) source: &'static str,
    /// Lines `value TAB name TAB meaning`, sorted by value.
    text: String,
    /// Where each line starts, and after the last one, where it ends.
    starts: Vec<u32>,
    /// The lines by name, without those that have none.
    by_name: Vec<u32>,
}

/// A line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row<'t> {
    pub(crate) value: &'t str,
    pub(crate) name: &'t str,
    pub(crate) text: &'t str,
}

impl Table {
    /// The table of a scheme. Without rows, should a scheme have no table.
    pub(crate) fn of(scheme: Scheme) -> &'static Self {
        static TABLES: [OnceLock<Table>; Scheme::ALL.len()] =
            [const { OnceLock::new() }; Scheme::ALL.len()];
        TABLES[scheme as usize].get_or_init(|| Self::unpack(scheme))
    }

    fn unpack(scheme: Scheme) -> Self {
        let mut source = "";
        let mut marks = "";
        let mut text = String::new();
        let mut starts = vec![0];
        let mut last = String::new();
        let mut tables = 0;
        let mut rest = NAMES.lines().zip(MEANINGS.lines());
        let cased = |text: &str, large: bool| {
            if large { text.to_ascii_uppercase() } else { text.to_owned() }
        };
        for value in VALUES.lines() {
            if let Some(head) = value.strip_prefix('=') {
                if tables > scheme as usize {
                    break;
                }
                (marks, source) = head.split_once('\t').unwrap_or_default();
                tables += 1;
                continue;
            }
            let Some((name, meaning)) = rest.next() else { break };
            if tables <= scheme as usize {
                continue;
            }
            let value = match value {
                "" => compact::successor(&last).unwrap_or_default(),
                value => cased(value, marks.contains('v')),
            };
            let name = cased(name, marks.contains('n'));
            let meaning = match meaning {
                "" => compact::words(&name),
                meaning => meaning.to_owned(),
            };
            text.extend([&value, "\t", &name, "\t", &meaning, "\n"]);
            starts.push(text.len() as u32);
            last = value;
        }
        let mut table = Self { source, text, starts, by_name: Vec::new() };
        let mut by_name: Vec<u32> = (0..table.len() as u32)
            .filter(|&index| !table.row(index as usize).name.is_empty())
            .collect();
        by_name.sort_by_key(|&index| table.row(index as usize).name);
        table.by_name = by_name;
        table
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        let line = &self.text[self.starts[index] as usize..self.starts[index + 1] as usize];
        let mut fields = line.trim_end_matches('\n').split('\t');
        let mut next = || fields.next().unwrap_or_default();
        Row { value: next(), name: next(), text: next() }
    }

    fn value_at(&self, start: u32) -> &str {
        self.text[start as usize..].split('\t').next().unwrap_or_default()
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// The row with exactly this value.
    pub(crate) fn value(&self, value: &str) -> Option<Row<'_>> {
        // Every line but the end mark starts a row, so the last of `starts` is left out.
        let starts = &self.starts[..self.len()];
        let at = starts.partition_point(|&start| self.value_at(start) < value);
        let row = (at < self.len()).then(|| self.row(at))?;
        (row.value == value).then_some(row)
    }

    /// The first row with exactly this name.
    pub(crate) fn name(&self, name: &str) -> Option<Row<'_>> {
        let at = self.by_name.partition_point(|&index| self.row(index as usize).name < name);
        let row = self.row(*self.by_name.get(at)? as usize);
        (row.name == name).then_some(row)
    }
}
