// Whatever comes in: a clear answer, nothing that acts, and a page that stays awake.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import {
  card,
  chooseFile,
  dropFiles,
  editor,
  eventually,
  longestBlock,
  paste,
  results,
  said,
  setClipboard,
  startHeartbeat,
  viewer,
  violations,
} from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import * as texts from "./texts.mjs";
import { passwordRefused } from "./texts.mjs";

/** How long the main thread may be blocked, in milliseconds. This finds a page that
    freezes; how smooth it is is for measurements on a quiet machine. */
const FROZEN = 1_000;

const { folder, visit, file } = await fixture();

const password = (tab) => card(tab, texts.PASSWORD_RULE);
const note = (tab, pattern) => tab.getByRole("complementary", { name: "About this input" }).getByText(pattern);

/** Does something and says how long the main thread was blocked by it. */
async function measured(t, tab, action, limit = FROZEN) {
  await startHeartbeat(tab);
  await action();
  const blocked = await longestBlock(tab);
  t.diagnostic(`main thread blocked for at most ${blocked} ms`);
  assert.ok(blocked < limit, `the page stood still for ${blocked} ms`);
}

const utf16be = (text) => Buffer.from(text, "utf16le").swap16();
const bom = Buffer.from("\ufeff", "utf16le");
const log = `${texts.HEALTHY}\n${passwordRefused()}\n`;

// A linear congruential generator: noise that is the same in every run.
function noise(length) {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

const traceback = [
  "Traceback (most recent call last):",
  '  File "/app/größe.py", line 31, in connect',
  "    return _connect(dsn)",
  `psycopg2.OperationalError: ${passwordRefused().replace("psql: error: ", "")}`,
  "",
  "During handling of the above exception, another exception occurred:",
  "",
  "Traceback (most recent call last):",
  '  File "/app/grö',
].join("\n");

/** Files and what the page says about each. */
const FILES = [
  { name: "nothing at all", bytes: "", status: /^There is no text in it/ },
  { name: "one byte", bytes: "x", status: /^Nothing here looks like a problem/ },
  { name: "one byte that is no text", bytes: Buffer.from([0xff]), status: /^(Nothing here|This is not text)/ },
  { name: "random bytes", bytes: noise(200_000), status: /^This is not text\.$/ },
  { name: "a compressed log", bytes: gzipSync(log), found: 4 },
  { name: "a compressed log that is cut off", bytes: gzipSync(log).subarray(0, -9), found: 4, note: /^It stops in the middle/ },
  { name: "an archive that cannot be opened", bytes: Buffer.from("7z\xbc\xaf\x27\x1c\0\x04\xff\xff\0\0\x01", "latin1"), status: /^This is not text\.$/, note: /7-Zip/ },
  { name: "the beginning of a ZIP archive", bytes: Buffer.from("PK\x03\x04\x14\0\0\0", "latin1"), status: /^There is no log in it that could be read\.$/ },
  { name: "UTF-16 little endian with a byte order mark", bytes: Buffer.concat([bom, Buffer.from(log, "utf16le")]), found: 4, note: /UTF-16LE/ },
  { name: "UTF-16 big endian with a byte order mark", bytes: utf16be(`\ufeff${log}`), found: 4, note: /UTF-16BE/ },
  { name: "UTF-16 little endian without one", bytes: Buffer.from(log, "utf16le"), found: 4, note: /UTF-16LE/ },
  { name: "UTF-16 big endian without one", bytes: utf16be(log), found: 4, note: /UTF-16BE/ },
  { name: "invalid UTF-8 in the middle", bytes: Buffer.concat([Buffer.from("caf"), Buffer.from([0xe9, 0x0a, 0xc3, 0x0a]), Buffer.from(log)]), found: 6, note: /were no valid text/ },
  { name: "a stack trace that is cut off inside a character", bytes: Buffer.from(traceback).subarray(0, -1), found: 4, note: /no valid text/ },
  { name: "ten megabytes in one line", bytes: `${"all is well and ".repeat(327_680)}${passwordRefused()}${" and all is well".repeat(327_680)}`, found: 1, note: /Line 1 is 10\.5 MB long/ },
  { name: "100,000 times the same error", bytes: `${passwordRefused()}\n`.repeat(100_000), found: 1, says: /seen 100,000 times, first on line 1/ },
];

for (const { name, bytes, status = /^1 finding\. Most likely: /, found, note: expected, says } of FILES) {
  test(`a file: ${name}`, async (t) => {
    const tab = await visit(t);
    const path = file("input.log", bytes);
    await measured(t, tab, async () => {
      await dropFiles(tab, path);
      await said(tab, status);
    });
    if (found) {
      await password(tab).getByText(says ?? `seen once, on line ${found}`).waitFor();
      await measured(t, tab, async () => {
        await password(tab).getByRole("button", { name: `Go to line ${found}` }).first().click();
        await said(tab, new RegExp(`^Line ${found}\\.$`));
      });
    } else {
      assert.equal(await results(tab).getByRole("article").count(), 0);
    }
    if (expected) await note(tab, expected).waitFor();
  });
}

test("ten megabytes in one line, pasted", async (t) => {
  const tab = await visit(t);
  await setClipboard(tab, `${"all is well and ".repeat(655_360)}${passwordRefused()}`);
  await editor(tab).focus();
  await measured(t, tab, async () => {
    await tab.keyboard.press("Control+V");
    await said(tab, /^1 finding/);
  });
  await viewer(tab).getByText(/more characters/).waitFor();
});

test("a folder is not a file", async (t) => {
  const tab = await visit(t);
  mkdirSync(join(folder, "logs.d"));
  await dropFiles(tab, join(folder, "logs.d"));
  await said(tab, /^The file could not be read/);
  await results(tab).getByText(/open a file inside it/).waitFor();
});

// Hostile text

/** Runs on its own in a page that takes text for markup. */
const MARKUP = "<img src=x onerror=globalThis.__pwned=1><svg onload=globalThis.__pwned=1>";
/** Turns the direction of what follows round. */
const BIDI = "\u202e\u2066\u200f";
/** In the name of a file on disk everything may stand but the slash. */
const PAYLOADS = [
  { name: "an image that fails to load", text: MARKUP },
  { name: "a script that ends early", text: "</script></textarea><script>globalThis.__pwned=1</script>" },
  { name: "a script for an address", text: "javascript:globalThis.__pwned=1" },
  { name: "an attribute that ends early", text: "' onfocus=globalThis.__pwned=1 autofocus x='`${globalThis.__pwned=1}{{7*7}}" },
  { name: "characters that turn the text round", text: `user${BIDI}txt.exe`, shown: "userU+202EU+2066U+200Ftxt.exe" },
  { name: "control characters", text: "a\u0007b\u0001c\u007fd", shown: "aU+0007bU+0001cU+007Fd" },
];

for (const { name, text, shown = text } of PAYLOADS) {
  test(`hostile text stays text: ${name}`, async (t) => {
    const tab = await visit(t);
    const before = await census(tab);

    await t.test("as a value in the text field", async () => {
      await paste(tab, `${text}\n${passwordRefused(text)}\n${texts.UNKNOWN} ${text}`);
      await valueIsShown(tab, shown);
      await inert(tab, before);
      await tab.getByRole("button", { name: "Clear" }).click();
    });
    await t.test("as the name and the content of a file", async () => {
      await chooseFile(tab, { name: `${text}.log`, buffer: Buffer.from(`${text}\n${passwordRefused(text)}\n`) });
      await valueIsShown(tab, shown);
      // The browser itself may take a slash out of a name.
      const slashes = (text) => text.replaceAll("/", ":");
      assert.ok(slashes(await tab.getByRole("main").innerText()).includes(slashes(`${shown}.log`)), "the name of the file");
      await viewer(tab).getByText(shown).first().waitFor();
      await inert(tab, before);
    });
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(tab.consoleLines, []);
  });
}

test("hostile text stays text: the name of a file that is dropped", async (t) => {
  const tab = await visit(t);
  const before = await census(tab);
  await dropFiles(tab, file(`${MARKUP}${BIDI}.log`, log));
  await password(tab).waitFor();
  const name = await tab.getByText(".log").innerText();
  assert.equal(name, `${MARKUP}U+202EU+2066U+200F.log`);
  await inert(tab, before);
});

test("colours of a terminal are taken out, and NUL is seen", async (t) => {
  const tab = await visit(t);
  const line = passwordRefused("al\0ice").replace("FATAL", "\u001b[1;31mFATAL\u001b[0m");
  await dropFiles(tab, file("colours.log", `${texts.fill(30)}\n${line}\n`));
  await password(tab).getByText("seen once, on line 31").waitFor();
  await valueIsShown(tab, "alU+0000ice");
  assert.doesNotMatch(await tab.evaluate(() => document.body.textContent), /[\0\u001b]/);
  await inert(tab, await census(tab));
});

test("a line of a megabyte with markup all over it", async (t) => {
  const tab = await visit(t);
  const before = await census(tab);
  const line = `${MARKUP.repeat(7_000)}${passwordRefused(MARKUP)}${MARKUP.repeat(7_000)}`;
  assert.ok(line.length > 1_000_000);
  await measured(t, tab, async () => {
    await dropFiles(tab, file("long.log", line));
    await valueIsShown(tab, MARKUP);
  });
  await inert(tab, before);
  await tab.getByRole("button", { name: "Clear and paste something else" }).click();
  await setClipboard(tab, line);
  await editor(tab).focus();
  await measured(t, tab, async () => {
    await tab.keyboard.press("Control+V");
    await valueIsShown(tab, MARKUP);
  });
  await inert(tab, before);
});

test("as much text as the field takes", async (t) => {
  const tab = await visit(t);
  // A little less than the limit, for the line that follows.
  const text = `${texts.fill(20_000).slice(0, 1_048_000)}\n${passwordRefused()}`;
  // Here it is the browser that takes its time: it lays out a megabyte at once.
  const slow = 5 * FROZEN;
  await setClipboard(tab, text);
  await editor(tab).focus();
  const pasting = async () => {
    await tab.keyboard.press("Control+V");
    await said(tab, /^1 finding/);
  };
  await measured(t, tab, pasting, slow);
  assert.equal(await editor(tab).count(), 1, "it is in the field");
  await measured(t, tab, () => tab.keyboard.type("x"), slow);
  assert.equal(await editor(tab).inputValue(), `${text}x`);
});

/** The title of the finding shows this value, and no command has taken it in. */
async function valueIsShown(tab, shown) {
  await eventually(async () => {
    const title = await password(tab).getByRole("heading", { level: 3 }).innerText();
    assert.ok(title.includes(shown), `the title: ${title}`);
  });
  for (const command of await password(tab).locator("pre").allTextContents()) {
    assert.ok(!command.includes(shown), `a command: ${command}`);
  }
}

/** What stands in the page that could act by itself. */
function census(tab) {
  return tab.evaluate(() => {
    const count = (selector) => document.querySelectorAll(selector).length;
    const all = [...document.querySelectorAll("*")];
    return {
      actors: count("img, script, iframe, object, embed, video, audio, style, link, base, form, meta"),
      handlers: all.filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
      autofocus: count("[autofocus]"),
      // The page makes links to its own headings and to documentation, and no others.
      links: [...document.querySelectorAll("[href], [src], [action]")]
        .filter((element) => element.closest("body"))
        .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action"))
        .filter((address) => !/^(https:\/\/|#)/.test(address)).length,
    };
  });
}

async function inert(tab, before) {
  assert.equal(await tab.evaluate(() => globalThis.__pwned), undefined, "nothing ran");
  assert.deepEqual(await census(tab), before, "no element came of it");
  const turning = await tab.evaluate(() => document.body.textContent.match(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu));
  assert.equal(turning, null, "nothing turns the text round");
}
