//! From the samples of a run to medians, ratios and one table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// What was measured over and over.
#[derive(Debug, Deserialize)]
struct Series {
    /// `chromium`, `native` or `javascript`.
    r#where: String,
    what: String,
    log: String,
    /// How much text each run had.
    bytes: f64,
    /// How much was found: of what, depends on who looked.
    found: f64,
    /// Each run.
    ms: Vec<f64>,
    /// In which round each run was.
    rounds: Vec<u32>,
}

impl Series {
    /// Milliseconds for each byte, by round.
    fn by_round(&self) -> BTreeMap<u32, f64> {
        self.rounds.iter().copied().zip(self.ms.iter().map(|ms| ms / self.bytes)).collect()
    }
}

/// Bytes of a worker's memory.
#[derive(Debug, Deserialize)]
struct Memory {
    rest: f64,
    peak: f64,
}

/// Milliseconds of the finished page.
#[derive(Debug, Deserialize)]
struct Page {
    start: BTreeMap<String, Vec<f64>>,
    paste: BTreeMap<String, Vec<f64>>,
    frames: Vec<f64>,
    file: Opened,
}

/// A large file, opened in the page.
#[derive(Debug, Deserialize)]
struct Opened {
    bytes: f64,
    ms: Vec<f64>,
}

/// What `tests/bench/run.mjs` leaves behind.
#[derive(Debug, Deserialize)]
struct Samples {
    environment: Value,
    rounds: Vec<Series>,
    memory: BTreeMap<String, Memory>,
    page: Page,
}

/// The figures of a run.
pub(super) struct Figures {
    samples: Samples,
    raw: Value,
    machine: BTreeMap<&'static str, String>,
}

/// The logs in the order of the columns.
const LOGS: [&str; 4] = ["plain-1", "plain-20", "one-line", "json-lines-1"];

/// A heading, where the rows below it were measured, and each row: what, and its name.
type Speeds = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The rows of speeds.
const SPEEDS: [Speeds; 3] = [
    (
        "Chromium, MB/s",
        "chromium",
        &[
            ("analysis", "analysis, one worker"),
            ("analysis, 2 workers", "analysis, two workers"),
            ("scan", "bare literal scan"),
        ],
    ),
    (
        "JavaScript in Chromium, same rules, MB/s",
        "javascript",
        &[
            ("regexps", "every pattern on every line"),
            ("alternation", "one alternation of all literals"),
            ("includes", "`includes` of every literal"),
        ],
    ),
    (
        "native, MB/s",
        "native",
        &[
            ("analysis", "analysis, one thread"),
            ("analysis, 2 threads", "analysis, two threads"),
            ("scan", "bare literal scan"),
            ("Aho-Corasick (daachorse)", "Aho-Corasick, same literals"),
            ("ripgrep -c -F -i", "ripgrep -c -F -i, same literals"),
        ],
    ),
];

/// A series by where and what, on one log.
type Which = (&'static str, &'static str);

/// The rows of ratios: name, what is divided by what, and the aim. Each is of speeds, so that
/// more is better, except where the name says "slower".
const RATIOS: [(&str, Which, Which, &str); 6] = [
    (
        "times slower than the bare scan, Chromium",
        ("chromium", "scan"),
        ("chromium", "analysis"),
        "at most 2",
    ),
    ("times slower than the bare scan, native", ("native", "scan"), ("native", "analysis"), ""),
    (
        "two workers : one, Chromium",
        ("chromium", "analysis, 2 workers"),
        ("chromium", "analysis"),
        "at least 1.7",
    ),
    (
        "two threads : one, native",
        ("native", "analysis, 2 threads"),
        ("native", "analysis"),
        "at least 1.7",
    ),
    (
        "analysis : every pattern on every line",
        ("chromium", "analysis"),
        ("javascript", "regexps"),
        "",
    ),
    ("native : Chromium, analysis", ("native", "analysis"), ("chromium", "analysis"), ""),
];

/// The aim for the analysis of a log by one worker, in MB/s.
const AIM_SPEED: &str = "analysis, one worker: 300 MB/s";

impl Figures {
    pub(super) fn read(samples: &str, machine: &BTreeMap<&'static str, String>) -> Result<Self> {
        let raw: Value = serde_json::from_str(samples).context("the samples cannot be read")?;
        let samples = serde_json::from_value(raw.clone()).context("the samples are incomplete")?;
        Ok(Self { samples, raw, machine: machine.clone() })
    }

    fn series(&self, (place, what): (&str, &str), log: &str) -> Option<&Series> {
        let rounds = &self.samples.rounds;
        rounds.iter().find(|one| one.r#where == place && one.what == what && one.log == log)
    }

    /// Speed in MB/s.
    fn speed(&self, which: (&str, &str), log: &str) -> Option<f64> {
        let series = self.series(which, log)?;
        Some(series.bytes / median(&series.ms)? / 1000.0)
    }

    /// How many times as fast one is as another: the median over the rounds in which both
    /// were measured, because a round is as busy for both.
    fn ratio(&self, one: (&str, &str), other: (&str, &str), log: &str) -> Option<f64> {
        let (one, other) = (self.series(one, log)?, self.series(other, log)?);
        let (mine, theirs) = (one.by_round(), other.by_round());
        let ratios: Vec<f64> =
            mine.iter().filter_map(|(round, mine)| Some(theirs.get(round)? / mine)).collect();
        median(&ratios)
    }

    /// How many times as fast one is as another, each in its best run.
    fn best_ratio(&self, one: (&str, &str), other: (&str, &str), log: &str) -> Option<f64> {
        let best = |which| {
            let series = self.series(which, log)?;
            Some(series.bytes / series.ms.iter().copied().min_by(f64::total_cmp)?)
        };
        Some(best(one)? / best(other)?)
    }

    /// How many times as fast the same is on one log as on another.
    fn between_logs(&self, which: (&str, &str), log: &str, other: &str) -> Option<f64> {
        Some(self.speed(which, log)? / self.speed(which, other)?)
    }

    /// The aligned table for a terminal.
    pub(super) fn table(&self) -> String {
        let mut text = self.head();
        let row = |text: &mut String, name: &str, values: &[Option<f64>], aim: &str| {
            let _ = write!(text, "  {name:43}");
            for value in values {
                let _ = write!(text, "{:>14}", value.map_or("-".to_owned(), shown));
            }
            let aim = if aim.is_empty() { String::new() } else { format!("   aim: {aim}") };
            let _ = writeln!(text, "{aim}");
        };
        let _ = write!(text, "{:45}", "");
        for log in LOGS {
            let _ = write!(text, "{log:>14}");
        }
        text.push('\n');
        for (heading, place, rows) in SPEEDS {
            let _ = writeln!(text, "{heading}");
            for (what, name) in rows {
                let speeds = LOGS.map(|log| self.speed((place, what), log));
                let aim = if *name == "analysis, one worker" { "300" } else { "" };
                row(&mut text, name, &speeds, aim);
            }
        }
        let _ = writeln!(text, "ratios");
        for (name, one, other, aim) in RATIOS {
            row(&mut text, name, &LOGS.map(|log| self.ratio(one, other, log)), aim);
        }
        // Two take two cores, which a busy machine seldom has to give: its best moment tells
        // what the product can do.
        for (place, two) in [("chromium", "analysis, 2 workers"), ("native", "analysis, 2 threads")]
        {
            let best = LOGS.map(|log| self.best_ratio((place, two), (place, "analysis"), log));
            row(&mut text, &format!("two : one, best runs, {place}"), &best, "at least 1.7");
        }
        for place in ["chromium", "native"] {
            let compared = LOGS.map(|log| self.between_logs((place, "analysis"), log, LOGS[0]));
            row(&mut text, &format!("analysis : that of plain-1, {place}"), &compared, "");
        }
        let _ = writeln!(text, "memory of one worker, MB");
        let memory = |pick: fn(&Memory) -> f64| {
            LOGS.map(|log| self.samples.memory.get(log).map(|memory| pick(memory) / 1e6))
        };
        row(&mut text, "engine at rest", &memory(|memory| memory.rest), "");
        row(&mut text, "peak", &memory(|memory| memory.peak), "200 in all for 1 GB");
        let _ = writeln!(text, "the finished page, ms (median, worst)");
        for (name, series, aim) in self.page_rows() {
            row(&mut text, name, &[median(series), worst(series)], aim);
        }
        let Opened { bytes, ms } = &self.samples.page.file;
        let speed = |ms: Option<f64>| ms.map(|ms| bytes / ms / 1000.0);
        let _ = writeln!(text, "the finished page, MB/s (median, worst)");
        let name = "plain-1 opened as a file, until all is read";
        row(&mut text, name, &[speed(median(ms)), speed(worst(ms))], "");
        text
    }

    /// On what it was measured.
    fn head(&self) -> String {
        let environment = &self.samples.environment;
        let mut text = String::new();
        for (name, value) in &self.machine {
            let _ = write!(text, "{name}: {value}; ");
        }
        let word = |name: &str| environment[name].to_string().replace('"', "");
        let search = &environment["search"];
        let _ = writeln!(
            text,
            "Chromium {}\n{} rules, {} literals; JavaScript understood {} of {} patterns",
            word("chromium"),
            word("rules"),
            word("literals"),
            search["converted"],
            search["patterns"],
        );
        let runs = self.samples.rounds.iter().map(|series| series.ms.len()).max().unwrap_or(0);
        let _ = writeln!(text, "medians of up to {runs} runs; {AIM_SPEED}\n");
        text
    }

    fn page_rows(&self) -> Vec<(&str, &[f64], &str)> {
        let Page { start, paste, frames, .. } = &self.samples.page;
        let mut rows: Vec<(&str, &[f64], &str)> = Vec::new();
        for (name, series, aim) in [
            ("paste of 100 KB to first finding in the page", paste.get("found"), "50"),
            ("the same until it is drawn", paste.get("drawn"), ""),
            ("longest frame while typing in 100 KB", Some(frames), "50"),
            ("start with nothing cached", start.get("cold"), ""),
            ("start with everything cached", start.get("warm"), ""),
        ] {
            rows.extend(series.map(|series| (name, series.as_slice(), aim)));
        }
        rows
    }

    /// Everything, for other programs. `sizes` are those of the site's files.
    pub(super) fn to_json(&self, sizes: &Value) -> String {
        let mut speeds = serde_json::Map::new();
        for series in &self.samples.rounds {
            let name = format!("{}: {}, {}", series.r#where, series.what, series.log);
            let speed = median(&series.ms).map(|ms| series.bytes / ms / 1000.0);
            speeds.insert(name, json!({"mb_per_s": speed, "found": series.found}));
        }
        let all = json!({
            "machine": self.machine, "speeds": speeds, "sizes": sizes, "samples": self.raw
        });
        format!("{all:#}\n")
    }
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len().checked_sub(1)? / 2;
    let upper = sorted.len() / 2;
    Some(f64::midpoint(sorted[middle], sorted[upper]))
}

fn worst(values: &[f64]) -> Option<f64> {
    values.iter().copied().max_by(f64::total_cmp)
}

/// Three digits that count, and no more.
fn shown(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLES: &str = r#"{
        "environment": {"chromium": "1.2", "rules": 3, "literals": 9,
            "search": {"patterns": 5, "converted": 4}},
        "rounds": [
            {"where": "chromium", "what": "analysis", "log": "plain-1", "bytes": 64000000,
                "found": 7, "ms": [640, 320, 1280], "rounds": [1, 2, 3]},
            {"where": "chromium", "what": "scan", "log": "plain-1", "bytes": 64000000,
                "found": 9, "ms": [160, 320, 160], "rounds": [1, 2, 3]},
            {"where": "chromium", "what": "analysis", "log": "plain-20", "bytes": 64000000,
                "found": 7, "ms": [1280], "rounds": [1]},
            {"where": "javascript", "what": "regexps", "log": "plain-1", "bytes": 64000,
                "found": 9, "ms": [16, 64], "rounds": [0, 3]}
        ],
        "memory": {"plain-1": {"rest": 2000000, "peak": 15000000}},
        "page": {"start": {"cold": [300], "warm": [100]},
            "paste": {"found": [30, 10, 20], "drawn": [40]}, "frames": [17, 33],
            "file": {"bytes": 64000000, "ms": [1000, 500]}}
    }"#;

    fn figures() -> Figures {
        Figures::read(SAMPLES, &BTreeMap::from([("cores", "2".to_owned())])).unwrap()
    }

    #[test]
    fn speeds_and_ratios_come_from_medians() {
        let figures = figures();
        let analysis = ("chromium", "analysis");
        assert_eq!(figures.speed(analysis, "plain-1"), Some(100.0));
        assert_eq!(figures.speed(analysis, "one-line"), None);
        // Round by round: 4, 1 and 8 times.
        assert_eq!(figures.ratio(("chromium", "scan"), analysis, "plain-1"), Some(4.0));
        // Only the third round has both; of texts of different length, the speeds count.
        let ratio = figures.ratio(analysis, ("javascript", "regexps"), "plain-1");
        assert_eq!(ratio, Some(50.0));
        assert_eq!(figures.best_ratio(("chromium", "scan"), analysis, "plain-1"), Some(2.0));
        assert_eq!(figures.between_logs(analysis, "plain-20", "plain-1"), Some(0.5));
    }

    #[test]
    fn the_table_has_a_row_for_everything() {
        let table = figures().table();
        let row = |name: &str| {
            let line = table.lines().find(|line| line.contains(name));
            line.unwrap_or_else(|| panic!("{name}\n{table}")).split_whitespace().collect::<Vec<_>>()
        };
        assert!(row("analysis, one worker  ").ends_with(&["100", "50.0", "-", "-", "aim:", "300"]));
        assert!(row("to first finding").ends_with(&["20.0", "30.0", "aim:", "50"]));
        assert!(row("opened as a file").ends_with(&["85.3", "64.0"]));
        assert!(row("peak").starts_with(&["peak", "15.0", "-"]));
        assert!(table.contains("understood 4 of 5 patterns"));
        assert!(table.starts_with("cores: 2; Chromium 1.2\n3 rules, 9 literals"));
    }

    #[test]
    fn a_median_of_an_even_number_lies_between() {
        for (values, expected) in [
            (&[][..], None),
            (&[3.0], Some(3.0)),
            (&[4.0, 1.0], Some(2.5)),
            (&[9.0, 1.0, 2.0], Some(2.0)),
        ] {
            assert_eq!(median(values), expected);
        }
    }
}
