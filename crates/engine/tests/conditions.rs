//! Conditions on numbers, versions and the whole log; severities that depend on other
//! findings; follow-ups; and why a rule finds something or not.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[allow(dead_code, reason = "each test uses a part of it")]
mod support;

use support::rule;
use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_report::{Finding, Report, Role, Severity};
use unstuck_rules::RuleBook;

fn engine() -> Engine {
    let crash = "problem = 'crash'\nseverity = 'error'";
    let mut rules = vec![
        rule(
            "old/server",
            "old",
            crash,
            "[[match]]\npattern = 'cannot vacuum'\nall = [{ pattern = 'starting Storage (?P<value>[\\d.]+)', within = 'log', below = '15', says = 'comes from Storage before 15' }]",
            "x",
        ),
        rule(
            "quiet/unless-healed",
            "q",
            crash,
            "[[match]]\npattern = 'link is down'\nnone = [{ pattern = 'link is up again', within = 'log', says = 'says that the link came back' }]",
            "x",
        ),
        rule(
            "full/pool",
            "pool",
            "problem = 'quota'\nseverity = 'warning'\n[[severity_when]]\ncount = 3\nseverity = 'error'\n[[severity_when]]\nbeside = 'old/server'\nseverity = 'critical'",
            "[[match]]\npattern = 'pool is used up'\nall = [{ pattern = 'with (?P<value>\\d+) waiting', at_least = '10', says = 'counts ten or more that wait' }]",
            "x",
        ),
        rule(
            "gave/up",
            "gave up",
            "problem = 'crash'\nseverity = 'error'\ngeneral = true\nfollow_up = true",
            "[[match]]\npattern = 'giving up after'",
            "x",
        ),
    ];
    rules.push(rule(
        "near/by",
        "near",
        crash,
        "[[match]]\npattern = 'job is lost'\nall = [{ pattern = 'disk is slow', within = 2, says = 'speaks of a slow disk' }]",
        "x",
    ));
    Engine::new(RuleBook::new(rules, Vec::new(), Vec::new()))
}

fn report(text: &str) -> Report {
    engine().analyze(&Document::read(text.as_bytes().to_vec()))
}

fn ids(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn finding<'a>(report: &'a Report, rule: &str) -> &'a Finding {
    report.findings.iter().find(|finding| finding.rule == rule).unwrap()
}

/// A long stretch of healthy lines: what stands behind it is not near what stands before it.
fn far() -> String {
    "2026-01-01 00:00:00 INFO all is well\n".repeat(3000)
}

#[test]
fn distances_are_counted_in_records() {
    let at = |second: u8, words: &str| format!("2026-01-01 00:00:0{second} ERROR {words}\n");
    let frames = "    at com.example.Job.run(Job.java:12)\n".repeat(30);
    let (slow, lost, other) = (at(1, "disk is slow"), at(3, "job is lost"), at(2, "and so on"));
    for (text, found) in [
        (format!("{slow}{other}{lost}"), true),
        (format!("{slow}{frames}{other}{frames}{lost}{frames}"), true),
        (format!("{lost}{frames}{other}{slow}{frames}"), true),
        (format!("{slow}{other}{other}{lost}"), false),
        (format!("{lost}{frames}{other}{other}{slow}"), false),
    ] {
        assert_eq!(ids(&report(&text)) == ["near/by"], found, "{text}");
    }
}

#[test]
fn the_whole_log_can_be_asked_for_a_version() {
    let broken = "2026-01-01 00:00:09 ERROR cannot vacuum\n";
    for (start, found) in [
        ("2026-01-01 00:00:00 starting Storage 14.11\n", true),
        ("2026-01-01 00:00:00 starting Storage 9.6\n", true),
        ("2026-01-01 00:00:00 starting Storage 15\n", false),
        ("2026-01-01 00:00:00 starting Storage 15.0.1\n", false),
        ("", false),
    ] {
        let before = report(&format!("{start}{}{broken}", far()));
        assert_eq!(!before.findings.is_empty(), found, "{start} before");
        let behind = report(&format!("{broken}{}{start}", far()));
        assert_eq!(!behind.findings.is_empty(), found, "{start} behind");
    }
    let report = report(&format!("2026-01-01 00:00:00 starting Storage 14.1\n{broken}"));
    let why = &finding(&report, "old/server").why;
    assert_eq!(why.last().unwrap().line, Some(1));
}

#[test]
fn what_must_not_stand_anywhere_takes_the_finding_away() {
    let down = "2026-01-01 00:00:09 ERROR link is down\n";
    assert_eq!(ids(&report(&format!("{down}{}", far()))), ["quiet/unless-healed"]);
    let healed = format!("{down}{}2026-01-01 01:00:00 INFO link is up again\n", far());
    assert!(report(&healed).findings.is_empty());
}

#[test]
fn severity_follows_counts_numbers_and_other_findings() {
    let line =
        |waiting: u32| format!("2026-01-01 00:00:01 WARN pool is used up with {waiting} waiting\n");
    assert!(report(&line(9)).findings.is_empty());
    assert_eq!(finding(&report(&line(10)), "full/pool").severity, Severity::Warning);
    let thrice = line(10).repeat(3);
    assert_eq!(finding(&report(&thrice), "full/pool").severity, Severity::Error);
    let beside = format!(
        "2026-01-01 00:00:00 starting Storage 14.1\n2026-01-01 00:00:01 ERROR cannot vacuum\n{thrice}"
    );
    assert_eq!(finding(&report(&beside), "full/pool").severity, Severity::Critical);
}

#[test]
fn a_follow_up_follows_from_what_its_own_writer_met_before() {
    let text = "a-1  | 2026-01-01 00:00:01 ERROR link is down\n\
        b-1  | 2026-01-01 00:00:05 WARN pool is used up with 12 waiting\n\
        a-1  | 2026-01-01 00:00:06 ERROR giving up after 3 attempts\n";
    let report = report(text);
    let follow_up = finding(&report, "gave/up");
    assert_eq!(follow_up.role, Role::Symptom);
    assert_eq!(follow_up.explained_by.as_deref(), Some("quiet/unless-healed"));
    assert_eq!(finding(&report, "full/pool").role, Role::Standalone);
    let alone = self::report("2026-01-01 00:00:06 ERROR giving up after 3 attempts\n");
    assert_eq!(finding(&alone, "gave/up").role, Role::Standalone);
}

#[test]
fn why_and_why_not() {
    let engine = engine();
    let why = |text: &str, rule: &str| {
        engine.why(&Document::read(text.as_bytes().to_vec()), rule).unwrap()
    };
    let nothing = why("2026-01-01 00:00:01 INFO all is well\n", "full/pool");
    assert!(!nothing.found && !nothing.attempts[0].met);
    assert!(!nothing.attempts[0].conditions[0].met, "{nothing:?}");

    let few = why("2026-01-01 00:00:01 WARN pool is used up with 9 waiting\n", "full/pool");
    let met: Vec<bool> = few.attempts[0].conditions.iter().map(|c| c.met).collect();
    assert_eq!(met, [true, false], "{few:?}");

    let many = why("x\n2026-01-01 00:00:01 WARN pool is used up with 10 waiting\n", "full/pool");
    assert!(many.found && many.attempts[0].met);
    assert_eq!(many.attempts[0].conditions[1].line, Some(2));

    let elsewhere = why("starting Storage 15\nERROR cannot vacuum\n", "old/server");
    assert!(!elsewhere.found);
    assert_eq!(elsewhere.attempts[0].conditions.last().unwrap().line, None);
    assert!(engine.why(&Document::read(Vec::new()), "no/such-rule").is_none());
}

#[test]
fn times_and_the_timeline() {
    let report = report(
        "2026-01-01T00:00:01Z INFO a\n2026-01-01T00:00:02Z ERROR link is down\n\
         no time here\n2026-01-01T00:00:05+01:00 WARN early\n2026-01-01T00:09:00Z ERROR link is down\n",
    );
    let finding = finding(&report, "quiet/unless-healed");
    assert_eq!(finding.first_time.as_deref(), Some("2026-01-01T00:00:02Z"));
    assert_eq!(finding.last_time.as_deref(), Some("2026-01-01T00:09:00Z"));
    let levels: Vec<(&str, u64)> = report
        .timeline
        .iter()
        .flat_map(|bucket| bucket.levels.iter().map(|(level, count)| (level.as_str(), *count)))
        .collect();
    assert_eq!(levels, [("warning", 1), ("info", 1), ("error", 1), ("error", 1)]);
    assert_eq!(report.timeline[0].from, "2025-12-31T23:00:05Z");
}
