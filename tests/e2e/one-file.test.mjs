// The page as one file: what only concerns that form. The tests of the page itself run on
// it too, with UNSTUCK_FORM=file.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, test } from "node:test";

import { card, eventually, launch, newTab, paste, ready, violations } from "./browser.mjs";
import { serve } from "./server.mjs";
import { ONE_FILE, oneFile, rebuilt, wholeSite, withPage } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const browser = await launch();
after(() => browser.close());

/** A tab, without a network, with the file from the disk. */
async function open(t, file, before = () => {}) {
  const server = await serve(file);
  const tab = await newTab(browser, { network: false });
  t.after(async () => {
    await tab.context().close();
    await server.close();
  });
  await before(tab);
  await tab.goto(server.url);
  return tab;
}

async function says(tab, pattern) {
  await eventually(async () => assert.match(await tab.getByRole("alert").innerText(), pattern));
  assert.equal(await tab.getByText("Network locked").count(), 0);
}

test("it opens from a disk with the network off, and explains", async (t) => {
  const tab = await open(t, oneFile(wholeSite()));
  assert.match(tab.url(), /^file:/);
  await ready(tab);
  await paste(tab, passwordRefused());
  await card(tab, texts.PASSWORD_RULE).waitFor();
  assert.equal(await tab.getByRole("link", { name: /offline/ }).count(), 0, "it is there already");
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(tab.consoleLines, []);
});

test("its policy is locked from its first element on", () => {
  const page = wholeSite().get(ONE_FILE).toString();
  const [, policy] = page.match(/<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
  const directives = new Map(policy.split("; ").map((part) => [part.split(" ")[0], part]));
  assert.equal(directives.get("default-src"), "default-src 'none'");
  assert.doesNotMatch(policy, /'self'|https?:|'unsafe-inline'|'unsafe-eval'|\*/);
  for (const name of ["connect-src", "frame-src", "manifest-src"]) assert.equal(directives.has(name), false);
});

test("it is the size of a picture or two", () => {
  assert.ok(wholeSite().get(ONE_FILE).length < 3_000_000);
});

test("its sum stands beside it", () => {
  const site = wholeSite();
  const sum = createHash("sha256").update(site.get(ONE_FILE)).digest("hex");
  assert.equal(site.get(`${ONE_FILE}.sha256`).toString(), `${sum}  ${ONE_FILE}\n`);
});

// A server may give it too, and a page show it in a frame.
test("it works from a server and in a sandboxed frame as well", async (t) => {
  const html = `<!doctype html><link rel="icon" href="data:,"><title>Portal</title><iframe sandbox="allow-scripts" src="unstuck.html" width="1000" height="700"></iframe>`;
  const site = wholeSite().set("index.html", Buffer.from(html));
  const server = await serve(site);
  const tab = await newTab(browser, { network: true });
  t.after(async () => {
    await tab.context().close();
    await server.close();
  });
  await tab.goto(server.url);
  await ready(tab.frames()[1]);
  const heard = server.log.length;
  await tab.goto(server.url + ONE_FILE);
  await ready(tab);
  assert.deepEqual(server.log.slice(heard).map(({ url }) => url), [`/${ONE_FILE}`]);
});

for (const role of ["page-wasm", "worker-wasm", "worker-js", "rules"]) {
  test(`a damaged file says so: ${role}`, async (t) => {
    const name = role.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    const file = withPage(oneFile(wholeSite()), (page) => {
      const at = page.indexOf(`id="file-${name}"`) + 5_000;
      return page.slice(0, at) + (page[at] === "A" ? "B" : "A") + page.slice(at + 1);
    });
    await says(await open(t, file), /This file is damaged/);
  });
}

test("a script that was changed does not run, and that is said after a while", async (t) => {
  const file = withPage(oneFile(wholeSite()), (page) => page.replace('"use strict";', '"use strict"; globalThis.__tampered = 1;'));
  const tab = await open(t, file);
  await late(tab);
  assert.equal(await tab.evaluate(() => globalThis.__tampered), undefined);
});

for (const share of [0.02, 0.5, 0.99]) {
  test(`a file of which ${100 * share} % came says so after a while`, async (t) => {
    const file = withPage(oneFile(wholeSite()), (page) => page.slice(0, share * page.length));
    await late(await open(t, file));
  });
}

/** The message that needs no script, and waits its time by the style sheet. */
async function late(tab) {
  const message = tab.getByText(/a part of this page could not be loaded/);
  await message.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()));
  assert.ok(await message.isVisible());
}

for (const [what, remove, pattern] of [
  ["cannot unpack", () => delete globalThis.DecompressionStream, /cannot unpack this file/],
  ["has no WebAssembly", () => delete globalThis.WebAssembly, /needs WebAssembly/],
]) {
  test(`a browser that ${what} is told`, async (t) => {
    await says(await open(t, oneFile(wholeSite()), (tab) => tab.addInitScript(remove)), pattern);
  });
}

test("a browser that is a little older decodes it too", async (t) => {
  const tab = await open(t, oneFile(wholeSite()), (tab) => tab.addInitScript(() => delete Uint8Array.fromBase64));
  await ready(tab);
});

test("a worker that does not start is reported", async (t) => {
  const tab = await open(t, rebuilt(oneFile(wholeSite()), "worker-js", () => "throw new Error('this worker does not start');"));
  await tab.getByRole("alert").getByRole("heading", { name: "The analysis is not running" }).waitFor();
});
