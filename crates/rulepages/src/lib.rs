//! A static page for every rule, so that who searches the web for an error finds its cause
//! and fix, and from there the page that reads their own log.
//!
//! This crate makes texts; [`Page::path`] says where each belongs below the folder of the
//! site. All links are relative, so the pages work at any path, except those that must be
//! whole addresses: canonical links and the site map are made only where [`Options::site`] is
//! known. What comes from rule files is text by construction, see [`html`].

mod address;
mod example;
mod frame;
mod html;
mod library;
mod lists;
mod prose;
mod rule;
mod site_map;
mod words;

pub use address::SiteUrl;
pub use frame::{Assets, Options};
pub use library::Library;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path below the folder of the site, with `/` between folders.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Every page, in an order that is always the same: the list of all rules, the systems, the
/// rules, the retired ids, and what is for machines.
pub fn pages(library: &Library, options: &Options) -> Vec<Page> {
    let systems = library.systems();
    let mut sheets = vec![lists::all(library)];
    sheets.extend(systems.iter().map(lists::system));
    sheets.extend(library.entries().map(|entry| rule::sheet(library, entry)));
    sheets.extend(library.redirects.iter().filter_map(|(old, new)| {
        let new = library.of(std::slice::from_ref(new)).next()?;
        Some(lists::moved(old, new))
    }));
    let pages = sheets.into_iter().map(|sheet| {
        let path = sheet.place.file();
        Page { path, text: sheet.render(options) }
    });
    let for_machines = options.site.iter().flat_map(|site| site_map::files(library, site));
    pages.chain(for_machines).collect()
}
