//! A report made ready to leave the hands of the person: without what is private in it, and in
//! a form that a ticket, a chat or another browser takes.
//!
//! A [`Handout`] can be made in one way only, by [`Handout::of`], which redacts. What is sent,
//! copied, downloaded or shared is made from a handout, so nothing leaves that was not redacted.

pub mod form;
mod handout;
mod link;
mod markdown;

pub use handout::{Handout, Hidden};
pub use link::{Edition, Flaw, Linked, Opened};
pub use markdown::{Feedback, Verdict, markdown};
