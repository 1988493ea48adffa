// The page starts wherever it is put, and where it cannot start it says why.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import {
  card,
  editor,
  eventually,
  launch,
  newTab,
  openPage,
  paste,
  ready,
  results,
  said,
  setClipboard,
  violations,
} from "./browser.mjs";
import { serve } from "./server.mjs";
import { ROLES, helperOf, nameOf, rebuilt, tampered, wholeSite as builtSite, withCustomSection, without } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const browser = await launch();
after(() => browser.close());

async function host(t, site, options) {
  const server = await serve(site, options);
  t.after(() => server.close());
  return server;
}

async function blank(t, options) {
  const tab = await newTab(browser, options);
  t.after(() => tab.context().close());
  return tab;
}

for (const path of ["/", "/repo/", "/repo/v1/"]) {
  test(`it starts at ${path} and the policy refuses nothing`, async (t) => {
    const server = await host(t, builtSite(), { path });
    const tab = await blank(t);
    await tab.goto(server.url);
    await ready(tab);
    await paste(tab, passwordRefused());
    await card(tab, texts.PASSWORD_RULE).waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(tab.consoleLines, []);
    const outside = server.log.filter(({ url }) => !url.startsWith(path));
    assert.deepEqual(outside, [], "everything comes from the folder of the page");
  });
}

test("it starts in a sandboxed frame of another site and analyses there", async (t) => {
  const server = await host(t, builtSite(), { path: "/repo/" });
  const frameHtml = `<!doctype html><link rel="icon" href="data:,"><title>Portal</title><iframe sandbox="allow-scripts" src="${server.url}" width="1200" height="760"></iframe>`;
  const portal = await host(t, new Map([["portal.html", Buffer.from(frameHtml)]]));
  const tab = await blank(t);
  await tab.goto(`${portal.url}portal.html`);
  const frame = await (await tab.locator("iframe").elementHandle()).contentFrame();
  await ready(frame);

  await t.test("without storage, service worker and clipboard", async () => {
    const refused = await frame.evaluate(async () => {
      const throws = async (attempt) => {
        try {
          await attempt();
          return false;
        } catch {
          return true;
        }
      };
      return {
        storage: await throws(() => localStorage.length),
        serviceWorker: await throws(() => navigator.serviceWorker.register("sw.js")),
        clipboard: await throws(() => navigator.clipboard.writeText("x")),
        origin: self.origin,
      };
    });
    assert.deepEqual(refused, { storage: true, serviceWorker: true, clipboard: true, origin: "null" });
  });

  // The clipboard is filled from the portal, which may do so. Pasting needs no leave.
  await setClipboard(tab, passwordRefused());
  await editor(frame).focus();
  await tab.keyboard.press("Control+V");
  const found = card(frame, texts.PASSWORD_RULE);
  await found.waitFor();
  const command = await found.locator("pre").first().textContent();
  await found.getByRole("button", { name: "Copy" }).first().click();
  await said(frame, /^Copied/);
  await editor(frame).focus();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Control+V");
  await eventually(async () => assert.equal(await editor(frame).inputValue(), command));
  assert.deepEqual(await violations(frame), []);
});

/** The bytes with one of them changed. */
function flipped(bytes) {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] ^= 1;
  return copy;
}

/** The page says something before, or instead of, being drawn. */
async function refusal(tab, pattern) {
  const message = tab.getByRole("alert");
  await eventually(async () => assert.match(await message.innerText(), pattern));
  assert.equal(await tab.getByText("Network locked").count(), 0, "the page is not drawn");
  assert.equal(await editor(tab).count(), 0);
}

for (const role of ROLES) {
  const edits = { wasm: withCustomSection, js: (glue) => `${glue}\nglobalThis.__tampered = 1;`, rules: flipped, locales: flipped };
  const edit = edits[role.split("-").pop()];

  test(`${role}: a changed file is refused`, async (t) => {
    const server = await host(t, tampered(builtSite(), role, edit));
    const tab = await blank(t);
    await tab.goto(server.url);
    await refusal(tab, /was changed on its way here/);
    assert.equal(await tab.evaluate(() => globalThis.__tampered), undefined, "nothing of it ran");
    assert.equal(tab.workers().length, 0);
  });

  test(`${role}: a missing file is named as the reason`, async (t) => {
    const server = await host(t, without(builtSite(), role));
    const tab = await blank(t);
    await tab.goto(server.url);
    await refusal(tab, /is missing on its server/);
  });

  test(`${role}: a broken connection is named as the reason`, async (t) => {
    const site = builtSite();
    const server = await host(t, site, { broken: [nameOf(site, role)] });
    const tab = await blank(t);
    await tab.goto(server.url);
    await refusal(tab, /could not be loaded/);
  });
}

for (const [what, change] of [
  ["changed", (site) => tampered(site, "boot", (script) => `${script}\nglobalThis.__tampered = 1;`)],
  ["missing", (site) => without(site, "boot")],
]) {
  test(`the start script is ${what}: that is said at once`, async (t) => {
    const server = await host(t, change(builtSite()));
    const tab = await blank(t);
    await tab.goto(server.url);
    await refusal(tab, /start script of this page could not be loaded/);
    assert.equal(await tab.evaluate(() => globalThis.__tampered), undefined);
  });

  test(`the start script is ${what}, and so is its helper: the page itself says so after a while`, async (t) => {
    const site = change(builtSite());
    assert.ok(site.delete(helperOf(site, "rescue")));
    const server = await host(t, site);
    const tab = await blank(t);
    await tab.goto(server.url);
    // The message waits its time by the style sheet. The test need not.
    const message = tab.getByText(/a part of this page could not be loaded/i);
    assert.equal(await message.isVisible(), false, "not at once");
    const wait = await message.evaluate((element) => {
      const [animation] = element.getAnimations();
      const { delay, duration } = animation.effect.getTiming();
      animation.finish();
      return delay + duration;
    });
    assert.ok(wait < 10_000, `after ${wait} ms`);
    assert.equal(await message.isVisible(), true);
    assert.equal(await tab.evaluate(() => globalThis.__tampered), undefined);
  });
}

// What a host adds to the page's own policy can only forbid more.
for (const [what, policy, pattern] of [
  ["WebAssembly", "script-src 'self'", /forbids a part of it \(script-src\)/],
  ["connections", "connect-src 'none'", /forbids a part of it \(connect-src\)/],
]) {
  test(`a host whose policy forbids ${what} is named as the reason`, async (t) => {
    const server = await host(t, builtSite(), { headers: () => ({ "Content-Security-Policy": policy }) });
    const tab = await blank(t);
    await tab.goto(server.url);
    await refusal(tab, pattern);
  });
}

test("a host whose policy forbids workers gets a page that says so", async (t) => {
  const server = await host(t, builtSite(), { headers: () => ({ "Content-Security-Policy": "worker-src 'none'" }) });
  const tab = await blank(t);
  await tab.goto(server.url);
  await failed(tab, /background worker/);
});

test("a server that gives a page for every missing file is seen through", async (t) => {
  const site = builtSite();
  site.set(nameOf(site, "worker-wasm"), Buffer.from("<!doctype html><title>Not here</title>"));
  const server = await host(t, site, { types: { wasm: "text/html" } });
  const tab = await blank(t);
  await tab.goto(server.url);
  await refusal(tab, /is missing on its server/);
});

test("a server that does not answer is waited for, and that is said", async (t) => {
  const site = builtSite();
  const server = await host(t, site);
  server.hold(nameOf(site, "rules"));
  const tab = await blank(t);
  await tab.clock.install();
  await tab.goto(server.url);
  await eventually(() => assert.ok(server.log.some(({ url }) => url.endsWith(".bin"))));
  await tab.clock.fastForward(9_000);
  await refusal(tab, /still loading/);
});

test("a browser without WebAssembly is told", async (t) => {
  const server = await host(t, builtSite());
  const tab = await blank(t);
  await tab.addInitScript(() => delete globalThis.WebAssembly);
  await tab.goto(server.url);
  await refusal(tab, /needs WebAssembly/);
});

test("a browser without JavaScript is told", async (t) => {
  const server = await host(t, builtSite());
  const tab = await blank(t, { javaScriptEnabled: false });
  await tab.goto(server.url);
  await tab.getByText(/Unstuck needs JavaScript/).waitFor();
});

test("a server that gives Wasm the wrong type costs nothing but speed", async (t) => {
  const site = builtSite();
  const server = await host(t, site, { types: { wasm: "application/octet-stream" } });
  const tab = await openPage(browser, server.url);
  t.after(() => tab.context().close());
  await paste(tab, passwordRefused());
  await card(tab, texts.PASSWORD_RULE).waitFor();
});

/** The page says that there is no worker, and how to go on. */
async function failed(tab, pattern) {
  const message = tab.getByRole("alert");
  await message.getByRole("heading", { name: "The analysis is not running" }).waitFor();
  assert.match(await message.innerText(), pattern);
  return message.getByRole("button", { name: "Try again" });
}

test("a worker that fails at work can be started again", async (t) => {
  const server = await host(t, builtSite());
  const tab = await openPage(browser, server.url);
  t.after(() => tab.context().close());
  await paste(tab, passwordRefused("before"));
  await card(tab, texts.PASSWORD_RULE).waitFor();
  await tab.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  });
  const again = await failed(tab, /The background worker stopped/);
  assert.match(await editor(tab).inputValue(), /before/, "the text is still there");
  await again.click();
  await results(tab).getByRole("alert").waitFor({ state: "detached" });
  await paste(tab, passwordRefused("afterwards"));
  await card(tab, texts.PASSWORD_RULE).getByRole("heading", { name: /afterwards/ }).waitFor();
  assert.equal(tab.workers().length, 1, "the old worker is gone");
});

test("a text that the worker failed on is not lost when it is started again", async (t) => {
  // The worker fails at the very first analysis. The next worker is asked for the second.
  const site = rebuilt(
    builtSite(),
    "worker-js",
    (glue) => `${glue}
      self.addEventListener("message", (event) => {
        // A request is bytes, which end with the id of the text, and the text beside them.
        if (typeof event.data[1] !== "string" || event.data[0].at(-1) !== 1) return;
        event.stopImmediatePropagation();
        throw new WebAssembly.RuntimeError("unreachable");
      });`,
  );
  const server = await host(t, site);
  const tab = await openPage(browser, server.url);
  t.after(() => tab.context().close());
  await paste(tab, passwordRefused());
  await (await failed(tab, /The background worker stopped/)).click();
  await card(tab, texts.PASSWORD_RULE).waitFor();
});

test("a worker that cannot start is reported", async (t) => {
  const site = rebuilt(builtSite(), "worker-js", () => "throw new Error('this worker does not start');");
  const server = await host(t, site);
  const tab = await blank(t);
  await tab.goto(server.url);
  await failed(tab, /background worker/);
});

test("a worker that stays silent is reported", async (t) => {
  const site = rebuilt(builtSite(), "worker-js", () => "var wasm_bindgen = () => new Promise(() => {});");
  const server = await host(t, site);
  const tab = await blank(t);
  await tab.clock.install();
  await tab.goto(server.url);
  await tab.getByText("Network locked").waitFor();
  assert.equal(await tab.getByRole("alert").count(), 0);
  await tab.clock.fastForward(11_000);
  await failed(tab, /did not start in time/);
});

/** Where in a rule book what explaining needs ends, by its header; translations follow. */
const endOfTexts = (bytes) => 32 + bytes.readUInt32LE(16) + bytes.readUInt32LE(24);

// The hash is right each time: it is the build that was wrong. Then the worker itself tells.
for (const [what, edit] of [
  ["empty", () => Buffer.alloc(0)],
  ["something else", () => Buffer.from("<!doctype html><title>Not found</title>")],
  ["cut off", (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ["of another format", (bytes) => Buffer.concat([bytes.subarray(0, 8), Buffer.from([99, 0, 0, 0]), bytes.subarray(12)])],
  ["damaged in what finding needs", (bytes) => Buffer.from(bytes).fill(0, 1_000, 1_020)],
  ["damaged in what explaining needs", (bytes) => Buffer.from(bytes).fill(0, endOfTexts(bytes) - 20, endOfTexts(bytes))],
]) {
  test(`rules: a file that is ${what} is reported, and nothing is called healthy`, async (t) => {
    const server = await host(t, rebuilt(builtSite(), "rules", edit));
    const tab = await blank(t);
    await tab.goto(server.url);
    await failed(tab, /file with the rules is damaged/);
    assert.equal(await tab.getByText(/^\d[\d,]* rules$/).count(), 0);
    await paste(tab, passwordRefused());
    const again = await failed(tab, /file with the rules is damaged/);
    await again.click();
    await failed(tab, /file with the rules is damaged/);
    assert.doesNotMatch(await results(tab).innerText(), /Nothing here/);
  });
}

test("a worker of another build is refused", async (t) => {
  const site = rebuilt(
    builtSite(),
    "worker-js",
    (glue) => `${glue}
      const post = self.postMessage;
      self.postMessage = (answer, ...hands) => {
        // What is ready says: 0, the version, the length of the build's name, and that.
        const [bytes] = answer;
        if (bytes[0] === 0) bytes[4] = bytes[4] === 48 ? 49 : 48;
        post.call(self, answer, ...hands);
      };`,
  );
  const server = await host(t, site);
  const tab = await blank(t);
  await tab.goto(server.url);
  await failed(tab, /come from different versions/);
});
