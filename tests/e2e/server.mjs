// A static server as GitHub Pages is one, which remembers everything that reaches it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { ONE_FILE } from "./site.mjs";

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  png: "image/png",
  webmanifest: "application/manifest+json",
};

/** For pages that are one file. */
const folder = mkdtempSync(join(tmpdir(), "unstuck-e2e-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Where a page that is one file opens from: a disk. */
function onDisk(bytes) {
  const path = join(folder, `${(files += 1)}-${ONE_FILE}`);
  writeFileSync(path, bytes);
  return pathToFileURL(path).href;
}

/**
 * Serves `site`, a map of names to bytes, below `path` on a loopback port of its own.
 * It hangs up on whoever asks for a file named in `broken`; `types` replaces content
 * types by file extension; `headers` gives those of an answer by the file's name. A site that is only the page as
 * one file is not served: it lies on the disk, and the server hears what is not meant for it.
 */
export async function serve(site, { path = "/", broken = [], types = {}, headers = () => ({}) } = {}) {
  const held = new Map();
  let failure;
  const packed = new Map();
  const log = [];
  const server = createServer((request, response) => {
    // The entry stands before the body is here: nothing that arrives is overlooked.
    const entry = note(log, request);
    request.on("data", (chunk) => (entry.body += chunk.toString("latin1")));
    request.on("end", () => answer(request, response));
  });

  function answer(request, response) {
    const name = fileName(request.url, path);
    if (broken.includes(name)) {
      request.socket.destroy();
      return;
    }
    if (held.has(name)) {
      held.get(name).push(() => answer(request, response));
      return;
    }
    if (failure) {
      response.writeHead(failure, { "Content-Type": "text/html" });
      response.end("<!doctype html><title>Bad gateway</title>");
      return;
    }
    const bytes = site.get(name);
    if (!bytes) {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8", "Access-Control-Allow-Origin": "*" });
      // The icon is named so that the browser does not ask for one by itself.
      response.end('<!doctype html><link rel="icon" href="data:,"><title>Not found</title>');
      return;
    }
    if (!packed.has(bytes)) packed.set(bytes, gzipSync(bytes, { level: 1 }));
    response.writeHead(200, {
      "Content-Type": { ...TYPES, ...types }[name.split(".").pop()] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
      "Cache-Control": "max-age=600",
      "Access-Control-Allow-Origin": "*",
      ...headers(name),
    });
    response.end(packed.get(bytes));
  }

  // A WebSocket asks for an upgrade; it is noted like any other request and refused.
  server.on("upgrade", (request, socket) => {
    note(log, request);
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
  });

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before it could end its server must not keep the run from ending.
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  let url;
  const put = (other) => {
    site = other;
    url = site.has(ONE_FILE) && !site.has("index.html") ? onDisk(site.get(ONE_FILE)) : `${origin}${path}`;
  };
  put(site);
  return {
    /** Where the server is. */
    origin,
    /** Where the page is. */
    get url() {
      return url;
    },
    /** Serves another site from now on, as after a deployment. */
    put,
    /** Where its folder is on the server. */
    folder: `${origin}${path}`,
    /** Every request so far: method, address, headers, body. */
    log,
    /** Answers everything with this status from now on. */
    fail: (status) => (failure = status),
    /** Does not answer for this file from now on. */
    hold: (name) => held.set(name, []),
    /** Answers for it after all. */
    release: (name) => {
      const waiting = held.get(name);
      held.delete(name);
      for (const answer of waiting) answer();
    },
    /** Ends the server. */
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function note(log, { method, url, headers }) {
  const entry = { method, url, headers, body: "" };
  log.push(entry);
  return entry;
}

function fileName(url, path) {
  const { pathname } = new URL(url, "http://localhost");
  if (!pathname.startsWith(path)) return undefined;
  const name = decodeURIComponent(pathname.slice(path.length));
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}
