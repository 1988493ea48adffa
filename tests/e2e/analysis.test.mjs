// From a text to its findings, in every way in which a text can come.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  card,
  chooseFile,
  dropFiles,
  editor,
  eventually,
  paste,
  readClipboard,
  results,
  said,
  samples,
  setClipboard,
  settled,
  status,
  type,
  viewer,
} from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

const { visit, file } = await fixture();

const heading = (tab, name) => results(tab).getByRole("heading", { name });
const password = (tab) => card(tab, texts.PASSWORD_RULE);
const commands = (tab) => password(tab).locator("pre");

test("a pasted error becomes a finding with everything one needs", async (t) => {
  const tab = await visit(t);
  await paste(tab, passwordRefused());
  const found = password(tab);
  await found.waitFor();

  assert.match(await found.locator("p").first().innerText(), /^Error\b/, "severity in words comes first");
  assert.match(await found.locator("p").first().innerText(), /\b(Certain|Likely|Possible)\b[^]*PostgreSQL[^]*seen once, on line 1/);
  assert.match(await found.getByRole("heading", { level: 3 }).innerText(), /app_reader/, "the title names the user");

  const sections = await found.getByRole("heading", { level: 4 }).allInnerTexts();
  assert.deepEqual(sections.slice(0, 3), ["Cause", "How to fix it", "How to see that it worked"]);
  const steps = found.locator("ol > li");
  assert.ok((await steps.count()) >= 2, "steps in order");
  const filled = await commands(tab).allInnerTexts();
  assert.ok(filled.some((command) => command.includes("app_reader")), `a command for this user: ${filled}`);
  assert.ok(filled.some((command) => command.includes("db.example.internal")), `a command for this host: ${filled}`);

  assert.match(await found.locator("figure").first().innerText(), /connection to server at "db\.example\.internal"/);
  assert.match(await found.locator("mark").first().innerText(), /password authentication failed for user "app_reader"/);

  await found.getByText("Why we think so").click();
  await found.getByText(/^(Certain|Likely|Possible): /).waitFor();
  assert.match(await found.getByRole("listitem").filter({ hasText: "SQLSTATE" }).innerText(), /SQLSTATE\s+28P01/);

  const links = await results(tab).locator("a[target]").evaluateAll((all) => all.map(({ href, rel }) => ({ href, rel })));
  assert.ok(links.length > 0, "sources");
  for (const { href, rel } of links) {
    assert.match(href, /^https:\/\//);
    assert.match(rel, /\bnoopener\b/);
    assert.match(rel, /\bnoreferrer\b/);
  }
});

test("typing is explained while one types", async (t) => {
  const tab = await visit(t);
  await type(tab, 'FATAL:  password authentication failed for user "ann"');
  await password(tab).getByRole("heading", { name: /\bann\b/ }).waitFor();
  await tab.keyboard.press("Backspace");
  await tab.keyboard.type('abel"');
  await password(tab).getByRole("heading", { name: /\bannabel\b/ }).waitFor();
  assert.equal(await editor(tab).evaluate((field) => field === document.activeElement), true, "the focus stays");
});

test("every sample gives findings", async (t) => {
  const expected = {
    "Database password refused": texts.PASSWORD_RULE,
    "Bucket access denied": texts.ACCESS_DENIED_RULE,
    "Webhook turned away": texts.WEBHOOK_RULE,
  };
  const tab = await visit(t);
  const names = await samples(tab).locator(":scope > :first-child").allInnerTexts();
  assert.ok(names.length >= 4, "some samples");
  for (const name of Object.keys(expected)) assert.ok(names.includes(name), `the sample "${name}"`);

  for (const [index, name] of names.entries()) {
    await t.test(name, async () => {
      await samples(tab).nth(index).click();
      await said(tab, /^\d+ findings?\b.*Most likely: /);
      assert.notEqual(await editor(tab).inputValue(), "");
      assert.ok((await results(tab).getByRole("article").count()) >= 1);
      const rule = expected[name];
      if (rule) assert.ok((await card(tab, rule).count()) >= 1, `a finding of ${rule}`);
    });
    await tab.getByRole("button", { name: "Clear" }).click();
    await startedOver(tab);
  }
});

test("a chosen file is explained", async (t) => {
  const tab = await visit(t);
  await chooseFile(tab, { name: "app.log", buffer: Buffer.from(passwordRefused("filer")) });
  await password(tab).getByRole("heading", { name: /filer/ }).waitFor();
  await tab.getByText(/app\.log/).waitFor();
});

test("a dropped file is explained", async (t) => {
  const tab = await visit(t);
  const path = file("first.log", passwordRefused("first"));
  await dropFiles(tab, path, { hold: true });
  await tab.getByText("Drop files to explain them").waitFor();
  await dropFiles(tab, path);
  await password(tab).getByRole("heading", { name: /\bfirst\b/ }).waitFor();
  await tab.getByText("Drop files to explain them").waitFor({ state: "detached" });
  await viewer(tab).getByText('user "first"').waitFor();
});

test("copying gives exactly the command", async (t) => {
  const tab = await visit(t);
  await paste(tab, passwordRefused());
  await password(tab).waitFor();
  const count = await commands(tab).count();
  assert.ok(count > 0);
  for (let index = 0; index < count; index += 1) {
    await setClipboard(tab, "nothing was copied");
    await copyButton(tab, index).click();
    await eventually(async () => {
      assert.equal(await readClipboard(tab), await commands(tab).nth(index).textContent());
    });
    assert.doesNotMatch(await readClipboard(tab), /\n$|[\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069]/, "nothing but the command");
  }
  await said(tab, /^Copied/);
});

test("copying works where the clipboard is denied", async (t) => {
  const tab = await visit(t);
  await paste(tab, passwordRefused());
  await password(tab).waitFor();
  await denyClipboard(tab);
  const command = await commands(tab).first().textContent();
  await copyButton(tab).click();
  await said(tab, /^Copied/);
  assert.equal(await copyButton(tab).evaluate((button) => button === document.activeElement), true, "the focus comes back");
  // Reading is denied as well, so the keyboard shows what was copied.
  await editor(tab).focus();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Control+V");
  await eventually(async () => assert.equal(await editor(tab).inputValue(), command));
});

test("where nothing can be copied, the page says so", async (t) => {
  const tab = await visit(t);
  await paste(tab, passwordRefused());
  await password(tab).waitFor();
  await denyClipboard(tab);
  await tab.evaluate(() => {
    document.execCommand = () => false;
  });
  await copyButton(tab).click();
  await said(tab, /did not allow copying/);
  await password(tab).getByRole("button", { name: "Not copied" }).waitFor();
});

function copyButton(tab, index = 0) {
  // What a copy button says on itself changes for a moment when it was used.
  return commands(tab).nth(index).locator("xpath=..").getByRole("button");
}

async function denyClipboard(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  for (const name of ["clipboard-read", "clipboard-write"]) {
    const permission = { name, allowWithoutSanitization: name === "clipboard-read" };
    const { browserContextId } = targetInfo;
    await session.send("Browser.setPermission", { permission, setting: "denied", browserContextId });
  }
  const refused = await tab.evaluate(() => navigator.clipboard.writeText("x").then(() => false, () => true));
  assert.equal(refused, true, "the browser denies the clipboard");
}

test("evidence leads to what matched in the text field", async (t) => {
  const tab = await visit(t);
  // Characters of two, three and four bytes, and line ends of two: the place must be
  // right in the field, which counts otherwise than the engine does.
  const before = "größer 🔴 الوقت 漢字\r\n".repeat(120);
  // Pasting leaves the field scrolled to its end, which is far from the place.
  await paste(tab, `${before}${passwordRefused("gauß")}\r\n${texts.fill(200)}\r\n`);
  await password(tab).getByRole("button", { name: "Go to line 121" }).click();
  await said(tab, /^Line 121\.$/);
  const { selected, focused, top, bottom } = await editor(tab).evaluate((field) => {
    const line = parseFloat(getComputedStyle(field).lineHeight);
    const top = 120 * line - field.scrollTop;
    return {
      selected: field.value.slice(field.selectionStart, field.selectionEnd),
      focused: document.activeElement === field,
      top,
      bottom: field.clientHeight - top - line,
    };
  });
  const matched = await password(tab).locator("mark").first().textContent();
  assert.equal(selected, matched);
  assert.match(selected, /user "gauß"$/);
  assert.ok(focused, "the focus is in the field");
  assert.ok(top >= 0 && bottom >= 0, `the line is in view: ${top} px from the top, ${bottom} px from the bottom`);
});

test("evidence leads to its line in the viewer", async (t) => {
  const tab = await visit(t);
  const line = 4001;
  const text = `${texts.fill(line - 1)}\n${passwordRefused()}\n${texts.fill(1000)}\n`;
  await dropFiles(tab, file("long.log", text));
  const go = password(tab).getByRole("button", { name: "Go to line 4,001" });
  for (const time of ["once", "again"]) {
    await go.click();
    await eventually(async () => {
      const row = await viewer(tab).evaluate((viewer) => {
        const row = document.activeElement;
        if (!viewer.contains(row) || row === viewer) return null;
        const [inner, outer] = [row.getBoundingClientRect(), viewer.getBoundingClientRect()];
        return {
          text: row.querySelector("code").textContent,
          number: row.querySelector(".line-number").textContent,
          mark: [...CSS.highlights.get("unstuck-finding")].find((range) => row.contains(range.startContainer))?.toString(),
          inView: inner.top >= outer.top && inner.bottom <= outer.bottom,
        };
      });
      assert.ok(row, `the focus is on a line, ${time}`);
      assert.equal(row.number, "4,001");
      assert.match(row.text, /^psql: error/);
      assert.match(row.mark, /password authentication failed/);
      assert.ok(row.inView, "the line is in view");
    });
    await viewer(tab).evaluate((viewer) => (viewer.scrollTop = 0));
    await go.focus();
  }
});

test("an error that nobody knows gets general steps", async (t) => {
  const tab = await visit(t);
  await paste(tab, `${texts.HEALTHY}\n${texts.UNKNOWN}\n`);
  await heading(tab, "Not known to us").waitFor();
  await said(tab, /One error that is not known to us/);
  const unknown = results(tab).getByRole("article");
  assert.equal(await unknown.count(), 1);
  assert.match(await unknown.innerText(), /flux capacitor is out of plutonium/);
  assert.match(await unknown.innerText(), /Fingerprint \S+/);
  await heading(tab, /What to do about an error/).waitFor();
  assert.ok((await results(tab).locator("ol > li").count()) >= 2, "general steps");
  await unknown.getByRole("button", { name: "Go to line 4" }).click();
  await said(tab, /^Line 4\.$/);
});

test("a healthy log is said to be one", async (t) => {
  const tab = await visit(t);
  await paste(tab, texts.HEALTHY);
  await heading(tab, /Nothing here looks like a problem/).waitFor();
  await said(tab, /Nothing here looks like a problem/);
  assert.ok((await results(tab).getByRole("listitem").count()) >= 2, "what to try next");
});

test("white space is said to be no text", async (t) => {
  const tab = await visit(t);
  await paste(tab, " \n\t\n ");
  await heading(tab, "There is no text in it").waitFor();
  await said(tab, /There is no text in it/);
});

test("clearing starts over", async (t) => {
  const tab = await visit(t);
  await paste(tab, passwordRefused());
  await said(tab, /finding/);
  await tab.getByRole("button", { name: "Clear" }).click();
  await startedOver(tab);
  await dropFiles(tab, file("clear.log", passwordRefused()));
  await password(tab).waitFor();
  await tab.getByRole("button", { name: "Clear and paste something else" }).click();
  await startedOver(tab);
  // Emptying the field by hand is clearing too.
  await paste(tab, passwordRefused());
  await password(tab).waitFor();
  await editor(tab).press("Control+A");
  await editor(tab).press("Delete");
  await startedOver(tab);
});

async function startedOver(tab) {
  await samples(tab).first().waitFor();
  await eventually(async () => {
    assert.equal(await editor(tab).inputValue(), "");
    assert.equal(await editor(tab).evaluate((field) => field === document.activeElement), true, "the focus is in the field");
    assert.equal(await status(tab).innerText(), "");
  });
  assert.equal(await results(tab).getByRole("article").count(), 0);
}

test("the newest text wins", async (t) => {
  const tab = await visit(t);
  await results(tab).evaluate((results) => {
    globalThis.shown = [];
    new MutationObserver(() => {
      for (const title of results.querySelectorAll("article h3")) {
        if (shown.at(-1) !== title.textContent) shown.push(title.textContent);
      }
    }).observe(results, { subtree: true, childList: true, characterData: true });
  });
  // Much to read and little to read in turn, so that an answer could be overtaken.
  const last = 24;
  await editor(tab).evaluate(
    (field, { last, filling, refused }) => {
      const input = (text) => {
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
      };
      for (let index = 0; index <= last; index += 1) {
        const long = index % 2 === 0 && index !== last;
        input(`${long ? filling.repeat(20) : ""}\n${refused}"user_${index}"`);
      }
    },
    { last, filling: texts.fill(500), refused: "FATAL:  password authentication failed for user " },
  );
  await password(tab).getByRole("heading", { name: `user_${last}` }).waitFor();
  await settled(tab);
  await said(tab, /^1 finding/);
  const shown = await tab.evaluate(() => shown);
  const at = shown.findIndex((title) => title.includes(`user_${last}`));
  assert.deepEqual(shown.slice(at + 1), [], "nothing older comes after the newest");
});

test("one polite status line speaks", async (t) => {
  const tab = await visit(t);
  assert.equal(await status(tab).count(), 1);
  assert.equal(await status(tab).innerText(), "", "it is silent at first");
  await status(tab).evaluate((line) => (line.original = true));
  await paste(tab, `${passwordRefused()}\n\n${texts.accessDenied}`);
  const text = await said(tab, /findings/);
  assert.match(text, /^2 findings(, \d+ critical)?\. Most likely: [A-Z][^]+\.$/);
  assert.equal(await status(tab).evaluate((line) => line.original), true, "the same element speaks");
  const live = await tab.locator("[aria-live], [role=alert], [role=log], [role=status], output").count();
  assert.equal(live, 1, "nothing else speaks");
  assert.equal(await editor(tab).evaluate((field) => field === document.activeElement), true, "the focus stays");
});

test("a long analysis can be stopped", async (t) => {
  const tab = await visit(t);
  // Errors all over, none like the other: as much work for its size as there is.
  const errors = Array.from({ length: 2000 }, (_, index) => `${passwordRefused(`user_${index}`)}\n${texts.UNKNOWN} ${index}\n`).join("");
  await dropFiles(tab, file("huge.log", errors.repeat(120)));
  await tab.getByRole("button", { name: "Stop", exact: true }).click();
  const started = Date.now();
  await samples(tab).first().waitFor();
  t.diagnostic(`idle ${Date.now() - started} ms after Stop`);
  await said(tab, /^Stopped\.$/);
  assert.equal(await tab.getByRole("button", { name: "Stop", exact: true }).count(), 0);
  await paste(tab, passwordRefused("afterwards"));
  await password(tab).getByRole("heading", { name: /afterwards/ }).waitFor();
});
