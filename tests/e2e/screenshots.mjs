// Pictures of every state for people to look at, in output/: at the width of a desk, of a phone
// and of a small phone, light, dark, and in colours that the system decides. Words on the command
// line choose the states whose names begin with one of them. With --readme, also the picture
// that the README shows; with --lang=ar, the page in that language, in output/ar/.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch, newTab } from "./browser.mjs";
import { RULE_PAGES } from "./rule-pages.mjs";
import { serve } from "./server.mjs";
import { builtSite } from "./site.mjs";
import { STATES, openIn } from "./states.mjs";

const language = process.argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
const OUTPUT = fileURLToPath(new URL(language ? `output/${language}/` : "output/", import.meta.url));
const README = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

const WIDTHS = [1280, 390, 320];

const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isWanted = (name) => words.length === 0 || words.some((word) => name.startsWith(word));

/** Draws what the tab shows in all colours. */
async function draw(tab, name, width, options) {
  for (const [colours, media] of Object.entries(COLOURS)) {
    await tab.emulateMedia(media);
    await tab.evaluate(() => scrollTo(0, 0));
    await tab.screenshot({ path: `${OUTPUT}${name.replace(/\W+/g, "-")}-${width}-${colours}.png`, ...options });
  }
}

mkdirSync(OUTPUT, { recursive: true });
const browser = await launch();

for (const name of Object.keys(STATES).filter(isWanted)) {
  // Only what the page itself says is in languages.
  if (language && STATES[name].opens === false) continue;
  for (const width of WIDTHS) {
    const { tab, close } = await openIn(browser, name, { viewport: { width, height: 800 } }, { language });
    // What lies over the page covers the window, not the whole of the page.
    await draw(tab, name, width, { fullPage: name !== "file over the page" });
    await close();
  }
  console.log(name);
}

const server = await serve(builtSite(), { path: "/repo/" });
for (const [name, path] of language ? [] : Object.entries(RULE_PAGES).filter(([name]) => isWanted(name))) {
  for (const width of WIDTHS) {
    const tab = await newTab(browser, { viewport: { width, height: 800 } });
    await tab.goto(server.url + path);
    // The list of all rules is longer than any picture.
    await draw(tab, name, width, { fullPage: path !== "rules/" });
    await tab.context().close();
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
