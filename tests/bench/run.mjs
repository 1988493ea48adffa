// Measures everything that `cargo xtask bench` reports, in rounds: each round measures each
// thing once, so that a machine that is busy for a while slows all of them alike.
//
// `node run.mjs FOLDER PROGRAM [--quick]`: FOLDER holds `logs/` and `site/`, PROGRAM measures
// natively. The samples go to FOLDER/samples.json.

import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { launch } from "../e2e/browser.mjs";
import { serve } from "../e2e/server.mjs";
import { Native, ripgrep } from "./native.mjs";
import { measurePage } from "./product.mjs";

const [folder, program] = process.argv.slice(2);
const quick = process.argv.includes("--quick");
const inLogs = (name) => join(folder, "logs", name);
const rules = JSON.parse(readFileSync(inLogs("rules.json"), "utf8"));

/** Measured rounds, after one that only warms up. */
const ROUNDS = quick ? 3 : 7;
/** What takes longer than this many milliseconds is measured no more than twice. */
const LONG = 20_000;
/** How much of a log the searches without the engine get: they are slow. */
const SLICES = { regexps: 256 * 1024, alternation: 2 * 1024 * 1024, includes: 512 * 1024 };

const LOGS = ["plain-1", "plain-20", "one-line", "json-lines-1"];
/** A search line by line makes no sense in a text of one line. */
const WITH_LINES = LOGS.filter((log) => log !== "one-line");

const site = new Map(readdirSync(join(folder, "site")).map((name) => [name, readFileSync(join(folder, "site", name))]));
const server = await serve(site);
const browser = await launch();
const native = new Native(program, join(folder, "logs"));

const tab = await browser.newPage();
tab.setDefaultTimeout(600_000);
tab.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
await tab.goto(server.url);
await tab.getByLabel("Logs").setInputFiles([...LOGS, "paste"].map((log) => inLogs(`${log}.log`)));
const search = await tab.evaluate((rules) => prepareBench(rules), rules);

const inBrowser = (what, log, details) =>
  tab.evaluate(([what, log, details]) => measure(what, log, details), [what, `${log}.log`, details]);

/** Everything that is measured in rounds. */
function cases() {
  const list = [];
  const add = (where, what, log, run, bytes) => list.push({ where, what, log, run, bytes: bytes ?? statSync(inLogs(`${log}.log`)).size });
  for (const log of LOGS) {
    add("chromium", "analysis", log, () => inBrowser("analysis", log));
    add("chromium", "analysis, 2 workers", log, () => inBrowser("analysis", log, { workers: 2 }));
    add("chromium", "scan", log, () => inBrowser("scan", log));
    add("native", "analysis", log, () => native.measure("analysis", log));
    add("native", "analysis, 2 threads", log, () => native.measure("analysis-2", log));
    add("native", "scan", log, () => native.measure("scan", log));
    add("native", "Aho-Corasick (daachorse)", log, () => native.measure("aho-corasick", log));
    if (process.env.UNSTUCK_RG) {
      add("native", "ripgrep -c -F -i", log, () => ripgrep(process.env.UNSTUCK_RG, inLogs("literals.txt"), inLogs(`${log}.log`)));
    }
  }
  for (const log of WITH_LINES) {
    for (const [way, size] of Object.entries(SLICES)) {
      // From the middle of the log, where it is as it mostly is.
      const total = statSync(inLogs(`${log}.log`)).size;
      const from = Math.floor(total / 2);
      const to = Math.min(total, from + size);
      add("javascript", way, log, () => inBrowser("search", log, { way, from, to }), to - from);
    }
  }
  return list;
}

/** The engine finds the same wherever it runs; if not, something else was measured than is
    said. */
function checkThatAllFoundTheSame() {
  for (const log of LOGS) {
    for (const what of ["analysis", "scan"]) {
      const same = measured.filter((each) => each.log === log && each.what.startsWith(what));
      const counts = new Set(same.map((each) => each.found));
      if (counts.size !== 1) throw new Error(`the ${what} of ${log} found different things: ${[...counts]}`);
    }
  }
}

const measured = cases().map((each) => ({ ...each, ms: [], rounds: [], found: null }));
for (let round = 0; round <= ROUNDS; round += 1) {
  const started = Date.now();
  for (const each of measured) {
    if (each.ms.length >= 2 && Math.min(...each.ms) > LONG) continue;
    const { took, found } = await each.run();
    // The first round only warms up, unless there is no time for another.
    if (round > 0 || took > LONG) {
      each.ms.push(took);
      each.rounds.push(round);
    }
    each.found = found;
  }
  console.log(`round ${round} of ${ROUNDS}: ${Math.round((Date.now() - started) / 1000)} s`);
}

checkThatAllFoundTheSame();

const memory = {};
for (const log of [...LOGS, "paste"]) {
  memory[log] = await tab.evaluate((log) => peakMemory(log), `${log}.log`);
}
await tab.close();
native.end();

const paste = readFileSync(inLogs("paste.log"), "utf8");
const page = await measurePage(browser, paste, inLogs("plain-1.log"), quick);
const version = browser.version();
await browser.close();
await server.close();

const rounds = measured.map(({ run, ...each }) => each);
const environment = { chromium: version, node: process.version, quick, rules: rules.rules, literals: rules.literals.length, search };
writeFileSync(join(folder, "samples.json"), JSON.stringify({ environment, rounds, memory, page }));
