// Keeps a copy of the page in the browser, so that it opens without a network too.
//
// An extra: wherever the browser refuses any of this, the page works without it. Everything
// here that asks the server for something is over before the start script locks the network.
// What is kept is the page's own files, and nothing else.
"use strict";

(() => {
  // In a frame the copy would belong to the site round it. `file:` has no service workers.
  if (self !== top || !isSecureContext || !/^https?:$/.test(location.protocol)) return;
  let containers;
  try {
    containers = [navigator.serviceWorker, caches];
  } catch {
    return;
  }
  if (containers.includes(undefined)) return;
  const [workers, stores] = containers;

  const folder = new URL("./", document.baseURI);
  // The service worker knows the cache by the same name.
  const opened = stores.open(`unstuck ${folder.pathname}`);

  const build = document.getElementById("boot").dataset.build;
  const BUILD = "x-unstuck-build";
  const isComplete = opened.then(async (cache) => (await cache.match(folder))?.headers.get(BUILD) === build);
  // A refusal is dealt with where it is waited for, if it is.
  const expected = (promise) => {
    promise.catch(() => {});
    return promise;
  };
  expected(isComplete);
  const writing = [];
  const wanted = new Set([folder.href]);

  /** Copies an answer before it is read. */
  async function take(answer) {
    if (await isComplete) return;
    wanted.add(answer.url);
    const copy = answer.clone();
    writing.push(expected(opened.then((cache) => cache.put(copy.url, copy))));
  }

  // What the page loaded by its tags is in the browser's cache; it is read from there.
  async function takeTags() {
    const tags = document.querySelectorAll("link[rel=stylesheet], script[src]");
    await Promise.all(
      [...tags].map(async ({ href, src, integrity }) => {
        const answer = await fetch(href || src, { cache: "force-cache", integrity });
        if (answer.ok) await take(answer);
      }),
    );
  }

  /** This very page, unless the server has another by now. */
  async function ownPage() {
    for (const cache of ["force-cache", "no-cache"]) {
      const answer = await fetch(folder, { cache });
      const text = await answer.text();
      if (answer.ok && text.includes(` data-build="${build}"`)) return text;
    }
    throw new Error("the server has another build");
  }

  // The server was slow, so this page is the copy; and by now it has sent another one.
  function tellOfNewer() {
    const notice = document.createElement("div");
    notice.className = "boot-notice";
    notice.setAttribute("role", "status");
    const text = document.createElement("span");
    text.textContent = "A newer version of Unstuck is ready. Reloading empties this page.";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Reload";
    button.onclick = () => location.reload();
    document.body.prepend(notice);
    // What is added to a region that is there is read out.
    notice.append(text, button);
  }
  workers.addEventListener("message", ({ data }) => {
    if (data === "newer" && !document.querySelector(".boot-notice")) tellOfNewer();
  });
  workers.startMessages();

  async function keep(page) {
    const cache = await opened;
    await Promise.all(writing);
    const headers = { "content-type": "text/html; charset=utf-8", [BUILD]: build };
    // The page comes last: while it is there, so is everything that it needs.
    await cache.put(folder, new Response(page, { headers }));
    for (const { url } of await cache.keys()) {
      if (!wanted.has(url)) await cache.delete(url);
    }
  }

  /** Ends when no more requests will be made. `address` is the service worker's. */
  async function settle(address) {
    const registered = expected(workers.register(address, { updateViaCache: "all" }));
    if (!(await isComplete)) {
      const [page] = await Promise.all([ownPage(), takeTags()]);
      // From here on nothing is asked for, so nobody has to wait.
      keep(page).catch(() => {});
    }
    await registered;
  }

  Object.defineProperty(globalThis, "unstuckOffline", { value: { take, settle } });
})();
