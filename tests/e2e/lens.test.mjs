// Looking at the findings in other ways: over time, by kind, before and after, by rule.

import assert from "node:assert/strict";
import { test } from "node:test";

import { card, dropFiles, editor, eventually, paste, results, said, status, violations } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import * as texts from "./texts.mjs";

const { visit, file } = await fixture();

const timeline = (tab) => results(tab).getByRole("region", { name: "Timeline" });
const cards = (tab) => results(tab).getByRole("article");
const comparison = (tab) => results(tab).getByRole("region", { name: "Before and now" });
const search = (tab) => results(tab).getByLabel("Search the rules");

/** The middle of the bars at a share of their width. */
async function across(tab, share) {
  const box = await timeline(tab).locator(".timeline-plot").boundingBox();
  return [box.x + box.width * share, box.y + 30];
}

async function drag(tab, from, to) {
  await timeline(tab).scrollIntoViewIfNeeded();
  await tab.mouse.move(...(await across(tab, from)));
  await tab.mouse.down();
  await tab.mouse.move(...(await across(tab, (from + to) / 2)));
  await tab.mouse.move(...(await across(tab, to)));
  await tab.mouse.up();
}

test("a stretch of the timeline narrows what is shown, by pointer and by keyboard", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.OVER_TIME);
  await said(tab, /^5 findings/);
  await timeline(tab).getByText("One bar is", { exact: false }).waitFor();
  assert.equal(await cards(tab).count(), 6, "five findings and an unknown error");

  await drag(tab, 0.02, 0.4);
  await said(tab, /^\d of 5 findings shown/);
  await card(tab, texts.PASSWORD_RULE).first().waitFor();
  assert.equal(await card(tab, texts.ACCESS_DENIED_RULE).count(), 0, "it came later");
  assert.equal(await tab.locator(".veil").count(), 2);

  await results(tab).getByRole("button", { name: "Show all" }).click();
  await said(tab, /^5 of 5 findings shown\.$/);
  assert.equal(await cards(tab).count(), 6);
  assert.equal(await tab.locator(".veil").count(), 0);

  // The same with the fields, by the log's own clock and without the date.
  const from = timeline(tab).getByLabel("From", { exact: true });
  const to = timeline(tab).getByLabel("To", { exact: true });
  assert.match(await from.inputValue(), /^2026-03-14 09:0\d:\d\d$/);
  await from.fill("09:20");
  await from.press("Enter");
  // Until it is taken, the line still says that all five are shown.
  await said(tab, /^[1-4] of 5 findings shown/);
  assert.equal(await from.inputValue(), "2026-03-14 09:20:00");
  assert.equal(await card(tab, texts.PASSWORD_RULE).count(), 0);
  assert.equal(await card(tab, texts.ACCESS_DENIED_RULE).count(), 1);
  await to.fill("soon");
  await to.press("Enter");
  await timeline(tab).getByText(/^Write a time as the log does/).waitFor();
  await said(tab, /^Write a time as the log does/);
  assert.equal(await to.getAttribute("aria-invalid"), "true");
  assert.equal(await to.inputValue(), "soon", "what was written can be mended");
  await to.fill("");
  await to.press("Enter");
  await from.fill("");
  await from.press("Enter");
  await said(tab, /^5 of 5/);
  assert.deepEqual(await violations(tab), []);
});

test("the table has the numbers of the bars", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.OVER_TIME);
  await said(tab, /^5 findings/);
  await timeline(tab).getByText("The same as a table").click();
  const table = timeline(tab).getByRole("table").first();
  const numbers = await table.locator("tbody td:nth-child(n + 3)").allInnerTexts();
  const lines = texts.OVER_TIME.split("\n").filter((line) => line.startsWith("2026")).length;
  assert.equal(numbers.map(Number).reduce((sum, count) => sum + count, 0), lines);
  const heads = await table.locator("thead th").allInnerTexts();
  assert.deepEqual(heads, ["From", "To", "Error", "Warning", "Info"]);
  await timeline(tab).getByRole("table").nth(1).getByRole("row").nth(5).waitFor();
});

test("a page from right to left has its timeline from left to right, as its log runs", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.OVER_TIME);
  await said(tab, /^5 findings/);
  await tab.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await drag(tab, 0.02, 0.4);
  await said(tab, /^\d of 5 findings shown/);
  await card(tab, texts.PASSWORD_RULE).first().waitFor();
  assert.equal(await card(tab, texts.ACCESS_DENIED_RULE).count(), 0);
  const ends = await timeline(tab).locator(".axis bdi").evaluateAll((ends) => ends.map((end) => end.getBoundingClientRect().x));
  assert.ok(ends[0] < ends[1], "the beginning is on the left");
  const edges = await tab.locator(".edge").evaluateAll((edges) => edges.map((edge) => edge.getBoundingClientRect().x));
  assert.ok(edges[0] < edges[1], `the stretch is where the pointer was: ${edges}`);
});

test("a log without times has no timeline", async (t) => {
  const tab = await visit(t);
  await paste(tab, `${texts.passwordRefused()}\n`.repeat(20));
  await said(tab, /^1 finding/);
  assert.equal(await timeline(tab).count(), 0);
});

test("chips narrow by severity and system, and consequences go on naming their cause", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.OVER_TIME);
  await said(tab, /^5 findings/);
  const system = (name) => results(tab).getByRole("group", { name: "Show by system" }).getByRole("button", { name });
  await system(/^PostgreSQL \d$/).click();
  await said(tab, /^\d of 5 findings shown\.$/);
  assert.equal(await system(/^PostgreSQL/).getAttribute("aria-pressed"), "true");
  const shown = await cards(tab).locator(".system").allInnerTexts();
  assert.ok(shown.length > 0 && shown.every((name) => name === "PostgreSQL"), `${shown}`);
  await system(/S3/).click();
  await eventually(async () => assert.equal(await card(tab, texts.ACCESS_DENIED_RULE).count(), 1));
  await results(tab).getByRole("button", { name: "Show all" }).click();
  await said(tab, /^5 of 5/);
  assert.equal(await system(/^PostgreSQL/).getAttribute("aria-pressed"), "false");
});

test("two logs are compared: gone, still there, new", async (t) => {
  const tab = await visit(t);
  await paste(tab, [texts.passwordRefused("ann"), texts.passwordRefused("bob"), texts.accessDenied].join("\n\n"));
  await said(tab, /^3 findings/);
  await results(tab).getByRole("button", { name: "Paste the new log" }).click();
  await said(tab, /^3 findings are kept\. Paste the new log/);
  await eventually(async () => assert.equal(await editor(tab).evaluate((field) => document.activeElement === field), true));
  assert.equal(await editor(tab).inputValue(), "");
  await comparison(tab).waitFor();

  await paste(tab, [texts.passwordRefused("bob"), texts.passwordRefused("bob"), texts.webhookRefused].join("\n\n"));
  await said(tab, /^Compared with before: 2 gone, 1 still there, 1 new\.$/);
  const list = (name) => comparison(tab).locator("div").filter({ has: tab.getByRole("heading", { name }) }).last().getByRole("listitem");
  const gone = await list("2 gone").allInnerTexts();
  assert.ok(gone.some((text) => text.includes("ann")) && gone.every((text) => !text.includes("bob")), `${gone}`);
  assert.match((await list("1 still there").allInnerTexts())[0], /bob.*twice now, once before/s);
  assert.equal(await list("1 new").count(), 1);
  assert.equal(await cards(tab).count(), 2, "what is found now is there as ever");

  // A log in which nothing is wrong any more, as a file.
  await dropFiles(tab, file("healthy.log", texts.HEALTHY));
  await said(tab, /^Compared with before: 3 gone, 0 still there, 0 new\.$/);
  await tab.getByRole("button", { name: "Clear and paste something else" }).click();
  await eventually(async () => assert.equal(await comparison(tab).count(), 0));
});

test("a comparison can be ended without clearing", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.accessDenied);
  await said(tab, /^1 finding/);
  await results(tab).getByRole("button", { name: "Paste the new log" }).click();
  await paste(tab, texts.accessDenied);
  await said(tab, /^Compared/);
  await comparison(tab).getByRole("button", { name: "End the comparison" }).click();
  await said(tab, /^The comparison is ended\.$/);
  assert.equal(await comparison(tab).count(), 0);
  assert.equal(await cards(tab).count(), 1);
});

test("why a rule does not fire, and where it got how far", async (t) => {
  const tab = await visit(t);
  await paste(tab, `${texts.HEALTHY}\n${texts.passwordRefused()}`);
  await said(tab, /^1 finding/);
  await results(tab).getByText(/^Looking for something else\?/).click();
  await search(tab).fill("postgresql");
  await results(tab).getByText(/^20 rules, and \d+ more$/).waitFor();
  await said(tab, /^20 rules, and \d+ more$/);
  assert.equal(await results(tab).locator(".rule-choice").count(), 20);
  assert.equal(await search(tab).inputValue(), "postgresql", "the field keeps what was typed");
  await search(tab).fill("postgresql password-authentication");
  await results(tab).locator(".rule-choice").filter({ hasText: texts.PASSWORD_RULE }).click();
  const answer = results(tab).locator(".why-answer");
  await answer.getByText(/^The rule fits, once/).waitFor();
  await answer.getByRole("button", { name: "Go to line 4" }).first().click();
  await said(tab, /^Line 4\.$/);
  assert.equal(await editor(tab).evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), texts.passwordRefused());

  await search(tab).fill("s3 access-denied");
  await results(tab).locator(".rule-choice").filter({ hasText: texts.ACCESS_DENIED_RULE }).first().click();
  await answer.getByText(/^The rule does not fit/).waitFor();
  assert.ok((await answer.locator(".unmet").count()) > 0);
  await search(tab).fill("no such words");
  await results(tab).getByText("No rule has these words.").waitFor();

  // Another text, and the old answer is gone.
  await paste(tab, texts.accessDenied);
  await said(tab, /^1 finding/);
  await eventually(async () => assert.equal((await answer.innerText()).trim(), ""));
});

test("of a large file, why a rule does not fire is told for its beginning", async (t) => {
  const tab = await visit(t);
  await dropFiles(tab, file("large.log", texts.longLog(20_000_000)));
  await said(tab, /findings/);
  await results(tab).getByText(/^Looking for something else\?/).click();
  await search(tab).fill("postgresql password-authentication-failed");
  await results(tab).locator(".rule-choice").filter({ hasText: texts.PASSWORD_RULE }).click();
  const answer = results(tab).locator(".why-answer");
  await answer.getByText(/^The file is large: this holds for the first 16\.8 MB of 2\d\.\d MB\.$/).waitFor();
  await answer.getByText(/^The rule fits, \d+ times/).waitFor();
  assert.equal(await status(tab).count() > 0, true);
});
