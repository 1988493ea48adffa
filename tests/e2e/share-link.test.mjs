// Findings in a link: from one browser to another, without the log and without a server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { card, editor, eventually, newTab, paste, readClipboard, ready, results, said, violations } from "./browser.mjs";
import { fixture } from "./fixture.mjs";
import { IS_FILE } from "./site.mjs";
import * as texts from "./texts.mjs";
import { LOG, nothingPrivate } from "./private.mjs";

const { server, browser, visit } = await fixture();

const banner = (tab) => results(tab).getByRole("region", { name: "Findings from a link" });
const dialog = (tab) => tab.getByRole("dialog", { name: "Report to take along" });

/** What "Copy a link" puts on the clipboard. */
async function linkTo(t, log) {
  const tab = await visit(t);
  await paste(tab, log);
  await said(tab, /finding|not known/);
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  await dialog(tab).getByRole("button", { name: "Copy a link" }).click();
  await dialog(tab).getByRole("button", { name: "Copied" }).waitFor();
  const says = await dialog(tab).getByText(/^It has [\d,]+ characters/).innerText();
  return { link: await readClipboard(tab), says };
}

/** All that stands behind the address. */
const fragment = (link) => link.slice(link.indexOf("#"));

/** Opens the page with this behind its address, and waits for what comes of it. */
async function opened(t, behind) {
  const tab = await visit(t, { at: behind });
  await results(tab).getByRole("button", { name: "Read a log of my own" }).waitFor();
  return tab;
}

const bytes = (text) => Uint8Array.from(Buffer.from(text, "base64url"));
function link(payload, { version = 1, codec = "d", length = payload.length } = {}) {
  let sum = -1;
  for (const byte of payload) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  const checksum = (~sum >>> 0).toString(16).padStart(8, "0");
  return `#r=${version}.${codec}.${length}.${checksum}.${Buffer.from(payload).toString("base64url")}`;
}

const { deflateRawSync, inflateRawSync } = await import("node:zlib");

test("a link tells the findings to somebody else, and nothing private", async (t) => {
  const { link, says } = await linkTo(t, LOG);
  assert.ok(link.length <= 2000, `${link.length}`);
  assert.equal(Number(says.match(/^It has ([\d,]+) char/)[1].replace(",", "")), link.length);
  assert.equal(link.startsWith("#r=1.d."), IS_FILE, "a folder of one's own is nobody's business");
  if (!IS_FILE) assert.ok(link.startsWith(`${server.url}#r=1.d.`), link);
  nothingPrivate(link);
  const packed = inflateRawSync(bytes(fragment(link).split(".")[4])).toString("latin1");
  nothingPrivate(packed);
  assert.ok(packed.includes(texts.PASSWORD_RULE));

  const tab = await opened(t, fragment(link));
  await said(tab, /^1 finding/);
  await banner(tab).waitFor();
  const found = card(tab, texts.PASSWORD_RULE);
  assert.match(await found.innerText(), /password authentication failed for user "<USER_\d>"/);
  assert.match(await found.innerText(), /Why this happens|Cause/i);
  assert.equal(await editor(tab).inputValue(), "", "the log is not there");
  for (const name of [/^Go to line/, /paste the new log/i]) {
    assert.equal(await results(tab).getByRole("button", { name }).count(), 0, `${name}`);
  }
  assert.equal(await results(tab).locator(".why-not").count(), 0);
  assert.deepEqual(await violations(tab), []);
});

test("findings of a link can be ticked and handed on", async (t) => {
  const { link } = await linkTo(t, LOG);
  const tab = await opened(t, fragment(link));
  await card(tab, texts.PASSWORD_RULE).getByRole("checkbox", { name: /step 1$/ }).check();
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  const preview = dialog(tab).getByRole("region", { name: "The report" });
  assert.match(await preview.innerText(), /1\. \*\*Done\.\*\*/);
  nothingPrivate(await preview.innerText());
  await dialog(tab).getByRole("button", { name: "Copy a link" }).click();
  await eventually(async () => assert.match(await readClipboard(tab), /#r=1\.d\./));
});

test("one leaves a link for a log of one's own, and the address lets go of it", async (t) => {
  const { link } = await linkTo(t, LOG);
  const tab = await opened(t, fragment(link));
  await results(tab).getByRole("button", { name: "Read a log of my own" }).click();
  await banner(tab).waitFor({ state: "detached" });
  await eventually(async () => assert.doesNotMatch(tab.url(), /#r=/));
  await eventually(async () => assert.ok(await editor(tab).evaluate((field) => field === document.activeElement)));
  await paste(tab, texts.accessDenied);
  await said(tab, /^1 finding/);

  // And by just pasting.
  const other = await opened(t, fragment(link));
  await paste(other, texts.HEALTHY);
  await said(other, /^Nothing here/);
  assert.equal(await banner(other).count(), 0);
  await eventually(async () => assert.doesNotMatch(other.url(), /#r=/));
});

test("a link opens in a page that is open, and leaves the text of the person alone", async (t) => {
  const { link } = await linkTo(t, LOG);
  const tab = await visit(t);
  await paste(tab, texts.accessDenied);
  await said(tab, /^1 finding/);
  await tab.evaluate((hash) => (location.hash = hash), fragment(link));
  await banner(tab).waitFor();
  await card(tab, texts.PASSWORD_RULE).waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.id), "results");
  await eventually(async () => {
    const { y } = await banner(tab).boundingBox();
    assert.ok(y >= 0 && y < 800, `the banner is at ${y}`);
  });
  assert.equal(await editor(tab).inputValue(), texts.accessDenied);
  await results(tab).getByRole("button", { name: "Read a log of my own" }).click();
  await banner(tab).waitFor({ state: "detached" });
  await said(tab, /^1 finding/);
  assert.equal(await card(tab, texts.PASSWORD_RULE).count(), 0);
});

test("a report of many findings fits, and says what did not", async (t) => {
  // Forty errors that have nothing in common.
  const words = Array.from({ length: 40 }, (_, index) => (index * 2654435761 + 12345).toString(26).replace(/[0-9]/g, "k"));
  const log = words.map((word, index) => `ERROR ${word}: the ${word}${words[39 - index]} of ${words[(index * 7) % 40]} failed to ${word}ize`).join("\n\n");
  const { link, says } = await linkTo(t, log);
  assert.ok(link.length <= 2000, `${link.length}`);
  const held = Number(says.match(/holds (\d+) finding/)[1]);
  const left = Number(says.match(/(\d+) did not fit/)?.[1] ?? 0);
  assert.ok(held > 0 && held + left > 10, says);
  const tab = await opened(t, fragment(link));
  assert.equal(await results(tab).getByRole("article").count(), held);
  if (left > 0) assert.match(await banner(tab).innerText(), new RegExp(`${left} findings? more did not fit`));
});

/** The same with a rule that nobody has. */
function ofAnotherBook(whole) {
  const packed = inflateRawSync(bytes(fragment(whole).split(".")[4])).toString("latin1");
  const other = packed.replace(texts.PASSWORD_RULE, texts.PASSWORD_RULE.replace("failed", "fallen"));
  return link(deflateRawSync(Buffer.from(other, "latin1")));
}

test("what this page knows of a link is shown, and the rest is named", async (t) => {
  const { link: whole } = await linkTo(t, `${texts.passwordRefused()}\n${texts.UNKNOWN}`);
  const tab = await opened(t, ofAnotherBook(whole));
  assert.match(await banner(tab).innerText(), /1 finding is left out.*postgresql\/password-authentication-fallen/);
  assert.equal(await results(tab).getByRole("article").count(), 1);
});

test("a damaged link says what is wrong with it, and nothing of it is shown", async (t) => {
  const { link: whole } = await linkTo(t, LOG);
  const good = fragment(whole);
  const flip = (at) => good.slice(0, at) + (good[at] === "A" ? "B" : "A") + good.slice(at + 1);
  const cases = [
    ...Array.from({ length: 9 }, (_, tenth) => [good.slice(0, Math.ceil((good.length * (tenth + 1)) / 10)), /cut off/]),
    ["#r=", /cut off/],
    ...[0.4, 0.7, 0.99].map((part) => [flip(Math.floor(good.length * part)), /damaged/]),
    [good.replace("#r=1.", "#r=2."), /too new/],
    [good.replace(".d.", ".z."), /too new/],
    [good.replace("#r=1.", "#r=no."), /damaged/],
    [link(deflateRawSync(Buffer.alloc(50_000_000))), /holds no findings/],
    [link(Buffer.from("<img src=x onerror=alert(1)>")), /holds no findings/],
    [`#r=1.d.9.00000000.${encodeURIComponent("\u202e<script>alert(1)</script>")}`, /damaged|cut off/],
    [ofAnotherBook((await linkTo(t, texts.passwordRefused())).link), /does not know the rules/],
  ];
  const tab = await newTab(browser);
  t.after(() => tab.context().close());
  for (const [behind, says] of cases) {
    await tab.goto("about:blank");
    await tab.goto(server.url + behind);
    await ready(tab);
    const heading = results(tab).getByRole("heading", { name: says });
    await heading.waitFor();
    assert.equal(await results(tab).getByRole("article").count(), 0, behind);
    assert.equal(await results(tab).locator("img, script").count(), 0, behind);
    assert.deepEqual(await violations(tab), [], behind);
  }
});

test("what somebody wrote into a link stays text", async (t) => {
  const { link: whole } = await linkTo(t, LOG);
  const packed = inflateRawSync(bytes(fragment(whole).split(".")[4])).toString("latin1");
  // As long as what it replaces, so that it can be unpacked.
  const word = "authentication failed for";
  const hostile = "<img src=x onerror=f()>\u0007".padEnd(word.length, "\u0001");
  const tab = await opened(t, link(deflateRawSync(Buffer.from(packed.replace(word, hostile), "latin1"))));
  await banner(tab).waitFor();
  assert.equal(await results(tab).locator("img, script").count(), 0);
  assert.match(await card(tab, texts.PASSWORD_RULE).innerText(), /<img src=x/);
  assert.deepEqual(await violations(tab), []);
});

test("the lines that an address names are no link", async (t) => {
  const tab = await visit(t, { at: "#L1-L2" });
  await paste(tab, LOG);
  await said(tab, /finding/);
  assert.equal(await banner(tab).count(), 0);
  assert.equal(new URL(tab.url()).hash, "#L1-L2");
});

test("opening a link asks for nothing", { skip: IS_FILE }, async (t) => {
  const { link: whole } = await linkTo(t, LOG);
  const tab = await visit(t);
  const asked = [];
  tab.context().on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) asked.push(request.url());
  });
  await tab.evaluate((hash) => (location.hash = hash), fragment(whole));
  await card(tab, texts.PASSWORD_RULE).waitFor();
  await results(tab).getByRole("button", { name: "Make a report" }).click();
  await dialog(tab).getByRole("button", { name: "Copy a link" }).click();
  assert.deepEqual(asked, []);
});
