// Every state that the page can be in, and the way there.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { card, dropFiles, eventually, highlighted, newTab, openPage, paste, readClipboard, results, said, samples, viewer } from "./browser.mjs";
import { speak } from "./languages.mjs";
import { serve } from "./server.mjs";
import { IS_FILE, builtSite, rebuilt, without } from "./site.mjs";
import * as texts from "./texts.mjs";
import { zip } from "./zip.mjs";
import { passwordRefused } from "./texts.mjs";

/** A folder for dropped files. */
const folder = mkdtempSync(join(tmpdir(), "unstuck-e2e-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const SEVERAL = [passwordRefused(), texts.accessDenied, texts.webhookRefused, texts.connectionRefused, texts.UNKNOWN].join("\n\n");

/** A worker that begins every analysis and never ends one. */
const stuckWorker = (site) =>
  rebuilt(
    site,
    "worker-js",
    (glue) => `${glue}
      self.addEventListener("message", (event) => {
        if (Array.isArray(event.data)) event.stopImmediatePropagation();
      });`,
  );

/** A worker that takes its time for the first part of a large file and never comes to the
    second. */
const lazyWorker = (site) =>
  rebuilt(
    site,
    "worker-js",
    (glue) => `${glue}
      let parts = 0;
      self.addEventListener("message", (event) => {
        // The fourth kind of request after the first is the one for a part.
        if (!Array.isArray(event.data) || event.data[0][0] !== 4) return;
        event.stopImmediatePropagation();
        parts += 1;
        if (parts === 1) setTimeout(() => self.onmessage(event), 300);
      });`,
  );

const deadWorker = (site) => rebuilt(site, "worker-js", () => "throw new Error('this worker does not start');");

/** By name: how to get there from the page as it starts, and the site, if it is another. */
export const STATES = {
  empty: { reach: (tab) => samples(tab).first().waitFor() },
  "network lock": { reach: (tab) => tab.getByText("Network locked").click() },
  finding: {
    reach: async (tab) => {
      await samples(tab).filter({ hasText: "Database password refused" }).click();
      await card(tab, texts.PASSWORD_RULE).waitFor();
      await said(tab, /^1 finding/);
    },
  },
  "several findings": {
    reach: async (tab) => {
      await paste(tab, SEVERAL);
      await said(tab, /^4 findings/);
    },
  },
  "report to take along": {
    reach: async (tab) => {
      await paste(tab, SEVERAL);
      await said(tab, /^4 findings/);
      await results(tab).getByRole("button", { name: "Make a report" }).click();
      await tab.getByRole("region", { name: "The report" }).waitFor();
    },
  },
  "several findings, all open": {
    reach: async (tab) => {
      await STATES["several findings"].reach(tab);
      // What is inside of another opens after it.
      for (let closed; (closed = results(tab).locator("details:not([open]) > summary:visible")), await closed.count(); ) {
        await closed.first().click();
      }
    },
  },
  unknown: {
    reach: async (tab) => {
      await paste(tab, `${texts.HEALTHY}\n${texts.UNKNOWN}`);
      await said(tab, /not known/);
    },
  },
  "nothing found": {
    reach: async (tab) => {
      await paste(tab, texts.HEALTHY);
      await said(tab, /^Nothing here/);
    },
  },
  blank: {
    reach: async (tab) => {
      await paste(tab, "  \n ");
      await said(tab, /no text in it/);
    },
  },
  binary: {
    reach: async (tab) => {
      await dropFiles(tab, file("core.bin", Uint8Array.from({ length: 400 }, (_, index) => index * 37)));
      await said(tab, /^This is not text/);
    },
  },
  unreadable: {
    reach: async (tab) => {
      mkdirSync(join(folder, "logs"), { recursive: true });
      await dropFiles(tab, join(folder, "logs"));
      await said(tab, /could not be read/);
    },
  },
  viewer: {
    reach: async (tab) => {
      await dropFiles(tab, file("a-rather-long-name-of-a-log-file-2026-03-14.log", `${texts.fill(2_000)}\n${SEVERAL}\n${texts.fill(500)}`));
      await card(tab, texts.PASSWORD_RULE).getByRole("button", { name: /^Go to line/ }).first().click();
      await said(tab, /^Line [\d,]+\.$/);
      await eventually(async () => assert.ok((await highlighted(tab)).length > 0));
    },
  },
  "log with tools": {
    reach: async (tab) => {
      await STATES.viewer.reach(tab);
      await tab.getByLabel("Search in the log").fill("INFO");
      await said(tab, /lines found/);
      await viewer(tab).locator('[data-row="2000"] .line-number').click();
      await viewer(tab).locator('[data-row="2002"] .line-number').click({ modifiers: ["Shift"] });
      await tab.locator("summary").filter({ hasText: "Help" }).click();
    },
  },
  "log, filtered and wrapped": {
    reach: async (tab) => {
      await STATES.viewer.reach(tab);
      await tab.getByRole("button", { name: "Errors only" }).click();
      await tab.getByRole("button", { name: "Wrap", exact: true }).click();
      await tab.getByText(/lines of [\d,]+ shown\./).waitFor();
      await eventually(async () => assert.ok((await highlighted(tab)).length > 0));
    },
  },
  "log that was pasted": {
    reach: async (tab) => {
      await STATES["several findings"].reach(tab);
      await tab.getByRole("button", { name: "Log", exact: true }).click();
      await eventually(async () => assert.ok((await highlighted(tab)).length > 0));
    },
  },
  "file over the page": {
    reach: async (tab) => {
      await dropFiles(tab, file("app.log", texts.HEALTHY), { hold: true });
      await tab.getByText("Drop files to explain them").waitFor();
    },
  },
  working: {
    site: stuckWorker,
    reach: async (tab) => {
      await paste(tab, texts.HEALTHY);
      await tab.getByRole("button", { name: "Stop", exact: true }).waitFor();
    },
  },
  "working on a large file": {
    site: lazyWorker,
    reach: async (tab) => {
      await dropFiles(tab, file("large.log", texts.longLog(12_000_000)));
      await tab.getByText(/^33 % · /).waitFor();
    },
  },
  "several files": {
    reach: async (tab) => {
      const archive = zip([
        { name: "var/log/app/worker-2026-03-14.log", content: `${texts.fill(400)}\n${texts.accessDenied}\n` },
        { name: "var/log/app/healthy.log", content: texts.fill(20) },
        { name: "secret.log", content: "x", encrypted: true },
        { name: "screenshot.png", content: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1") },
      ]);
      await dropFiles(tab, [file("logs.zip", archive), file("app.log", SEVERAL), file("odd.log", texts.UNKNOWN)]);
      await said(tab, /^6 files, findings in 2\. The worst is /);
    },
  },
  "over time": {
    reach: async (tab) => {
      await paste(tab, texts.OVER_TIME);
      await said(tab, /^5 findings/);
      await results(tab).getByText("The same as a table").click();
      await results(tab).getByRole("region", { name: "Timeline" }).waitFor();
    },
  },
  narrowed: {
    reach: async (tab) => {
      await paste(tab, texts.OVER_TIME);
      await said(tab, /^5 findings/);
      const from = results(tab).getByLabel("From", { exact: true });
      await from.fill("09:06");
      await from.press("Enter");
      await results(tab).getByLabel("To", { exact: true }).fill("later");
      await results(tab).getByLabel("To", { exact: true }).press("Enter");
      await results(tab).getByRole("button", { name: /^PostgreSQL \d$/ }).click();
      await said(tab, /^\d of 5 findings shown/);
    },
  },
  "waiting for the next log": {
    reach: async (tab) => {
      await STATES["several findings"].reach(tab);
      await results(tab).getByRole("button", { name: "Paste the new log" }).click();
      await said(tab, /are kept/);
    },
  },
  compared: {
    reach: async (tab) => {
      await STATES["waiting for the next log"].reach(tab);
      await paste(tab, [passwordRefused(), passwordRefused("other"), texts.UNKNOWN].join("\n\n"));
      await results(tab).getByText(/^\d+ still there$/).waitFor();
    },
  },
  "why not": {
    reach: async (tab) => {
      await paste(tab, texts.accessDenied);
      await said(tab, /^1 finding/);
      await results(tab).getByText(/^Looking for something else\?/).click();
      await results(tab).getByLabel("Search the rules").fill("s3 denied");
      await results(tab).locator(".rule-choice").first().click();
      await results(tab).locator(".why-answer h4").waitFor();
    },
  },
  "findings from a link": {
    reach: async (tab) => {
      await STATES["report to take along"].reach(tab);
      await tab.getByRole("button", { name: "Copy a link" }).click();
      await tab.getByRole("button", { name: "Copied" }).waitFor();
      const link = await readClipboard(tab);
      await tab.keyboard.press("Escape");
      await tab.evaluate((hash) => (location.hash = hash), link.slice(link.indexOf("#")));
      await results(tab).getByRole("region", { name: "Findings from a link" }).waitFor();
    },
  },
  "a link that was cut off": {
    reach: async (tab) => {
      await tab.evaluate(() => (location.hash = "#r=1.d.300.00000000.abc"));
      await results(tab).getByRole("heading", { name: /cut off/ }).waitFor();
    },
  },
  "all rules": {
    reach: async (tab) => {
      await tab.getByRole("link", { name: "All rules" }).click();
      await tab.getByLabel(/^Search by words/).fill("password");
      await tab.locator(".rules-search li").first().waitFor();
      await tab.locator(".rules-systems summary").first().click();
    },
  },
  "a rule": {
    reach: async (tab) => {
      await tab.evaluate((rule) => (location.hash = `#rules/${rule}`), texts.PASSWORD_RULE);
      await tab.locator(".rule-page").waitFor();
    },
  },
  "a rule that is not there": {
    reach: async (tab) => {
      await tab.evaluate(() => (location.hash = "#rules/no/such"));
      await tab.getByRole("heading", { name: "There is no such rule" }).waitFor();
    },
  },
  "no worker": {
    site: deadWorker,
    opens: false,
    reach: (tab) => tab.getByRole("alert").waitFor(),
  },
  "not started": {
    site: (site) => without(site, "worker-wasm"),
    opens: false,
    reach: (tab) => tab.getByRole("alert").waitFor(),
  },
};

/** The page about use without a network stands beside the page. The one file has none. */
if (!IS_FILE) {
  STATES["without a network"] = {
    opens: false,
    reach: (tab) => tab.goto(new URL("offline.html", tab.url()).href),
  };
}

/** Opens a tab in this state. The answer's `close` ends everything. `site` changes the site, and
    `language` is chosen once the page is in its state. */
export async function openIn(browser, name, options, { site: change = (site) => site, language } = {}) {
  const { site = (site) => site, opens = true, reach } = STATES[name];
  const server = await serve(change(site(builtSite())), { path: "/repo/" });
  const tab = opens ? await openPage(browser, server.url, options) : await newTab(browser, options);
  if (!opens) await tab.goto(server.url);
  await reach(tab);
  if (language) await speak(tab, language);
  return {
    tab,
    close: async () => {
      await tab.context().close();
      await server.close();
    },
  };
}
