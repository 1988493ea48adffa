//! `unstuck.html`: the whole page as one file that opens from a disk, with no network.
//!
//! It is made from the finished `index.html`, so that there is one page to write. Scripts
//! and styles stand in it under a policy that names them by their hashes; the programs and
//! the rule book stand in it as blocks of base64, each packed by gzip, which the start
//! script unpacks. The policy lets it make no request from its first moment on.

use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};

use crate::html::{self, Tag};
use crate::integrity;

/// The file's name in the site.
pub(crate) const NAME: &str = "unstuck.html";

/// The name of the file with its SHA-256, in the form that `sha256sum --check` reads.
pub(crate) const SUM: &str = "unstuck.html.sha256";

/// What the file is made of, beside the finished page.
pub(crate) struct Parts<'a> {
    /// The start script's file.
    pub(crate) boot: &'a str,
    /// The page's JavaScript.
    pub(crate) page_js: &'a str,
    /// What the start script loads, by the names that it knows them by.
    pub(crate) loaded: [Loaded<'a>; 5],
    /// The name of the build.
    pub(crate) build: String,
}

/// A file that the start script loads.
pub(crate) struct Loaded<'a> {
    /// The start script's name for it.
    pub(crate) role: &'a str,
    /// Its content type.
    pub(crate) kind: &'a str,
    /// The file.
    pub(crate) name: &'a str,
}

/// Writes the file and its sum into `folder`, where the files of `page` are. Gives back the
/// sum.
pub(crate) fn write(folder: &Path, page: &str, parts: &Parts<'_>) -> Result<String> {
    let file = build(folder, page, parts)?;
    let sum = integrity::sha256(file.as_bytes());
    for (name, content) in [(NAME, &file), (SUM, &format!("{sum}  {NAME}\n"))] {
        fs::write(folder.join(name), content)
            .with_context(|| format!("{name} cannot be written"))?;
    }
    Ok(sum)
}

fn build(folder: &Path, page: &str, parts: &Parts<'_>) -> Result<String> {
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).with_context(|| format!("{name} cannot be read"))
    };
    let boot = inline(text(parts.boot)?, parts.boot, "</script")?;
    let glue = inline(text(parts.page_js)?, parts.page_js, "</script")?;
    let mut styles = String::new();
    let tags = html::start_tags(page);
    for name in tags.iter().filter_map(style_sheet) {
        styles.push_str(&inline(text(name)?, name, "</style")?);
    }
    ensure!(!styles.contains("url("), "a style sheet loads something: {NAME} could not");

    let mut body = Vec::new();
    for Loaded { role, kind, name } in &parts.loaded {
        let bytes = fs::read(folder.join(name)).with_context(|| name.to_string())?;
        body.push(format!(
            "<script type=\"application/gzip\" id=\"file-{role}\" data-type=\"{kind}\">{}</script>\n",
            STANDARD.encode(gzip(&bytes)?)
        ));
    }
    let build = &parts.build;
    body.push(format!(
        "<script>{glue}</script>\n<script id=\"boot\" data-build=\"{build}\">{boot}</script>\n"
    ));

    let mut edits = Vec::new();
    let mut style = Some(format!("<style>{styles}</style>"));
    for tag in &tags {
        if is_policy(tag) {
            let mut tag = tag.clone();
            tag.set("content", &policy(&[&boot, &glue], &styles));
            edits.push((tag.place.clone(), tag.render()));
        } else if style_sheet(tag).is_some() {
            edits.push((tag.place.clone(), style.take().unwrap_or_default()));
        } else if tag.name == "script" {
            let end = page[tag.place.end..].find("</script>").context("a script does not end")?;
            edits.push((tag.place.start..tag.place.end + end + "</script>".len(), String::new()));
        }
    }
    let end = page.rfind("</body>").context("index.html has no </body>")?;
    edits.push((end..end, body.concat()));
    Ok(replace(page, &edits))
}

/// The policy: that of the page, with hashes in the place of its own server.
fn policy(scripts: &[&str], styles: &str) -> String {
    let scripts: Vec<_> = scripts.iter().map(|text| integrity::source(text)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; \
         img-src data: blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types unstuck-boot",
        scripts.join(" "),
        integrity::source(styles),
    )
}

fn is_policy(tag: &Tag) -> bool {
    tag.name == "meta"
        && tag
            .attribute("http-equiv")
            .is_some_and(|value| value.eq_ignore_ascii_case("content-security-policy"))
}

/// The file of a style sheet's tag.
fn style_sheet(tag: &Tag) -> Option<&str> {
    let is_style = tag.name == "link" && tag.attribute("rel") == Some("stylesheet");
    let url = tag.attribute("href").filter(|_| is_style)?;
    Some(url.rsplit_once('/').map_or(url, |(_, file)| file))
}

/// A text as it can stand within an element that ends with `end`: what it is hashed as must
/// be what the browser reads there.
fn inline(text: String, name: &str, end: &str) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    for odd in [end, "<!--", "\r", "\0"] {
        ensure!(!lower.contains(odd), "{name} holds {odd:?}, so it cannot stand in {NAME}");
    }
    Ok(text)
}

/// Packs by gzip, with nothing in it that tells when or where.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The page with each place replaced by its text. The places are in the page's order.
fn replace(page: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut text = String::new();
    let mut at = 0;
    for (place, new) in edits {
        text.push_str(&page[at..place.start]);
        text.push_str(new);
        at = place.end;
    }
    text.push_str(&page[at..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">\
        <link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"stylesheet\" href=\"b.css\">\
        <script defer src=\"rescue.js\"></script><script id=\"boot\" src=\"boot.js\"></script>\
        </head><body><p>Starting</p></body></html>";

    fn parts() -> Parts<'static> {
        Parts {
            boot: "boot.js",
            page_js: "page.js",
            loaded: ["pageWasm", "workerWasm", "workerJs", "rules", "locales"].map(|role| Loaded {
                role,
                kind: "application/wasm",
                name: "data",
            }),
            build: "00ff".to_owned(),
        }
    }

    fn folder(boot: &str, style: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("boot.js", boot),
            ("page.js", "glue()"),
            ("a.css", style),
            ("b.css", "b{}"),
            ("data", "data"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_file_holds_everything_and_loads_nothing() {
        let folder = folder("boot()", "a{}");
        let sum = write(folder.path(), PAGE, &parts()).unwrap();
        let file = fs::read_to_string(folder.path().join(NAME)).unwrap();
        let tags = html::start_tags(&file);
        assert!(tags.iter().all(|tag| tag.attribute("src").or(tag.attribute("href")).is_none()));
        let policy = tags[2].attribute("content").unwrap();
        for text in ["boot()", "glue()", "a{}b{}"] {
            assert!(file.contains(&format!(">{text}</")), "{text}");
            assert!(policy.contains(&integrity::source(text)), "{text}");
        }
        assert!(!policy.contains("'self'") && !policy.contains("connect-src"), "{policy}");
        assert_eq!(tags.iter().filter(|tag| tag.attribute("data-type").is_some()).count(), 5);
        assert_eq!(
            fs::read_to_string(folder.path().join(SUM)).unwrap(),
            format!("{sum}  unstuck.html\n")
        );
        // The same site gives the same file.
        assert_eq!(write(folder.path(), PAGE, &parts()).unwrap(), sum);
    }

    #[test]
    fn what_would_end_its_element_early_is_refused() {
        for (boot, style) in [
            ("'</Script>'", ""),
            ("'<!-- <script>'", ""),
            ("a\r\nb", ""),
            ("", "a{}</style>"),
            ("", "a{background:url(a.png)}"),
        ] {
            assert!(write(folder(boot, style).path(), PAGE, &parts()).is_err(), "{boot}{style}");
        }
    }
}
