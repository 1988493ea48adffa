// Nothing leaves the page: seen from the servers, and tried from the page and the worker.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import {
  card,
  chooseFile,
  dropFiles,
  eventually,
  launch,
  newTab,
  paste,
  readClipboard,
  ready,
  results,
  said,
  samples,
  type,
  viewer,
  violations,
} from "./browser.mjs";
import * as probes from "./probes.mjs";
import { serve } from "./server.mjs";
import { IS_FILE, builtSite, nameOf, rebuilt, withoutPolicies } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";
import { zip } from "./zip.mjs";

const CANARY = "canary-7f3a91";

const browser = await launch();
const folder = mkdtempSync(join(tmpdir(), "unstuck-e2e-"));
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Serves the site and, elsewhere, a server that is none of its business. */
async function scene(t, change = (site) => site) {
  const foreign = await serve(new Map());
  const own = await serve(new Map(), { path: "/repo/" });
  own.put(change(builtSite(), foreign, own));
  const tab = await newTab(browser, { network: true });
  t.after(async () => {
    await tab.context().close();
    await Promise.all([own.close(), foreign.close()]);
  });
  // Requests as the browser sees them; those for memory do not leave it.
  const started = [];
  tab.context().on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) started.push(request.url());
  });
  await tab.goto(own.url);
  await ready(tab);
  return { own, foreign, tab, started, atLock: { own: own.log.length, started: started.length } };
}

/** A request that does arrive comes after everything that was sent before it. */
async function fence({ own, foreign }) {
  const other = await newTab(browser, { network: true });
  for (const server of [own, foreign]) {
    await other.goto(`${server.origin}/fence`);
  }
  await other.context().close();
}

/** What has reached the servers since the lock, other than the fence. */
function arrived({ own, foreign, atLock }) {
  return [...own.log.slice(atLock.own), ...foreign.log]
    .map(({ method, url }) => `${method} ${url}`)
    .filter((entry) => entry !== "GET /fence");
}

test("whatever one does on the page, no request leaves it", async (t) => {
  const here = await scene(t);
  const { own, foreign, tab, started, atLock } = here;
  if (IS_FILE) {
    assert.equal(atLock.own, 0, "the page came from the disk");
  } else {
    assert.ok(atLock.own >= 6, "the page itself was loaded from here");
    const rules = `/repo/${nameOf(builtSite(), "rules")}`;
    assert.equal(own.log.filter(({ url }) => url === rules).length, 1, "the rules, once for all workers");
  }
  const address = tab.url();

  await type(tab, `${CANARY}: ${texts.UNKNOWN}`);
  await said(tab, /not known/);
  await paste(tab, `${texts.HEALTHY}\n${passwordRefused(CANARY)}\n\n${texts.accessDenied}\n${texts.UNKNOWN} ${CANARY}`);
  await said(tab, /^2 findings.*1 not known/);
  const found = card(tab, texts.PASSWORD_RULE);

  await t.test("opening every detail", async () => {
    for (const summary of await tab.locator("summary").all()) await summary.click();
    assert.equal(await tab.locator("details:not([open])").count(), 0);
    // This one lies over the rest of the page.
    await tab.getByText("Network locked").click();
  });
  await t.test("copying", async () => {
    await found.getByRole("button", { name: "Copy" }).last().click();
    await said(tab, /^Copied/);
    assert.notEqual(await readClipboard(tab), "");
  });
  await t.test("going to evidence", async () => {
    await found.getByRole("button", { name: "Go to line 4" }).click();
    await said(tab, /^Line 4\.$/);
  });
  await t.test("opening files", async () => {
    const path = join(folder, `${CANARY}.log`);
    writeFileSync(path, `${texts.fill(3_000)}\n${passwordRefused(CANARY)}\n`);
    await dropFiles(tab, path);
    await found.getByRole("button", { name: "Go to line 3,001" }).click();
    await viewer(tab).getByText(passwordRefused(CANARY)).waitFor();
    await chooseFile(tab, { name: `${CANARY}.txt`, buffer: Buffer.from(`${CANARY}\n`) });
    await said(tab, /^Nothing here/);
    // A large file and an archive, with helpers.
    await tab.evaluate(() => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 3 }));
    const large = `${texts.longLog(9_000_000)}${passwordRefused(CANARY)}\n`;
    const archive = join(folder, `${CANARY}.zip`);
    writeFileSync(archive, zip([{ name: `${CANARY}/a.log`, content: large }, { name: "b.log", content: CANARY }]));
    const before = tab.context().pages()[0].workers().length;
    const begun = [];
    tab.on("worker", (worker) => begun.push(worker));
    await dropFiles(tab, archive);
    await said(tab, /^2 files, findings in 1\./);
    assert.ok(begun.length >= 1 && tab.workers().length === before, "helpers came and went");
  });
  await t.test("samples", async () => {
    await tab.getByRole("button", { name: /^Clear/ }).click();
    for (const index of (await samples(tab).all()).keys()) {
      await samples(tab).nth(index).click();
      await results(tab).getByRole("article").first().waitFor();
      await tab.getByRole("button", { name: "Clear" }).click();
    }
  });

  await fence(here);
  assert.deepEqual(arrived(here), [], "nothing reached a server");
  assert.deepEqual(started.slice(atLock.started), [], "nothing was even tried");
  assert.deepEqual(await violations(tab), [], "the policy had nothing to refuse");
  assert.doesNotMatch(JSON.stringify([own.log, foreign.log]), new RegExp(CANARY));
  assert.equal(tab.url(), address, "the address is what it was");
  const { kept, ...left } = await stored(tab);
  assert.deepEqual(left, EMPTY, "nothing is stored");
  // The browser's copy of the page is made of what the server sent, byte for byte.
  const site = builtSite();
  assert.equal(kept.length > 0, !IS_FILE);
  for (const { name, length } of kept) assert.equal(length, site.get(name || "index.html")?.length, name);
  assert.equal(new Set(kept.map(({ name }) => name)).size, kept.length);
});

const EMPTY = { local: 0, session: 0, databases: [], files: [], cookies: [], state: null, name: "" };

/** All that a page can leave behind. */
async function stored(tab) {
  const inPage = await tab.evaluate(async () => {
    const files = [];
    const root = await navigator.storage.getDirectory().catch(() => null);
    for await (const name of root?.keys() ?? []) files.push(name);
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { byteLength } = await (await cache.match(request)).arrayBuffer();
        kept.push({ name: request.url.replace(new URL("./", location).href, ""), length: byteLength });
      }
    }
    return {
      local: localStorage.length,
      session: sessionStorage.length,
      databases: await indexedDB.databases(),
      files,
      kept,
      state: history.state,
      name: window.name,
    };
  });
  return { ...inPage, cookies: await tab.context().cookies() };
}

test("no channel leads out of the page", async (t) => {
  const here = await scene(t);
  const { own, foreign, tab } = here;
  const attempts = await tab.evaluate(probes.fromPage, [`${own.folder}probe/`, `${foreign.folder}probe/`]);
  assert.ok(attempts.length >= 60);
  await eachRefused(attempts, () => violations(tab));
  await fence(here);
  assert.deepEqual(arrived(here), []);
});

test("no channel leads out of the worker", async (t) => {
  const here = await scene(t);
  const { own, foreign, tab } = here;
  const [worker] = tab.workers();
  const attempts = await worker.evaluate(probes.fromWorker, [`${own.folder}probe/`, `${foreign.folder}probe/`]);
  assert.ok(attempts.length >= 20);
  await eachRefused(attempts, () => worker.evaluate(() => __seen.violations));
  await fence(here);
  assert.deepEqual(arrived(here), []);
});

test("a worker whose program was built to send sends nothing", async (t) => {
  const here = await scene(t, sendingWorker);
  const outcome = await here.tab.workers()[0].evaluate(() => self.sent);
  assert.deepEqual(outcome, ["refused", "refused"]);
  await fence(here);
  assert.deepEqual(arrived(here), []);
});

// Without this, the tests above would pass on a page that tries nothing, and with a
// server that hears nothing.
test("without the policies the same attempts arrive", async (t) => {
  const here = await scene(t, (site, foreign, own) => withoutPolicies(sendingWorker(site, foreign, own)));
  const { own, foreign, tab } = here;
  assert.deepEqual(await tab.workers()[0].evaluate(() => self.sent), ["sent", "sent"]);

  const pages = await tab.evaluate(probes.fromPage, [`${own.folder}page/`, `${foreign.folder}page/`]);
  const workers = await tab.workers()[0].evaluate(probes.fromWorker, [`${own.folder}worker/`, `${foreign.folder}worker/`]);
  // A worker may only come from the page's own server, with or without a policy.
  const bound = new Set(["worker", "shared-worker", "service-worker"]);
  const expected = [...pages, ...workers]
    .filter(({ channel, url }) => (!IS_FILE && url.startsWith(own.folder)) || !bound.has(channel))
    .map(({ url }) => url);
  assert.ok(expected.length >= 80, `${expected.length} attempts`);
  await eventually(() => {
    const heard = new Set([own, foreign].flatMap(({ origin, log }) => log.map(({ url }) => `${origin}${url}`)));
    assert.deepEqual(expected.filter((url) => !heard.has(url)), [], "what did not arrive");
    for (const { origin } of [own, foreign]) assert.ok(heard.has(`${origin}/from-the-glue`));
  });
  const posted = own.log.find(({ url }) => url.endsWith("/page/beacon"));
  assert.equal(posted.body, "x", "the server hears bodies too");
});

/** Every attempt is seen to be refused: it threw, or the policy reported it. */
function eachRefused(attempts, reported) {
  return eventually(async () => {
    const blocked = (await reported()).map((violation) => violation.blocked);
    const unanswered = attempts.filter(({ channel, url, thrown }) => {
      // Of a frame on another server only the server is reported.
      const framed = ["iframe", "form"].includes(channel) ? new URL(url).origin : url;
      const addresses = [url, url.replace(/^http/, "ws"), framed];
      return thrown === null && !addresses.some((address) => blocked.includes(address));
    });
    assert.deepEqual(unanswered, [], "attempts that nothing refused");
  });
}

/** A build whose worker tries to send something as soon as it is started. */
function sendingWorker(site, foreign, own) {
  return rebuilt(
    site,
    "worker-js",
    (glue) => `${glue}
      self.sent = new Promise((resolve) => {
        const send = (origin) => fetch(origin + "/from-the-glue", { mode: "no-cors" }).then(() => "sent", () => "refused");
        const servers = ["${own.origin}", "${foreign.origin}"];
        self.addEventListener("message", () => resolve(Promise.all(servers.map(send))), { once: true });
      });`,
  );
}
