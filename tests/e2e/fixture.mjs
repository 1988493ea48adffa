// What most test files start with: the built site on a server, a browser, and a folder for
// files. All of it is gone when the file's tests are done.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

import { launch, newTab, ready } from "./browser.mjs";
import { serve } from "./server.mjs";
import { builtSite } from "./site.mjs";

/** Serves the site, below a path as GitHub Pages does, and starts a browser with `start`. */
export async function fixture({ start = launch } = {}) {
  const server = await serve(builtSite(), { path: "/repo/" });
  const browser = await start();
  const folder = mkdtempSync(join(tmpdir(), "unstuck-e2e-"));
  after(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /**
   * Opens the page in a tab that closes with the test, and waits until it is ready. `at` is
   * what comes behind the page's address, `url` another address; `prepare` gets the tab before
   * the page is loaded. The rest goes to the tab.
   */
  async function visit(t, { at = "", url = server.url, prepare, ...options } = {}) {
    const tab = await newTab(browser, options);
    t.after(() => tab.context().close());
    await prepare?.(tab);
    await tab.goto(url + at);
    await ready(tab);
    return tab;
  }

  /** Writes a file, and says where it is. */
  function file(name, content) {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  return { server, browser, folder, visit, file };
}
