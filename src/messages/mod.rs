//! Every word of the interface.
//!
//! The words stand in the files of `www/locales`, one for each language; here stand their
//! names, by part of the page, and what fills their gaps. Sentences say what is so and what to
//! do next, and blame nobody.

mod files;
mod findings;
mod link;
mod log;
mod look;
mod measures;
mod page;
mod report;
mod rules;
mod speech;
mod states;
#[cfg(test)]
mod testing;
mod text;
mod words;

pub(crate) use files::*;
pub(crate) use findings::*;
pub(crate) use link::*;
pub(crate) use log::*;
pub(crate) use look::*;
pub(crate) use measures::*;
pub(crate) use page::*;
pub(crate) use report::*;
pub(crate) use rules::*;
pub(crate) use speech::{Language, choose, english, number, speak, speaks};
pub(crate) use states::*;
pub(crate) use text::{APART, Text};
pub(crate) use words::*;
