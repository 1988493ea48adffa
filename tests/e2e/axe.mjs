// What automated checks find wrong with what a tab shows.

import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";

// Without wcag22aa, the size of targets is not looked at.
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// The rules that a colour scheme can break. Nothing else differs between the two.
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Everything that the checks say about the tab as it is. */
export function check(tab, coloursOnly = false) {
  const axe = new AxeBuilder({ page: tab }).setLegacyMode();
  return (coloursOnly ? axe.withRules(COLOURS) : axe.withTags(TAGS)).analyze();
}

/** Fails unless there is nothing to find fault with at any width, in any of the colour schemes. */
export async function nothingToFault(tab, widths = [1280, 390, 320], schemes = ["light", "dark"]) {
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 800 });
    for (const [index, colorScheme] of schemes.entries()) {
      await tab.emulateMedia({ colorScheme });
      const { violations, passes } = await check(tab, index > 0);
      assert.deepEqual(violations.map(inShort), [], `${colorScheme}, ${width} px`);
      assert.ok(passes.some(({ id }) => id === "color-contrast"), "contrast was looked at");
    }
    const { wide, window, cut } = await tab.evaluate(() => ({
      wide: document.scrollingElement.scrollWidth,
      window: document.documentElement.clientWidth,
      cut: [...document.querySelectorAll("input:not([type=checkbox], [type=file])")]
        .filter((field) => field.scrollWidth > field.clientWidth)
        .map((field) => field.value),
    }));
    assert.ok(wide <= window, `at ${width} px the page is ${wide} px wide`);
    assert.deepEqual(cut, [], `at ${width} px a field is too narrow for what it holds`);
  }
}

function inShort({ id, nodes }) {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`;
}
