// What leaves the page: redacted, looked at first, and only by a click.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { card, editor, eventually, paste, readClipboard, results, said, violations } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { LOG, PRIVATE, nothingPrivate } from "./private.mjs";
import * as texts from "./texts.mjs";

const { visit } = await fixture();

const dialog = (tab) => tab.getByRole("dialog", { name: "Report to take along" });
const preview = (tab) => dialog(tab).getByRole("region", { name: "The report" });

async function handingOver(t, log = LOG, options = {}) {
  const tab = await visit(t, { acceptDownloads: true, ...options });
  await paste(tab, log);
  await said(tab, /finding|not known/);
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  await preview(tab).waitFor();
  return tab;
}

test("the report holds no private value, and shows what it hides", async (t) => {
  const tab = await handingOver(t);
  const text = await preview(tab).innerText();
  nothingPrivate(text);
  assert.match(text, /password authentication failed for user "<USER_\d>"/);
  assert.match(text, /### Fix/);
  const rows = await dialog(tab).getByRole("row").allInnerTexts();
  for (const what of ["host", "address", "account"]) {
    assert.ok(rows.some((row) => row.includes(PRIVATE[what])), `${what} is listed: ${rows}`);
  }
  assert.deepEqual(await violations(tab), []);
});

test("what is copied and saved is what was looked at", async (t) => {
  const tab = await handingOver(t);
  const shown = await preview(tab).evaluate((element) => element.textContent);
  await dialog(tab).getByRole("button", { name: "Copy as Markdown" }).click();
  await eventually(async () => assert.equal(await readClipboard(tab), shown));

  for (const [button, name] of [["Save .md", "unstuck-report.md"], ["Save .json", "unstuck-report.json"]]) {
    const [download] = await Promise.all([
      tab.waitForEvent("download"),
      dialog(tab).getByRole("button", { name: button }).click(),
    ]);
    assert.equal(download.suggestedFilename(), name);
    const saved = readFileSync(await download.path(), "utf8");
    nothingPrivate(saved);
    if (name.endsWith(".md")) assert.equal(saved, shown);
    else assert.equal(JSON.parse(saved).findings[0].rule, texts.PASSWORD_RULE);
  }
});

test("a value that the person wants to show stands there, and nothing else", async (t) => {
  const tab = await handingOver(t);
  const row = dialog(tab).getByRole("row").filter({ hasText: PRIVATE.address });
  await row.getByRole("checkbox").first().check();
  await eventually(async () => {
    const text = await preview(tab).innerText();
    assert.ok(text.includes(PRIVATE.address));
    nothingPrivate(text, ["address"]);
  });
  await dialog(tab).getByRole("button", { name: "Hide everything again" }).click();
  await eventually(async () => nothingPrivate(await preview(tab).innerText()));
});

test("the steps that were taken and the verdict stand in the report", async (t) => {
  const tab = await visit(t);
  await paste(tab, LOG);
  const found = card(tab, texts.PASSWORD_RULE);
  await found.getByRole("checkbox", { name: /^Done\s*, step 1$/ }).check();
  await found.getByRole("button", { name: "No, it is still there" }).click();
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  const text = await preview(tab).innerText();
  assert.match(text, /1\. \*\*Done\.\*\* /);
  assert.doesNotMatch(text, /2\. \*\*Done\.\*\* /);
  assert.match(text, /did not help/);
});

test("Escape closes the dialog and gives the focus back", async (t) => {
  const tab = await handingOver(t);
  await tab.keyboard.press("Escape");
  await dialog(tab).waitFor({ state: "hidden" });
  assert.equal(await editor(tab).inputValue(), LOG, "the text is where it was");
  await eventually(async () => {
    const focused = await tab.evaluate(() => document.activeElement.innerText);
    assert.match(focused, /Make a report/);
  });
});

test("on paper is the redacted report alone", async (t) => {
  const tab = await handingOver(t);
  await tab.emulateMedia({ media: "print" });
  const seen = () => tab.evaluate(() => document.body.innerText);
  nothingPrivate(await seen());
  assert.match(await seen(), /password authentication failed/);
  await tab.emulateMedia({ media: "screen" });
  await tab.keyboard.press("Escape");
  await dialog(tab).waitFor({ state: "hidden" });
  await tab.emulateMedia({ media: "print" });
  nothingPrivate(await seen());
  assert.match(await seen(), /To print what was found/);
});

test("a hostile log makes no markup in the report and none in the dialog", async (t) => {
  const hostile = LOG.replace("INFO starting", "ERROR ``` <img src=x onerror=alert(1)> </script> ````` failed starting");
  const tab = await handingOver(t, hostile);
  assert.equal(await dialog(tab).locator("img, script").count(), 0);
  const text = await preview(tab).innerText();
  const fences = text.match(/^ *`{3,}\w*$/gm) ?? [];
  assert.equal(fences.length % 2, 0, "every fence is closed");
});

test("an input without a known problem can be taken along too", async (t) => {
  const tab = await handingOver(t, texts.UNKNOWN);
  assert.match(await preview(tab).innerText(), /Not known/);
});
