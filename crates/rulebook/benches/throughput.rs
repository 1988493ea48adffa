//! How fast the rule book reads a log: the whole analysis, and the bare literal scan that it
//! cannot be faster than, over the same generated text. Criterion prints MB/s for both.
//!
//! `cargo bench -p unstuck-rulebook`

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unstuck_engine::Engine;
use unstuck_logtext::Document;

/// Size of the generated log, in bytes.
const SIZE: usize = 16 * 1024 * 1024;

/// What a healthy service writes; `#` is replaced by a number.
const HEALTHY: [&str; 8] = [
    "INFO  [http-#] GET /api/v1/items/# 200 in #ms",
    "INFO  [worker-#] task sync.refresh[#] succeeded in 0.#s: None",
    "DEBUG [pool] connection # returned, # idle",
    "INFO  [kafka] partition items-# offset # committed",
    "INFO  [scheduler] next run of job # in # seconds",
    "DEBUG [cache] hit for key item:#:v# (# bytes)",
    "WARN  [http-#] GET /api/v1/items/# took #ms",
    "INFO  [auth] token for client # renewed, valid for # seconds",
];

/// What goes wrong, as clients print it.
const BROKEN: [&str; 6] = [
    "ERROR [db] connection to server at \"10.0.0.#\", port 5432 failed: FATAL:  password authentication failed for user \"app#\"",
    "ERROR [s3] botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
    "ERROR [sync] requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://api.example.org/v1/items/#",
    "ERROR [hook] connect ECONNREFUSED 10.0.3.#:8080",
    "ERROR [sync] widget # of batch # was not accepted by the far side",
    "ERROR [dns] getaddrinfo ENOTFOUND host#.example.org",
];

/// A log of `SIZE` bytes in which `percent` of the lines are errors; the same each time.
fn log(percent: u32) -> String {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as u32
    };
    let mut text = String::with_capacity(SIZE + 256);
    let mut second = 0;
    while text.len() < SIZE {
        let lines: &[&str] = if next() % 100 < percent { &BROKEN } else { &HEALTHY };
        let line = lines[next() as usize % lines.len()];
        second += 1;
        let _ = write!(
            text,
            "2026-03-02 {:02}:{:02}:{:02},{:03} ",
            second / 3600 % 24,
            second / 60 % 60,
            second % 60,
            next() % 1000
        );
        for part in line.split_inclusive('#') {
            match part.strip_suffix('#') {
                Some(words) => {
                    let _ = write!(text, "{words}{}", next() % 250);
                }
                None => text.push_str(part),
            }
        }
        text.push('\n');
    }
    text
}

fn throughput(criterion: &mut Criterion) {
    let engine = Engine::new(unstuck_rulebook::rule_book());
    for percent in [1, 20] {
        let text = log(percent);
        let mut group = criterion.benchmark_group(format!("log with {percent}% errors"));
        group.throughput(Throughput::BytesDecimal(text.len() as u64)).sample_size(10);
        group.bench_function("bare literal scan", |bencher| {
            bencher.iter(|| engine.scan_only(black_box(&text)));
        });
        group.bench_function("whole analysis", |bencher| {
            bencher.iter_batched(
                || text.clone().into_bytes(),
                |bytes| engine.analyze(&Document::read(black_box(bytes))),
                criterion::BatchSize::LargeInput,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, throughput);
criterion_main!(benches);
