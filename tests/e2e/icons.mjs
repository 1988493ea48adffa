// Draws the icons that must be pixels from the one that is not: www/icons/icon.svg.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";

const FOLDER = fileURLToPath(new URL("../../www/icons/", import.meta.url));
const GREEN = "#0f6b50";

/** What browsers and systems cut to a shape of their own fills the square, with its picture
    in the middle. */
export const ICONS = [
  { name: "icon-192.png", size: 192, scale: 1, ground: "transparent" },
  { name: "icon-512.png", size: 512, scale: 1, ground: "transparent" },
  { name: "maskable-512.png", size: 512, scale: 0.75, ground: GREEN },
  { name: "touch.png", size: 180, scale: 0.85, ground: GREEN },
];

/** The bytes of one of the icons. */
export async function draw(browser, { size, scale, ground }) {
  const svg = readFileSync(`${FOLDER}icon.svg`).toString("base64");
  const context = await browser.newContext({ viewport: { width: size, height: size } });
  const tab = await context.newPage();
  await tab.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">
     <img width="${size * scale}" height="${size * scale}" src="data:image/svg+xml;base64,${svg}">`,
  );
  const png = await tab.screenshot({ omitBackground: true });
  await context.close();
  return png;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await launch();
  for (const icon of ICONS) writeFileSync(`${FOLDER}${icon.name}`, await draw(browser, icon));
  await browser.close();
}
