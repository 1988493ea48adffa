//! Logs put together by their times.

use proptest::prelude::*;
use unstuck_logtext::Document;
use unstuck_weave::{Log, Woven};

/// The logs as one text, and the names of those that are not in it.
fn weave(logs: &[(&str, &str)]) -> Option<(String, Vec<usize>)> {
    let texts: Vec<_> =
        logs.iter().map(|(_, text)| Document::read(text.as_bytes().to_vec())).collect();
    let logs: Vec<_> =
        logs.iter().zip(&texts).map(|((name, _), text)| Log { name, text }).collect();
    let woven = Woven::new(&logs)?;
    let mut whole = String::new();
    assert!(woven.write(|piece| {
        whole.push_str(piece);
        true
    }));
    Some((whole, woven.left_out().to_vec()))
}

#[test]
fn logs_in_the_order_of_their_times() {
    let cases = [
        (
            "instants count, whatever the zone",
            vec![
                ("api.log", "2026-03-02T10:00:01Z GET /\n2026-03-02T10:00:03Z 500\n"),
                ("db.log", "2026-03-02T11:00:02+01:00 ERROR disk full\n"),
            ],
            "api.log  | 2026-03-02T10:00:01Z GET /\n\
             db.log   | 2026-03-02T11:00:02+01:00 ERROR disk full\n\
             api.log  | 2026-03-02T10:00:03Z 500\n",
            vec![],
        ),
        (
            "a trace stays whole, and so does what stands above the first time",
            vec![
                (
                    "a",
                    "starting\n2026-03-02 10:00:01 ERROR no\nTraceback:\n  File x\n2026-03-02 10:00:03 ok",
                ),
                ("b", "2026-03-02 10:00:00 one\n2026-03-02 10:00:02 two\n"),
            ],
            "b  | 2026-03-02 10:00:00 one\n\
             a  | starting\n\
             a  | 2026-03-02 10:00:01 ERROR no\n\
             a  | Traceback:\n\
             a  |   File x\n\
             b  | 2026-03-02 10:00:02 two\n\
             a  | 2026-03-02 10:00:03 ok\n",
            vec![],
        ),
        (
            "a log keeps its own order, though a time falls",
            vec![
                (
                    "a",
                    "2026-03-02 10:00:05 one\n2026-03-02 10:00:01 late\n2026-03-02 10:00:06 two\n",
                ),
                ("b", "2026-03-02 10:00:02 b\n\n  more\n\n"),
            ],
            "b  | 2026-03-02 10:00:02 b\n\
             b  | \n\
             b  |   more\n\
             b  | \n\
             a  | 2026-03-02 10:00:05 one\n\
             a  | 2026-03-02 10:00:01 late\n\
             a  | 2026-03-02 10:00:06 two\n",
            vec![],
        ),
        (
            "midnight, where only the time of day is written",
            vec![("a", "23:59:58 a\n00:00:02 b\n"), ("b", "23:59:59 c\n00:00:01 d\n")],
            "a  | 23:59:58 a\nb  | 23:59:59 c\nb  | 00:00:01 d\na  | 00:00:02 b\n",
            vec![],
        ),
        (
            "clocks that cannot be compared are not",
            vec![
                ("x", "2026-03-02T10:00:02Z x\n"),
                ("y", "2026-03-02 10:00:01 y\n"),
                ("z", "no times at all\n"),
                ("v", "2026-03-02T10:00:01Z v\n"),
            ],
            "v  | 2026-03-02T10:00:01Z v\nx  | 2026-03-02T10:00:02Z x\n",
            vec![1, 2],
        ),
        (
            "names from folders, from other scripts, and twice",
            vec![
                ("logs/a.log", "10:00:01 a\n"),
                ("old\\a.log", "10:00:02 b\n"),
                ("größe 1.log", "10:00:03 c\n"),
                ("1", "10:00:04 d\n"),
            ],
            "a.log        | 10:00:01 a\n\
             a.log-2      | 10:00:02 b\n\
             gr__e_1.log  | 10:00:03 c\n\
             log-1        | 10:00:04 d\n",
            vec![],
        ),
    ];
    for (what, logs, whole, left_out) in cases {
        assert_eq!(weave(&logs), Some((whole.to_owned(), left_out)), "{what}");
    }
}

#[test]
fn what_cannot_be_put_together_is_not() {
    let time = "2026-03-02 10:00:01 a\n";
    for logs in [
        vec![],
        vec![("a", time)],
        vec![("a", time), ("b", "")],
        vec![("a", time), ("b", "no time")],
        vec![("a", time), ("b", "2026-03-02T10:00:01Z b\n")],
    ] {
        assert_eq!(weave(&logs), None, "{logs:?}");
    }
}

#[test]
fn writing_ends_where_there_is_no_room() {
    let texts = ["10:00:01 a\n", "10:00:02 b\n"].map(|text| Document::read(text.into()));
    let logs = texts.each_ref().map(|text| Log { name: "a", text });
    let mut pieces = 0;
    let whole = Woven::new(&logs).unwrap().write(|_| {
        pieces += 1;
        pieces < 3
    });
    assert_eq!((whole, pieces), (false, 3));
}

proptest! {
    /// Every line is there once, those of each log in their order, and the whole is a log that
    /// a reader takes apart again.
    #[test]
    fn nothing_is_lost_or_turned_round(logs in prop::collection::vec(prop::collection::vec((0..86_400_u32, any::<bool>()), 1..30), 2..5)) {
        let logs: Vec<(String, String)> = logs.iter().enumerate().map(|(log, lines)| {
            let line = |(number, (second, timed)): (usize, &(u32, bool))| {
                let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
                // The first line states its time, or the log would have none.
                if *timed || number == 0 {
                    format!("2026-03-02T{hour:02}:{minute:02}:{second:02}Z line {number}\n")
                } else {
                    format!("  goes on {number}\n")
                }
            };
            (format!("log{log}"), lines.iter().enumerate().map(line).collect())
        }).collect();
        let named: Vec<_> = logs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (whole, left_out) = weave(&named).unwrap();
        prop_assert!(left_out.is_empty());
        for (name, text) in &logs {
            let prefix = format!("{name}  | ");
            let own: String = whole.split_inclusive('\n').filter_map(|line| line.strip_prefix(&prefix)).collect();
            prop_assert_eq!(&own, text);
        }
        prop_assert_eq!(whole.lines().count(), logs.iter().map(|(_, text)| text.lines().count()).sum::<usize>());
    }
}
