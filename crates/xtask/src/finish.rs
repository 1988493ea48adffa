//! The last step of a build: what Trunk leaves undone for a page that trusts nothing.
//!
//! Trunk names the page's files by what the compiler wrote, not by what the later
//! tools made of it, does not rename the worker's files at all, and writes no
//! integrity value that a browser would check for WebAssembly. This step gives every
//! file of the start-up a name with its own digest in it, so that no cache can pair
//! files of two builds, and writes names and integrity values into the tag of the
//! start script, which checks each file as it loads it. It also adds the rule book and the
//! words of all languages, which Trunk knows nothing of:
//!
//! ```html
//! <script defer id="boot" src="boot-….js" integrity="sha384-…" crossorigin="anonymous"
//!   data-page-js="…" data-page-js-integrity="sha384-…" data-page-wasm="…" …
//!   data-worker-js="…" … data-worker-wasm="…" … data-rules="…" … data-locales="…" …
//!   data-beside="…" data-build="…"></script>
//! ```
//!
//! From the finished page come the two files for use without a network: the page as one
//! file ([`single_file`]), and the page that offers it ([`offline_page`]).
//!
//! It also refuses a page that its own policy would break: a script or style within
//! the page, or an address outside the folder that the site is served from.
//!
//! Trunk calls this for every build, so a bare `trunk build` is complete too.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use xshell::Shell;

use crate::html::{self, Tag};
use crate::integrity::Digest;
use crate::{locales, offline_page, rule_file, single_file};

/// The stem of the names of the page's JavaScript and Wasm: its binary in Cargo.toml.
pub(crate) const PAGE: &str = "unstuck-page";

/// The stem of the names of the worker's JavaScript and Wasm: its binary in Cargo.toml.
pub(crate) const WORKER: &str = "unstuck-worker";

/// The `id` of the start script's tag, and the stem of its name.
const BOOT: &str = "boot";

/// The rule book before it is named by its digest.
const RULES: &str = "rules.bin";

/// The words of all languages before they are named by their digest.
const LOCALES: &str = "locales.json";

/// Finishes the build in the folder that Trunk names when it calls this as a hook.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").context(
        "`finish` is a step of a Trunk build, which names the folder in TRUNK_STAGING_DIR: \
         run `cargo xtask dist`",
    )?;
    let folder = Path::new(&folder);
    rule_file::write(sh, &folder.join(RULES))?;
    locales::write(sh, &folder.join(LOCALES))?;
    finish(folder)
}

/// Finishes the build in `folder`.
fn finish(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index)
        .with_context(|| format!("{} cannot be read", index.display()))?;
    let found = Found::in_page(&page)?;
    check(&page, &found.base)?;

    let start = Start {
        boot: seal(folder, &found.boot, BOOT, "js")?,
        page_js: seal(folder, &found.page_js, PAGE, "js")?,
        page_wasm: seal(folder, &found.page_wasm, PAGE, "wasm")?,
        worker_js: seal(folder, &format!("{WORKER}.js"), WORKER, "js")?,
        worker_wasm: seal(folder, &format!("{WORKER}_bg.wasm"), WORKER, "wasm")?,
        rules: seal(folder, RULES, rule_file::STEM, rule_file::EXTENSION)?,
        locales: seal(folder, LOCALES, locales::STEM, "json")?,
    };
    let page = seal_rest(folder, &page, &found.base)?;
    let page = rewrite(&page, &found.base, &start, |name| digest(folder, name))?;
    remove_leftovers(folder)?;
    fs::write(&index, &page).with_context(|| format!("{} cannot be written", index.display()))?;

    let sum = single_file::write(folder, &page, &start.parts())?;
    let about = offline_page::build(folder, &page, &sum)?;
    check(&about, &found.base).context(offline_page::NAME)?;
    let about = seal_rest(folder, &about, &found.base)?;
    let about = rewrite(&about, &found.base, &start, |name| digest(folder, name))?;
    fs::write(folder.join(offline_page::NAME), about)
        .with_context(|| format!("{} cannot be written", offline_page::NAME))
}

/// What the page says of its own start, as Trunk wrote it by the pattern in Trunk.toml.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// What stands before every file name: nothing, or the path of `--public-url`.
    base: String,
    /// The start script's file name.
    boot: String,
    /// The page's JavaScript.
    page_js: String,
    /// The page's Wasm.
    page_wasm: String,
}

impl Found {
    fn in_page(page: &str) -> Result<Self> {
        let mut tags = html::start_tags(page);
        tags.retain(|tag| tag.name == "script" && tag.attribute("id") == Some(BOOT));
        let [tag] = tags.as_slice() else {
            bail!(
                "index.html has {} script tags with the id `{BOOT}` instead of one; \
                 `pattern_script` in Trunk.toml puts it in the place of the page's Rust link",
                tags.len()
            );
        };
        ensure!(
            tag.attribute("data-build").is_none(),
            "index.html is finished already; build again rather than finish twice"
        );
        let attribute = |name: &str| {
            tag.attribute(name).filter(|value| !value.is_empty()).with_context(|| {
                format!("the start script's tag has no {name}; see `pattern_script` in Trunk.toml")
            })
        };
        let (base, boot) = split_base(attribute("src")?);
        let file = |name| attribute(name).map(|url| split_base(url).1.to_owned());
        Ok(Self {
            base: base.to_owned(),
            boot: boot.to_owned(),
            page_js: file("data-page-js")?,
            page_wasm: file("data-page-wasm")?,
        })
    }
}

/// Splits an address into what stands before the file name and the file name. `./`
/// says nothing, so it counts as nothing.
fn split_base(url: &str) -> (&str, &str) {
    let (base, file) = url.split_at(url.rfind('/').map_or(0, |slash| slash + 1));
    (if base == "./" { "" } else { base }, file)
}

/// A file under its final name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sealed {
    name: String,
    integrity: String,
}

impl Sealed {
    fn loaded<'a>(&'a self, role: &'a str, kind: &'a str) -> single_file::Loaded<'a> {
        single_file::Loaded { role, kind, name: &self.name }
    }
}

/// The files that the page starts from.
struct Start {
    boot: Sealed,
    page_js: Sealed,
    page_wasm: Sealed,
    worker_js: Sealed,
    worker_wasm: Sealed,
    rules: Sealed,
    locales: Sealed,
}

impl Start {
    /// The attributes of the start script's tag, in the order in which they are
    /// documented above.
    fn attributes(&self, base: &str) -> Vec<(String, String)> {
        let mut attributes = vec![
            ("defer".to_owned(), String::new()),
            ("id".to_owned(), BOOT.to_owned()),
            ("src".to_owned(), format!("{base}{}", self.boot.name)),
            ("integrity".to_owned(), self.boot.integrity.clone()),
            ("crossorigin".to_owned(), "anonymous".to_owned()),
        ];
        for (name, file) in [
            ("data-page-js", &self.page_js),
            ("data-page-wasm", &self.page_wasm),
            ("data-worker-js", &self.worker_js),
            ("data-worker-wasm", &self.worker_wasm),
            ("data-rules", &self.rules),
            ("data-locales", &self.locales),
        ] {
            attributes.push((name.to_owned(), format!("{base}{}", file.name)));
            attributes.push((format!("{name}-integrity"), file.integrity.clone()));
        }
        // The files for people that lie beside the page; see src/components/footer.rs.
        let beside = if base.is_empty() { "./" } else { base };
        attributes.push(("data-beside".to_owned(), beside.to_owned()));
        attributes.push(("data-build".to_owned(), self.build()));
        attributes
    }

    /// What the form of the page that is one file is made of.
    fn parts(&self) -> single_file::Parts<'_> {
        single_file::Parts {
            boot: &self.boot.name,
            page_js: &self.page_js.name,
            loaded: [
                self.page_wasm.loaded("pageWasm", "application/wasm"),
                self.worker_wasm.loaded("workerWasm", "application/wasm"),
                self.worker_js.loaded("workerJs", "text/javascript"),
                self.rules.loaded("rules", "application/octet-stream"),
                self.locales.loaded("locales", "application/json"),
            ],
            build: self.build(),
        }
    }

    /// A name for this very set of files, by which page and worker can tell that they
    /// belong together.
    fn build(&self) -> String {
        let Self { boot, page_js, page_wasm, worker_js, worker_wasm, rules, locales } = self;
        let all = [boot, page_js, page_wasm, worker_js, worker_wasm, rules, locales]
            .map(|file| file.integrity.as_str())
            .join("\n");
        Digest::of(all.as_bytes()).short()
    }
}

/// Renames the file `found` to `<stem>-<digest>.<extension>`.
fn seal(folder: &Path, found: &str, stem: &str, extension: &str) -> Result<Sealed> {
    let digest = digest(folder, found)?;
    let name = format!("{stem}-{}.{extension}", digest.short());
    fs::rename(folder.join(found), folder.join(&name))
        .with_context(|| format!("{found} cannot be renamed to {name}"))?;
    Ok(Sealed { name, integrity: digest.integrity() })
}

fn digest(folder: &Path, name: &str) -> Result<Digest> {
    let bytes = fs::read(folder.join(name)).with_context(|| {
        format!(
            "index.html leads to {name}, but Trunk made no such file; see its `data-trunk` links"
        )
    })?;
    Ok(Digest::of(&bytes))
}

/// Gives every other script and style sheet of the page a name with its digest too, unless
/// Trunk did. Such a name changes only when the file does.
fn seal_rest(folder: &Path, page: &str, base: &str) -> Result<String> {
    let mut changed = Vec::new();
    for mut tag in html::start_tags(page) {
        let (attribute, file) = match loaded_by(&tag) {
            Some(Loaded::Script(_)) if tag.attribute("id") == Some(BOOT) => continue,
            Some(Loaded::Script(url)) => ("src", split_base(url).1),
            Some(Loaded::Style(url)) => ("href", split_base(url).1),
            None => continue,
        };
        let Some((stem, extension)) = file.rsplit_once('.') else { continue };
        // Trunk's names have their digest behind a hyphen.
        if stem.contains('-') {
            continue;
        }
        let sealed = seal(folder, file, stem, extension)?;
        tag.set(attribute, &format!("{base}{}", sealed.name));
        changed.push(tag);
    }
    Ok(html::replace_tags(page, &changed))
}

/// The page with the finished tag of the start script, and with an integrity value on
/// every other script and style sheet. `digest` knows the files by their names.
fn rewrite(
    page: &str,
    base: &str,
    start: &Start,
    digest: impl Fn(&str) -> Result<Digest>,
) -> Result<String> {
    let mut changed = Vec::new();
    for mut tag in html::start_tags(page) {
        let file = match loaded_by(&tag) {
            Some(Loaded::Script(_)) if tag.attribute("id") == Some(BOOT) => {
                tag.attributes = start.attributes(base);
                changed.push(tag);
                continue;
            }
            Some(Loaded::Script(url) | Loaded::Style(url)) => {
                url.strip_prefix("./").or_else(|| url.strip_prefix(base)).unwrap_or(url).to_owned()
            }
            None => continue,
        };
        tag.set("integrity", &digest(&file)?.integrity());
        // Without it, a page in a sandboxed frame, whose origin is nobody's, could
        // read no file well enough to check it.
        tag.set("crossorigin", "anonymous");
        changed.push(tag);
    }
    Ok(html::replace_tags(page, &changed))
}

/// A tag that loads code or style, and the address that it loads.
enum Loaded<'tag> {
    Script(&'tag str),
    Style(&'tag str),
}

fn loaded_by(tag: &Tag) -> Option<Loaded<'_>> {
    match tag.name.as_str() {
        "script" => tag.attribute("src").map(Loaded::Script),
        "link" if is_style_sheet(tag) => tag.attribute("href").map(Loaded::Style),
        _ => None,
    }
}

fn is_style_sheet(tag: &Tag) -> bool {
    tag.attribute("rel").is_some_and(|rel| {
        rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("stylesheet"))
    })
}

/// Refuses a page that its own policy would break, or that would reach for anything
/// outside its own folder. Names every problem, not only the first.
fn check(page: &str, base: &str) -> Result<()> {
    let tags = html::start_tags(page);
    let mut problems = Vec::new();

    // What stands before the policy is not under it. The encoding loads nothing.
    let first = tags.iter().find(|tag| match tag.name.as_str() {
        "html" | "head" => false,
        "meta" => tag.attribute("charset").is_none(),
        _ => true,
    });
    if !first.is_some_and(is_policy) {
        problems.push("its first element is not the Content-Security-Policy".to_owned());
    }
    for tag in &tags {
        let name = &tag.name;
        match name.as_str() {
            "script" if tag.attribute("src").is_none() => {
                problems.push("it holds a script instead of the address of one".to_owned());
            }
            "style" => problems.push("it holds a style sheet instead of a link to one".to_owned()),
            "base" => problems.push("a <base> would move every address".to_owned()),
            _ => {}
        }
        for (attribute, value) in &tag.attributes {
            if attribute.starts_with("on") || attribute == "style" {
                problems.push(format!("<{name}> has the attribute {attribute}"));
            }
            for url in loaded_urls(name, attribute, value) {
                if !stays_inside(url, base) {
                    problems.push(format!("<{name}> has the {attribute} {url}, outside the site"));
                }
            }
        }
    }
    ensure!(problems.is_empty(), "index.html would not work: {}", problems.join("; "));
    Ok(())
}

fn is_policy(tag: &Tag) -> bool {
    tag.name == "meta"
        && tag
            .attribute("http-equiv")
            .is_some_and(|value| value.eq_ignore_ascii_case("content-security-policy"))
}

/// The addresses in an attribute that the browser would load or send to without being
/// asked. The `href` of a plain link is none: it waits for a click.
fn loaded_urls<'page>(element: &str, attribute: &str, value: &'page str) -> Vec<&'page str> {
    match attribute {
        "href" if element == "a" || element == "area" => Vec::new(),
        "href" | "src" | "poster" | "data" | "action" | "formaction" | "manifest"
        | "background" | "ping" => vec![value],
        "srcset" | "imagesrcset" => value
            .split(',')
            .filter_map(|candidate| candidate.split_ascii_whitespace().next())
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether an address stays within the folder of the site wherever that is served
/// from, or within `base` where that is fixed.
fn stays_inside(url: &str, base: &str) -> bool {
    // A browser drops these before it reads an address.
    let url: String = url.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if url.starts_with("data:") {
        return true;
    }
    let below = match url.strip_prefix(base) {
        Some(below) if !base.is_empty() => below,
        _ => &url,
    };
    let path = below.split(['?', '#']).next().unwrap_or_default();
    !path.starts_with(['/', '\\'])
        && !path.contains(':')
        && !path.split(['/', '\\']).any(|part| part == "..")
}

/// Removes what Trunk writes for ways of starting that this page does not use.
fn remove_leftovers(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let entry = entry?;
        if is_leftover(&entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())
                .with_context(|| format!("{} cannot be removed", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Loader scripts and TypeScript declarations of our two binaries.
fn is_leftover(name: &str) -> bool {
    [PAGE, WORKER].iter().any(|stem| name.starts_with(stem))
        && (name.ends_with("_loader.js") || name.ends_with(".d.ts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    fn page(base: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\"><head>\n{POLICY}\n<meta charset=\"utf-8\">\n\
             <title>Unstuck</title>\n\
             <link rel=\"stylesheet\" href=\"{base}tokens-1.css\" integrity=\"sha384-old\"/>\n\
             <link rel=\"stylesheet\" href=\"{base}page-1.css\"/>\n\
             <script defer src=\"rescue.js\"></script>\n\
             <link rel=\"icon\" href=\"{base}icon.svg\">\n\
             <script defer src=\"{base}boot.js\" id=\"boot\" \
             data-page-js=\"{base}unstuck-page-1.js\" \
             data-page-wasm=\"{base}unstuck-page-1_bg.wasm\"></script>\n\
             </head><body><p>5 < 6 <a href=\"https://example.org/\">out</a></p></body></html>\n"
        )
    }

    fn staging(page: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("index.html", page),
            ("boot.js", "boot"),
            ("tokens-1.css", "style"),
            ("page-1.css", "p{}"),
            ("rescue.js", "rescue"),
            (offline_page::NAME, include_str!("../../../www/offline.html")),
            ("offline.css", "sheet"),
            ("icon.svg", "icon"),
            ("unstuck-page-1.js", "page glue"),
            ("unstuck-page-1_bg.wasm", "page wasm"),
            ("unstuck-worker.js", "worker glue"),
            ("unstuck-worker_bg.wasm", "worker wasm"),
            (RULES, "rule book"),
            (LOCALES, "{}"),
            ("unstuck-worker_loader.js", "leftover"),
            ("unstuck-page-1.d.ts", "leftover"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn boot_tag(page: &str) -> Tag {
        html::start_tags(page).into_iter().find(|tag| tag.attribute("id") == Some(BOOT)).unwrap()
    }

    /// Finishes `page` and gives back what it then says, or the sentence of the failure.
    fn finished(page: &str) -> Result<String, String> {
        let folder = staging(page);
        finish(folder.path()).map_err(|failure| format!("{failure:#}"))?;
        Ok(fs::read_to_string(folder.path().join("index.html")).unwrap())
    }

    #[test]
    fn the_start_script_names_every_file_with_its_digest() {
        let folder = staging(&page("./"));
        finish(folder.path()).unwrap();
        let tag = boot_tag(&fs::read_to_string(folder.path().join("index.html")).unwrap());

        let names: Vec<_> = tag.attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "defer",
                "id",
                "src",
                "integrity",
                "crossorigin",
                "data-page-js",
                "data-page-js-integrity",
                "data-page-wasm",
                "data-page-wasm-integrity",
                "data-worker-js",
                "data-worker-js-integrity",
                "data-worker-wasm",
                "data-worker-wasm-integrity",
                "data-rules",
                "data-rules-integrity",
                "data-locales",
                "data-locales-integrity",
                "data-beside",
                "data-build",
            ]
        );
        for (attribute, integrity, text, start, end) in [
            ("src", "integrity", "boot", "boot-", ".js"),
            ("data-page-js", "data-page-js-integrity", "page glue", "unstuck-page-", ".js"),
            ("data-page-wasm", "data-page-wasm-integrity", "page wasm", "unstuck-page-", ".wasm"),
            ("data-worker-js", "data-worker-js-integrity", "worker glue", "unstuck-worker-", ".js"),
            (
                "data-worker-wasm",
                "data-worker-wasm-integrity",
                "worker wasm",
                "unstuck-worker-",
                ".wasm",
            ),
            ("data-rules", "data-rules-integrity", "rule book", "rules-", ".bin"),
            ("data-locales", "data-locales-integrity", "{}", "locales-", ".json"),
        ] {
            let name = tag.attribute(attribute).unwrap();
            let digest = Digest::of(text.as_bytes());
            assert_eq!(name, format!("{start}{}{end}", digest.short()));
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
            assert_eq!(tag.attribute(integrity), Some(digest.integrity().as_str()));
        }
        let mut files: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files.len(), 16, "{files:?}");
        assert!(files.iter().any(|name| name == single_file::NAME), "{files:?}");
    }

    #[test]
    fn the_pattern_in_trunks_configuration_is_understood() {
        let pattern = include_str!("../../../Trunk.toml")
            .lines()
            .find_map(|line| line.strip_prefix("pattern_script = '")?.strip_suffix('\''))
            .unwrap();
        let tag =
            pattern.replace("{base}", "./").replace("{js}", "p.js").replace("{wasm}", "p.wasm");
        let found = Found {
            base: String::new(),
            boot: "boot.js".to_owned(),
            page_js: "p.js".to_owned(),
            page_wasm: "p.wasm".to_owned(),
        };
        assert_eq!(Found::in_page(&tag).unwrap(), found);
    }

    #[test]
    fn style_sheets_get_the_integrity_of_the_file_that_is_there() {
        let page = finished(&page("./")).unwrap();
        let integrity = Digest::of(b"style").integrity();
        assert!(page.contains(&format!(
            "<link rel=\"stylesheet\" href=\"./tokens-1.css\" integrity=\"{integrity}\" \
             crossorigin=\"anonymous\">"
        )));
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let before = page("./");
        let after = finished(&before).unwrap();
        for line in before.lines().filter(|line| !line.contains(".css") && !line.contains(".js")) {
            assert!(after.contains(line), "{line}");
        }
    }

    #[test]
    fn a_fixed_path_stands_before_every_name() {
        let page = finished(&page("/docs/")).unwrap();
        let tag = boot_tag(&page);
        for attribute in ["src", "data-page-js", "data-worker-wasm", "data-rules", "data-locales"] {
            assert!(tag.attribute(attribute).unwrap().starts_with("/docs/"), "{attribute}");
        }
    }

    #[test]
    fn another_worker_or_rule_book_is_another_build() {
        let build = |file: &str, content: &str| {
            let folder = staging(&page("./"));
            fs::write(folder.path().join(file), content).unwrap();
            finish(folder.path()).unwrap();
            let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
            boot_tag(&page).attribute("data-build").unwrap().to_owned()
        };
        for file in ["unstuck-worker_bg.wasm", RULES, LOCALES] {
            assert_eq!(build(file, "one"), build(file, "one"));
            assert_ne!(build(file, "one"), build(file, "two"));
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        for name in [
            "boot.js",
            "unstuck-page-1_bg.wasm",
            "unstuck-worker.js",
            "page-1.css",
            "offline.css",
            RULES,
            LOCALES,
        ] {
            let folder = staging(&page("./"));
            fs::remove_file(folder.path().join(name)).unwrap();
            let failure = format!("{:#}", finish(folder.path()).unwrap_err());
            assert!(failure.contains(name), "{failure}");
        }
    }

    #[test]
    fn a_page_without_the_start_script_is_refused() {
        let failure = finished(&format!("<html><head>{POLICY}</head></html>")).unwrap_err();
        assert!(failure.contains("pattern_script"), "{failure}");
    }

    #[test]
    fn finishing_twice_is_refused() {
        let once = finished(&page("./")).unwrap();
        assert!(Found::in_page(&once).is_err());
    }

    #[test]
    fn what_the_policy_would_break_is_refused() {
        let head = |inner: &str| format!("<html><head>{POLICY}{inner}</head></html>");
        assert!(check(&head("<script src=a.js></script>"), "").is_ok());
        for inner in [
            "<script>1</script>",
            "<style>a{}</style>",
            "<base href=\"./\">",
            "<p style=\"color:red\">",
            "<p onclick=\"x()\">",
            "<img src=\"https://example.org/a.png\">",
            "<img src=\" //example.org/a.png\">",
            "<img srcset=\"a.png, http://example.org/b.png 2x\">",
            "<link rel=icon href=\"/icon.svg\">",
            "<form action=\"../send\">",
            "<iframe src=\"java\nscript:1\">",
        ] {
            assert!(check(&head(inner), "").is_err(), "{inner}");
        }
        assert!(
            check("<html><head><meta charset=utf-8><link rel=icon href=a></head>", "").is_err()
        );
        assert!(check(&format!("<html><head><meta charset=utf-8>{POLICY}</head>"), "").is_ok());
    }

    #[test]
    fn addresses_stay_inside_the_site() {
        for url in
            ["", "a.js", "./a.js", "a/b.js?x=/#y:z", "#icon", "data:image/svg+xml,%3Csvg/%3E"]
        {
            assert!(stays_inside(url, ""), "{url}");
        }
        for url in ["/a.js", "//host/a", "https://host/", "a/../../b", "\\\\host\\a", "mailto:a@b"]
        {
            assert!(!stays_inside(url, ""), "{url}");
        }
        assert!(stays_inside("/docs/a.js", "/docs/"));
        assert!(!stays_inside("/other/a.js", "/docs/"));
        assert!(!stays_inside("/docs//host/a.js", "/docs/"));
    }
}
