// Large files, archives, and several files at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { card, dropFiles, eventually, highlighted, results, said, samples, settled, viewer } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { serve } from "./server.mjs";
import { builtSite, rebuilt } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";
import { zip } from "./zip.mjs";

const LARGE = texts.longLog(12_000_000);
const LINES = LARGE.split("\n").length - 1;
/** As the page says it. */
const SIZE = `${(Buffer.byteLength(LARGE) / 1e6).toFixed(1)} MB`;

const { visit, file } = await fixture();
const large = file("large.log", LARGE);

/** Opens the page on a machine with so many cores, and counts its workers. */
async function onMachine(t, { cores = 2, ...options } = {}) {
  const prepare = (tab) => tab.addInitScript(countWorkers, cores);
  return visit(t, { prepare, ...options });
}

function countWorkers(cores) {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => cores });
  globalThis.workers = { started: 0, living: 0 };
  const { terminate } = Worker.prototype;
  Worker.prototype.terminate = function () {
    workers.living -= 1;
    terminate.call(this);
  };
  globalThis.Worker = class extends Worker {
    constructor(address) {
      super(address);
      workers.started += 1;
      workers.living += 1;
    }
  };
}

/** A site whose workers wait so long before they do anything that is asked of them. */
async function slowSite(t, milliseconds) {
  const site = rebuilt(
    builtSite(),
    "worker-js",
    (glue) => `${glue}
      let turn = Promise.resolve();
      self.addEventListener("message", (event) => {
        if (!Array.isArray(event.data)) return;
        event.stopImmediatePropagation();
        turn = turn.then(() => new Promise((done) => setTimeout(done, ${milliseconds}))).then(() => self.onmessage(event));
      });`,
  );
  const slow = await serve(site, { path: "/repo/" });
  t.after(() => slow.close());
  return slow.url;
}

const workers = (tab) => tab.evaluate(() => ({ ...workers }));
const files = (tab) => results(tab).getByRole("region", { name: /^\d+ files?/ }).getByRole("listitem");
/** Waits until such a text is highlighted in the line that was gone to. */
const marked = (tab, pattern) =>
  eventually(async () => {
    const line = Number(await viewer(tab).locator(".row-current").getAttribute("data-row")) + 1;
    const here = (await highlighted(tab)).filter((place) => place.line === line);
    assert.match(here.map(({ text }) => text).join(), pattern);
  });
const password = (tab) => card(tab, texts.PASSWORD_RULE);

test("however many workers there are, a large file comes out the same", async (t) => {
  const outcomes = [];
  for (const cores of [1, 3, 16]) {
    const tab = await onMachine(t, { cores });
    await dropFiles(tab, large);
    await said(tab, /^\d+ findings.*1 not known|^\d+ findings/);
    await settled(tab);
    for (const summary of await results(tab).locator("summary").all()) await summary.click();
    outcomes.push(await results(tab).innerText());
    // Four parts are work for four workers at most, and afterwards there is one.
    assert.deepEqual(await workers(tab), { started: Math.min(cores, 4), living: 1 }, `${cores} cores`);
    await tab.getByText(`${SIZE}, ${LINES.toLocaleString("en")} lines`).waitFor();
  }
  assert.match(outcomes[0], /app_0/);
  assert.match(outcomes[0], /the_last/);
  assert.deepEqual(outcomes.slice(1), [outcomes[0], outcomes[0]]);
});

test("the lines of a large file are there, to its end", async (t) => {
  const tab = await onMachine(t);
  await dropFiles(tab, large);
  await said(tab, /findings/);
  const last = password(tab).filter({ hasText: "the_last" });
  await last.getByRole("button", { name: /^Go to line/ }).last().click();
  const row = viewer(tab).locator(".row-current");
  await row.getByText("the_last").waitFor();
  assert.equal(await row.locator(".line-number").innerText(), LINES.toLocaleString("en"));
  assert.equal(await row.locator("code").innerText(), passwordRefused("the_last"));
  await marked(tab, /the_last/);
  const lines = LARGE.split("\n");
  for (const share of [0, 0.31, 0.5, 0.77]) {
    await viewer(tab).evaluate((viewer, share) => (viewer.scrollTop = share * viewer.scrollHeight), share);
    await eventually(async () => {
      const rows = await viewer(tab).locator(".row").evaluateAll((rows) => rows.map((row) => [row.dataset.row, row.querySelector("code").textContent]));
      assert.ok(rows.length > 10);
      for (const [row, text] of rows) assert.equal(text, lines[row], `line ${row} at ${share}`);
      assert.ok(Math.abs(rows[0][0] / LINES - share) < 0.1);
    });
  }
});

test("a large file shows how far it is", async (t) => {
  const tab = await onMachine(t, { cores: 1, url: await slowSite(t, 700) });
  await dropFiles(tab, large);
  const bar = tab.getByRole("progressbar", { name: /^Looking for known problems/ });
  await bar.waitFor();
  const share = () => bar.evaluate((bar) => bar.value / bar.max);
  assert.equal(await share(), 0);
  const figures = tab.locator(".progress-figures");
  await figures.getByText(/^33 % · 4\.2 MB of 12\.\d MB · \d+\.\d [KM]B\/s · \d+ s/).waitFor();
  assert.ok(Math.abs((await share()) - 1 / 3) < 0.01);
  await said(tab, /^25 % done\.$/);
  await figures.getByText(/^66 % · 8\.4 MB of 12\.\d MB/).waitFor();
  await said(tab, /findings/);
  assert.equal(await tab.getByRole("progressbar").count(), 0);
});

test("stopping ends all workers at once", async (t) => {
  const tab = await onMachine(t, { cores: 3, url: await slowSite(t, 700) });
  await dropFiles(tab, large);
  await tab.getByRole("progressbar").waitFor();
  assert.equal((await workers(tab)).living, 3);
  const living = await tab.getByRole("button", { name: "Stop", exact: true }).evaluate((button) => {
    button.click();
    return workers.living;
  });
  assert.equal(living, 1, "only the one that comes next");
  await samples(tab).first().waitFor();
  await said(tab, /^Stopped\.$/);
  assert.equal(await tab.getByRole("progressbar").count(), 0);
});

test("several files are a list, the worst first", async (t) => {
  const tab = await onMachine(t);
  await dropFiles(tab, [
    file("healthy.log", texts.HEALTHY),
    file("two.log", `${texts.fill(50)}\n${passwordRefused("two")}\n\n${texts.webhookRefused}\n`),
    file("odd.log", texts.UNKNOWN),
    file("one.log.gz", gzipSync(`${passwordRefused("one")}\n`)),
  ]);
  await said(tab, /^4 files, findings in 2\. The worst is two\.log: 2 findings/);
  const [together, ...shown] = await files(tab).allInnerTexts();
  assert.match(together, /^\s*Together, in the order of their times[^]*Not in it, because[^]*: [^:]*one\.log\.gz/);
  assert.deepEqual(shown.map((text) => text.split("\n")[0].trim()), ["two.log", "one.log.gz", "odd.log", "healthy.log"]);
  assert.match(shown[0], /2 findings, the worst: (error|critical)/);
  assert.match(shown[2], /1 not known/);
  assert.match(shown[3], /nothing found/);
  await password(tab).getByRole("heading", { name: /\btwo\b/ }).waitFor();

  await files(tab).getByRole("button", { name: /^one\.log\.gz/ }).click();
  await password(tab).getByRole("heading", { name: /\bone\b/ }).waitFor();
  await viewer(tab).getByText('user "one"').waitFor();
  assert.equal(await files(tab).getByRole("button", { name: /^one\.log\.gz/ }).getAttribute("aria-current"), "true");
  await files(tab).getByRole("button", { name: /^two\.log/ }).click();
  await password(tab).getByRole("button", { name: "Go to line 51" }).click();
  await marked(tab, /password authentication failed/);
});

test("several logs are one, in the order of their times, with the cause before its symptom", async (t) => {
  const tab = await onMachine(t);
  const at = (second) => `2026-03-02T10:00:0${second}Z`;
  const api = [
    `${at(0)} INFO api: listening on :8080`,
    `${at(5)} ERROR api: psycopg2.OperationalError: connection to server at "db.internal" (10.0.0.7), port 5432 failed: FATAL:  the database system is in recovery mode`,
    `${at(6)} INFO api: retrying`,
  ];
  const db = [
    "2026-03-02 10:00:03.100 UTC [1] LOG:  server process (PID 231) was terminated by signal 9: Killed",
    "2026-03-02 10:00:03.100 UTC [1] LOG:  terminating any other active server processes",
  ];
  const folder = zip([
    { name: "pods/api.log", content: api.join("\n") },
    { name: "pods/db.log", content: db.join("\n") },
  ]);
  await dropFiles(tab, file("pods.zip", folder));
  await said(tab, /^2 files, findings in 2\. .* They are shown as one, in the order of their times\.$/);
  const lines = await viewer(tab).locator(".row code").allInnerTexts();
  const line = (name, text) => `${name.padEnd(7)}  | ${text}`;
  assert.deepEqual(lines, [line("api.log", api[0]), line("db.log", db[0]), line("db.log", db[1]), line("api.log", api[1]), line("api.log", api[2])]);
  const cause = card(tab, "postgresql/server-process-crashed");
  await cause.getByText(/on line 2\b/).waitFor();
  await card(tab, "postgresql/starting-up").getByText("Follows from:").waitFor();

  await files(tab).getByRole("button", { name: /api\.log/ }).click();
  await viewer(tab).getByText("retrying").waitFor();
  assert.equal(await card(tab, "postgresql/server-process-crashed").count(), 0);
  await files(tab).getByRole("button", { name: /Together/ }).click();
  await cause.waitFor();
});

test("an archive is read file by file", async (t) => {
  const tab = await onMachine(t, { cores: 3 });
  const archive = zip([
    { name: "logs/healthy.log", content: texts.HEALTHY },
    { name: "logs/app.log", content: `${texts.fill(20)}\n${passwordRefused("zipped")}\n` },
    { name: "logs/large.log", content: LARGE },
    { name: "logs/\u202egnp.exe", content: Buffer.from("MZ\0\0\0\0\0\0\0\0", "latin1") },
    { name: "logs/secret.log", content: "x", encrypted: true },
  ]);
  await dropFiles(tab, file("logs.zip", archive));
  await said(tab, /^5 files, findings in 2\. The worst is logs\/large\.log: /);
  const item = (name) => files(tab).filter({ hasText: name });
  assert.match(await item("healthy.log").innerText(), /nothing found/);
  assert.match(await item("exe").innerText(), /not text/);
  assert.match(await item("secret.log").innerText(), /It is encrypted; unpack it with its password first\./);
  assert.equal(await item("secret.log").getByRole("button").count(), 0, "there is nothing to show");
  await item("logs/large.log").getByRole("button").click();
  await tab.getByText(`${SIZE}, ${LINES.toLocaleString("en")} lines`).waitFor();
  await item("app.log").getByRole("button").click();
  await password(tab).getByRole("heading", { name: /\bzipped\b/ }).waitFor();
  await password(tab).getByText("seen once, on line 21").waitFor();
  await viewer(tab).getByText('user "zipped"').waitFor();
  assert.equal((await workers(tab)).living, 1);
});

test("an archive that needs a password says so", async (t) => {
  const tab = await onMachine(t);
  await dropFiles(tab, file("secret.zip", zip([{ name: "a.log", content: "x", encrypted: true }])));
  await said(tab, /^1 file\. None of them could be read\.$/);
  await results(tab).getByText(/It is encrypted; unpack it with its password first\./).waitFor();
  await results(tab).getByRole("heading", { name: /no log in it that could be read/ }).waitFor();
});

test("a compressed file is its content", async (t) => {
  const tab = await onMachine(t, { cores: 2 });
  await dropFiles(tab, file("large.log.gz", gzipSync(LARGE, { level: 1 })));
  await said(tab, /^\d+ findings/);
  assert.equal(await files(tab).count(), 0, "no list");
  await tab.getByText(`, ${LINES.toLocaleString("en")} lines`).waitFor();
  const last = password(tab).filter({ hasText: "the_last" });
  await last.getByRole("button", { name: /^Go to line/ }).last().click();
  await marked(tab, /the_last/);
});
