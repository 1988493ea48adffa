// A worker of the benchmark: the engine, or what somebody would write without it. It does
// one thing at a time, when asked; who asks holds the clock, unless it is said otherwise.
"use strict";

importScripts("unstuck-bench-worker.js", "javascript.js");

/** As much as the engine wants to see of a text before it says how to cut it, and more. */
const HEAD = 512 * 1024;

let bench;
let memory;
let file;

// As the page's own worker reads.
const read = (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, to)));
const readPart = (index) => read(...bench.range(index));

const tasks = {
  /** Starts the engine from a compiled module, with the packed rule book. */
  async start({ module, rules }) {
    memory = (await wasm_bindgen({ module_or_path: module })).memory;
    bench = new wasm_bindgen.Bench(new Uint8Array(rules));
  },
  /** Begins to analyse a file; answers with the number of its parts. */
  begin({ file: chosen }) {
    file = chosen;
    return bench.begin(read(0, HEAD), file.size);
  },
  /** Analyses a part, for this worker or for another one. */
  analyze({ index, forAnother }) {
    const bytes = readPart(index);
    return forAnother ? bench.analyze_for_another(index, bytes) : bench.analyze(index, bytes);
  },
  /** Takes what another worker found. */
  take: ({ index, packed }) => bench.take(index, packed),
  /** Ends the analysis; answers with the number of findings and kinds of unknown error. */
  finish: () => bench.finish(),
  /** Bytes of the engine's memory, which never shrinks. */
  memory: () => memory.buffer.byteLength,
  /** The bare literal scan of a whole file, timed here: reading it is no part of it. */
  async scan({ file }) {
    bench.hold(await file.text());
    const started = performance.now();
    const found = bench.scan();
    const took = performance.now() - started;
    bench.hold("");
    return { took, found };
  },
  /** Prepares a search without the engine; answers with how many patterns it understood. */
  prepare: ({ rules }) => prepare(rules),
  /** Searches a text without the engine, in one of the `ways`; timed here. */
  async search({ file, way, from, to }) {
    const text = await file.slice(from, to).text();
    const started = performance.now();
    const found = ways[way](text);
    return { took: performance.now() - started, found };
  },
};

self.onmessage = async ({ data: { id, task, ...details } }) => {
  const answer = await tasks[task](details);
  const transfer = answer instanceof Uint8Array ? [answer.buffer] : [];
  self.postMessage({ id, answer }, transfer);
};

// A failure in a promise would vanish, so it is thrown where the page hears of it.
self.addEventListener("unhandledrejection", (event) => {
  setTimeout(() => {
    throw event.reason;
  });
});
