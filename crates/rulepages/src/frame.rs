//! What every page has: its head, and the head and foot that people see.

use crate::address::{Place, SiteUrl};
use crate::html::{Element, element};
use crate::words;

/// What a page may do: show itself with the style sheet and the icon beside it. Nothing on it
/// runs, loads from elsewhere or sends.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for the page that has a script.
const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
     trusted-types 'none'";

/// How long a title may be before search engines cut it, in characters.
const TITLE: usize = 70;

/// How long a description may be before they cut it, in characters.
pub(crate) const DESCRIPTION: usize = 160;

/// The files that the pages share, by their names in the folder of the pages.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The icon.
    pub icon: String,
    /// The script that filters the list of all rules.
    pub script: String,
    /// Its integrity value.
    pub script_integrity: String,
}

/// What all pages are made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The files that they share.
    pub assets: Assets,
    /// Where the site is published, if that is known: canonical links and the site map need
    /// whole addresses.
    pub site: Option<SiteUrl>,
}

/// One page before it has a head.
pub(crate) struct Sheet {
    pub(crate) place: Place,
    /// For search engines and the tab.
    pub(crate) title: String,
    pub(crate) description: String,
    /// What it is for.
    pub(crate) main: Element,
    pub(crate) kind: Kind,
}

/// What a page needs in its head.
pub(crate) enum Kind {
    /// Nothing more.
    Plain,
    /// The script that filters lists.
    Filtered,
    /// It only leads to the page that took its place.
    Moved(Place),
}

impl Sheet {
    /// The page as a file.
    pub(crate) fn render(self, options: &Options) -> String {
        let html = element("html").with("lang", "en").add(self.head(options));
        let body =
            element("body").class("rules").add(self.header(options)).add(self.main).add(footer());
        format!("<!doctype html>\n{}\n", html.add(body).render())
    }

    fn head(&self, options: &Options) -> Element {
        let policy = if matches!(self.kind, Kind::Filtered) { POLICY_WITH_SCRIPT } else { POLICY };
        let named =
            |name: &str, content: &str| element("meta").with("name", name).with("content", content);
        let graph = |property: &str, content: &str| {
            element("meta").with("property", property).with("content", content)
        };
        let title = title(&self.title);
        let description = words::cut(&self.description, DESCRIPTION);
        let canonical = options.site.as_ref().map(|site| site.at(&self.canonical().path()));
        element("head")
            .add(
                element("meta")
                    .with("http-equiv", "Content-Security-Policy")
                    .with("content", policy),
            )
            .add(element("meta").with("charset", "utf-8"))
            .add(named("viewport", "width=device-width, initial-scale=1"))
            .add(named("color-scheme", "light dark"))
            .add(named("referrer", "no-referrer"))
            .extend(self.refresh())
            .add(element("title").add(title.as_str()))
            .add(named("description", &description))
            .extend(
                canonical
                    .iter()
                    .map(|url| element("link").with("rel", "canonical").with("href", url)),
            )
            .add(graph("og:site_name", words::NAME))
            .add(graph("og:type", "article"))
            .add(graph("og:title", &self.title))
            .add(graph("og:description", &description))
            .extend(canonical.iter().map(|url| graph("og:url", url)))
            .add(element("link").with("rel", "icon").with("href", self.asset(&options.assets.icon)))
            .add(
                element("link")
                    .with("rel", "stylesheet")
                    .with("href", self.asset(&options.assets.style)),
            )
            .extend(matches!(self.kind, Kind::Filtered).then(|| {
                element("script")
                    .with("defer", "")
                    .with("src", self.asset(&options.assets.script))
                    .with("integrity", &options.assets.script_integrity)
                    .with("crossorigin", "anonymous")
            }))
    }

    fn canonical(&self) -> &Place {
        if let Kind::Moved(new) = &self.kind { new } else { &self.place }
    }

    /// Leads on at once, without a script.
    fn refresh(&self) -> Option<Element> {
        let Kind::Moved(new) = &self.kind else { return None };
        let content = format!("0; url={}", self.place.to(new));
        Some(element("meta").with("http-equiv", "refresh").with("content", content))
    }

    fn asset(&self, name: &str) -> String {
        format!("{}{name}", self.place.to(&Place::all()))
    }

    fn header(&self, options: &Options) -> Element {
        let mark = element("img")
            .class("mark")
            .with("src", self.asset(&options.assets.icon))
            .with("width", "32")
            .with("height", "32")
            .with("alt", "");
        let app = self.place.to_site();
        element("header")
            .class("head")
            .add(element("a").class("home").with("href", &app).add(mark).add(words::NAME))
            .add(element("a").with("href", &app).add(words::PASTE))
    }
}

/// A title that search engines show whole, with the name of the site where there is room.
fn title(title: &str) -> String {
    let named = format!("{title} | {}", words::NAME);
    if named.chars().count() <= TITLE { named } else { words::cut(title, TITLE) }
}

fn footer() -> Element {
    let span = |text: &str| element("span").add(text);
    element("footer").class("foot").add(span(words::PRIVATE)).add(span(words::LICENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_carry_the_name_where_there_is_room() {
        let long = "word ".repeat(20);
        for (text, expected) in [
            ("A job failed", "A job failed | Unstuck"),
            (&"x".repeat(60), &format!("{} | Unstuck", "x".repeat(60))),
            (&"x".repeat(61), &"x".repeat(61)),
            (&long, &format!("{}…", "word ".repeat(13).trim_end())),
        ] {
            assert_eq!(title(text), *expected);
            assert!(title(text).chars().count() <= TITLE);
        }
    }
}
