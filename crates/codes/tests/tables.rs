//! The tables themselves, and that they are embedded as they are written.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unstuck_codes::{Scheme, all, look_up};

/// The rows of the files in `tables/`, by the scheme that each names.
fn files() -> BTreeMap<String, Vec<[String; 3]>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tables");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let scheme = text.lines().next().unwrap().strip_prefix("# scheme: ").unwrap().to_owned();
        let rows = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let fields: Vec<String> = line.split('\t').map(ToOwned::to_owned).collect();
                fields.try_into().expect("three fields")
            })
            .collect();
        assert!(files.insert(scheme, rows).is_none(), "two tables of one scheme");
    }
    files
}

#[test]
fn every_scheme_has_a_table_and_every_table_a_scheme() {
    let names: Vec<&str> = Scheme::ALL.into_iter().map(Scheme::name).collect();
    for (scheme, rows) in files() {
        assert!(names.contains(&scheme.as_str()), "{scheme}");
        assert!(!rows.is_empty(), "{scheme}");
        assert_eq!(Scheme::named(&scheme).map(Scheme::name), Some(scheme.as_str()));
    }
    assert_eq!(files().len(), names.len());
}

#[test]
fn tables_are_embedded_as_they_are_written() {
    let files = files();
    let mut embedded: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    for meaning in all() {
        assert!(meaning.source.starts_with("https://"), "{}", meaning.source);
        embedded.entry(meaning.scheme.name().to_owned()).or_default().push([
            meaning.value,
            meaning.name.to_owned(),
            meaning.text.to_owned(),
        ]);
    }
    for (scheme, rows) in files {
        assert_eq!(embedded[&scheme].len(), rows.len(), "{scheme}");
        for (embedded, row) in embedded[&scheme].iter().zip(&rows) {
            assert_eq!(embedded, row, "{scheme}");
        }
    }
}

#[test]
fn rows_are_sorted_unique_and_short() {
    let mut wrong = String::new();
    for (scheme, rows) in files() {
        for pair in rows.windows(2) {
            if pair[0][0] >= pair[1][0] {
                writeln!(wrong, "{scheme} {} is out of order or twice", pair[1][0]).unwrap();
            }
        }
        for [value, name, text] in &rows {
            let plain = |text: &str| text.trim() == text && !text.chars().any(char::is_control);
            if value.is_empty() || text.is_empty() || !plain(value) || !plain(name) || !plain(text)
            {
                writeln!(wrong, "{scheme} {value} has a field that is empty or odd").unwrap();
            }
            if text.chars().count() > 100 {
                writeln!(wrong, "{scheme} {value} is explained at too great length").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn codes_are_explained_in_any_notation() {
    for (scheme, value, canonical, word) in [
        (Scheme::SqlState, "42P01", "42P01", "does not exist"),
        (Scheme::SqlState, "42ZZ9", "42ZZ9", "not allowed"),
        (Scheme::MySql, "1045", "1045", "Access denied"),
        (Scheme::MySql, "ER_DUP_ENTRY", "1062", "Duplicate entry"),
        (Scheme::MySql, "CR_SERVER_GONE_ERROR", "2006", "gone away"),
        (Scheme::MariaDb, "4025", "4025", "failed"),
        (Scheme::Oracle, "ORA-00942", "ORA-00942", "does not exist"),
        (Scheme::SqlServer, "18456", "18456", "Login failed"),
        (Scheme::Errno, "ECONNREFUSED", "ECONNREFUSED", "Nothing listens"),
        (Scheme::Errno, "111", "ECONNREFUSED", "Nothing listens"),
        (Scheme::Winsock, "WSAECONNREFUSED", "10061", "Nothing listens"),
        (Scheme::Grpc, "DeadlineExceeded", "DEADLINE_EXCEEDED", "deadline"),
        (Scheme::Grpc, "14", "UNAVAILABLE", "cannot be reached"),
        (Scheme::Tls, "handshake failure", "handshake_failure", "share no"),
        (Scheme::Tls, "48", "unknown_ca", "not trusted"),
        (Scheme::Curl, "CURLE_OPERATION_TIMEDOUT", "28", "timeout"),
        (Scheme::Amqp, "ACCESS_REFUSED", "403", "login failed"),
        (Scheme::Smtp, "550", "550", "does not exist"),
        (Scheme::Smtp, "5.1.1", "5.1.1", "does not exist"),
        (Scheme::Kafka, "6", "NOT_LEADER_OR_FOLLOWER", "Retriable"),
        (Scheme::Exit, "137", "137", "SIGKILL"),
        (Scheme::Exit, "-1073741819", "0xC0000005", "memory"),
        (Scheme::Exit, "3221225477", "0xC0000005", "memory"),
        (Scheme::Exit, "0xc0000005", "0xC0000005", "memory"),
        (Scheme::Signal, "9", "SIGKILL", "killed"),
        (Scheme::Kubernetes, "OOMKilled", "OOMKilled", "memory"),
        (Scheme::Http, "503", "503", "overloaded"),
    ] {
        let meaning = look_up(scheme, value).unwrap_or_else(|| panic!("{scheme:?} {value}"));
        let said = format!("{} {}", meaning.name, meaning.text);
        assert_eq!(meaning.value, canonical);
        assert!(said.contains(word), "{scheme:?} {value}: {said}");
    }
    for (scheme, value) in [
        (Scheme::Http, ""),
        (Scheme::Http, "999"),
        (Scheme::SqlState, "ZZ999"),
        (Scheme::SqlState, "é"),
        (Scheme::Smtp, "5.99.99"),
        (Scheme::Smtp, "55.1.1"),
        (Scheme::Exit, "4294967296"),
        (Scheme::Errno, "70000"),
        (Scheme::Oracle, "ORA-"),
    ] {
        assert_eq!(look_up(scheme, value), None, "{scheme:?} {value}");
    }
}

/// A rule names its codes as their table does, so that both can be shown together.
#[test]
fn codes_of_rules_stand_in_their_table() {
    /// Codes that a rule knows and the tables leave out: those of one vendor's server, those
    /// that are newer than the list, and those that sign-ins seldom meet.
    const UNLISTED: [&str; 17] = [
        "AWS ParameterNotFound",
        "Entra AADSTS50056",
        "Entra AADSTS501051",
        "Entra AADSTS50158",
        "Entra AADSTS530032",
        "Entra AADSTS700051",
        "Entra AADSTS70021",
        "Entra AADSTS700211",
        "Entra AADSTS700212",
        "Entra AADSTS700213",
        "Entra AADSTS900023",
        "MySQL 1969",
        "S3 AccessControlListNotSupported",
        "S3 ConditionalRequestConflict",
        "S3 XAmzContentSHA256Mismatch",
        "S3 XMinioAdminBucketQuotaExceeded",
        "S3 XMinioStorageFull",
    ];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules")];
    let mut seen = 0;
    let mut missing = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let Some(front) =
                text.strip_prefix("+++\n").and_then(|rest| rest.split("\n+++").next())
            else {
                continue;
            };
            let front: toml::Table = front.parse().unwrap();
            let codes = front.get("codes").and_then(toml::Value::as_array).cloned();
            for code in codes.unwrap_or_default() {
                let code = code.as_str().unwrap();
                let scheme = Scheme::ALL.into_iter().find_map(|scheme| {
                    Some((scheme, code.strip_prefix(scheme.name())?.strip_prefix(' ')?))
                });
                let Some((scheme, value)) = scheme else { continue };
                seen += 1;
                if look_up(scheme, value).is_none() && !UNLISTED.contains(&code) {
                    missing.push(format!("{}: {code}", path.display()));
                }
            }
        }
    }
    assert!(seen > 50, "{seen}");
    assert!(missing.is_empty(), "{missing:#?}");
}
