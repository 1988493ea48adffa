// Starts Unstuck: loads its six files, locks the network, and only then lets it run.
// In `unstuck.html`, the form that opens from a disk, it takes them from that very file.
//
// The order is the point. Everything that the page will ever need is here before the
// lock; from the lock on, the browser refuses every request from the page and from the
// worker, whatever their code does. What a person pastes comes later still.
//
// The build writes the names of the files and their hashes into the script tag, so that
// this file is the only thing that the page has to trust the server for, and the tag
// carries the hash of this file too. Two other scripts may stand beside it, and are not
// needed: `rescue.js` for an old page with new files, `offline.js` for coming back later.
"use strict";

(() => {
  const tag = document.currentScript;
  const files = tag.dataset;
  // For the helper that says so where this script did not come.
  files.runs = "";

  // After this long a person should hear something, even if it still may work out.
  const PATIENCE = 8_000;

  // What the page may do once it is locked. Nothing here can reach a server: no
  // connections, no scripts, styles, images, frames or workers but those made from
  // memory.
  const LOCK =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; " +
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types unstuck-boot";

  // A worker's program: the glue that wasm-bindgen wrote, and these lines. The first
  // message brings the compiled module and the rules; after that the program listens by
  // itself. An error in a promise would vanish, so it is thrown where the page hears of it.
  const WORKER_START = `
    self.addEventListener("unhandledrejection", (event) => {
      setTimeout(() => { throw event.reason; });
    });
    self.onmessage = async ({ data: { module, build, rules, isLead } }) => {
      self.onmessage = null;
      await wasm_bindgen({ module_or_path: module });
      wasm_bindgen.start(build, new Uint8Array(rules), isLead);
    };`;

  // An error whose message is written for the person who reads it.
  class Stop extends Error {}

  // Scripts come only from the files named in the tag, or from a blob made here.
  const allowed = new Set();
  const absolute = (name) => new URL(name, document.baseURI).href;
  const check = (url) => {
    if (!allowed.has(url)) throw new TypeError(`not a script of Unstuck: ${url}`);
    return url;
  };
  const policy = self.trustedTypes
    ? trustedTypes.createPolicy("unstuck-boot", { createScriptURL: check })
    : { createScriptURL: check };

  // A server, or a page round this one, may add policies of its own that leave no way.
  let forbidden;
  addEventListener("securitypolicyviolation", (event) => {
    forbidden ??= event.effectiveDirective;
  });
  async function blocked() {
    // It is reported after the refusal.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return forbidden && new Stop(`A security policy of the site that serves this page forbids a part of it (${forbidden}), so Unstuck cannot start here. Whoever runs the site can allow it.`);
  }

  // A failed request does not say why it failed. Asking again without the hash does.
  async function explain(name) {
    const answer = await fetch(name).catch(() => null);
    if (answer === null) {
      return (
        (await blocked()) ??
        new Stop("A part of this page could not be loaded. Check the connection and reload the page.")
      );
    }
    // Some servers answer for every missing file with a page.
    const isMissing = !answer.ok || (answer.headers.get("content-type") || "").startsWith("text/html");
    // The page may be an old one from a cache. If there is a newer one, that comes instead.
    if (await globalThis.unstuckRescue?.()) {
      clearTimeout(late);
      await new Promise(() => {});
    }
    if (isMissing) {
      return new Stop("A part of this page is missing on its server. It may be in the middle of an update: reload the page in a few minutes.");
    }
    return new Stop("A part of this page was changed on its way here, so Unstuck did not start. Reload the page; if this stays, something between you and the server changes what it sends.");
  }

  // One of the files, as an answer that can be read once.
  async function load(role) {
    const held = document.getElementById(`file-${role}`);
    if (held) return unpacked(held);
    try {
      const answer = await fetch(files[role], { integrity: files[`${role}Integrity`] });
      if (answer.ok) {
        await globalThis.unstuckOffline?.take(answer).catch(() => {});
        return answer;
      }
    } catch {
      // The reason follows.
    }
    throw await explain(files[role]);
  }

  // A file that stands in the page, packed by gzip and written in base64.
  async function unpacked(held) {
    if (typeof DecompressionStream !== "function") {
      throw new Stop("This browser cannot unpack this file. A version from the last two years can.");
    }
    try {
      const packed = new Blob([decoded(held.textContent)]).stream();
      const bytes = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
      held.remove();
      return new Response(bytes, { headers: { "content-type": held.dataset.type } });
    } catch {
      throw new Stop("This file is damaged. Download it again.");
    }
  }

  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return bytes;
  }

  async function compile(role) {
    const answer = await load(role);
    const type = answer.headers.get("content-type") || "";
    try {
      // A server that gives the wrong type costs the streaming, not the start.
      return type.startsWith("application/wasm")
        ? await WebAssembly.compileStreaming(answer)
        : await WebAssembly.compile(await answer.arrayBuffer());
    } catch {
      throw (
        (await blocked()) ??
        new Stop("This browser cannot run Unstuck. A version from the last two years can, unless WebAssembly is switched off.")
      );
    }
  }

  function run(role) {
    // In the one file it stands before this script.
    if (typeof wasm_bindgen === "function") return undefined;
    return new Promise((resolve, reject) => {
      const address = absolute(files[role]);
      allowed.add(address);
      const script = document.createElement("script");
      script.integrity = files[`${role}Integrity`];
      script.crossOrigin = "anonymous";
      script.onload = resolve;
      script.onerror = () => explain(files[role]).then(reject);
      script.src = policy.createScriptURL(address);
      document.head.append(script);
    });
  }

  // What offline use needs from the server it asks for before the lock, for as long as
  // that does not keep a person waiting.
  async function prepareOffline() {
    if (!globalThis.unstuckOffline) return;
    const address = absolute("sw.js");
    allowed.add(address);
    const settled = globalThis.unstuckOffline.settle(policy.createScriptURL(address));
    allowed.delete(address);
    const enough = new Promise((resolve) => setTimeout(resolve, 1_500));
    await Promise.race([settled, enough]).catch(() => {});
  }

  function lock() {
    const meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = LOCK;
    document.head.append(meta);
  }

  // Before the page is drawn there is a place for a message; afterwards it needs one.
  function say(text) {
    let place = document.getElementById("boot-message");
    if (!place) {
      place = document.createElement("p");
      place.id = "boot-message";
      place.className = "boot-banner";
      document.body.prepend(place);
    }
    place.setAttribute("role", "alert");
    place.textContent = text;
  }

  async function start() {
    if (typeof WebAssembly !== "object") {
      throw new Stop("Unstuck needs WebAssembly, which this browser does not have or has switched off.");
    }
    const [pageModule, workerModule, workerGlue, rules, locales] = await Promise.all([
      compile("pageWasm"),
      compile("workerWasm"),
      load("workerJs").then((answer) => answer.text()),
      load("rules").then((answer) => answer.arrayBuffer()),
      load("locales").then((answer) => answer.json()),
      run("pageJs"),
    ]);

    const program = new Blob([workerGlue, WORKER_START], { type: "text/javascript" });
    const address = URL.createObjectURL(program);
    allowed.add(address);

    await prepareOffline();
    lock();

    // The rules were fetched once; every worker gets a copy of the bytes.
    const spawnWorker = (isLead) => {
      const worker = new Worker(policy.createScriptURL(address));
      worker.postMessage({ module: workerModule, build: files.build, rules, isLead });
      return worker;
    };
    await wasm_bindgen({ module_or_path: pageModule });
    // In a frame, what is offered beside the page would belong to the site round it.
    wasm_bindgen.start(spawnWorker, files.build, self === top ? files.beside : undefined, locales);
  }

  // A fault in the page's own program leaves it standing but dead. Say so.
  addEventListener("error", (event) => {
    if (typeof WebAssembly === "object" && event.error instanceof WebAssembly.RuntimeError) {
      say("Unstuck has stopped because of a fault in itself. Nothing has left this page. Reload it to start again.");
    }
  });

  const late = setTimeout(() => {
    say("Unstuck is still loading. The connection may be slow; if nothing happens, reload the page.");
  }, PATIENCE);

  start()
    .catch((error) => {
      say(error instanceof Stop ? error.message : "Unstuck could not start in this browser. Reload the page, or try another browser.");
    })
    .finally(() => clearTimeout(late));
})();
