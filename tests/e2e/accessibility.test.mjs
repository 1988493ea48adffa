// The page for everybody: automated checks in every state, and the keyboard alone.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { check, nothingToFault } from "./axe.mjs";
import { card, editor, eventually, launch, openPage, readClipboard, results, said, samples, setClipboard } from "./browser.mjs";
import { serve } from "./server.mjs";
import { IS_FILE, builtSite } from "./site.mjs";
import { STATES, openIn } from "./states.mjs";
import * as texts from "./texts.mjs";

const browser = await launch();
const server = await serve(builtSite(), { path: "/repo/" });
after(async () => {
  await browser.close();
  await server.close();
});

for (const name of Object.keys(STATES)) {
  test(`nothing to find fault with: ${name}`, async (t) => {
    const { tab, close } = await openIn(browser, name);
    t.after(close);
    await nothingToFault(tab);
  });
}

// From right to left, each state in one of two forms that differ in all that the styles do.
const FORMS = [
  { viewport: { width: 390, height: 800 }, colorScheme: "dark" },
  { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
];
for (const [index, name] of Object.keys(STATES).filter((name) => STATES[name].opens !== false).entries()) {
  const form = FORMS[index % FORMS.length];
  test(`nothing to find fault with in Arabic, ${form.viewport.width} px, ${form.colorScheme}: ${name}`, async (t) => {
    const { tab, close } = await openIn(browser, name, form, { language: "ar" });
    t.after(close);
    await nothingToFault(tab, [form.viewport.width], [form.colorScheme]);
  });
}

test("the checks find what is wrong", async (t) => {
  const { tab, close } = await openIn(browser, "empty");
  t.after(close);
  await tab.evaluate(() => {
    const crowd = document.createElement("div");
    const button = document.createElement("button");
    button.style.cssText = "inline-size: 10px; block-size: 10px; padding: 0";
    crowd.append(button, button.cloneNode());
    const pale = document.createElement("p");
    pale.textContent = "hardly to be read";
    pale.style.color = "#ccc";
    pale.style.background = "#fff";
    document.querySelector("main").append(crowd, pale);
  });
  const { violations } = await check(tab);
  const ids = violations.map(({ id }) => id);
  for (const id of ["button-name", "target-size", "color-contrast"]) assert.ok(ids.includes(id), id);
});

async function visit(t, options) {
  const tab = await openPage(browser, server.url, options);
  t.after(() => tab.context().close());
  return tab;
}

/** What has the focus, as assistive technology would say it, and whether one can see it. */
async function focus(tab) {
  return tab.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    // A link may go on in the next line, with nothing of it in the middle of both.
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 40)];
    return {
      name: element.getAttribute("aria-label") ?? element.innerText.replace(/\s+/g, " ").trim(),
      tag: element.localName,
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      // Nothing may lie over it, and it may not be out of sight.
      seen: element.contains(document.elementFromPoint(x, y)),
    };
  });
}

/** Presses Tab until the walk is back where it began, and says what it met. */
async function walk(tab) {
  const met = [];
  for (;;) {
    await tab.keyboard.press("Tab");
    const stop = await focus(tab);
    if (stop.tag === "body") return met;
    assert.ok(stop.outlined, `the focus can be seen on ${stop.tag} "${stop.name}"`);
    assert.ok(stop.seen, `nothing hides ${stop.tag} "${stop.name}"`);
    met.push(`${stop.tag} ${stop.name}`);
    assert.ok(met.length < 100, `the focus goes round in circles: ${met.slice(-5)}`);
  }
}

for (const width of [1280, 390]) {
  test(`the Tab key goes through the page in order at ${width} px`, async (t) => {
    const tab = await visit(t, { viewport: { width, height: 800 } });
    const names = await samples(tab).allInnerTexts();
    const before = ["a Skip to the findings", "summary Network locked Verify it yourself", "textarea Text to explain", "button Open a file…"];
    const links = IS_FILE ? [] : ["a One file for use offline", "a Install, or use offline (opens in a new tab)"];
    const foot = ["a All rules", ...links, "select العربية English"];
    const offered = names.map((name) => `button ${name.replace(/\s+/g, " ").trim()}`);
    assert.deepEqual(await walk(tab), [...before, ...offered, ...foot]);

    await samples(tab).filter({ hasText: "Database password refused" }).click();
    await card(tab, texts.PASSWORD_RULE).waitFor();
    await restart(tab);
    const met = await walk(tab);
    assert.deepEqual(met.slice(0, 7), [...before.slice(0, 2), "button Edit", "button Log", ...before.slice(2), "button Clear"]);
    assert.match(met[7], /^button Go to line \d/);
    assert.match(met[8], /^button Copy$/);
    assert.ok(met.includes("summary Why we think so"));
    const further = [
      "button Make a report…",
      "button Paste the new log",
      "summary Looking for something else? See why a rule does not fire",
    ];
    const last = met.length - foot.length;
    assert.deepEqual(met.slice(last), foot);
    assert.deepEqual(met.slice(last - further.length, last), further);
    assert.equal(met[last - further.length - 1], `a ${texts.PASSWORD_RULE}`);
  });
}

test("where the system decides the colours, the focus can be seen", async (t) => {
  const tab = await visit(t, { forcedColors: "active", viewport: { width: 320, height: 800 } });
  await samples(tab).filter({ hasText: "Database password refused" }).click();
  await card(tab, texts.PASSWORD_RULE).waitFor();
  await restart(tab);
  assert.ok((await walk(tab)).length > 20);
});

test("where the system decides the colours, entries of a list stay apart", async (t) => {
  const { tab, close } = await openIn(browser, "several findings", { forcedColors: "active" });
  t.after(close);
  const line = results(tab).locator(".overview li").nth(1);
  assert.notEqual(await line.evaluate((line) => getComputedStyle(line).borderBlockStartWidth), "0px");
});

/** The next Tab begins at the beginning of the page. */
function restart(tab) {
  return tab.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    getSelection().setPosition(document.body, 0);
  });
}

/** Tabs on until what has the focus is called this. */
async function tabTo(tab, name) {
  for (let presses = 0; presses < 60; presses += 1) {
    await tab.keyboard.press("Tab");
    const stop = await focus(tab);
    if (name.test(stop.name)) return;
  }
  assert.fail(`no ${name} within reach of the Tab key`);
}

test("the whole way with the keyboard alone", async (t) => {
  const tab = await visit(t);
  await setClipboard(tab, "nothing was copied");
  await tabTo(tab, /^Skip to the findings$/);
  await tab.keyboard.press("Enter");
  await eventually(async () => assert.equal(await results(tab).evaluate((region) => region === document.activeElement), true));
  await tabTo(tab, /^Database password refused/);
  await tab.keyboard.press("Enter");
  const found = card(tab, texts.PASSWORD_RULE);
  await found.waitFor();
  await said(tab, /^1 finding/);
  assert.notEqual((await focus(tab)).tag, "body", "the focus is not lost with the button");

  await tabTo(tab, /^Go to line/);
  await tab.keyboard.press("Enter");
  await said(tab, /^Line \d+\.$/);
  assert.deepEqual(
    await editor(tab).evaluate((field) => [document.activeElement === field, field.selectionEnd > field.selectionStart]),
    [true, true],
  );

  await tabTo(tab, /^Copy$/);
  await tab.keyboard.press("Enter");
  const command = await found.locator("pre").first().textContent();
  await eventually(async () => assert.equal(await readClipboard(tab), command));

  await tabTo(tab, /^Why we think so$/);
  await tab.keyboard.press("Enter");
  await found.getByText(/^(Certain|Likely|Possible): /).waitFor();

  await restart(tab);
  await tabTo(tab, /^Clear$/);
  await tab.keyboard.press("Enter");
  await samples(tab).first().waitFor();
  await eventually(async () => assert.equal((await focus(tab)).tag, "textarea"));
  await tab.keyboard.press("Control+V");
  await eventually(async () => assert.equal(await editor(tab).inputValue(), command));
});

test("the explanation of the lock closes with Escape", async (t) => {
  const tab = await visit(t);
  await tabTo(tab, /^Network locked/);
  await tab.keyboard.press("Enter");
  const panel = tab.getByText("What this does not cover");
  await panel.waitFor();
  await tab.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.match((await focus(tab)).name, /^Network locked/);
});

test("where the system decides the colours, what matched can still be seen", async (t) => {
  const tab = await visit(t, { forcedColors: "active" });
  await samples(tab).filter({ hasText: "Database password refused" }).click();
  const mark = card(tab, texts.PASSWORD_RULE).locator("mark").first();
  await mark.waitFor();
  const { forced, ground, ink, around } = await mark.evaluate((mark) => {
    let parent = mark.parentElement;
    const transparent = /^rgba\(.*, 0\)$/;
    while (transparent.test(getComputedStyle(parent).backgroundColor)) parent = parent.parentElement;
    const style = getComputedStyle(mark);
    return {
      forced: matchMedia("(forced-colors: active)").matches,
      ground: style.backgroundColor,
      ink: style.color,
      around: getComputedStyle(parent).backgroundColor,
    };
  });
  assert.ok(forced);
  assert.notEqual(ground, around, "the mark has a ground of its own");
  assert.notEqual(ground, ink, "the text on it can be read");
});
