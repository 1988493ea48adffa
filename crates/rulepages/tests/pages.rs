//! Every page that is made of the rules of this repository, and of rules that mean harm.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use support::Element;
use unstuck_rulepages::{Assets, Library, Options, Page, SiteUrl, pages};
use unstuck_rules::RuleBook;
use unstuck_rules::author;

const SITE: &str = "https://example.org/unstuck/";
const STYLE: &str = "rules-00.css";
const ICON: &str = "icon-00.svg";
const SCRIPT: &str = "filter-00.js";

fn options(site: Option<&str>) -> Options {
    let assets = Assets {
        style: STYLE.to_owned(),
        icon: ICON.to_owned(),
        script: SCRIPT.to_owned(),
        script_integrity: "sha384-x".to_owned(),
    };
    Options { assets, site: site.map(|url| SiteUrl::parse(url).unwrap()) }
}

/// The pages of a folder of rules, and the ids of those rules.
fn of_folder(folder: &Path) -> (Vec<Page>, Vec<String>) {
    let read = unstuck_rulecheck::read(folder);
    assert_eq!(read.defects, []);
    let ids = read.book.rules.iter().map(|rule| rule.id.clone()).collect();
    (pages(&Library::new(read.book, read.drafts), &options(Some(SITE))), ids)
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What is wrong with a page on its own: nothing, one hopes.
fn faults(path: &str, elements: &[Element]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            faults.push(what.to_owned());
        }
    };
    let named =
        |name: &str| elements.iter().filter(|element| element.name == name).collect::<Vec<_>>();
    for name in ["html", "head", "body", "title", "header", "main", "footer", "h1"] {
        check(named(name).len() == 1, &format!("there is not one {name}"));
    }
    let [html, head, policy, charset, ..] = elements else { return vec!["it is short".to_owned()] };
    check(
        html.attribute("lang") == Some("en") && head.name == "head",
        "it does not begin as it should",
    );
    check(
        policy.attribute("http-equiv") == Some("Content-Security-Policy")
            && policy
                .attribute("content")
                .is_some_and(|text| text.starts_with("default-src 'none';")),
        "the policy is not first",
    );
    check(charset.attribute("charset") == Some("utf-8"), "the encoding comes late");
    let content = |key: &str, name: &str| {
        let meta = elements.iter().find(|element| element.attribute(key) == Some(name));
        meta.and_then(|meta| meta.attribute("content")).unwrap_or_default()
    };
    for (what, text, most) in [
        ("title", named("title")[0].text.as_str(), 70),
        ("description", content("name", "description"), 160),
    ] {
        let length = text.chars().count();
        check(
            (10..=most).contains(&length),
            &format!("the {what} has {length} characters: {text}"),
        );
    }
    for property in ["og:title", "og:description", "og:type", "og:url"] {
        check(!content("property", property).is_empty(), &format!("{property} is missing"));
    }
    let ids: Vec<_> = elements.iter().filter_map(|element| element.attribute("id")).collect();
    check(ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "an id is there twice");
    for element in elements {
        for (name, _) in &element.attributes {
            check(name != "style" && !name.starts_with("on"), &format!("the attribute {name}"));
        }
        let is_list_of_all = path == "rules/index.html";
        check(element.name != "script" || is_list_of_all, "a script");
        check(
            element.name != "script" || element.attribute("src").is_some(),
            "a script without address",
        );
    }
    faults
}

/// Where a relative address leads from a page, as a path below the site's folder.
fn resolved(from: &str, address: &str) -> Option<String> {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let (path, file) = address.rsplit_once('/').unwrap_or(("", address));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                folders.pop()?;
            }
            folder => folders.push(folder),
        }
    }
    let file = if file.is_empty() { "index.html" } else { file };
    Some(folders.into_iter().chain([file]).collect::<Vec<_>>().join("/"))
}

/// What is wrong with the addresses on a page.
fn broken_links(path: &str, elements: &[Element], files: &BTreeSet<String>) -> Vec<String> {
    let mut broken = Vec::new();
    for element in elements {
        for (name, address) in &element.attributes {
            if !matches!(name.as_str(), "href" | "src") {
                continue;
            }
            let leads = if let Some(id) = address.strip_prefix('#') {
                elements.iter().any(|element| element.attribute("id") == Some(id))
            } else if address.starts_with("https://") {
                let is_out = element.attribute("rel") == Some("noopener noreferrer");
                is_out || element.attribute("rel") == Some("canonical")
            } else {
                let is_plain =
                    !address.contains([':', '\\', '?', '#']) && !address.starts_with('/');
                is_plain && resolved(path, address).is_some_and(|file| files.contains(&file))
            };
            if !leads {
                broken.push(format!("{path}: <{}> leads to {address}", element.name));
            }
        }
    }
    broken
}

/// Reads every page, and everything that is wrong with any.
fn check(pages: &[Page]) -> BTreeMap<&str, Vec<Element>> {
    let assets = [STYLE, ICON, SCRIPT].map(|name| format!("rules/{name}"));
    let files: BTreeSet<String> = pages
        .iter()
        .map(|page| page.path.clone())
        .chain(assets)
        .chain(["index.html".to_owned()])
        .collect();
    let mut wrong = Vec::new();
    let mut read = BTreeMap::new();
    for page in pages {
        // The rest is for machines.
        let Some(own) = page.path.strip_suffix("index.html") else { continue };
        match support::read(&page.text) {
            Err(what) => wrong.push(format!("{}: {what}", page.path)),
            Ok(elements) => {
                let faults = faults(&page.path, &elements);
                wrong.extend(faults.iter().map(|what| format!("{}: {what}", page.path)));
                wrong.extend(broken_links(&page.path, &elements, &files));
                let canonical = elements.iter().find(|e| e.attribute("rel") == Some("canonical"));
                let canonical =
                    canonical.and_then(|link| link.attribute("href")).unwrap_or_default();
                let is_moved =
                    elements.iter().any(|e| e.attribute("http-equiv") == Some("refresh"));
                if (canonical == format!("{SITE}{own}")) == is_moved {
                    wrong.push(format!("{}: the canonical address is {canonical:?}", page.path));
                }
                read.insert(page.path.as_str(), elements);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
    read
}

#[test]
fn every_rule_of_the_repository_has_a_sound_page() {
    let (pages, ids) = of_folder(&crates().join("../rules"));
    let read = check(&pages);
    let all = &read["rules/index.html"];
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for id in &ids {
        let path = format!("rules/{id}/index.html");
        let page = read.get(path.as_str()).unwrap_or_else(|| panic!("{id} has no page"));
        let main = page.iter().find(|element| element.name == "main").unwrap();
        assert!(main.text.contains(id.as_str()), "{id} is named on its page");
        assert!(page.iter().any(|element| element.name == "mark"), "{id} shows its message");
        let address = format!("{id}/");
        assert!(all.iter().any(|e| e.attribute("href") == Some(&address)), "{id} is in the list");
        let title = &page.iter().find(|element| element.name == "title").unwrap().text;
        if let Some(other) = titles.insert(title, id) {
            panic!("{id} and {other} have the same title: {title}");
        }
        let size = pages.iter().find(|page| page.path == path).unwrap().text.len();
        assert!(size < 48_000, "the page of {id} has {size} bytes");
    }
    let map = &pages.iter().find(|page| page.path == "sitemap.xml").unwrap().text;
    for path in read.keys() {
        let address = format!("<loc>{SITE}{}</loc>", path.strip_suffix("index.html").unwrap());
        assert!(map.contains(&address), "{path} is in the site map");
    }
    assert!(map.contains(&format!("<loc>{SITE}</loc>")));
}

#[test]
fn a_retired_id_leads_to_its_successor() {
    let (pages, _) = of_folder(&crates().join("rulecheck/tests/base/rules"));
    let read = check(&pages);
    let moved = &read["rules/sample/widget-gone/index.html"];
    let refresh = moved.iter().find(|e| e.attribute("http-equiv") == Some("refresh")).unwrap();
    assert_eq!(refresh.attribute("content"), Some("0; url=../widget-lost/"));
    assert!(moved.iter().any(|e| e.name == "a" && e.attribute("href") == Some("../widget-lost/")));
    let canonical = moved.iter().find(|e| e.attribute("rel") == Some("canonical")).unwrap();
    assert_eq!(canonical.attribute("href"), Some(&*format!("{SITE}rules/sample/widget-lost/")));
    let map = &pages.iter().find(|page| page.path == "sitemap.xml").unwrap().text;
    assert!(!map.contains("widget-gone"), "what has moved is in no map");
    let robots = &pages.iter().find(|page| page.path == "robots.txt").unwrap().text;
    assert!(robots.ends_with(&format!("\nSitemap: {SITE}sitemap.xml\n")), "{robots}");
}

#[test]
fn without_an_address_nothing_names_one() {
    let read = unstuck_rulecheck::read(&crates().join("rulecheck/tests/base/rules"));
    let library = Library::new(read.book, read.drafts);
    for page in pages(&library, &options(None)) {
        assert!(page.path.ends_with("/index.html"), "{}", page.path);
        assert!(!page.text.contains("canonical") && !page.text.contains("og:url"), "{}", page.path);
    }
}

/// A rule whose every text would be markup if it were not escaped.
const HOSTILE: &str = r#"+++
title = "</title><script>alert(1)</script> \"{{who}}\""
summary = "<img src=x onerror=alert(2)> & \"more\" &lt;"
system = "<b>Bad</b>"
problem = "crash"
severity = "error"
codes = ["<i>S</i> <C>"]
reviewed = "2026-01-31"
sources = ["<u>Source</u> <https://example.org/?a=1&b=\"2\">"]

[[match]]
pattern = 'bad </pre><script>(?P<who>\w+)'

[captures]
who = { kind = "text" }
+++

## Cause

`</code></p><script>alert(3)</script>`

## Fix

1. `<style>`

   ```sh
   echo "</pre></code><script>alert(4)</script>" {{who}}
   ```

## Check

`<!--`

## Not this if

- `<plaintext>`

## Examples

A log of `<xmp>`:

```log match who="alert"
bad </pre><script>alert(5)</script>
```

```log match who="x"
 bad </pre><script>x ]]> <!-- -->
```

```log near-miss
good
```
"#;

#[test]
fn nothing_in_a_rule_becomes_markup() {
    let (draft, _) = author::read("bad/rule.md", "bad/rule", HOSTILE);
    let draft = draft.unwrap();
    let book =
        RuleBook::new(vec![(draft.rule.clone(), draft.text.clone())], Vec::new(), Vec::new());
    let pages = pages(&Library::new(book, vec![draft]), &options(Some(SITE)));
    let read = check(&pages);
    let page = &read["rules/bad/rule/index.html"];
    for name in ["script", "style", "plaintext", "xmp", "b", "i", "u"] {
        assert!(page.iter().all(|element| element.name != name), "{name}");
    }
    assert_eq!(page.iter().filter(|element| element.name == "img").count(), 1, "only the icon");
    let main = &page.iter().find(|element| element.name == "main").unwrap().text;
    for text in [
        "</title><script>alert(1)</script> \"‹who›\"",
        "<img src=x onerror=alert(2)> & \"more\" &lt;",
        "</code></p><script>alert(3)</script>",
        "echo \"</pre></code><script>alert(4)</script>\" <who>",
        "bad </pre><script>alert(5)</script>",
        "A log of <xmp>",
    ] {
        assert!(main.contains(text), "{text} is not in {main}");
    }
}

#[test]
fn the_reader_refuses_what_browsers_mend() {
    assert!(support::elements("<p>a <code>b</code>\n</p>").is_ok());
    for markup in [
        "<p>a",
        "a</p>",
        "<p><div></div></p>",
        "<p>a</b></p>",
        "<ul>a</ul>",
        "<ul><p>a</p></ul>",
        "<p>a & b</p>",
        "<p>a &nbsp; b</p>",
        "<p a=1>b</p>",
        "<p a=\"1\" a=\"2\">b</p>",
        "<p A=\"1\">b</p>",
        "<p a=\"1>b</p>",
        "<a><span><a>b</a></span></a>",
        "<p>\u{1b}</p>",
        "<blink>a</blink>",
        "<li>a</li>",
        "a",
    ] {
        assert!(support::elements(markup).is_err(), "{markup}");
    }
}
