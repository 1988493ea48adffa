//! Where pages stand: below the folder of the site, with relative links between them, so that
//! the site works at any path.

use std::fmt;

/// The folder of the pages, below that of the site. `cargo xtask` puts the files there that
/// the pages share.
const FOLDER: &str = "rules";

/// A page's place: the names of the folders from the site's on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(Vec<String>);

impl Place {
    /// The place of the list of all rules.
    pub(crate) fn all() -> Self {
        Self(vec![FOLDER.to_owned()])
    }

    /// The place of a rule or, by the first part of its id, of a system.
    pub(crate) fn of(id: &str) -> Self {
        Self(std::iter::once(FOLDER).chain(id.split('/')).map(str::to_owned).collect())
    }

    /// The page's file, below the folder of the site.
    pub(crate) fn file(&self) -> String {
        format!("{}index.html", self.path())
    }

    /// The page's address, below that of the site.
    pub(crate) fn path(&self) -> String {
        self.0.iter().map(|folder| format!("{folder}/")).collect()
    }

    /// The address of the site's folder, seen from here.
    pub(crate) fn to_site(&self) -> String {
        "../".repeat(self.0.len())
    }

    /// The address of another page, seen from here.
    pub(crate) fn to(&self, other: &Self) -> String {
        let shared = self.0.iter().zip(&other.0).take_while(|(own, other)| own == other).count();
        let mut address = "../".repeat(self.0.len() - shared);
        for folder in &other.0[shared..] {
            address.push_str(folder);
            address.push('/');
        }
        if address.is_empty() { "./".to_owned() } else { address }
    }
}

/// The address at which a site is published: `https://host/path/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(String);

impl SiteUrl {
    /// Reads an address. A missing slash at its end is added.
    ///
    /// # Errors
    ///
    /// A sentence that says what the address must be.
    pub fn parse(url: &str) -> Result<Self, String> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/:%[]".contains(&b);
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split('/').next());
        if host.is_none_or(str::is_empty) || !url.bytes().all(plain) {
            return Err(format!(
                "{url} is not the address of a site; give one such as https://example.org/unstuck/"
            ));
        }
        Ok(Self(format!("{}/", url.trim_end_matches('/'))))
    }

    /// The address of what stands at this path below the site's.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{self}{path}")
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_page_to_page() {
        for (from, to, expected) in [
            (Place::all(), Place::of("s3"), "s3/"),
            (Place::all(), Place::of("s3/denied"), "s3/denied/"),
            (Place::of("s3"), Place::all(), "../"),
            (Place::of("s3/denied"), Place::all(), "../../"),
            (Place::of("s3/denied"), Place::of("s3/gone"), "../gone/"),
            (Place::of("s3/denied"), Place::of("http/gone"), "../../http/gone/"),
            (Place::of("s3/denied"), Place::of("s3"), "../"),
            (Place::of("s3"), Place::of("s3"), "./"),
        ] {
            assert_eq!(from.to(&to), expected);
        }
        assert_eq!(Place::of("s3/denied").file(), "rules/s3/denied/index.html");
        assert_eq!(Place::of("s3/denied").to_site(), "../../../");
    }

    #[test]
    fn the_address_of_a_site_is_whole_and_harmless() {
        for (url, expected) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/unstuck//", "https://example.org/unstuck/"),
            ("https://example.org:8443/a-b/", "https://example.org:8443/a-b/"),
        ] {
            assert_eq!(SiteUrl::parse(url).map(|url| url.to_string()).as_deref(), Ok(expected));
        }
        for url in [
            "",
            "example.org",
            "ftp://example.org/",
            "https://",
            "https:///x",
            "https://a b/",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org/\"x",
        ] {
            assert!(SiteUrl::parse(url).is_err(), "{url}");
        }
    }
}
