//! What the page is made of, one component per file.
//!
//! A component gets plain values and one callback for what a person does. Those that
//! only lay out their values are functions; those that the page redraws by themselves,
//! or that hold a state of their own, are components.

mod app;
mod comparison;
mod copy_button;
mod disclosure;
mod drop_zone;
mod editor;
mod evidence;
mod file_button;
mod file_list;
mod finding_card;
mod finding_filter;
mod findings;
mod footer;
mod hand_over;
mod header;
mod icon;
mod input_panel;
mod language_menu;
mod log_chosen;
mod log_link;
mod log_overview;
mod log_rows;
mod log_toolbar;
mod look_alikes;
mod message;
mod network_lock;
mod notes;
mod progress;
mod prose;
mod references;
mod results;
mod rules;
mod sample_list;
mod share_link;
mod shown;
mod spoken;
mod status_line;
mod steps;
mod timeline;
mod timeline_fields;
mod timeline_table;
mod tongue;
mod tool;
mod unknown_list;
mod verdict;
mod viewer;
mod viewer_row;
mod viewer_work;
mod welcome;
mod why;
mod why_not;

#[cfg(test)]
pub(crate) mod testing;

pub use app::mount;
