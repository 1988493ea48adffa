// The rules within the page: found by words, codes and messages, and read without a log.

import assert from "node:assert/strict";
import { test } from "node:test";

import { card, editor, eventually, paste, results, said, violations } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { IS_FILE } from "./site.mjs";
import * as texts from "./texts.mjs";

const { visit } = await fixture();

const heading = (tab, name) => tab.getByRole("heading", { level: 2, name });
const search = (tab) => tab.getByLabel(/^Search by words/);
const hits = (tab) => tab.locator(".rules-search").getByRole("link");
const focused = (tab) => tab.evaluate(() => document.activeElement.id);

test("rules are found by words, by code and by a message with one's own values", async (t) => {
  const tab = await visit(t, { at: "#rules" });
  await heading(tab, "All rules").waitFor();
  for (const query of ["postgresql password", "28P01", "SQLSTATE 28P01", texts.passwordRefused("somebody_else")]) {
    await search(tab).fill(query);
    await eventually(async () => {
      const found = await hits(tab).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(found.includes(`#rules/${texts.PASSWORD_RULE}`), `${query}: ${found}`);
    });
  }
  await search(tab).fill("no-such-words-anywhere");
  await eventually(async () => assert.equal(await hits(tab).count(), 0));
  assert.deepEqual(await violations(tab), []);
});

test("the list has every rule", async (t) => {
  const tab = await visit(t, { at: "#rules" });
  const systems = tab.locator(".rules-systems details");
  await systems.first().waitFor();
  const rules = await tab.locator(".rules-systems li").count();
  const said = await tab.getByText(/^[\d,]+ rules$/).first().innerText();
  const known = Number((await tab.locator(".foot").innerText()).match(/([\d,]+) rules/)[1].replace(",", ""));
  assert.equal(rules, known, said);
  await systems.first().locator("summary").click();
  await systems.first().getByRole("link").first().click();
  await tab.locator(".rule-page").waitFor();
});

test("a rule says what a finding says, and going back leaves the text alone", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.passwordRefused());
  const found = card(tab, texts.PASSWORD_RULE);
  await found.getByRole("checkbox", { name: /step 1$/ }).check();
  await found.getByRole("link", { name: texts.PASSWORD_RULE }).click();
  const rule = tab.locator(".rule-page");
  await rule.waitFor();
  await eventually(async () => assert.equal(await focused(tab), "rules-heading"));
  assert.match(await tab.title(), /password.* · Unstuck$/);
  const text = await rule.innerText();
  for (const part of [/<user>/, /Cause/, /How to fix it/, /28P01/]) assert.match(text, part);
  assert.ok(!text.includes("app_reader"), "a rule has no values of a log");
  assert.equal(await editor(tab).isVisible(), false);

  await tab.goBack();
  await editor(tab).waitFor();
  assert.equal(await editor(tab).inputValue(), texts.passwordRefused());
  assert.ok(await found.getByRole("checkbox", { name: /step 1$/ }).isChecked());
  assert.equal(await tab.title(), "Unstuck");
  await tab.goForward();
  await rule.waitFor();
  await tab.getByRole("link", { name: "All rules" }).first().click();
  await heading(tab, "All rules").waitFor();
  assert.equal(await tab.title(), "All rules · Unstuck");
  await tab.getByRole("link", { name: "Read a log" }).click();
  await editor(tab).waitFor();
  assert.equal(await editor(tab).inputValue(), texts.passwordRefused());
});

test("what was searched for is still there after a rule was read", async (t) => {
  const tab = await visit(t, { at: "#rules" });
  await search(tab).fill("postgresql password");
  await hits(tab).first().click();
  await tab.locator(".rule-page").waitFor();
  await tab.goBack();
  await hits(tab).first().waitFor();
  assert.equal(await search(tab).inputValue(), "postgresql password");
});

test("an id that is none is said so, as text", async (t) => {
  for (const id of ["no/such", "<img src=x onerror=alert(1)>", "x".repeat(5000), "%00"]) {
    const tab = await visit(t, { at: `#rules/${id}` });
    await heading(tab, "There is no such rule").waitFor();
    assert.equal(await tab.locator(".rules-page img").count(), 0);
    await search(tab).fill("password");
    await hits(tab).first().waitFor();
    assert.deepEqual(await violations(tab), []);
  }
});

test("the way there is in the foot of the page, and to the pages of the site where there are some", async (t) => {
  const tab = await visit(t);
  await tab.getByRole("contentinfo").getByRole("link", { name: "All rules" }).click();
  await heading(tab, "All rules").waitFor();
  const site = tab.locator(".rules-page").getByRole("link", { name: /As pages of their own/ });
  assert.equal(await site.count(), IS_FILE ? 0 : 1);
  assert.equal(await results(tab).isVisible(), false);
});

test("a log that is being read is read on", async (t) => {
  const tab = await visit(t);
  await paste(tab, `${texts.fill(30_000)}\n${texts.passwordRefused()}`);
  await tab.evaluate(() => (location.hash = "#rules"));
  await heading(tab, "All rules").waitFor();
  await tab.goBack();
  await card(tab, texts.PASSWORD_RULE).waitFor();
  await said(tab, /./);
});
