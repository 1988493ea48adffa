// Starts Unstuck: loads its five files, locks the network, and only then lets it run.
//
// The order is the point. Everything that the page will ever need is here before the
// lock; from the lock on, the browser refuses every request from the page and from the
// worker, whatever their code does. What a person pastes comes later still.
//
// The build writes the names of the files and their hashes into the script tag, so that
// this file is the only thing that the page has to trust the server for, and the tag
// carries the hash of this file too.
"use strict";

(() => {
  const tag = document.currentScript;
  const files = tag.dataset;

  // After this long a person should hear something, even if it still may work out.
  const PATIENCE = 10_000;

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
  const allowed = new Set([new URL(files.pageJs, document.baseURI).href]);
  const check = (url) => {
    if (!allowed.has(url)) throw new TypeError(`not a script of Unstuck: ${url}`);
    return url;
  };
  const policy = self.trustedTypes
    ? trustedTypes.createPolicy("unstuck-boot", { createScriptURL: check })
    : { createScriptURL: check };

  // A failed request does not say why it failed. Asking again without the hash does.
  async function explain(name) {
    const answer = await fetch(name).catch(() => null);
    if (answer === null) {
      return new Stop("A part of this page could not be loaded. Check the connection and reload the page.");
    }
    if (!answer.ok) {
      return new Stop("A part of this page is missing on its server. It may be in the middle of an update: reload the page in a few minutes.");
    }
    return new Stop("A part of this page was changed on its way here, so Unstuck did not start. Reload the page; if this stays, something between you and the server changes what it sends.");
  }

  async function load(name, integrity) {
    try {
      const answer = await fetch(name, { integrity });
      if (answer.ok) return answer;
    } catch {
      // The reason follows.
    }
    throw await explain(name);
  }

  async function compile(name, integrity) {
    const answer = await load(name, integrity);
    const type = answer.headers.get("content-type") || "";
    try {
      // A server that gives the wrong type costs the streaming, not the start.
      return type.startsWith("application/wasm")
        ? await WebAssembly.compileStreaming(answer)
        : await WebAssembly.compile(await answer.arrayBuffer());
    } catch {
      throw new Stop("This browser cannot run Unstuck. A version from the last two years can, unless WebAssembly is switched off.");
    }
  }

  function run(name, integrity) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.integrity = integrity;
      script.crossOrigin = "anonymous";
      script.onload = resolve;
      script.onerror = () => explain(name).then(reject);
      script.src = policy.createScriptURL(new URL(name, document.baseURI).href);
      document.head.append(script);
    });
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
    const [pageModule, workerModule, workerGlue, rules] = await Promise.all([
      compile(files.pageWasm, files.pageWasmIntegrity),
      compile(files.workerWasm, files.workerWasmIntegrity),
      load(files.workerJs, files.workerJsIntegrity).then((answer) => answer.text()),
      load(files.rules, files.rulesIntegrity).then((answer) => answer.arrayBuffer()),
      run(files.pageJs, files.pageJsIntegrity),
    ]);

    const program = new Blob([workerGlue, WORKER_START], { type: "text/javascript" });
    const address = URL.createObjectURL(program);
    allowed.add(address);

    lock();

    // The rules were fetched once; every worker gets a copy of the bytes.
    const spawnWorker = (isLead) => {
      const worker = new Worker(policy.createScriptURL(address));
      worker.postMessage({ module: workerModule, build: files.build, rules, isLead });
      return worker;
    };
    await wasm_bindgen({ module_or_path: pageModule });
    wasm_bindgen.start(spawnWorker, files.build);
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
