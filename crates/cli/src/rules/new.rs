//! `unstuck rules new`.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::{Failure, Outcome};

const TEMPLATE: &str = include_str!("template.md");

pub(crate) fn run(id: &str, folder: &Path) -> Result<Outcome, Failure> {
    let kebab = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let (true, Some((system, problem))) =
        (id.split('/').all(kebab), id.split_once('/').filter(|(_, rest)| !rest.contains('/')))
    else {
        return Err(Failure::Usage(format!(
            "`{id}` is no rule id: write <system>/<problem> in lower-case words joined by hyphens"
        )));
    };
    let path = folder.join(system).join(format!("{problem}.md"));
    if path.exists() {
        return Err(Failure::Usage(format!("{} exists already", path.display())));
    }
    fs::create_dir_all(folder.join(system))?;
    fs::write(&path, TEMPLATE)?;
    writeln!(
        anstream::stdout(),
        "{}\nFill it in (docs/rules.md says how), then run `unstuck rules check {}`.",
        path.display(),
        folder.display()
    )?;
    Ok(Outcome::Clean)
}
