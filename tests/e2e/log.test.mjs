// The log view: searching, filtering, links to lines, highlights, wrapping, and the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { card, dropFiles, editor, eventually, highlighted, newTab, paste, readClipboard, ready, said, viewer, violations } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const LARGE = texts.longLog(12_000_000);
const LINES = LARGE.split("\n").slice(0, -1);

const { server, browser, visit, file } = await fixture();
const large = file("large.log", LARGE);

async function open(t, path = large) {
  const tab = await visit(t);
  await dropFiles(tab, path);
  await said(tab, /finding|not known|Nothing here/);
  return tab;
}

const search = (tab) => tab.getByLabel("Search in the log");
const lineField = (tab) => tab.getByLabel("Line", { exact: true });
const button = (tab, name) => tab.getByRole("button", { name, exact: true });
const number = (value) => value.toLocaleString("en");
const rows = (tab) =>
  viewer(tab).locator(".row").evaluateAll((rows) => rows.map((row) => [Number(row.dataset.row) + 1, row.querySelector("code").textContent]));
const current = (tab) => viewer(tab).locator(".row-current");
const fragment = (tab) => tab.evaluate(() => location.hash);
const focused = (tab) => tab.evaluate(() => document.activeElement.closest("[data-row]")?.dataset.row ?? document.activeElement.className);
/** The lines, from 1, that fit. */
const linesThat = (fits, lines = LINES) => lines.map((_, index) => index + 1).filter((line) => fits(lines[line - 1]));

test("a search finds every line, and goes from one to the next", async (t) => {
  const tab = await open(t);
  const expected = linesThat((line) => line.includes("app_3"));
  await search(tab).fill("APP_3");
  await said(tab, new RegExp(`^${number(expected.length)} lines found\\.$`));
  await search(tab).press("Enter");
  await said(tab, new RegExp(`^Match 1 of ${number(expected.length)}, line ${number(expected[0])}\\.$`));
  await eventually(async () => assert.equal(await current(tab).getAttribute("data-row"), String(expected[0] - 1)));
  await eventually(async () => {
    const found = await highlighted(tab, "unstuck-hit");
    assert.ok(found.some(({ line, text }) => line === expected[0] && text === "app_3"), JSON.stringify(found));
  });
  assert.match(await focused(tab), /field/, "one can go on typing");
  await search(tab).press("Enter");
  await said(tab, new RegExp(`^Match 2 of .*, line ${number(expected[1])}\\.$`));
  await search(tab).press("Shift+Enter");
  await search(tab).press("Shift+Enter");
  await said(tab, new RegExp(`^Match ${expected.length} of .*, line ${number(expected.at(-1))}\\.$`));
  await search(tab).press("Escape");
  assert.equal(await search(tab).inputValue(), "");
  await eventually(async () => assert.deepEqual(await highlighted(tab, "unstuck-hit"), []));
});

test("a regular expression, and one that is none", async (t) => {
  const tab = await open(t);
  await button(tab, "Regular expression").click();
  await search(tab).fill("XQ-[02]\\)$");
  const expected = linesThat((line) => /XQ-[02]\)$/.test(line));
  await said(tab, new RegExp(`^${number(expected.length)} lines found\\.$`));
  await search(tab).fill("XQ-[02");
  await said(tab, /^No search: unclosed character class \(at character 4\)\.$/);
  await tab.getByText("Not a regular expression: unclosed character class (at character 4).").waitFor();
  await button(tab, "Regular expression").click();
  await said(tab, /^No match\.$/);
});

test("a filter shows whole entries under their own numbers", async (t) => {
  const tab = await open(t);
  const errors = linesThat((line) => / ERROR |^  |psql: error/.test(line));
  await button(tab, "Errors only").click();
  await tab.getByText(`${number(errors.length)} lines of ${number(LINES.length)} shown.`).waitFor();
  for (const share of [0, 0.5, 1]) {
    await viewer(tab).evaluate((viewer, share) => (viewer.scrollTop = share * viewer.scrollHeight), share);
    await eventually(async () => {
      const shown = await rows(tab);
      const at = errors.indexOf(shown[0][0]);
      assert.deepEqual(shown, errors.slice(at, at + shown.length).map((line) => [line, LINES[line - 1]]), `at ${share}`);
    });
  }
  await search(tab).fill("at step 4");
  await button(tab, "Show only entries that match").click();
  const steps = linesThat((line) => line.trim() === "at step 4");
  await said(tab, new RegExp(`^${steps.length} lines found\\.$`));
  await eventually(async () => assert.deepEqual((await rows(tab)).slice(0, 3).map(([line]) => line), [-2, -1, 0].map((by) => steps[0] + by)));

  // Going to a line that is hidden brings all of them back.
  const healthy = linesThat((line) => line.includes(" INFO "))[1_000];
  await lineField(tab).fill(String(healthy));
  await lineField(tab).press("Enter");
  await said(tab, new RegExp(`^Line ${number(healthy)}\\.$`));
  await eventually(async () => assert.equal(await focused(tab), String(healthy - 1)));
  assert.equal(await button(tab, "All lines").getAttribute("aria-pressed"), "true");
});

test("nothing that fits the filter is said", async (t) => {
  const tab = await open(t, file("healthy.log", texts.HEALTHY));
  await button(tab, "Errors only").click();
  await viewer(tab).getByText("No line fits the filter.").waitFor();
  await button(tab, "All lines").click();
  await eventually(async () => assert.equal((await rows(tab)).length, 3));
});

test("lines are chosen, linked and copied without their numbers", async (t) => {
  const lines = [...texts.fill(60).split("\n"), passwordRefused(), "größer 🔴 \ttab"];
  const tab = await open(t, file("app.log", lines.join("\n")));
  const numberOf = (line) => viewer(tab).locator(`[data-row="${line - 1}"] .line-number`);
  await lineField(tab).fill("58");
  await lineField(tab).press("Enter");
  await numberOf(60).click();
  assert.equal(await fragment(tab), "#L60");
  await numberOf(62).click({ modifiers: ["Shift"] });
  assert.equal(await fragment(tab), "#L60-L62");
  await said(tab, /^Lines 60–62 chosen\./);
  assert.equal(await viewer(tab).locator(".row-chosen").count(), 3);
  await button(tab, "Copy lines").click();
  await eventually(async () => assert.equal(await readClipboard(tab), lines.slice(59).join("\n")));
  await button(tab, "Copy link").click();
  await eventually(async () => assert.equal(await readClipboard(tab), `${server.url}#L60-L62`));
  await button(tab, "Choose none").click();
  assert.equal(await fragment(tab), "");

  // With the mouse, from the middle of one line to that of another.
  await numberOf(60).evaluate((number) => {
    const code = (row) => document.querySelector(`[data-row="${row}"] code`).firstChild;
    getSelection().setBaseAndExtent(code(59), 5, code(60), 11);
    number.closest(".viewer").focus();
  });
  await tab.keyboard.press("Control+C");
  await eventually(async () => assert.equal(await readClipboard(tab), `${lines[59].slice(5)}\n${lines[60].slice(0, 11)}`));
  assert.deepEqual(await violations(tab), []);
});

test("a link to lines works when the text is opened", async (t) => {
  const text = `${texts.fill(90)}\n${passwordRefused()}\n${texts.fill(30)}`;
  const tab = await visit(t, { at: "#L91-L93" });
  await paste(tab, text);
  await said(tab, /^1 finding/);
  await eventually(async () => assert.equal(await viewer(tab).locator(".row-chosen").count(), 3));
  await viewer(tab).locator('[data-row="90"]').getByText("password authentication failed").waitFor();
  const inView = () =>
    viewer(tab).locator('[data-row="90"]').evaluate((row) => {
      const [box, view] = [row.getBoundingClientRect(), row.closest(".viewer").getBoundingClientRect()];
      return box.top >= view.top && box.bottom <= view.bottom;
    });
  await eventually(async () => assert.ok(await inView()));
  // Another link by hand.
  await tab.evaluate(() => (location.hash = "#L5"));
  await eventually(async () => assert.equal(await viewer(tab).locator(".row-chosen").getAttribute("data-row"), "4"));
  assert.ok(!(await tab.evaluate(() => location.href)).includes("password"));
  await button(tab, "Clear").click();
  await eventually(async () => assert.equal(await fragment(tab), ""));
});

test("a link to a file's lines that are not there changes nothing", async (t) => {
  const tab = await visit(t, { at: "#L9000" });
  await paste(tab, texts.HEALTHY);
  await said(tab, /^Nothing here/);
  assert.ok(await editor(tab).isVisible());
});

test("a text in the field can be looked at as a log, and edited again", async (t) => {
  const tab = await visit(t);
  const text = `${texts.fill(40)}\n${passwordRefused()}\n`;
  await paste(tab, text);
  await said(tab, /^1 finding/);
  await button(tab, "Log").click();
  assert.ok(!(await editor(tab).isVisible()));
  await viewer(tab).getByText("step 3 of the night").waitFor();
  await card(tab, texts.PASSWORD_RULE).getByRole("button", { name: /^Go to line/ }).first().click();
  await eventually(async () => assert.equal(await focused(tab), "40"));
  await eventually(async () => assert.match((await highlighted(tab)).map(({ text }) => text).join(), /password authentication failed/));
  const sign = viewer(tab).locator('[data-row="40"] .row-sign');
  assert.match(await sign.textContent(), /^(Error|Critical): $/);
  await button(tab, "Edit").click();
  assert.equal(await editor(tab).inputValue(), text);
  await eventually(async () => assert.ok(await editor(tab).evaluate((field) => field === document.activeElement)));
  await card(tab, texts.PASSWORD_RULE).getByRole("button", { name: /^Go to line/ }).first().click();
  assert.ok(await editor(tab).evaluate((field) => field.selectionEnd > field.selectionStart));
});

test("single keys go from finding to finding, and can be switched off", async (t) => {
  const lines = Array.from({ length: 900 }, (_, index) => (index % 300 === 100 ? passwordRefused(`u${index}`) : texts.fill(1)));
  const tab = await open(t, file("three.log", lines.join("\n")));
  await viewer(tab).focus();
  for (const [key, line] of [["n", 101], ["n", 401], ["n", 701], ["n", 101], ["p", 701], ["p", 401]]) {
    await tab.keyboard.press(key);
    await eventually(async () => assert.equal(await focused(tab), String(line - 1), `${key} to ${line}`));
  }
  await said(tab, /^Place 2 of 3, line 401: /);
  await tab.keyboard.press("PageDown");
  await tab.keyboard.press("PageDown");
  await tab.keyboard.press("PageDown");
  await eventually(async () => assert.match(await focused(tab), /viewer/, "the row is gone, the focus is not"));
  await tab.keyboard.press("/");
  await tab.keyboard.type("gn/");
  assert.equal(await search(tab).inputValue(), "gn/", "in a field, keys write");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Escape");
  assert.match(await focused(tab), /viewer/);
  await tab.keyboard.press("g");
  await tab.keyboard.type("7-9");
  await tab.keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(tab), "6"));
  assert.equal(await fragment(tab), "#L7-L9");
  await tab.locator("summary").filter({ hasText: "Help" }).click();
  await button(tab, "Single-key shortcuts").click();
  await viewer(tab).focus();
  await tab.keyboard.press("n");
  await tab.keyboard.press("/");
  assert.match(await focused(tab), /viewer/);
});

test("long lines are wrapped, and shown to their end", async (t) => {
  const long = (line) => (line % 40 === 7 ? `${line} ${"word and word ".repeat(100)}the end of ${line}` : `line ${line}`);
  const lines = Array.from({ length: 2_000 }, (_, index) => long(index + 1));
  lines[0] = `${"x".repeat(30_000)} the very end`;
  const tab = await open(t, file("wide.log", lines.join("\n")));
  await viewer(tab).getByRole("button", { name: /28,013 more characters/ }).click();
  await viewer(tab).getByText("the very end").waitFor();
  assert.match(await focused(tab), /viewer/);
  await button(tab, "Wrap").click();
  await eventually(async () => {
    const { width, view } = await viewer(tab).evaluate((viewer) => ({ width: viewer.scrollWidth, view: viewer.clientWidth }));
    assert.ok(width <= view, `${width} px in ${view}`);
  });
  for (const line of [47, 1_007, 1_999, 2]) {
    await lineField(tab).fill(String(line));
    await lineField(tab).press("Enter");
    await eventually(async () => {
      assert.equal(await focused(tab), String(line - 1));
      const [top, bottom, height] = await viewer(tab).evaluate((viewer, row) => {
        const box = viewer.querySelector(`[data-row="${row}"]`).getBoundingClientRect();
        const view = viewer.getBoundingClientRect();
        return [box.top - view.top, box.bottom - view.top, view.height];
      }, line - 1);
      assert.ok(bottom > 0 && top < height, `line ${line} stands from ${top} to ${bottom} of ${height}`);
    });
  }
  await viewer(tab).evaluate((viewer) => (viewer.scrollTop = viewer.scrollHeight));
  await eventually(async () => {
    await viewer(tab).evaluate((viewer) => (viewer.scrollTop = viewer.scrollHeight));
    const gap = await viewer(tab).evaluate((viewer) => {
      const last = [...viewer.querySelectorAll(".row")].at(-1).getBoundingClientRect();
      return [...viewer.querySelectorAll(".row")].at(-1).dataset.row === "1999" ? viewer.getBoundingClientRect().bottom - last.bottom : NaN;
    });
    assert.ok(Math.abs(gap) < 30, `the last line ends ${gap} px above the end`);
  });
});

test("the strip shows where findings are, and leads there", async (t) => {
  const tab = await open(t);
  const strip = tab.locator(".log-overview");
  assert.ok((await strip.locator(".overview-mark").count()) > 2);
  const box = await strip.boundingBox();
  await tab.mouse.click(box.x + box.width / 2, box.y + box.height * 0.75);
  await eventually(async () => {
    const [[first]] = await rows(tab);
    assert.ok(Math.abs(first / LINES.length - 0.75) < 0.05, `line ${first}`);
  });
});

test("without painted highlights, elements mark what was found", async (t) => {
  const tab = await newTab(browser);
  t.after(() => tab.context().close());
  await tab.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
  await tab.goto(server.url);
  await ready(tab);
  await paste(tab, `${texts.fill(4)}\n${passwordRefused()}`);
  await said(tab, /^1 finding/);
  await button(tab, "Log").click();
  await viewer(tab).locator("mark").first().waitFor();
  await search(tab).fill("step 2");
  await viewer(tab).locator('[data-row="2"] mark').getByText("step 2", { exact: true }).waitFor();
});
