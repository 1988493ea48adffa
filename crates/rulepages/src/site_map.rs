//! What search engines read: the list of all addresses, and where it is.

use crate::Page;
use crate::address::{Place, SiteUrl};
use crate::html::{Element, element};
use crate::library::Library;

/// The name of the list, see <https://www.sitemaps.org/protocol.html>.
const SITE_MAP: &str = "sitemap.xml";

/// The site map, and the file that says where it is (RFC 9309), for a site with a known address.
pub(crate) fn files(library: &Library, site: &SiteUrl) -> [Page; 2] {
    let systems = library.systems();
    let undated = std::iter::once(site.to_string())
        .chain(std::iter::once(site.at(&Place::all().path())))
        .chain(systems.iter().map(|system| site.at(&Place::of(system.id).path())))
        .map(|address| entry(&address));
    let rules = library.entries().map(|rule| {
        let reviewed = rule.text().reviewed.as_str();
        entry(&site.at(&rule.place().path())).add(element("lastmod").add(reviewed))
    });
    let list = element("urlset")
        .with("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
        .extend(undated.chain(rules));
    let list = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", list.render());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.at(SITE_MAP));
    [
        Page { path: SITE_MAP.to_owned(), text: list },
        Page { path: "robots.txt".to_owned(), text: robots },
    ]
}

fn entry(address: &str) -> Element {
    element("url").add(element("loc").add(address))
}
