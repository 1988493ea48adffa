// Without a network: the copy that the browser keeps, and what comes of it after a
// deployment. The page as one file has its tests in one-file.test.mjs.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";

import { card, eventually, launch, newTab, paste, ready, violations } from "./browser.mjs";
import { ICONS, draw } from "./icons.mjs";
import * as probes from "./probes.mjs";
import { serve } from "./server.mjs";
import { buildOf, helperOf, nextBuild, wholeSite, without } from "./site.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const browser = await launch();
after(() => browser.close());

/** The site on a server, and a tab. */
async function scene(t, { site = wholeSite(), tab: options, ...serving } = {}) {
  const server = await serve(site, { path: "/repo/", ...serving });
  const tab = await newTab(browser, options);
  t.after(async () => {
    await tab.context().close();
    await server.close();
  });
  return { server, tab };
}

async function open(tab, server) {
  await tab.goto(server.url);
  await ready(tab);
}

const build = (tab) => tab.evaluate(() => document.getElementById("boot").dataset.build);
const isControlled = (tab) => tab.evaluate(() => navigator.serviceWorker.controller !== null);

/** Waits until the browser has a copy of this build and of nothing else. */
function kept(tab, site) {
  // The pages of the rules and the one about offline use are pages of their own.
  const isOther = (name) => /^rules\/|^offline-.*css$/.test(name);
  const names = [...site.keys()].filter((name) => /-[0-9a-f]{12,}\./.test(name) && !isOther(name));
  return eventually(async () => {
    const urls = await tab.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url.slice(new URL("./", location).href.length));
    });
    assert.deepEqual(urls.sort(), ["", ...names].sort());
  });
}

/** It works, and nothing was refused or complained of. */
async function works(tab) {
  await ready(tab);
  await paste(tab, passwordRefused());
  await card(tab, texts.PASSWORD_RULE).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(tab.consoleLines, []);
}

test("the second visit needs no network", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await kept(tab, site);
  await tab.context().setOffline(true);
  await server.close();
  for (const address of ["", "index.html", "?from=mail"]) {
    await tab.goto(server.folder + address);
    await works(tab);
    assert.ok(await isControlled(tab));
    await tab.evaluate(() => navigator.clipboard.writeText(""));
  }
});

test("with a network the server is asked for the page, and for nothing that is there", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await kept(tab, site);
  const before = server.log.length;
  await open(tab, server);
  const asked = server.log.slice(before).map(({ url }) => url.slice("/repo/".length));
  assert.deepEqual(asked, [""]);
});

test("a server that answers nothing is not waited for", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await kept(tab, site);
  for (const name of site.keys()) server.hold(name);
  await open(tab, server);
  await works(tab);
});

test("the icons are one picture", async () => {
  const svg = readFileSync(new URL("../../www/icons/icon.svg", import.meta.url), "utf8").trim();
  const [, inPage] = wholeSite().get("index.html").toString().match(/href="data:image\/svg\+xml,([^"]*)"/);
  assert.equal(decodeURIComponent(inPage), svg);
  const sizes = JSON.parse(wholeSite().get("manifest.webmanifest")).icons;
  for (const icon of ICONS) {
    const png = wholeSite().get(`icons/${icon.name}`);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [icon.size, icon.size]);
    const entry = sizes.find(({ src }) => src === `icons/${icon.name}`);
    assert.ok(icon.name === "touch.png" || entry.sizes === `${icon.size}x${icon.size}`);
    assert.ok((await difference(png, await draw(browser, icon))) < 2, icon.name);
  }
});

/** The mean difference of two pictures, of 255. */
async function difference(...pictures) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const result = await tab.evaluate(async (pictures) => {
    const [a, b] = await Promise.all(
      pictures.map(async (picture) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height).data;
      }),
    );
    return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
  }, pictures.map((bytes) => bytes.toString("base64")));
  await context.close();
  return result;
}

for (const [what, change, serving] of [
  ["fails", () => new Map(), { 502: true }],
  ["sends something else", () => new Map([["index.html", Buffer.from("{}")]]), { types: { html: "application/json" } }],
]) {
  test(`a server that ${what} is no reason to show that`, async (t) => {
    const site = wholeSite();
    const types = {};
    const { server, tab } = await scene(t, { site, types });
    await open(tab, server);
    await kept(tab, site);
    Object.assign(types, serving.types);
    if (serving[502]) server.fail(502);
    server.put(change());
    await open(tab, server);
    await works(tab);
  });
}

test("a site that is gone is gone", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await kept(tab, site);
  server.put(new Map());
  assert.equal((await tab.goto(server.url)).status(), 404);
});

test("after a deployment the next visit brings the new build, and offline works with that", async (t) => {
  const [one, two] = [wholeSite(), nextBuild(wholeSite())];
  const { server, tab } = await scene(t, { site: one });
  await open(tab, server);
  await kept(tab, one);
  server.put(two);
  await open(tab, server);
  assert.equal(await build(tab), buildOf(two));
  await works(tab);
  await kept(tab, two);
  await tab.context().setOffline(true);
  await open(tab, server);
  assert.equal(await build(tab), buildOf(two));
  await works(tab);
});

test("a deployment while the network is away costs nothing", async (t) => {
  const [one, two] = [wholeSite(), nextBuild(wholeSite())];
  const { server, tab } = await scene(t, { site: one });
  await open(tab, server);
  await kept(tab, one);
  server.put(two);
  server.hold("index.html");
  await open(tab, server);
  assert.equal(await build(tab), buildOf(one), "the old page with all of its old files");
  await works(tab);
});

test("if the newer page comes late, that is said and nothing more", async (t) => {
  const [one, two] = [wholeSite(), nextBuild(wholeSite())];
  const { server, tab } = await scene(t, { site: one });
  await open(tab, server);
  await kept(tab, one);
  const notice = tab.getByRole("status").filter({ hasText: "newer version" });
  for (const [site, said] of [[one, 0], [two, 1]]) {
    server.put(site);
    server.hold("index.html");
    await open(tab, server);
    await works(tab);
    server.release("index.html");
    if (said) await notice.waitFor();
    else await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await notice.count(), said);
  }
  assert.equal(await build(tab), buildOf(one));
  await card(tab, texts.PASSWORD_RULE).waitFor();
  await notice.getByRole("button", { name: "Reload" }).click();
  await ready(tab);
  assert.equal(await build(tab), buildOf(two));
});

// The browser's own cache: the old page is in it, its files are not.
const KEEPS_PAGES = (name) => ({ "Cache-Control": name === "index.html" ? "max-age=600" : "no-store" });
// The start script is in it too.
const KEEPS_START = (name) => ({ "Cache-Control": /^(index|boot)/.test(name ?? "") ? "max-age=600" : "no-store" });

/** How often the page was asked for since. */
const pageLoads = (server, since = 0) => server.log.slice(since).filter(({ url }) => url === "/repo/").length;

for (const [what, headers] of [
  ["start script", KEEPS_PAGES],
  ["WebAssembly", KEEPS_START],
]) {
  test(`an old page whose ${what} is gone is replaced by the new one, by itself`, async (t) => {
    const [one, two] = [wholeSite(), nextBuild(wholeSite())];
    const { server, tab } = await scene(t, { site: one, headers, tab: { serviceWorkers: "block" } });
    await open(tab, server);
    server.put(two);
    const before = server.log.length;
    await tab.goto("about:blank");
    await tab.goto(server.url);
    await ready(tab);
    assert.equal(await build(tab), buildOf(two));
    assert.equal(server.log[before].url.startsWith("/repo/") && server.log[before].url !== "/repo/", true, "the old page came from the cache");
    assert.ok(pageLoads(server, before) <= 2);
    assert.equal(await tab.evaluate(() => history.state), null, "no trace is left");
  });
}

test("an old page in a sandboxed frame is replaced too", async (t) => {
  const [one, two] = [wholeSite(), nextBuild(wholeSite())];
  const { server, tab } = await scene(t, { site: one, headers: KEEPS_PAGES });
  const frameHtml = `<!doctype html><link rel="icon" href="data:,"><title>Portal</title><iframe sandbox="allow-scripts" src="${server.url}" width="900" height="700"></iframe>`;
  const portal = await serve(new Map([["portal.html", Buffer.from(frameHtml)]]));
  t.after(() => portal.close());
  const inFrame = async () => {
    await tab.goto(`${portal.url}portal.html`);
    const frame = await (await tab.locator("iframe").elementHandle()).contentFrame();
    await ready(frame);
    return frame;
  };
  await inFrame();
  server.put(two);
  assert.equal(await build(await inFrame()), buildOf(two));
});

/** The page says why it does not start, and stays. */
async function stays(tab, server, pattern, loads) {
  await tab.goto(server.url);
  const message = tab.getByRole("alert");
  await eventually(async () => assert.match(await message.innerText(), pattern));
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(pageLoads(server), loads);
  assert.match(await message.innerText(), pattern);
  assert.equal(await tab.evaluate(() => history.state), null);
}

test("where the server has nothing newer, nothing is loaded again", async (t) => {
  const { server, tab } = await scene(t, { site: without(wholeSite(), "worker-wasm") });
  // Once for the page, once to look for a newer one.
  await stays(tab, server, /is missing on its server/, 2);
});

/** A server that has another build at every request, and never the files of any. */
function broken(t, role) {
  let count = 0;
  const site = without(wholeSite(), role);
  const text = site.get("index.html").toString();
  const page = () => Buffer.from(text.replace(/ data-build="[^"]*"/, ` data-build="${(count += 1)}"`));
  site.get = (name) => (name === "index.html" ? page() : Map.prototype.get.call(site, name));
  return scene(t, { site, headers: () => ({ "Cache-Control": "no-store" }) });
}

for (const role of ["boot", "page-js", "rules"]) {
  test(`a site that is new and broken each time (${role}) is loaded again once`, async (t) => {
    const { server, tab } = await broken(t, role);
    // The page, the look for a newer one, and that.
    await stays(tab, server, /could not be loaded|is missing/, 3);
    // By hand it can be tried again, and that is all there is to it.
    await tab.reload();
    await eventually(async () => assert.match(await tab.getByRole("alert").innerText(), /could not be loaded|is missing/));
    assert.equal(pageLoads(server), 4);
  });
}

for (const [what, refuse] of [
  ["no mark can be left", () => (History.prototype.replaceState = () => { throw new DOMException("", "SecurityError"); })],
  ["a mark does not last", () => (History.prototype.replaceState = () => {})],
]) {
  test(`where ${what}, nothing is loaded again by itself`, async (t) => {
    const { server, tab } = await broken(t, "worker-wasm");
    await tab.addInitScript(refuse);
    await stays(tab, server, /is missing/, 2);
  });
}

for (const [what, refuse] of [
  ["there are none", () => delete Navigator.prototype.serviceWorker],
  ["they may not be asked for", () => Object.defineProperty(Navigator.prototype, "serviceWorker", { get() { throw new DOMException("", "SecurityError"); } })],
  ["they are refused", () => (ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("", "SecurityError")))],
  ["they never answer", () => (ServiceWorkerContainer.prototype.register = () => new Promise(() => {}))],
  ["nothing may be stored", () => (CacheStorage.prototype.open = () => Promise.reject(new DOMException("", "SecurityError")))],
  ["the storage is full", () => (Cache.prototype.put = () => Promise.reject(new DOMException("", "QuotaExceededError")))],
]) {
  test(`the page is the same without service workers: ${what}`, async (t) => {
    const { server, tab } = await scene(t);
    await tab.addInitScript(refuse);
    await tab.goto(server.url);
    await works(tab);
    await tab.reload();
    await works(tab);
  });
}

for (const missing of ["sw.js", "offline", "rescue"]) {
  test(`the page is the same without ${missing}`, async (t) => {
    const site = wholeSite();
    assert.ok(site.delete(helperOf(site, missing) ?? missing));
    const { server, tab } = await scene(t, { site });
    await tab.goto(server.url);
    await ready(tab);
    await paste(tab, passwordRefused());
    await card(tab, texts.PASSWORD_RULE).waitFor();
  });
}

test("in a frame nothing is kept and nothing is offered", async (t) => {
  const site = wholeSite().set("portal.html", Buffer.from('<!doctype html><title>Portal</title><iframe src="./" width="900" height="700"></iframe>'));
  const { server, tab } = await scene(t, { site });
  await tab.goto(`${server.folder}portal.html`);
  const frame = await (await tab.locator("iframe").elementHandle()).contentFrame();
  await ready(frame);
  assert.equal(await frame.getByRole("link", { name: /offline/ }).count(), 0);
  assert.deepEqual(await frame.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]), [[], 0]);
});

test("other pages of the site are none of the service worker's business", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await kept(tab, site);
  await tab.goto(`${server.folder}offline.html`);
  await tab.getByRole("heading", { name: "Unstuck without a network" }).waitFor();
  await tab.context().setOffline(true);
  await assert.rejects(tab.goto(`${server.folder}offline.html?`), /ERR_INTERNET_DISCONNECTED/);
});

/** A page that the service worker opened, and another server. */
async function controlled(t, options) {
  const foreign = await serve(new Map());
  t.after(() => foreign.close());
  const site = wholeSite();
  const { server, tab } = await scene(t, { site, ...options });
  await open(tab, server);
  await kept(tab, site);
  await open(tab, server);
  assert.ok(await isControlled(tab));
  return { server, foreign, tab, before: server.log.length };
}

test("with a service worker no channel leads out either", async (t) => {
  const { server, foreign, tab, before } = await controlled(t);
  const bases = [`${server.folder}probe/`, `${foreign.folder}probe/`];
  const attempts = await tab.evaluate(probes.fromPage, bases);
  assert.ok(attempts.length >= 60);
  assert.ok((await tab.workers()[0].evaluate(probes.fromWorker, bases)).length >= 20);
  const own = await tab.evaluate(probes.fromServiceWorkers, bases);
  assert.ok(own.length >= 12);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.deepEqual([...server.log.slice(before), ...foreign.log].map(({ url }) => url), []);
});

// The one exception: a browser looks by itself whether a service worker has changed, and a
// page can ask it to. That request goes to the service worker's own address.
test("the look for a newer service worker carries nothing", async (t) => {
  const headers = (name) => (name === "sw.js" ? { "Cache-Control": "no-store" } : {});
  const { server, tab, before } = await controlled(t, { headers });
  await paste(tab, "canary-9c1f");
  await tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  const heard = server.log.slice(before);
  assert.ok(heard.length >= 1, "it was heard");
  for (const { method, url, headers, body } of heard) {
    assert.deepEqual({ method, url, body }, { method: "GET", url: "/repo/sw.js", body: "" });
    assert.equal(headers["service-worker"], "script");
    assert.doesNotMatch(JSON.stringify(headers), /canary/);
  }
});

test("the page as one file can be had from the foot of the page", async (t) => {
  const site = wholeSite();
  const { server, tab } = await scene(t, { site });
  await open(tab, server);
  await paste(tab, passwordRefused());
  await card(tab, texts.PASSWORD_RULE).waitFor();
  const coming = tab.waitForEvent("download");
  await tab.getByRole("link", { name: "One file for use offline" }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), "unstuck.html");
  const bytes = readFileSync(await download.path());
  const sum = createHash("sha256").update(bytes).digest("hex");
  assert.equal(site.get("unstuck.html.sha256").toString(), `${sum}  unstuck.html\n`);
  assert.ok(site.get("offline.html").toString().includes(sum));
  await card(tab, texts.PASSWORD_RULE).waitFor();
  assert.deepEqual(await violations(tab), []);
});

test("the page about it opens beside, and can be installed from", async (t) => {
  const { server, tab } = await scene(t);
  await open(tab, server);
  const opening = tab.context().waitForEvent("page");
  await tab.getByRole("link", { name: /^Install, or use offline/ }).click();
  const page = await opening;
  await page.getByRole("heading", { name: "Unstuck without a network" }).waitFor();
  const session = await page.context().newCDPSession(page);
  const manifest = await session.send("Page.getAppManifest");
  assert.deepEqual(manifest.errors, []);
  assert.match(manifest.url, /\/repo\/manifest\.webmanifest$/);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // Every tab of a test is a private one.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId), ["in-incognito"]);
  await page.getByRole("link", { name: "Open Unstuck" }).click();
  await ready(page);
});
