// How the finished page feels: measured in the page that is in dist/.

import { statSync } from "node:fs";

import { editor, newTab, openPage, ready, setClipboard, settled } from "../e2e/browser.mjs";
import { serve } from "../e2e/server.mjs";
import { builtSite } from "../e2e/site.mjs";

/** Measures the page in dist/ with a text to paste and the path of a large log; answers with
    milliseconds, and for the log with the bytes that it has. */
export async function measurePage(browser, paste, log, quick) {
  const server = await serve(builtSite());
  const start = await starts(browser, server.url, quick ? 3 : 9);
  const tab = await openPage(browser, server.url);
  const first = await pastes(tab, paste, quick ? 5 : 15);
  const frames = await typing(tab, paste, quick ? 3 : 7);
  await tab.context().close();
  const file = await files(browser, server.url, log, quick ? 3 : 5);
  await server.close();
  return { start, paste: first, frames, file };
}

/** From navigation until the page says how many rules it has: with nothing in any cache,
    and again with what the first visit left there. */
async function starts(browser, url, times) {
  const took = { cold: [], warm: [] };
  for (let time = 0; time < times; time += 1) {
    const tab = await newTab(browser);
    await tab.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!/\d rules/.test(document.body?.textContent ?? "")) return;
        observer.disconnect();
        // From the beginning of the navigation, in milliseconds.
        globalThis.__ready = performance.now();
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    for (const kind of ["cold", "warm"]) {
      await tab.goto(url);
      await ready(tab);
      took[kind].push(await tab.evaluate(() => __ready));
    }
    await tab.context().close();
  }
  return took;
}

/** From the input event of a paste until the first finding is in the page, and until the
    frame with it was drawn. */
async function pastes(tab, text, times) {
  const took = { found: [], drawn: [] };
  await setClipboard(tab, text);
  const warmUp = 3;
  for (let time = -warmUp; time < times; time += 1) {
    await clear(tab);
    await tab.evaluate(() => {
      const results = document.querySelector("#results");
      globalThis.__paste = new Promise((resolve) => {
        let started;
        addEventListener("input", () => (started ??= performance.now()), { capture: true, once: true });
        new MutationObserver((_, observer) => {
          if (!results.querySelector("article")) return;
          observer.disconnect();
          const found = performance.now() - started;
          requestAnimationFrame(() => setTimeout(() => resolve({ found, drawn: performance.now() - started })));
        }).observe(results, { subtree: true, childList: true });
      });
    });
    await editor(tab).focus();
    await tab.keyboard.press("Control+V");
    const { found, drawn } = await tab.evaluate(() => __paste);
    if (time < 0) continue;
    took.found.push(found);
    took.drawn.push(drawn);
  }
  return took;
}

/** The longest time between two frames while somebody types in a long text. */
async function typing(tab, text, times) {
  const longest = [];
  await clear(tab);
  await setClipboard(tab, text);
  await editor(tab).focus();
  await tab.keyboard.press("Control+V");
  await tab.locator("#results[aria-busy=false] article").first().waitFor();
  for (let time = 0; time < times; time += 1) {
    await tab.evaluate(() => {
      const seen = { longest: 0, last: performance.now(), running: true };
      const frame = (now) => {
        seen.longest = Math.max(seen.longest, now - seen.last);
        seen.last = now;
        if (seen.running) requestAnimationFrame(frame);
      };
      requestAnimationFrame((now) => {
        seen.last = now;
        requestAnimationFrame(frame);
      });
      globalThis.__frames = seen;
    });
    await tab.keyboard.type(" and then it failed again", { delay: 40 });
    const seen = await tab.evaluate(() => {
      __frames.running = false;
      return __frames.longest;
    });
    longest.push(seen);
  }
  return longest;
}

/** From choosing a large file until the page has read all of it, with as many workers as
    the page takes. */
async function files(browser, url, log, times) {
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const tab = await openPage(browser, url);
    const chooser = tab.waitForEvent("filechooser");
    await tab.getByRole("button", { name: "Open a file…" }).click();
    const chosen = await chooser;
    const started = performance.now();
    await chosen.setFiles(log);
    await settled(tab);
    took.push(performance.now() - started);
    await tab.context().close();
  }
  return { bytes: statSync(log).size, ms: took };
}

async function clear(tab) {
  await editor(tab).focus();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Delete");
  await tab.locator("#results article").first().waitFor({ state: "detached" });
  // Whatever the page does a moment later is over by then.
  await tab.waitForTimeout(300);
}
