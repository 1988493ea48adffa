//! How fast the rule book reads a log: the whole analysis, and the bare literal scan that it
//! cannot be faster than, over the same generated text. Criterion prints MB/s for both.
//!
//! `cargo bench -p unstuck-rulebook`, for looking at one change closely; `cargo xtask bench`
//! measures the product.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unstuck_engine::Engine;
use unstuck_loggen::{Errors, Kind, log};
use unstuck_logtext::Document;

/// Size of the generated log, in bytes.
const SIZE: usize = 16 * 1024 * 1024;

fn throughput(criterion: &mut Criterion) {
    let engine = Engine::new(unstuck_rulebook::rule_book());
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let errors = Errors::of_rules(&rules).unwrap_or_default();
    assert!(errors.known() > 0, "the rules have no examples to make errors of");
    for percent in [1, 20] {
        let text = log(Kind::Plain { errors: percent * 10 }, SIZE, &errors);
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
