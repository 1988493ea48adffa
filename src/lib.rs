//! The page of Unstuck: what a person sees, and how it talks to the worker that
//! does the analysis.
//!
//! Two programs share this library. `unstuck-page` draws; `unstuck-worker` reads and
//! analyses. What they say to each other is in [`protocol`]. Nothing here is exported
//! to JavaScript: exports live in the two programs, or each would carry the other's.
//!
//! Inside the page there is one way round: a component turns what a person does into
//! an `Intent`, a task in `tasks` carries it out, the outcome reaches the one `State`
//! as an `Action`, and components draw that. Only `browser` calls the browser. What
//! can be tested without one (`text`, `viewport`, `queue`, `round`, `batch`, `progress`,
//! `arrange`, `handing_over`, `timeline`, `narrow`, `compare`, `state`) knows nothing of it.

pub mod protocol;
pub mod samples;

mod analysis;
mod arrange;
mod batch;
mod browse;
mod browser;
mod compare;
mod components;
mod crew;
mod handing_over;
mod intent;
mod lens;
mod log;
mod messages;
mod moment;
mod narrow;
mod progress;
mod queue;
mod round;
mod session;
mod state;
mod tasks;
mod text;
mod timeline;
mod viewport;

pub use components::mount;
