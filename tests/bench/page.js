// The page of the benchmark: it hands work to workers as the real page does, and holds the
// clock. `run.mjs` calls `measure` from outside.
"use strict";

/** A worker that is asked for one thing and answers it. */
class Helper {
  #worker = new Worker("worker.js");
  #asked = new Map();
  #count = 0;

  constructor() {
    this.#worker.onmessage = ({ data: { id, answer } }) => {
      this.#asked.get(id).resolve(answer);
      this.#asked.delete(id);
    };
    this.#worker.onerror = (event) => {
      for (const { reject } of this.#asked.values()) reject(new Error(event.message));
    };
  }

  static async start() {
    const helper = new Helper();
    await helper.ask("start", { module, rules });
    return helper;
  }

  ask(task, details = {}) {
    return new Promise((resolve, reject) => {
      const id = this.#count++;
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ id, task, ...details });
    });
  }

  end() {
    this.#worker.terminate();
  }
}

/** How many parts a worker has at once, so that it need not wait for the next. */
const AHEAD = 2;

let module;
let rules;
let helpers = [];
let searcher;

const logs = () => new Map([...document.querySelector("#logs").files].map((file) => [file.name, file]));

/** Analyses a file with some workers, of which the first puts the parts together. */
async function analyze(file, workers) {
  const team = helpers.slice(0, workers);
  const [parts] = await Promise.all(team.map((helper) => helper.ask("begin", { file })));
  const [first] = team;
  let next = 0;
  const lane = async (helper) => {
    while (next < parts) {
      const index = next++;
      const forAnother = helper !== first;
      const packed = await helper.ask("analyze", { index, forAnother });
      if (forAnother) await first.ask("take", { index, packed });
    }
  };
  await Promise.all(team.flatMap((helper) => Array.from({ length: AHEAD }, () => lane(helper))));
  return first.ask("finish");
}

/** What can be measured of a file. Each answers with milliseconds and what was found. */
const measurements = {
  async analysis(file, { workers = 1 } = {}) {
    const started = performance.now();
    const found = await analyze(file, workers);
    return { took: performance.now() - started, found };
  },
  scan: (file) => helpers[1].ask("scan", { file }),
  search: (file, details) => searcher.ask("search", { file, ...details }),
};

/** Starts the workers; answers with what the search without the engine understood of the
    `patterns`. */
async function prepareBench(patterns) {
  module = await WebAssembly.compileStreaming(fetch("unstuck-bench-worker_bg.wasm"));
  rules = await (await fetch("rules.bin")).arrayBuffer();
  helpers = await Promise.all([Helper.start(), Helper.start()]);
  searcher = new Helper();
  return searcher.ask("prepare", { rules: patterns });
}

/** Measures one thing on one of the chosen files. */
const measure = (what, log, details) => measurements[what](logs().get(log), details);

/** Bytes of memory that one worker of its own takes for a file, engine included, and those
    of an engine at rest. */
async function peakMemory(log) {
  const kept = helpers;
  const helper = await Helper.start();
  helpers = [helper];
  const rest = await helper.ask("memory");
  await analyze(logs().get(log), 1);
  const peak = await helper.ask("memory");
  helper.end();
  helpers = kept;
  return { rest, peak };
}
