// The static pages of the rules, as somebody meets them who comes from a search.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { nothingToFault } from "./axe.mjs";
import { launch, newTab, ready, violations } from "./browser.mjs";
import { RULE_PAGES } from "./rule-pages.mjs";
import { serve } from "./server.mjs";
import { builtSite } from "./site.mjs";

const site = builtSite();
const browser = await launch();
const server = await serve(site, { path: "/repo/" });
after(async () => {
  await browser.close();
  await server.close();
});

async function visit(t, path, options) {
  const tab = await newTab(browser, options);
  t.after(() => tab.context().close());
  await tab.goto(server.url + path);
  return tab;
}

const items = (tab) => tab.locator(".entries > li");

for (const [name, path] of Object.entries(RULE_PAGES)) {
  test(`nothing to find fault with: ${name}`, async (t) => {
    const tab = await visit(t, path);
    for (const summary of await tab.locator("summary").all()) await summary.click();
    // The list is long, and the checks look at each of its links.
    await nothingToFault(tab, path === "rules/" ? [1280, 320] : [1280, 390, 320]);
    assert.deepEqual(tab.consoleLines, []);
    assert.deepEqual(await violations(tab), []);
  });
}

test("the browser reads every page as it was written", async (t) => {
  const tab = await newTab(browser);
  t.after(() => tab.context().close());
  const pages = [...site.keys()].filter((name) => name.startsWith("rules/") && name.endsWith(".html"));
  assert.ok(pages.length > 900, `${pages.length} pages`);
  const differ = [];
  for (const name of pages) {
    const source = site.get(name).toString("utf8").replace("<!doctype html>", "");
    const read = await tab.evaluate((text) => new DOMParser().parseFromString(text, "text/html").documentElement.outerHTML, source);
    if (uniform(read) !== uniform(source)) differ.push(name);
  }
  assert.deepEqual(differ, []);
});

/** Markup without what may be written in several ways: line ends between elements, values
    that are empty, and characters that need no reference within quotes. */
function uniform(markup) {
  return markup
    .replaceAll("\n", "")
    .replace(/ (alt|defer|hidden)(?=[ >])/g, ' $1=""')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
}

test("a rule's page leads to the page that reads a log, and to its neighbours", async (t) => {
  const tab = await visit(t, RULE_PAGES["long rule"]);
  await tab.getByRole("link", { name: "no entry in pg_hba.conf" }).click();
  await tab.waitForURL(`${server.url}rules/postgresql/no-pg-hba-entry/`);
  await tab.getByRole("link", { name: "PostgreSQL", exact: true }).click();
  await tab.waitForURL(`${server.url}rules/postgresql/`);
  await tab.getByRole("link", { name: "All known problems" }).click();
  await tab.waitForURL(`${server.url}rules/`);
  await tab.getByRole("link", { name: "PostgreSQL rejected the password" }).click();
  await tab.waitForURL(server.url + RULE_PAGES["long rule"]);
  await tab.getByRole("complementary").getByRole("link", { name: "Paste your own log" }).click();
  await tab.waitForURL(server.url);
  await ready(tab);
});

test("nothing on a rule's page loads from elsewhere or runs", async (t) => {
  const from = server.log.length;
  const tab = await visit(t, RULE_PAGES["short rule"]);
  await tab.waitForLoadState("networkidle");
  const asked = server.log.slice(from).map(({ url }) => url.replace(/-[0-9a-f]{16}\./, "."));
  assert.deepEqual(asked.sort(), [`/repo/${RULE_PAGES["short rule"]}`, "/repo/rules/icon.svg", "/repo/rules/rules.css"].sort());
  await tab.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'it ran'";
    document.body.append(script);
  });
  assert.notEqual(await tab.title(), "it ran");
  assert.deepEqual((await violations(tab)).map(({ directive }) => directive), ["script-src-elem"]);
});

test("the list can be filtered", async (t) => {
  const tab = await visit(t, "rules/");
  const all = await items(tab).count();
  const field = tab.getByLabel("Filter by system, words or code");
  await field.fill("28p01 POSTGRESQL");
  assert.equal(await items(tab).filter({ visible: true }).count(), 1);
  assert.equal(await tab.getByRole("status").innerText(), "1 problem fits.");
  assert.equal(await tab.getByRole("heading", { level: 2 }).count(), 1);
  await field.fill("<no such thing>");
  assert.equal(await tab.getByRole("status").innerText(), "0 problems fit.");
  await field.fill("");
  assert.equal(await items(tab).filter({ visible: true }).count(), all);
});

test("without scripts the list is whole, and there is no field that does nothing", async (t) => {
  const tab = await visit(t, "rules/", { javaScriptEnabled: false });
  assert.equal(await tab.locator("#filter").isVisible(), false);
  assert.ok((await items(tab).count()) > 800);
});
