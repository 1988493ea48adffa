// Every way in which a script could reach a server. Each of the two functions runs in
// the browser, on its own, and tries every channel once with each of `bases`; the address
// of an attempt is the base with the name of the channel behind it. The answer lists the
// attempts with what was thrown, if anything was: a policy refuses some attempts that way
// and others by an event.

export async function fromPage(bases) {
  const insert = (name, attributes) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  const svg = (name, attributes) => {
    const [outer, inner] = ["svg", name].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    for (const [key, value] of Object.entries(attributes)) inner.setAttribute(key, value);
    outer.append(inner);
    document.body.append(outer);
  };

  const channels = {
    fetch: (url) => fetch(url, { mode: "no-cors" }),
    "fetch-post": (url) => fetch(url, { method: "POST", mode: "no-cors", body: "x" }),
    "fetch-keepalive": (url) => fetch(url, { method: "POST", mode: "no-cors", body: "x", keepalive: true }),
    xhr: (url) => {
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.send();
    },
    beacon: (url) => navigator.sendBeacon(url, "x"),
    eventsource: (url) => new EventSource(url),
    websocket: (url) => new WebSocket(url.replace(/^http/, "ws")),
    import: (url) => import(url),
    cache: async (url) => (await caches.open("probe")).add(url),
    worker: (url) => new Worker(url),
    "shared-worker": (url) => new SharedWorker(url),
    "service-worker": (url) => navigator.serviceWorker.register(url),
    script: (url) => insert("script", { src: url }),
    "module-script": (url) => insert("script", { src: url, type: "module" }),
    image: (url) => (new Image().src = url),
    "image-srcset": (url) => insert("img", { srcset: `${url} 1x` }),
    "image-button": (url) => insert("input", { type: "image", src: url }),
    "svg-image": (url) => svg("image", { href: url }),
    video: (url) => insert("video", { src: url, preload: "auto" }),
    poster: (url) => insert("video", { poster: url }),
    audio: (url) => insert("audio", { src: url, preload: "auto" }),
    object: (url) => insert("object", { data: url }),
    embed: (url) => insert("embed", { src: url }),
    iframe: (url) => insert("iframe", { src: url }),
    form: (url) => {
      insert("iframe", { name: url });
      insert("form", { action: url, target: url, method: "post" }).submit();
    },
    ping: (url) => insert("a", { href: "#ping", ping: url }).click(),
    stylesheet: (url) => insert("link", { rel: "stylesheet", href: url }),
    prefetch: (url) => insert("link", { rel: "prefetch", href: url }),
    preload: (url) => insert("link", { rel: "preload", as: "fetch", href: url, crossorigin: "anonymous" }),
    modulepreload: (url) => insert("link", { rel: "modulepreload", href: url }),
    background: (url) => (insert("p", {}).style.backgroundImage = `url("${url}")`),
    "adopted-sheet": (url) => {
      const sheet = new CSSStyleSheet();
      const id = `adopted-${document.adoptedStyleSheets.length}`;
      sheet.replaceSync(`#${id} { background-image: url("${url}") }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      insert("p", { id });
    },
    font: (url) => new FontFace("probe", `url("${url}")`).load(),
  };

  const attempts = Object.entries(channels).flatMap(([channel, attempt]) =>
    bases.map(async (base) => {
      const url = `${base}${channel}`;
      // What a server is slow to answer has been sent: waiting on adds nothing.
      const enough = new Promise((resolve) => setTimeout(resolve, 3_000));
      const thrown = await Promise.race([(async () => attempt(url))(), enough]).then(() => null, String);
      return { channel, url, thrown };
    }),
  );
  return Promise.all(attempts);
}

export async function fromWorker(bases) {
  // The page has such a list from its beginning; a worker has it from here on.
  self.__seen = { violations: [] };
  addEventListener("securitypolicyviolation", (event) => {
    __seen.violations.push({ directive: event.effectiveDirective, blocked: event.blockedURI });
  });

  const channels = {
    fetch: (url) => fetch(url, { mode: "no-cors" }),
    "fetch-post": (url) => fetch(url, { method: "POST", mode: "no-cors", body: "x" }),
    xhr: (url) => {
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.send();
    },
    "xhr-blocking": (url) => {
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.send();
    },
    eventsource: (url) => new EventSource(url),
    websocket: (url) => new WebSocket(url.replace(/^http/, "ws")),
    import: (url) => import(url),
    "import-scripts": (url) => importScripts(url),
    cache: async (url) => (await caches.open("probe")).add(url),
    font: (url) => new FontFace("probe", `url("${url}")`).load(),
    worker: (url) => new Worker(url),
  };

  const attempts = Object.entries(channels).flatMap(([channel, attempt]) =>
    bases.map(async (base) => {
      const url = `${base}${channel}`;
      const enough = new Promise((resolve) => setTimeout(resolve, 3_000));
      const thrown = await Promise.race([(async () => attempt(url))(), enough]).then(() => null, String);
      return { channel, url, thrown };
    }),
  );
  return Promise.all(attempts);
}

/** What a page that has a service worker can try beside. */
export async function fromServiceWorkers(bases) {
  const registration = await navigator.serviceWorker.ready;
  const manifest = (url) => {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = url;
    document.head.append(link);
  };
  const frame = () => {
    const element = document.createElement("iframe");
    document.body.append(element);
    return element.contentWindow;
  };
  const channels = {
    "background-fetch": (url) => registration.backgroundFetch.fetch(url, [url]),
    sync: (url) => registration.sync.register(url),
    notification: (url) => registration.showNotification("probe", { icon: url, image: url }),
    message: (url) => registration.active.postMessage({ url, type: "fetch" }),
    manifest,
    "register-in-frame": (url) => frame().navigator.serviceWorker.register(url),
    "fetch-in-frame": (url) => frame().fetch(url, { mode: "no-cors" }),
    "image-in-frame": (url) => (new (frame().Image)().src = url),
  };
  const attempts = Object.entries(channels).flatMap(([channel, attempt]) =>
    bases.map(async (base) => {
      const url = `${base}${channel}`;
      const enough = new Promise((resolve) => setTimeout(resolve, 3_000));
      const thrown = await Promise.race([(async () => attempt(url))(), enough]).then(() => null, String);
      return { channel, url, thrown };
    }),
  );
  return Promise.all(attempts);
}
