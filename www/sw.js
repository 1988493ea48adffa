// The service worker: opens the page without a network, from the copy that the page keeps.
//
// It is the same for every build and knows none of them. The page is always asked for at
// its server first, so a new build is seen at once; files that carry their digest in their
// name are taken from the copy, because they never change. It listens to nothing but
// requests for these: no message reaches it, and it makes no request of its own. It says
// one thing to a page: that its server, which was slow, has a newer one.
"use strict";

const folder = new URL(registration.scope);
const STORE = `unstuck ${folder.pathname}`;

// How long the server may take if there is a copy, in milliseconds.
const PATIENCE = 3_000;

const DIGEST = /-[0-9a-f]{12,}\.(css|js|json|wasm|bin)$/;

addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return;
  const name = pathname.slice(folder.pathname.length);
  if (request.mode === "navigate") {
    // Other pages of the site are none of this worker's business.
    if (name === "" || name === "index.html") event.respondWith(page(event));
  } else if (DIGEST.test(name)) {
    event.respondWith(kept(request.url).then((copy) => copy ?? fetch(request)));
  }
});

async function kept(address) {
  try {
    return await (await caches.open(STORE)).match(address, { ignoreVary: true });
  } catch {
    return undefined;
  }
}

async function page(event) {
  const asked = fetch(event.request.url, { cache: "no-cache", credentials: "same-origin", redirect: "manual" });
  const copy = await kept(folder);
  if (!copy) return asked;
  const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([asked, enough]).catch(() => undefined);
  if (answer && isPage(answer)) return answer;
  event.waitUntil(tellOfNewer(asked, copy.clone(), event.resultingClientId).catch(() => {}));
  return copy;
}

async function tellOfNewer(asked, copy, id) {
  const answer = await asked;
  const build = async (page) => (await page.text()).match(/\sdata-build="([0-9a-f]+)"/)?.[1];
  const newer = isPage(answer) && answer.ok ? await build(answer) : undefined;
  if (newer !== undefined && newer !== (await build(copy))) (await clients.get(id))?.postMessage("newer");
}

// A server that fails, or that sends something else than a page, is not better than the
// copy. That there is no page any more is an answer.
function isPage(answer) {
  if (answer.type === "opaqueredirect") return true;
  return answer.status < 500 && /^text\/html\b/i.test(answer.headers.get("content-type") ?? "");
}
