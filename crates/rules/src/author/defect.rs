//! What is wrong with a rule, where, and what to do about it.

use std::fmt;

/// One mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, message, remedy } = self;
        write!(f, "{file}:{line}: {message}\n    remedy: {remedy}")
    }
}

/// Collects the defects of one file.
pub(crate) struct Defects {
    file: String,
    list: Vec<Defect>,
}

impl Defects {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new() }
    }

    pub(crate) fn add(
        &mut self,
        line: usize,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let (message, remedy) = (message.into(), remedy.into());
        self.list.push(Defect { file: self.file.clone(), line, message, remedy });
    }

    pub(crate) fn into_inner(mut self) -> Vec<Defect> {
        self.list.sort();
        self.list.dedup();
        self.list
    }
}
