// The page in Firefox as its maker delivers it: what a person does most, what is refused, and
// what may be missing. Everything else is tested in Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as probes from "./probes.mjs";
import {
  card,
  chooseFile,
  dropFiles,
  editor,
  eventually,
  highlighted,
  launchFirefox,
  newTab,
  paste,
  readClipboard,
  ready,
  results,
  said,
  viewer,
  violations,
} from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { serve } from "./server.mjs";
import { builtSite, oneFile, rebuilt, tampered, wholeSite, withoutPolicies } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const { browser, visit, file } = await fixture({ start: launchFirefox });

/** Nothing was refused, and the console is empty. */
async function isQuiet(tab) {
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(tab.consoleLines, []);
}

/** Pastes an error, and sees what the page makes of it. */
async function explains(tab, frame = tab) {
  await paste(tab, passwordRefused("app_reader"), frame);
  const found = card(frame, texts.PASSWORD_RULE);
  await found.getByRole("heading", { name: "PostgreSQL rejected the password of app_reader" }).waitFor();
  assert.match(await found.locator("pre").first().textContent(), /host=db\.example\.internal port=5432 user=app_reader/);
  return found;
}

test("it starts, explains what is pasted, and copies a command", async (t) => {
  const tab = await visit(t);
  const found = await explains(tab);
  await said(tab, /^1 finding/);
  assert.equal(await editor(tab).evaluate((field) => field.scrollLeft), 0, "lines are seen from where they begin");
  const command = await found.locator("pre").first().textContent();
  await found.getByRole("button", { name: "Copy" }).first().click();
  await said(tab, /^Copied/);
  assert.equal(await readClipboard(tab), command);
  await found.getByRole("button", { name: "Go to line 1" }).click();
  assert.ok(await editor(tab).evaluate((field) => field.selectionEnd > field.selectionStart));
  await isQuiet(tab);
});

const LOG = `${texts.fill(3_000)}\n${passwordRefused()}\n${texts.fill(40)}\n`;

test("a file that is opened is shown with what was found in it", async (t) => {
  const tab = await visit(t);
  await chooseFile(tab, { name: "app.log", buffer: Buffer.from(LOG) });
  await card(tab, texts.PASSWORD_RULE).getByRole("button", { name: "Go to line 3,001" }).click();
  await said(tab, /^Line 3,001\.$/);
  await eventually(async () => {
    const [mark] = await highlighted(tab);
    assert.equal(mark?.line, 3_001);
    assert.match(mark.text, /password authentication failed/);
  });
  await tab.getByLabel("Search in the log").fill("step 30 of");
  await eventually(async () => assert.ok((await highlighted(tab, "unstuck-hit")).some(({ text }) => text === "step 30 of")));
  await tab.getByRole("button", { name: "Wrap", exact: true }).click();
  await viewer(tab).focus();
  await tab.keyboard.press("End");
  await viewer(tab).getByText("step 39 of the night").last().waitFor();
  await isQuiet(tab);
});

test("files that are dropped are read", async (t) => {
  const tab = await visit(t);
  await dropFiles(tab, [file("app.log", LOG), file("other.log", texts.HEALTHY)]);
  await said(tab, /^2 files, findings in 1\./);
  await isQuiet(tab);
});

test("without painted highlights, elements mark what was found", async (t) => {
  const prepare = (tab) => tab.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
  const tab = await visit(t, { prepare });
  await paste(tab, LOG);
  await said(tab, /^1 finding/);
  await tab.getByRole("button", { name: "Log", exact: true }).click();
  await card(tab, texts.PASSWORD_RULE).getByRole("button", { name: "Go to line 3,001" }).click();
  await viewer(tab).locator("mark").first().waitFor();
  await isQuiet(tab);
});

test("a report is made, and copied", async (t) => {
  const tab = await visit(t);
  await explains(tab);
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  const report = await tab.getByRole("region", { name: "The report" }).innerText();
  assert.doesNotMatch(report, /app_reader/);
  await tab.getByRole("dialog").getByRole("button", { name: "Copy" }).first().click();
  await eventually(async () => assert.match(await readClipboard(tab), /<USER_1>/));
  await isQuiet(tab);
});

test("a start script that was changed is refused, and that is said at once", async (t) => {
  const changed = tampered(builtSite(), "boot", (script) => `${script}\nglobalThis.__tampered = 1;`);
  const own = await serve(changed, { path: "/repo/" });
  t.after(() => own.close());
  // Which of the two scripts comes first differs from time to time.
  for (let time = 0; time < 3; time += 1) {
    const tab = await newTab(browser);
    t.after(() => tab.context().close());
    await tab.goto(own.url);
    await tab.getByRole("alert").getByText(/start script of this page could not be loaded, or was changed/).waitFor();
    assert.equal(await tab.evaluate(() => globalThis.__tampered), undefined);
  }
});

/**
 * The page from one server and, elsewhere, a server that is none of its business. Its worker
 * tries every channel to both before it says that it is ready; then the page does.
 */
async function attempts(t, change) {
  const [own, foreign] = [await serve(new Map(), { path: "/repo/" }), await serve(new Map())];
  t.after(() => Promise.all([own.close(), foreign.close()]));
  const bases = (where) => [own, foreign].map((server) => `${server.folder}${where}/`);
  const tryingWorker = (glue) => `${glue}
    const post = self.postMessage.bind(self);
    const tried = (${probes.fromWorker})(${JSON.stringify(bases("worker"))});
    self.postMessage = (...message) => tried.then(() => post(...message));`;
  own.put(change(rebuilt(builtSite(), "worker-js", tryingWorker)));
  const tab = await visit(t, { url: own.url });
  const made = await tab.evaluate(probes.fromPage, bases("page"));
  // What arrives afterwards comes after everything that was sent before.
  const other = await newTab(browser);
  for (const { origin } of [own, foreign]) await other.goto(`${origin}/fence`);
  await other.context().close();
  const heard = [own, foreign].flatMap(({ log }) => log.map(({ url }) => url));
  return { tab, made, heard: heard.filter((url) => /\/(page|worker)\//.test(url)) };
}

test("no channel leads out of the page or the worker", async (t) => {
  const { tab, made, heard } = await attempts(t, (site) => site);
  assert.ok(made.length >= 60);
  assert.deepEqual(heard, []);
  assert.ok((await violations(tab)).length >= 30, "what was tried was refused");
});

// Without this, the test above would pass on a page that tries nothing.
test("without the policies the same attempts arrive", async (t) => {
  const { made, heard } = await attempts(t, withoutPolicies);
  // Firefox sends no pings, and a worker may only come from the page's own server.
  const bound = new Set(["worker", "shared-worker", "service-worker"]);
  const expected = made
    .filter(({ channel, url }) => channel !== "ping" && (new URL(url).pathname.startsWith("/repo/") || !bound.has(channel)))
    .map(({ url }) => new URL(url).pathname);
  assert.ok(expected.length >= 60);
  assert.deepEqual(expected.filter((path) => !heard.includes(path)), []);
  for (const path of ["/repo/worker/fetch", "/worker/fetch", "/worker/websocket"]) assert.ok(heard.includes(path), path);
});

test("as one file it opens from a disk, with the network off", async (t) => {
  const disk = await serve(oneFile(wholeSite()));
  t.after(() => disk.close());
  const tab = await visit(t, { url: disk.url, network: false });
  assert.match(tab.url(), /^file:/);
  await explains(tab);
  await isQuiet(tab);
});

test("it opens again without a network", async (t) => {
  const own = await serve(builtSite(), { path: "/repo/" });
  const tab = await visit(t, { url: own.url });
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await own.close();
  await tab.goto(own.url);
  await ready(tab);
  await explains(tab);
  await isQuiet(tab);
});

for (const [what, refuse] of [
  ["there are none", () => delete Navigator.prototype.serviceWorker],
  ["they are refused", () => navigator.serviceWorker && (ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("", "SecurityError")))],
]) {
  test(`it is the same without service workers: ${what}`, async (t) => {
    const tab = await visit(t, { prepare: (tab) => tab.addInitScript(refuse) });
    await explains(tab);
    await isQuiet(tab);
  });
}

test("it works in a sandboxed frame of another site", async (t) => {
  const own = await serve(builtSite(), { path: "/repo/" });
  const html = `<!doctype html><link rel="icon" href="data:,"><title>Portal</title><iframe sandbox="allow-scripts" src="${own.url}" width="1200" height="760"></iframe>`;
  const portal = await serve(new Map([["index.html", Buffer.from(html)]]));
  t.after(() => Promise.all([own.close(), portal.close()]));
  const tab = await newTab(browser);
  t.after(() => tab.context().close());
  await tab.goto(portal.url);
  const [, frame] = tab.frames();
  await ready(frame);
  await explains(tab, frame);
  assert.deepEqual(tab.consoleLines, []);
});
