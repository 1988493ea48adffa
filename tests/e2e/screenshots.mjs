// Pictures of every state for people to look at, in output/. With --readme, also the one
// that the README shows; with --lang ar, the page in that language, in output/ar/.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch, newTab } from "./browser.mjs";
import { RULE_PAGES } from "./rule-pages.mjs";
import { serve } from "./server.mjs";
import { builtSite } from "./site.mjs";
import { STATES, openIn } from "./states.mjs";

const language = process.argv.includes("--lang") ? process.argv[process.argv.indexOf("--lang") + 1] : undefined;
const OUTPUT = fileURLToPath(new URL(language ? `output/${language}/` : "output/", import.meta.url));
const README = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

mkdirSync(OUTPUT, { recursive: true });
const browser = await launch();

for (const name of Object.keys(STATES)) {
  // Only what the page itself says is in languages.
  if (language && STATES[name].opens === false) continue;
  for (const width of [1280, 390]) {
    const { tab, close } = await openIn(browser, name, { viewport: { width, height: 800 } }, { language });
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      await tab.evaluate(() => scrollTo(0, 0));
      const path = `${OUTPUT}${name.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`;
      // A file that is held over the page covers the window, not the whole of the page.
      await tab.screenshot({ path, fullPage: name !== "file over the page" });
    }
    await close();
  }
  console.log(name);
}

const server = await serve(builtSite(), { path: "/repo/" });
for (const [name, path] of language ? [] : Object.entries(RULE_PAGES)) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const tab = await newTab(browser, { viewport: { width, height: 800 }, colorScheme });
      await tab.goto(server.url + path);
      // The list of all rules is longer than any picture.
      const fullPage = path !== "rules/";
      await tab.screenshot({ path: `${OUTPUT}${name.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`, fullPage });
      await tab.context().close();
    }
  }
  console.log(name);
}
await server.close();

if (process.argv.includes("--readme")) {
  const { tab, close } = await openIn(browser, "finding", { viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  await tab.screenshot({ path: README });
  console.log(README);
  await close();
}

await browser.close();
