//! `unstuck rules`: for those who read or write rules.

pub(crate) mod check;
pub(crate) mod index;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod show;
pub(crate) mod stats;
