//! The command as its users call it: exit codes, formats, and input of every bad kind.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn unstuck(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_unstuck"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that refuses its arguments reads nothing.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const REFUSED: &[u8] = b"psql: error: connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  password authentication failed for user \"app_user\"\n";

#[test]
fn a_known_problem_is_explained() {
    let output = unstuck(&["explain"], REFUSED);
    assert_eq!(output.status.code(), Some(1));
    let text = text(&output);
    for part in [
        "standard input: 1 problem in 1 line",
        "postgresql/password-authentication-failed",
        "SQLSTATE 28P01",
        "Fix",
        "app_user",
    ] {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
    assert!(!text.contains('\x1b'), "no colours where there is no terminal");
}

#[test]
fn json_is_the_public_report() {
    let output = unstuck(&["explain", "--format", "json", "-"], REFUSED);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["input"]["lines"], 1);
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "postgresql/password-authentication-failed");
    assert_eq!(finding["captures"]["user"], "app_user");
    let span = &finding["evidence"][0]["spans"][0];
    let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
    let words = &REFUSED[start as usize..end as usize];
    assert!(String::from_utf8_lossy(words).contains("password authentication failed"));
    for field in ["input", "findings", "unknown", "guidance", "timeline"] {
        assert!(!report[field].is_null(), "{field}");
    }
}

#[test]
fn markdown_is_for_tickets() {
    let output = unstuck(&["explain", "--format", "markdown"], REFUSED);
    let text = text(&output);
    assert!(
        text.starts_with("# standard input\n")
            && text.contains("### Fix")
            && text.contains("```text"),
        "{text}"
    );
}

#[test]
fn files_and_gzip() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("a.log");
    let packed = folder.path().join("b.log.gz");
    std::fs::write(&plain, "all is well\n").unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(REFUSED).unwrap();
    std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
    let names = [plain.to_str().unwrap(), packed.to_str().unwrap()];
    let output = unstuck(&["explain", "--format", "json", names[0], names[1]], b"");
    assert_eq!(output.status.code(), Some(1));
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reports[0]["report"]["findings"], serde_json::json!([]));
    assert_eq!(reports[1]["file"], names[1]);
    assert_eq!(reports[1]["report"]["findings"][0]["captures"]["user"], "app_user");
    let output = unstuck(&["explain", names[0]], b"");
    assert_eq!(output.status.code(), Some(0));
}

/// A tar archive of these files, compressed.
fn tar_gz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut archive = tar::Builder::new(encoder);
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap()
}

#[test]
fn each_member_of_an_archive_has_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("logs.tgz");
    let packed = tar_gz(&[("a/quiet.log", b"all is well\n"), ("a/loud.log", REFUSED)]);
    std::fs::write(&path, &packed).unwrap();
    let file = path.to_str().unwrap();
    let output = unstuck(&["explain", "--format", "json", file], b"");
    assert_eq!(output.status.code(), Some(1));
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reports[0]["file"], format!("{file}: a/quiet.log"));
    assert_eq!(reports[0]["report"]["findings"], serde_json::json!([]));
    assert_eq!(reports[1]["file"], format!("{file}: a/loud.log"));
    assert_eq!(reports[1]["report"]["findings"][0]["captures"]["user"], "app_user");

    // Half an archive gives what it still holds, and says so.
    std::fs::write(&path, &packed[..packed.len() - 12]).unwrap();
    let output = unstuck(&["explain", file], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("Archive:"), "{}", text(&output));
    // The same from a pipe.
    let output = unstuck(&["explain"], &packed);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_large_input_is_read_in_parts() {
    let mut log = b"2026-03-02 10:11:12 INFO all is well\n".repeat(250_000);
    log.extend(REFUSED);
    let output = unstuck(&["explain", "--format", "json"], &log);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["input"]["bytes"], log.len());
    assert_eq!(report["findings"][0]["evidence"][0]["line"], 250_001);
    assert_eq!(report["timeline"][0]["levels"]["info"], 250_000);
}

#[test]
fn logs_are_merged_by_their_times() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let api = write(
        "api.log",
        "2026-03-02T10:00:05Z ERROR FATAL:  the database system is in recovery mode\n",
    );
    let db = write(
        "db.log",
        "2026-03-02 10:00:03.100 UTC [1] LOG:  server process (PID 231) was terminated by signal 9: Killed\n",
    );
    let notes = write("notes.txt", "no times\n");
    let output = unstuck(&["explain", "--merge", "--format", "json", &api, &db, &notes], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("notes.txt: left out"));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["rule"], "postgresql/server-process-crashed");
    assert_eq!(report["findings"][0]["evidence"][0]["line"], 1);
    assert_eq!(report["findings"][1]["explained_by"], "postgresql/server-process-crashed");
    let output = unstuck(&["explain", "--merge", &api, &notes], b"");
    assert_eq!(output.status.code(), Some(2), "there is nothing to merge");
}

#[test]
fn why_a_rule_fits_or_not() {
    let rule = "postgresql/password-authentication-failed";
    let output = unstuck(&["explain", "--why", rule], REFUSED);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("The rule fits, once."), "{}", text(&output));
    let output = unstuck(&["explain", "--why", "s3/access-denied", "--format", "json"], REFUSED);
    assert_eq!(output.status.code(), Some(0));
    let why: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(why["found"], false);
    assert_eq!(why["attempts"][0]["conditions"][0]["met"], false);
    let output = unstuck(&["explain", "--why", "no/such-rule"], REFUSED);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_cannot_be_used_ends_with_code_2_and_a_sentence() {
    for (arguments, sentence) in [
        (&["explain", "/no/such/file"][..], "cannot read /no/such/file"),
        (&["rules", "show", "no/such-rule"], "there is no rule `no/such-rule`"),
        (&["rules", "check", "/no/such/folder"], "it is no folder"),
        (&["rules", "new", "Bad Name"], "is no rule id"),
        (&["explode"], "unrecognized subcommand"),
    ] {
        let output = unstuck(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(sentence), "{arguments:?}: {said}");
    }
}

#[test]
fn bad_input_gets_a_clear_answer() {
    let utf16 = |mark: bool| -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{}", String::from_utf8_lossy(REFUSED))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let mut broken = b"caf\xe9 \xff\xfe\n".to_vec();
    broken.extend(REFUSED);
    let mut long = vec![b'x'; 5_000_000];
    long.extend(REFUSED.strip_suffix(b"\n").unwrap());
    long.extend(vec![b'y'; 5_000_000]);
    let noise: Vec<u8> =
        (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let hostile =
        "\u{202e}\x1b]0;owned\x07<script>alert(1)</script> \0 ERROR javascript:alert(1)\n";
    for (name, input, code, said) in [
        ("empty", Vec::new(), 0, "empty: there is nothing to explain"),
        ("one byte", b"x".to_vec(), 0, "0 problems in 1 line"),
        ("random bytes", noise, 0, "not text"),
        ("gzip that is broken inside", b"PK\x03\x04\0\0\0\0".to_vec(), 0, "ZIP archive"),
        ("UTF-16 with a mark", utf16(true), 1, "decoded from UTF-16LE"),
        ("UTF-16 without a mark", utf16(false), 1, "decoded from UTF-16LE"),
        ("invalid UTF-8 in the middle", broken, 1, "are no valid text"),
        ("10 MB in one line", long, 1, "it was looked at in pieces"),
        ("100,000 identical errors", REFUSED.repeat(100_000), 1, "100000 times"),
        (
            "a trace that is cut",
            b"Traceback (most recent call last):\n  File \"a.py\", line 3, in <mod".to_vec(),
            0,
            "Not known to the rule book",
        ),
        ("hostile text", hostile.as_bytes().to_vec(), 0, "<U+202E>"),
    ] {
        let output = unstuck(&["explain"], &input);
        let text = text(&output);
        assert_eq!(output.status.code(), Some(code), "{name}:\n{text}");
        assert!(text.contains(said), "{name}: {said:?} is missing in:\n{text}");
        assert!(
            !text.contains(['\x1b', '\0', '\u{202e}', '\x07']),
            "{name}: control characters got through"
        );
        assert!(output.stderr.is_empty(), "{name}");
    }
    let name = "a <img src=x onerror=alert(1)>\u{202e}.log";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, REFUSED).unwrap();
    let output = unstuck(&["explain", path.to_str().unwrap()], b"");
    assert!(text(&output).contains("<U+202E>.log: 1 problem"));
}

#[test]
fn rules_are_listed_shown_and_begun() {
    let output = unstuck(&["rules", "list"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).contains("s3/access-denied"));

    let output = unstuck(&["rules", "list", "--format", "json"], b"");
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules = list.as_array().unwrap();
    assert!(rules.len() >= 45, "{}", rules.len());
    for rule in rules {
        for field in ["cause", "fix", "check", "not_this", "sources"] {
            assert!(!rule[field].as_array().unwrap().is_empty(), "{} {field}", rule["id"]);
        }
    }

    let output = unstuck(&["rules", "show", "s3/access-denied"], b"");
    assert!(text(&output).contains("Sources"));

    let folder = tempfile::tempdir().unwrap();
    let folder_name = folder.path().to_str().unwrap();
    let output = unstuck(&["rules", "new", "sample/some-problem", "--folder", folder_name], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(folder.path().join("sample/some-problem.md").is_file());
    let output = unstuck(&["rules", "check", folder_name], b"");
    assert_eq!(output.status.code(), Some(1), "a rule that is not filled in is not fit to ship");
    let output = unstuck(&["rules", "new", "sample/some-problem", "--folder", folder_name], b"");
    assert_eq!(output.status.code(), Some(2), "an existing rule is not overwritten");
}

#[test]
fn what_the_rules_say_is_said_in_another_language() {
    let log = "psql: error: connection to server at \"db1\", port 5432 failed: FATAL:  password \
        authentication failed for user \"bob\"\nbash: line 1: foo: command not found\n";
    let explain = |more: &[&str]| {
        text(&unstuck(&[&["explain", "--lang", "ar-EG"], more].concat(), log.as_bytes()))
    };
    let plain = explain(&[]);
    assert!(plain.contains("رفض PostgreSQL كلمة المرور للمستخدم bob"), "{plain}");
    assert!(plain.contains("psql \"host=db1 port=5432 user=bob"), "{plain}");
    assert_eq!(plain.matches("Not translated yet").count(), 1, "{plain}");
    let markdown = explain(&["--format", "markdown"]);
    assert_eq!(markdown.matches("*Not translated yet").count(), 1, "{markdown}");
    let report: serde_json::Value = serde_json::from_str(&explain(&["--format", "json"])).unwrap();
    assert_eq!(report["language"], "ar");
    let languages: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&languages[0]["language"], &languages[1]["language"]),
        (&"ar".into(), &"en".into())
    );
    let output = unstuck(&["rules", "show", "--lang", "ar", "webhook/forbidden"], b"");
    assert!(text(&output).contains("إشعار webhook") && !text(&output).contains("Not translated"));
    for call in [&["explain", "--lang", "tlh"][..], &["rules", "show", "--lang", "x", "http/gone"]]
    {
        assert_eq!(unstuck(call, b"x").status.code(), Some(2), "{call:?}");
    }
}

#[test]
fn what_the_rules_cover_is_counted_and_listed() {
    let rules = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let rules = rules.to_str().unwrap();
    let output = unstuck(&["rules", "stats", rules], b"");
    assert_eq!(output.status.code(), Some(0));
    let stats = String::from_utf8(output.stdout).unwrap();
    let count = |name: &str| {
        let line = stats.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let files = count("rules: ");
    assert!(files >= 400 && count("examples: ") >= 3 * files, "{stats}");
    assert!(count("translated into ar: ") >= 20, "{stats}");
    assert!(count("systems: ") >= 40 && count("codes: ") >= 400, "{stats}");
    let output = unstuck(&["rules", "index", rules], b"");
    let index = String::from_utf8(output.stdout).unwrap();
    assert_eq!(index.matches("](../rules/").count(), files);
    assert!(index.contains("[`s3/access-denied`](../rules/s3/access-denied.md)"), "{index}");
}

#[test]
fn the_repository_s_rules_are_sound() {
    let rules = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let output = unstuck(&["rules", "check", rules.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("all is well"));
}

#[test]
fn what_is_private_is_replaced_in_all_files_alike() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let first = file("a.log", b"login of jane@example.com from 203.0.113.7\nsaw hunter22\n");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(b"password=hunter22 at 203.0.113.7\n").unwrap();
    let second = file("b.log.gz", &gz.finish().unwrap());
    let output = unstuck(&["redact", &first, &second], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output),
        "login of <EMAIL_1> from <IPV4_1>\nsaw <SECRET_1:kv-secret>\n\
         password=<SECRET_1:kv-secret> at <IPV4_1>\n"
    );
    let output = unstuck(&["redact", "--keep", "203.0.113.7", "--list", &first, &second], b"");
    let list = text(&output);
    assert_eq!(list.lines().count(), 3, "{list}");
    assert!(list.contains("<IPV4_1>") && list.contains("2 times, kept"), "{list}");
    assert!(!list.contains("hunter22") && !list.contains("jane@"), "{list}");
    assert_eq!(unstuck(&["redact", "/no/such/file"], b"").status.code(), Some(2));
    let output = unstuck(&["redact", "-"], b"key sk_test\xff\x00 10.0.0.1");
    assert!(text(&output).ends_with("<IPV4_1>"));
}
