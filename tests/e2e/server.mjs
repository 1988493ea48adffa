// A static server as GitHub Pages is one, which remembers everything that reaches it.

import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};

/**
 * Serves `site`, a map of names to bytes, below `path` on a loopback port of its own.
 * It hangs up on whoever asks for a file named in `broken`; `types` replaces content
 * types by file extension.
 */
export async function serve(site, { path = "/", broken = [], types = {} } = {}) {
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
    const bytes = site.get(name);
    if (!bytes) {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8", "Access-Control-Allow-Origin": "*" });
      // The icon is named so that the browser does not ask for one by itself.
      response.end('<!doctype html><link rel="icon" href="data:,"><title>Not found</title>');
      return;
    }
    if (!packed.has(name)) packed.set(name, gzipSync(bytes, { level: 1 }));
    response.writeHead(200, {
      "Content-Type": { ...TYPES, ...types }[name.split(".").pop()] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
      "Cache-Control": "max-age=600",
      "Access-Control-Allow-Origin": "*",
    });
    response.end(packed.get(name));
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
  return {
    /** Where the server is. */
    origin,
    /** Where the site is. */
    url: `${origin}${path}`,
    /** Every request so far: method, address, headers, body. */
    log,
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
