// The built site as a map of names to bytes, and ways to make a damaged copy of it.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = process.env.UNSTUCK_DIST || fileURLToPath(new URL("../../dist", import.meta.url));

/** The files of the start-up, by what they are for. */
export const ROLES = ["page-js", "page-wasm", "worker-js", "worker-wasm", "rules"];

/** Reads the built site. */
export function builtSite() {
  if (!existsSync(`${FOLDER}/index.html`)) {
    throw new Error(`there is no built site in ${FOLDER}: run \`cargo xtask dist\` first`);
  }
  const names = readdirSync(FOLDER, { recursive: true });
  const files = names.filter((name) => statSync(`${FOLDER}/${name}`).isFile());
  return new Map(files.map((name) => [name, readFileSync(`${FOLDER}/${name}`)]));
}

/** The name of the file with this role; `boot` is the start script. */
export function nameOf(site, role) {
  const found = role === "boot" ? attribute(site, "src") : attribute(site, `data-${role}`);
  return found.replace(/^.*\//, "");
}

/** A copy in which the file with this role has other bytes, and nothing else changes. */
export function tampered(site, role, edit) {
  const name = nameOf(site, role);
  return new Map(site).set(name, Buffer.from(edit(site.get(name))));
}

/** A copy in which the file with this role is changed and its hash is brought up to date.
    Scripts are edited as text, everything else as bytes. */
export function rebuilt(site, role, edit) {
  const isText = nameOf(site, role).endsWith(".js");
  const copy = tampered(site, role, (bytes) => edit(isText ? bytes.toString("utf8") : bytes));
  const which = role === "boot" ? "integrity" : `data-${role}-integrity`;
  const hash = createHash("sha384").update(copy.get(nameOf(site, role))).digest("base64");
  return withPage(copy, (page) => page.replace(` ${which}="${attribute(site, which)}"`, ` ${which}="sha384-${hash}"`));
}

/** A copy without the file with this role. */
export function without(site, role) {
  const copy = new Map(site);
  copy.delete(nameOf(site, role));
  return copy;
}

/** A copy that sets neither the policy of the page nor the lock. */
export function withoutPolicies(site) {
  const meta = /<meta\s+http-equiv="?Content-Security-Policy"?[^>]*>/i;
  const open = withPage(site, (page) => replaceOnce(page, meta, ""));
  return rebuilt(open, "boot", (script) => replaceOnce(script, /^\s*lock\(\);$/m, ""));
}

/** A valid Wasm module that differs in a custom section, which changes nothing it does. */
export function withCustomSection(wasm) {
  const name = Buffer.from("tampered");
  return Buffer.concat([wasm, Buffer.from([0, name.length + 1, name.length]), name]);
}

function withPage(site, edit) {
  return new Map(site).set("index.html", Buffer.from(edit(pageOf(site))));
}

function pageOf(site) {
  return site.get("index.html").toString("utf8");
}

function attribute(site, name) {
  const tag = pageOf(site).match(/<script\b[^>]*\bid="?boot\b[^>]*>/);
  const value = tag?.[0].match(new RegExp(`\\s${name}="([^"]*)"`));
  if (!value) throw new Error(`the start script's tag has no ${name}`);
  return value[1];
}

/** An edit that finds nothing to edit would turn a test into one that cannot fail. */
function replaceOnce(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`${pattern} is not there to be replaced`);
  return text.replace(pattern, replacement);
}
