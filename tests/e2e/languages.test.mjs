// The page in several languages: which one it speaks, that all of it does, and that it fits.

import assert from "node:assert/strict";
import { test } from "node:test";

import { card, dropFiles, editor, eventually, paste, results, samples, status, viewer } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { locales, speak, withLocales, withPseudo } from "./languages.mjs";
import { serve } from "./server.mjs";
import { IS_FILE, builtSite, wholeSite } from "./site.mjs";
import { STATES, openIn } from "./states.mjs";
import * as texts from "./texts.mjs";

const { server, browser, visit, file } = await fixture();

const AR = locales(wholeSite()).ar.words;
const spoken = (tab) => tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

/** Opens the page in a browser whose languages are these, and waits for its rules. */
async function arrive(t, { url = server.url, at = "", storage = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  t.after(() => context.close());
  if (!storage) {
    await context.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
  }
  const tab = await context.newPage();
  tab.failures = [];
  tab.on("pageerror", (error) => tab.failures.push(error.message));
  await tab.goto(url + at);
  await tab.locator(".foot").waitFor();
  return tab;
}

test("the language follows the address, then what was chosen, then the browser", async (t) => {
  for (const [locale, at, expected] of [
    ["en-GB", "", ["en", "ltr"]],
    ["ar-EG", "", ["ar", "rtl"]],
    ["de-DE", "", ["en", "ltr"]],
    ["en-US", "?lang=ar", ["ar", "rtl"]],
    ["ar", "?lang=en", ["en", "ltr"]],
    ["ar", "?lang=%3Cb%3E", ["ar", "rtl"]],
  ]) {
    const tab = await arrive(t, { locale, at });
    assert.deepEqual(await spoken(tab), expected, `${locale} ${at}`);
    const isArabic = expected[0] === "ar";
    assert.equal(await tab.title(), isArabic ? AR["page.title"] : "Unstuck");
    await tab.getByText(isArabic ? AR["lock.locked"] : "Network locked").waitFor();
  }
});

test("a choice changes the page at once, loses nothing, and is remembered", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.accessDenied);
  await results(tab).getByRole("article").first().waitFor();
  const text = await editor(tab).inputValue();
  await results(tab).locator(".tick input").first().check();
  await results(tab).locator("summary").first().click();
  await editor(tab).evaluate((field) => field.setSelectionRange(3, 7));
  await speak(tab, "ar");
  await tab.getByText(AR["lock.locked"]).waitFor();
  await eventually(async () => assert.equal((await status(tab).innerText()).trim(), AR["page.spoken"]));
  const field = tab.getByLabel(AR["page.input-label"]);
  assert.equal(await field.inputValue(), text);
  assert.deepEqual(await field.evaluate((field) => [field.selectionStart, field.selectionEnd]), [3, 7]);
  assert.ok(await tab.locator(".tick input").first().isChecked());
  assert.ok(await tab.locator("#results details[open]").count());
  await tab.reload();
  await tab.getByText(AR["lock.locked"]).waitFor();
  await speak(tab, "en");
  await tab.getByText("Network locked").waitFor();
  assert.deepEqual(await tab.evaluate(() => Object.entries(localStorage)), [["unstuck.language", "en"]]);
});

test("nothing is stored unless a language is chosen", async (t) => {
  const tab = await arrive(t, { locale: "ar" });
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
});

test("without storage a choice holds until the page is left", async (t) => {
  const tab = await arrive(t, { storage: false });
  await speak(tab, "ar");
  await tab.getByText(AR["lock.locked"]).waitFor();
  assert.deepEqual(tab.failures, []);
  await tab.reload();
  await tab.getByText("Network locked").waitFor();
  assert.deepEqual(tab.failures, []);
});

test("an address that asks for a language asks for the one that was chosen", async (t) => {
  const tab = await arrive(t, { at: "?lang=ar" });
  await speak(tab, "en");
  await eventually(async () => assert.ok(tab.url().endsWith("?lang=en"), tab.url()));
});

test("what a language lacks is said in English", async (t) => {
  const site = withLocales(builtSite(), (all) => {
    const { "lock.locked": _, ...words } = all.ar.words;
    return { ...all, ar: { ...all.ar, words } };
  });
  const other = await serve(site, { path: "/repo/" });
  t.after(() => other.close());
  const tab = await arrive(t, { url: other.url, locale: "ar" });
  await tab.getByText("Network locked").waitFor();
  await tab.getByText(AR["lock.verify"]).waitFor();
});

test("a count has the form that its language has for it", async (t) => {
  const tab = await arrive(t, { locale: "ar", permissions: ["clipboard-read", "clipboard-write"] });
  const lines = AR["measure.lines"];
  for (const [count, form] of [[1, "one"], [2, "two"], [3, "few"], [11, "many"], [100, "other"], [103, "few"]]) {
    await tab.locator("textarea").fill("");
    const path = file(`${count}.log`, "x\n".repeat(count).trimEnd());
    await dropFiles(tab, path);
    const words = lines[form].replace("{count}", count);
    await tab.locator(".origin").getByText(words).waitFor();
    await tab.getByRole("button", { name: AR["page.clear-viewer"] }).click();
    await tab.locator("textarea").waitFor();
  }
});

test("in Arabic, logs, commands and codes run to the right, and English says that it is English", async (t) => {
  const tab = await visit(t);
  // A rule that is not translated.
  await paste(tab, texts.connectionRefused);
  await results(tab).getByRole("article").first().waitFor();
  await speak(tab, "ar");
  await tab.getByText(AR["page.prose-language"], { exact: true }).first().waitFor();
  const odd = await tab.evaluate(() =>
    [...document.querySelectorAll("pre, code, textarea, .excerpt-text, .viewer, kbd, input[type=text]")]
      .filter((element) => getComputedStyle(element).direction !== "ltr")
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(odd, []);
  const prose = tab.locator("#results article h3 > span").first();
  assert.deepEqual(await prose.evaluate((span) => [span.lang, span.dir]), ["en", "ltr"]);
  assert.equal(await tab.locator("#results article section p[dir=ltr][lang=en]").count() > 0, true);
});

// What a person gave, what rules and lists say, and names are nobody's to translate.
const FOREIGN = [
  "[lang=en]", "[translate=no]", "pre", "code", "bdi", "textarea", "kbd", "mark", ".excerpt-text", ".system", ".sample-origin",
  ".file-name", ".languages", "h1", ".template", ".hand-over [dir=ltr]", ".chip", ".meanings", ".overview-number", ".axis", "time", "th[scope=row]",
].join(", ");

/** Texts of the page that no file of a language has. */
function plain(tab) {
  return tab.evaluate((foreign) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const element = node.parentElement;
      if (element.closest(foreign) || !element.checkVisibility({ visibilityProperty: true })) continue;
      // The browser writes days as it does in English: no months were made up.
      if (/[A-Za-z]{2}/.test(node.data.replace(/[A-Z][a-z]{2} \d+, \d{4}/, ""))) found.push(`${element.localName}.${element.className}: ${node.data.trim()}`);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      if (element.closest(foreign) && !element.matches("textarea, input, .viewer")) continue;
      for (const name of ["aria-label", "title", "placeholder"]) {
        const words = element.getAttribute(name);
        if (/[A-Za-z]{2}/.test((words ?? "").replace(/UTC|<[A-Z0-9_]+>/g, ""))) found.push(`${element.localName} ${name}: ${words}`);
      }
    }
    return [...new Set(found)];
  }, FOREIGN);
}

/** Elements whose words do not fit into them, and the width by which the page is too wide. */
function cut(tab) {
  return tab.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page: ${root.scrollWidth - root.clientWidth} px too wide`);
    for (const element of document.querySelectorAll("button, summary, h1, h2, h3, h4, label, .tag, p, dt, dd, li > span")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".visually-hidden, .skip, .viewer, [aria-hidden=true]")) continue;
      const style = getComputedStyle(element);
      if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${element.localName}.${element.className} ${element.textContent.slice(0, 60)}`);
      const box = element.getBoundingClientRect();
      if (box.width && (box.left < -1 || box.right > root.clientWidth + 1) && !element.closest(".table, .chips, pre, .log-window, .command")) {
        found.push(`outside: ${element.localName}.${element.className} ${element.textContent.slice(0, 60)}`);
      }
    }
    const controls = [...document.querySelectorAll("button, summary, select, input, textarea")].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".viewer, .visually-hidden, .drop, .rule-choices"));
    const boxes = controls.map((element) => element.getBoundingClientRect());
    for (let a = 0; a < boxes.length; a += 1) {
      for (let b = a + 1; b < boxes.length; b += 1) {
        if (controls[a].contains(controls[b]) || controls[b].contains(controls[a])) continue;
        const wide = Math.min(boxes[a].right, boxes[b].right) - Math.max(boxes[a].left, boxes[b].left);
        const high = Math.min(boxes[a].bottom, boxes[b].bottom) - Math.max(boxes[a].top, boxes[b].top);
        const covers = document.querySelector("dialog[open]") || document.querySelector(".lock[open], .log-help[open]");
        if (wide > 1 && high > 1 && !covers) found.push(`overlap: ${controls[a].textContent.slice(0, 30)} / ${controls[b].textContent.slice(0, 30)}`);
      }
    }
    return found;
  });
}

if (!IS_FILE) {
  for (const name of Object.keys(STATES).filter((name) => STATES[name].opens !== false && name !== "file over the page")) {
    for (const tag of ["en-XA", "he-XB"]) {
      test(`${tag}, 320 px: ${name}`, async (t) => {
        const { tab, close } = await openIn(browser, name, { viewport: { width: 320, height: 800 } }, { site: withPseudo });
        t.after(close);
        await speak(tab, tag);
        // What the status line says in the new language comes after a pause.
        await eventually(async () => assert.doesNotMatch(await status(tab).innerText(), /[A-Za-z]{3}/));
        assert.deepEqual(await plain(tab), []);
        assert.deepEqual(await cut(tab), []);
      });
    }
  }
}
