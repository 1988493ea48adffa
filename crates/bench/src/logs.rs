//! The logs that everything is measured on, and the literals that everything looks for.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use unstuck_loggen::{Errors, Kind, log};

use crate::measure;

/// One log: its name, what it looks like, its size in bytes and that with `--quick`.
struct Log {
    name: &'static str,
    kind: Kind,
    size: usize,
    quick: usize,
}

const MB: usize = 1_000_000;

const LOGS: [Log; 5] = [
    Log { name: "plain-1", kind: Kind::Plain { errors: 10 }, size: 64 * MB, quick: 8 * MB },
    Log { name: "plain-20", kind: Kind::Plain { errors: 200 }, size: 64 * MB, quick: 8 * MB },
    Log { name: "one-line", kind: Kind::OneLine { errors: 1 }, size: 50 * MB, quick: 6 * MB },
    Log {
        name: "json-lines-1",
        kind: Kind::JsonLines { errors: 10 },
        size: 64 * MB,
        quick: 8 * MB,
    },
    Log { name: "paste", kind: Kind::Plain { errors: 20 }, size: 100_000, quick: 100_000 },
];

/// The fewest kinds of error that a log may be made of.
const FEWEST_KINDS: usize = 25;

/// Writes the logs as `<name>.log`, `literals.txt` with the texts that the rules look for,
/// one on each line, and `rules.json` with the patterns, for who would search without them.
pub(crate) fn write(rules: &Path, folder: &Path, quick: bool) -> Result<()> {
    let errors = Errors::of_rules(rules).context("the rules cannot be read")?;
    ensure!(errors.known() >= FEWEST_KINDS, "only {} rules have an example", errors.known());
    fs::create_dir_all(folder)?;
    for Log { name, kind, size, quick: small } in LOGS {
        let text = log(kind, if quick { small } else { size }, &errors);
        let path = folder.join(format!("{name}.log"));
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    let book = unstuck_rulebook::rule_book();
    let literals = measure::literals(&book);
    fs::write(folder.join("literals.txt"), literals.join("\n") + "\n")?;
    let variants = book.rules.iter().flat_map(|rule| &rule.variants);
    let patterns: Vec<_> = variants
        .map(|variant| json!({"source": variant.pattern, "caseSensitive": variant.case_sensitive}))
        .collect();
    let rules = json!({"rules": book.rules.len(), "patterns": patterns, "literals": literals});
    fs::write(folder.join("rules.json"), rules.to_string())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unstuck_engine::Engine;
    use unstuck_logtext::Document;

    use super::*;

    /// Bytes in which every form of line and most errors come up.
    const ENOUGH: usize = MB / 2;

    fn errors() -> Errors {
        Errors::of_rules(Path::new("../../rules")).unwrap()
    }

    /// A log would measure something else than it says if its healthy lines looked broken.
    #[test]
    fn healthy_lines_are_healthy() {
        let engine = Engine::new(unstuck_rulebook::rule_book());
        let text = log(Kind::Plain { errors: 0 }, ENOUGH, &errors());
        let report = engine.analyze(&Document::read(text.into_bytes()));
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|finding| (&finding.rule, &finding.evidence[0].excerpt))
            .collect();
        assert!(found.is_empty(), "{found:#?}");
        let unknown: Vec<_> = report.unknown.iter().map(|unknown| &unknown.template).collect();
        assert!(unknown.is_empty(), "{unknown:#?}");
    }

    #[test]
    fn errors_are_found_in_every_kind_of_log() {
        let engine = Engine::new(unstuck_rulebook::rule_book());
        for kind in [
            Kind::Plain { errors: 200 },
            Kind::JsonLines { errors: 200 },
            Kind::OneLine { errors: 200 },
        ] {
            let text = log(kind, ENOUGH, &errors());
            let report = engine.analyze(&Document::read(text.into_bytes()));
            let rules: BTreeSet<_> = report.findings.iter().map(|found| &found.rule).collect();
            assert!(rules.len() >= FEWEST_KINDS, "{kind:?}: {rules:?}");
            // Of a line that a rule explains, the rest counts as explained.
            let one_line = matches!(kind, Kind::OneLine { .. });
            assert!(one_line || report.unknown.len() >= 3, "{kind:?}: {:?}", report.unknown);
        }
    }
}
