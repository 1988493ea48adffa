//! `offline.html`: how to install Unstuck, and the one file with its sum.
//!
//! It stands beside the page rather than in it because a page with a locked network cannot
//! read the manifest that a browser needs for installing, and because reading it must not
//! cost a person the text in the page.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::html;
use crate::single_file;

/// The page's name, as a template and in the site.
pub(crate) const NAME: &str = "offline.html";

/// The class of the link in the template that the style sheets of the page replace.
const STYLES: &str = "styles";

/// The style sheets that it shares with the page, by the stems of their names.
const SHARED: [&str; 2] = ["tokens-", "page-"];

/// The finished page, from the template in `folder`, the finished `index.html` and the
/// sum of the one file.
pub(crate) fn build(folder: &Path, index: &str, sum: &str) -> Result<String> {
    let template = fs::read_to_string(folder.join(NAME))
        .with_context(|| format!("index.html has no `data-trunk` link that copies {NAME}"))?;
    let size = fs::metadata(folder.join(single_file::NAME))?.len();
    let mut text = template.clone();
    for (gap, value) in [
        (style_gap(&template)?, styles(index)?),
        ("{sum}".to_owned(), sum.to_owned()),
        ("{size}".to_owned(), megabytes(size)),
    ] {
        ensure!(text.contains(&gap), "{NAME} has no {gap}");
        text = text.replace(&gap, &value);
    }
    Ok(text)
}

fn style_gap(template: &str) -> Result<String> {
    let tags = html::start_tags(template);
    let tag = tags.iter().find(|tag| tag.attribute("class") == Some(STYLES));
    let tag = tag.with_context(|| format!("{NAME} has no <link class=\"{STYLES}\">"))?;
    Ok(template[tag.place.clone()].to_owned())
}

fn styles(index: &str) -> Result<String> {
    let tags: Vec<_> = html::start_tags(index)
        .iter()
        .filter(|tag| {
            let file = tag.attribute("href").unwrap_or_default().rsplit('/').next();
            let file = file.unwrap_or_default();
            tag.name == "link" && SHARED.iter().any(|stem| file.starts_with(stem))
        })
        .map(html::Tag::render)
        .collect();
    ensure!(tags.len() == SHARED.len(), "index.html has not the style sheets of {NAME}");
    Ok(tags.join("\n    "))
}

/// In MB of 1,000,000 bytes, with one decimal.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_the_file_and_shares_its_style() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), include_str!("../../../www/offline.html")).unwrap();
        fs::write(folder.path().join(single_file::NAME), vec![0; 2_345_678]).unwrap();
        let index = "<link rel=\"stylesheet\" href=\"./tokens-1.css\"><link rel=\"icon\" href=\"i\">\
            <link rel=\"stylesheet\" href=\"./page-1.css\"><link rel=\"stylesheet\" href=\"./x.css\">";
        let page = build(folder.path(), index, "00ff").unwrap();
        for part in ["./tokens-1.css", "./page-1.css", "00ff", "2.4 MB"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("x.css") && !page.contains('{'), "{page}");
        assert!(build(folder.path(), "", "00ff").is_err());
    }
}
