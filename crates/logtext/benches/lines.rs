//! What a line costs: its time and its level. Each case is a thousand lines of one format, of
//! about a hundred bytes, so that a result in microseconds is nanoseconds per line.
//!
//! `cargo bench -p unstuck-logtext`

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use unstuck_logtext::{TimeReader, level, recognise, time};

/// How many lines each case has.
const LINES: usize = 1000;

/// A name, and a line in which `#` is replaced by two digits that differ from line to line.
const CASES: [(&str, &str); 8] = [
    (
        "python",
        "2026-03-02 10:11:#,345 INFO  [http-12] shop.items: GET /api/v1/items/31# 200 in 12 ms for 192.0.2.1",
    ),
    (
        "json",
        r#"{"level":"info","time":"2026-03-02T10:11:#.345Z","service":"shop-web","msg":"listening on port 80#"}"#,
    ),
    (
        "logfmt",
        "time=\"2026-03-02T10:11:#Z\" level=info msg=\"synced 31# items of the shop\" duration=12ms worker=#",
    ),
    (
        "access",
        r#"192.0.2.# - - [02/Mar/2026:10:11:# +0000] "GET /api/v1/items/31# HTTP/1.1" 200 1184 "-" "curl/8.0""#,
    ),
    (
        "compose",
        "web-1     | 2026-03-02T10:11:#.123Z  INFO 1 --- [main] com.example.shop.Items : 31# items were read",
    ),
    (
        "syslog",
        "Mar  2 10:11:# shop-web-1 app[8#]: the nightly run has read 31# items and has written 12# of them",
    ),
    (
        "trace",
        "\tat com.example.shop.items.ItemRepository.findAllByCategory(ItemRepository.java:3#) ~[app.jar:1.2]",
    ),
    (
        "prose",
        "the nightly run number # has read thirty items, has written twelve of them and skipped the others",
    ),
];

fn lines(line: &str) -> Vec<String> {
    (0..LINES).map(|index| line.replace('#', &format!("{:02}", index % 60))).collect()
}

fn benches(criterion: &mut Criterion) {
    for (name, line) in CASES {
        let lines = lines(line);
        criterion.bench_function(&format!("time/{name}"), |bencher| {
            bencher.iter(|| {
                for line in &lines {
                    black_box(time(black_box(line)));
                }
            });
        });
        criterion.bench_function(&format!("reader/{name}"), |bencher| {
            let mut reader = TimeReader::default();
            bencher.iter(|| {
                for line in &lines {
                    black_box(reader.time(black_box(line)));
                }
            });
        });
        criterion.bench_function(&format!("level/{name}"), |bencher| {
            bencher.iter(|| {
                for line in &lines {
                    black_box(level(black_box(line)));
                }
            });
        });
    }
    let log = lines(CASES[0].1).join("\n");
    criterion.bench_function("recognise", |bencher| {
        bencher.iter(|| black_box(recognise(black_box(&log))));
    });
}

criterion_group!(all, benches);
criterion_main!(all);
