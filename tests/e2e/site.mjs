// The built site as a map of names to bytes, and ways to make a damaged copy of it.
//
// With UNSTUCK_FORM=file it is the page as one file, which opens from a disk: the same tests
// run on both. Its parts stand in the page, so they are edited there.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const FOLDER = process.env.UNSTUCK_DIST || fileURLToPath(new URL("../../dist", import.meta.url));

/** The name of the page as one file. */
export const ONE_FILE = "unstuck.html";

/** Whether the tests run on that one. */
export const IS_FILE = process.env.UNSTUCK_FORM === "file";

/** The files of the start-up, by what they are for. */
export const ROLES = ["page-js", "page-wasm", "worker-js", "worker-wasm", "rules", "locales"];

/** Reads the built site, or of it the one file. */
export function builtSite() {
  const site = wholeSite();
  return IS_FILE ? oneFile(site) : site;
}

/** The page as one file, on its own. */
export function oneFile(site) {
  return new Map([[ONE_FILE, site.get(ONE_FILE)]]);
}

/** Reads all that was built. */
export function wholeSite() {
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

/** The name of a script that the start does not need: `rescue` or `offline`. */
export const helperOf = (site, stem) => [...site.keys()].find((name) => name.startsWith(`${stem}-`) && name.endsWith(".js"));

/** A copy in which the file with this role has other bytes, and nothing else changes. */
export function tampered(site, role, edit) {
  const name = nameOf(site, role);
  return new Map(site).set(name, Buffer.from(edit(site.get(name))));
}

/** A copy in which the file with this role is changed and its hash is brought up to date.
    Scripts are edited as text, everything else as bytes. */
export function rebuilt(site, role, edit) {
  if (isOneFile(site)) return role === "boot" ? withBoot(site, edit) : withPart(site, role, edit);
  const isText = nameOf(site, role).endsWith(".js");
  const copy = tampered(site, role, (bytes) => edit(isText ? bytes.toString("utf8") : bytes));
  const which = role === "boot" ? "integrity" : `data-${role}-integrity`;
  const hash = createHash("sha384").update(copy.get(nameOf(site, role))).digest("base64");
  return withPage(copy, (page) => page.replace(` ${which}="${attribute(site, which)}"`, ` ${which}="sha384-${hash}"`));
}

/** A copy without the file with this role. */
export function without(site, role) {
  if (isOneFile(site)) return withPart(site, role, () => null);
  const copy = new Map(site);
  copy.delete(nameOf(site, role));
  return copy;
}

/** The site as another build would leave it: other files under other names, and none of the
    old ones. */
export function nextBuild(site, note = "next") {
  const edits = { js: (bytes) => `${bytes}\n// ${note}\n`, wasm: (bytes) => withCustomSection(bytes), bin: (bytes) => bytes, json: (bytes) => `${bytes}\n` };
  let copy = site;
  for (const role of ["boot", ...ROLES]) {
    const name = nameOf(copy, role);
    copy = rebuilt(copy, role, edits[name.split(".").pop()]);
    const bytes = copy.get(name);
    const digest = createHash("sha384").update(bytes).digest("hex").slice(0, 16);
    copy = withPage(copy, (page) => page.replace(name, name.replace(/[0-9a-f]{16}(?=\.)/, digest)));
    copy.delete(name);
    copy.set(nameOf(copy, role), bytes);
  }
  const build = createHash("sha384").update(note).digest("hex").slice(0, 16);
  return withPage(copy, (page) => page.replace(/ data-build="[^"]*"/, ` data-build="${build}"`));
}

/** The name of the build that a page says it is from. */
export const buildOf = (site) => attribute(site, "data-build");

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

const isOneFile = (site) => !site.has("index.html");
const pageName = (site) => (isOneFile(site) ? ONE_FILE : "index.html");

/** A copy with another page. */
export function withPage(site, edit) {
  return new Map(site).set(pageName(site), Buffer.from(edit(pageOf(site))));
}

function pageOf(site) {
  return site.get(pageName(site)).toString("utf8");
}

/** The one file with another part in it, or with none that could be read. */
function withPart(site, role, edit) {
  const name = role.replace(/-(.)/, (_, letter) => letter.toUpperCase());
  return withPage(site, (page) =>
    replaceOnce(page, new RegExp(`(<script [^>]*id="file-${name}"[^>]*>)([^<]*)`), (_, tag, packed) => {
      const bytes = gunzipSync(Buffer.from(packed, "base64"));
      const edited = edit(role.endsWith("-js") ? bytes.toString("utf8") : bytes);
      return `${tag}${edited === null ? "A" : gzipSync(edited).toString("base64")}`;
    }),
  );
}

function withBoot(site, edit) {
  const source = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  let hashes;
  const edited = withPage(site, (page) =>
    replaceOnce(page, /(<script id="boot"[^>]*>)([^]*?)(?=<\/script>)/, (_, tag, script) => {
      const changed = edit(script);
      hashes = [source(script), source(changed)];
      return `${tag}${changed}`;
    }),
  );
  return withPage(edited, (page) => page.replace(...hashes));
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
