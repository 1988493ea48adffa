//! What it costs to hide what is private in a megabyte of text.
//!
//! `cargo bench -p unstuck-redact`

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unstuck_redact::Redactor;

const SIZE: usize = 1 << 20;

/// A name, and a line of which the text is made; `#` is a number that differs from line to line.
const CASES: [(&str, &str); 5] = [
    (
        "healthy",
        "2026-03-02 10:11:12,345 INFO  [http-12] shop.items: GET /api/v1/items/31# 200 in 12 ms\n",
    ),
    (
        "addresses",
        "192.0.2.17 - - [02/Mar/2026:10:11:12 +0000] \"GET /items/31# HTTP/1.1\" 200 1184\n",
    ),
    (
        "secrets",
        "level=error user=app password=hunter# msg=\"login failed\" url=/login?next=/items/31\n",
    ),
    ("colons", "a:a:a:a:a:a:a:a:"),
    ("mail", "a@a.a@a.a@a.a@"),
];

fn benches(criterion: &mut Criterion) {
    for (name, line) in CASES {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < SIZE {
            number += 1;
            text.push_str(&line.replace('#', &number.to_string()));
        }
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("redact", |bencher| {
            bencher.iter(|| {
                let mut redactor = Redactor::new(&[], &BTreeSet::new());
                black_box(redactor.redact(black_box(&text)))
            });
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
