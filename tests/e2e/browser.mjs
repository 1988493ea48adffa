// A browser, and what a person does in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { chromium, firefox } from "playwright-core";

import { IS_FILE } from "./site.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long anything may take before a test gives up on it, in milliseconds. Generous,
    because tests share their machine with builds; what takes how long is measured
    elsewhere. */
const PATIENCE = 20_000;

/** Starts a browser with a profile of its own. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.UNSTUCK_CHROMIUM || "/usr/bin/chromium",
    args: FLAGS,
  });
}

/** Starts a Firefox as its maker delivers it: the channel has Playwright speak WebDriver BiDi
    with it, where it would else want a Firefox that Playwright has patched. */
export function launchFirefox() {
  return firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.UNSTUCK_FIREFOX || "/usr/bin/firefox-esr",
    // A test may fill the clipboard without a click before it.
    firefoxUserPrefs: { "dom.events.testing.asyncClipboard": true },
  });
}

/**
 * Opens a tab in a context of its own, with the clipboard allowed unless told otherwise.
 * It watches from the first moment: what the console says, what the policy refuses, and
 * how long the main thread was busy. The page as one file gets no network unless a test
 * needs it.
 */
export async function newTab(browser, { clipboard = true, network = !IS_FILE, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: clipboard ? ["clipboard-read", "clipboard-write"] : [],
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  await context.setOffline(!network);
  const tab = await context.newPage();
  tab.consoleLines = [];
  tab.on("console", (message) => tab.consoleLines.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => tab.consoleLines.push(`uncaught: ${error.message}`));
  await tab.addInitScript(watch);
  return tab;
}

/** Opens the page and waits until it is ready to analyse. */
export async function openPage(browser, url, options) {
  const tab = await newTab(browser, options);
  await tab.goto(url);
  await ready(tab);
  return tab;
}

/** Waits until the network is locked and the worker knows its rules. */
export async function ready(frame) {
  await frame.getByText("Network locked").waitFor();
  await frame.getByRole("contentinfo").getByText(/^\d[\d,]* rules$/).waitFor();
}

// Runs in the page before anything else does.
function watch() {
  const seen = { violations: [], longest: 0, beat: performance.now() };
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push({ directive: event.effectiveDirective, blocked: event.blockedURI, sample: event.sample });
  });
  // A heartbeat that comes late was held up: by a long task, by layout, or by both.
  setInterval(() => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - seen.beat);
    seen.beat = now;
  }, 20);
  Object.defineProperty(globalThis, "__seen", { value: seen });
}

/** What the policy has refused so far. */
export const violations = (frame) => frame.evaluate(() => __seen.violations);

/** Starts to measure anew how long the main thread is blocked. */
export const startHeartbeat = (frame) =>
  frame.evaluate(() => Object.assign(__seen, { longest: 0, beat: performance.now() }));

/** The longest time in milliseconds for which nothing else could run. */
export const longestBlock = (frame) =>
  frame.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(Math.round(__seen.longest)), 60)));

// Where things are, by what they are called.

export const editor = (frame) => frame.getByLabel("Text to explain");
export const results = (frame) => frame.getByRole("region", { name: "Findings", exact: true });
export const status = (frame) => frame.getByRole("status");
export const viewer = (frame) => frame.getByRole("region", { name: /^The text, / });
export const samples = (frame) => frame.getByRole("list", { name: /Try one of these/ }).getByRole("button");

/** What is painted in the lines of the log: the text, and the number of its line. */
export const highlighted = (frame, name = "unstuck-finding") =>
  frame.evaluate(
    (name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => ({
        line: Number(range.startContainer.parentElement?.closest(".row")?.dataset.row) + 1,
        text: range.toString(),
      })),
    name,
  );

/** The card of the finding that this rule made. */
export const card = (frame, rule) =>
  results(frame).getByRole("article").filter({ has: frame.locator("footer").getByText(rule, { exact: true }) });

/** Puts a text on the clipboard, as copying it elsewhere would. */
export const setClipboard = (tab, text) => tab.evaluate((text) => navigator.clipboard.writeText(text), text);

/** What is on the clipboard. */
export const readClipboard = (tab) => tab.evaluate(() => navigator.clipboard.readText());

/** Pastes a text with the keyboard, in place of what is in the field. */
export async function paste(tab, text, frame = tab) {
  await setClipboard(tab, text);
  await editor(frame).focus();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Control+V");
}

/** Types a text key by key. */
export async function type(tab, text) {
  await editor(tab).pressSequentially(text);
}

/** Chooses a file with the button. `file` has a `name` and a `buffer`. */
export async function chooseFile(tab, file) {
  const chooser = tab.waitForEvent("filechooser");
  await tab.getByRole("button", { name: "Open a file…" }).click();
  await (await chooser).setFiles({ mimeType: "", ...file });
}

/** Drags files from the desktop over the page, and drops them unless told to `hold`. */
export async function dropFiles(tab, paths, { hold = false } = {}) {
  if (tab.context().browser().browserType() === firefox) return dropMade(tab, [paths].flat(), hold);
  const session = await tab.context().newCDPSession(tab);
  const data = { items: [], files: [paths].flat(), dragOperationsMask: 1 };
  const at = { x: 200, y: 200, data };
  await session.send("Input.dispatchDragEvent", { type: "dragEnter", ...at });
  await session.send("Input.dispatchDragEvent", { type: "dragOver", ...at });
  if (!hold) await session.send("Input.dispatchDragEvent", { type: "drop", ...at });
  await session.detach();
}

/** Where nothing can drag files from outside, the page gets the events of one who does. */
function dropMade(tab, paths, hold) {
  const files = paths.map((path) => ({ name: basename(path), content: readFileSync(path, "base64") }));
  return tab.evaluate(
    ([files, kinds]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, content } of files) {
        dataTransfer.items.add(new File([Uint8Array.fromBase64(content)], name));
      }
      for (const kind of kinds) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [files, hold ? ["dragover"] : ["dragover", "drop"]],
  );
}

/** Waits until the status line says something that fits. */
export function said(frame, pattern) {
  return eventually(async () => {
    const text = (await status(frame).innerText()).trim();
    assert.match(text, pattern, "the status line");
    return text;
  });
}

/** Waits until no analysis runs and something was found, or was not. */
export async function settled(frame) {
  await frame.locator("#results[aria-busy=false]:not(:empty)").waitFor();
}

/** Tries `check` until it passes, or time is up. */
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
