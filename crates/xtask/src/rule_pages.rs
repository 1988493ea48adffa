//! The static pages of the rules, and the files that they share.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use xshell::{Shell, cmd};

use crate::integrity::Digest;
use crate::{dist, html};

/// The folder of the pages, below that of the site.
pub(crate) const FOLDER: &str = "rules";

/// Where the pages are written that belong to no site.
const ALONE: &str = "target/rule-pages";

/// The variable that says where the site is published, for who cannot give `--site-url`.
pub(crate) const VARIABLE: &str = "UNSTUCK_SITE_URL";

/// The package whose program makes the pages.
const PACKAGE: &str = "unstuck-rulepages";

/// The style sheets of the main page that these pages share, and their own, in the order in
/// which they count. They become one file: a page that somebody comes to from a search has
/// one thing to wait for.
const STYLES: [&str; 4] = [
    "www/styles/tokens.css",
    "www/styles/page.css",
    "www/styles/components.css",
    "www/rules/rules.css",
];

/// The script of the list of all rules.
const SCRIPT: &str = "www/rules/filter.js";

/// The main page, whose icon is the pages' too.
const MAIN_PAGE: &str = "index.html";

/// Where the site is published, by the option or by [`VARIABLE`], if either says it.
pub(crate) fn address(option: Option<&str>) -> Result<Option<String>> {
    let address = option.map(str::to_owned).or_else(|| std::env::var(VARIABLE).ok());
    let address = address.filter(|address| !address.is_empty());
    if let Some(address) = &address {
        ensure!(
            address.starts_with("https://") || address.starts_with("http://"),
            "{address} is not the address of a site; give one such as https://example.org/unstuck/"
        );
    }
    Ok(address)
}

/// Whether a file of the site, by its path in it, is one of those that are made here.
pub(crate) fn made(name: &str) -> bool {
    let in_folder = name.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'));
    in_folder || matches!(name, "sitemap.xml" | "robots.txt")
}

/// Writes the pages into `out`, or to where they can be looked at.
pub(crate) fn run(sh: &Shell, out: Option<&str>, site_url: Option<&str>) -> Result<()> {
    let folder = sh.current_dir().join(out.unwrap_or(ALONE));
    write(sh, &folder, address(site_url)?.as_deref())?;
    println!("{}", folder.join(FOLDER).join("index.html").display());
    Ok(())
}

/// Writes the pages into the finished site.
pub(crate) fn add_to_site(sh: &Shell, address: Option<&str>) -> Result<()> {
    write(sh, &sh.current_dir().join(dist::FOLDER), address)
}

fn write(sh: &Shell, site: &Path, address: Option<&str>) -> Result<()> {
    let folder = site.join(FOLDER);
    // A page whose rule is gone must not stay.
    sh.remove_path(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let styles = STYLES.iter().map(|style| sh.read_file(style)).collect::<Result<Vec<_>, _>>()?;
    let style = seal(&folder, "rules", "css", styles.join("\n").as_bytes())?;
    let icon = seal(&folder, "icon", "svg", icon(&sh.read_file(MAIN_PAGE)?)?.as_bytes())?;
    let script = sh.read_file(SCRIPT)?;
    let integrity = Digest::of(script.as_bytes()).integrity();
    let script = seal(&folder, "filter", "js", script.as_bytes())?;
    cmd!(sh, "cargo build --quiet --package {PACKAGE}").quiet().run()?;
    let started = Instant::now();
    cmd!(sh, "cargo run --quiet --package {PACKAGE} -- rules {site} {style} {icon} {script} {integrity} {address...}")
        .quiet()
        .run()
        .context("the pages of the rules cannot be made")?;
    println!("wrote the pages of the rules in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Writes a file under a name with its digest in it, and says the name.
fn seal(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{extension}", Digest::of(bytes).short());
    let file = folder.join(&name);
    fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(name)
}

/// The icon that a page carries in its own text, as a file.
fn icon(page: &str) -> Result<String> {
    let tags = html::start_tags(page);
    let icon = tags.iter().find(|tag| tag.attribute("rel") == Some("icon"));
    let data = icon.and_then(|tag| tag.attribute("href")?.strip_prefix("data:image/svg+xml,"));
    let svg = decoded(data.with_context(|| format!("{MAIN_PAGE} carries no icon of its own"))?);
    ensure!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "the icon is cut off: {svg}");
    Ok(svg)
}

/// Text whose percent signs stand for bytes.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        if let Some(byte) = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            bytes.extend(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'%');
            bytes.extend(part.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_of_the_main_page_is_found() {
        let svg = icon(include_str!("../../../index.html")).unwrap();
        assert!(svg.contains("fill='#0f6b50'"), "{svg}");
        assert!(icon("<link rel=icon href=icon.png>").is_err());
        assert_eq!(decoded("%3Ca%20b%3E 100% %zz%c3%a4"), "<a b> 100% %zzä");
    }

    #[test]
    fn a_file_is_named_by_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<_> =
            [b"a", b"b", b"a"].map(|bytes| seal(folder.path(), "x", "css", bytes).unwrap()).into();
        assert_eq!(names[0], names[2]);
        assert_ne!(names[0], names[1]);
        assert_eq!(fs::read(folder.path().join(&names[1])).unwrap(), b"b");
    }
}
