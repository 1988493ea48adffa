// Helps an old page that meets the files of a newer build.
//
// A browser may keep the page itself for some minutes. The files that it names may be gone
// from the server by then, the start script among them. This one is there: it is the same in
// nearly every build, and its name is made of what is in it. It asks the server whether there
// is a newer page, and if so loads that, by itself and once.
//
// Nothing is stored for that. What tells that it was tried is the browser's own record of
// how this page was loaded, and a mark in the history entry, which is taken away at once.
"use strict";

(() => {
  const MARK = "unstuckRescue";
  const boot = document.getElementById("boot");

  const wasReloaded = () =>
    performance.getEntriesByType("navigation")[0]?.type === "reload" || performance.navigation?.type === 1;

  const marked = () => Boolean(history.state?.[MARK]);

  function mark(set) {
    const { [MARK]: _, ...rest } = history.state ?? {};
    const state = set ? { ...rest, [MARK]: true } : rest;
    history.replaceState(Object.keys(state).length ? state : null, "");
  }

  // Of the two signs each is enough. If one cannot be read, nothing is loaded again.
  let tried = true;
  try {
    tried = wasReloaded() || marked();
    if (marked()) mark(false);
  } catch {
    // Then it stays with a message.
  }

  async function newerPage() {
    // Past every cache; and what comes is what the next loading will find in the cache.
    const answer = await fetch(location.href, { cache: "reload" });
    const [, build] = (await answer.text()).match(/\sdata-build="([0-9a-f]+)"/) ?? [];
    return answer.ok && build !== undefined && build !== boot.dataset.build;
  }

  async function rescue() {
    if (tried) return false;
    tried = true;
    try {
      if (!(await newerPage())) return false;
      mark(true);
      if (!marked()) return false;
    } catch {
      return false;
    }
    location.reload();
    return true;
  }

  // Several files may be missed at once.
  let rescued;
  const once = () => (rescued ??= rescue());
  Object.defineProperty(globalThis, "unstuckRescue", { value: once });

  // The start script itself is missing, or is not the one that this page was built with.
  async function noStart() {
    if (await once()) return;
    const place = document.getElementById("boot-message");
    place.setAttribute("role", "alert");
    place.textContent =
      "The start script of this page could not be loaded, or was changed on its way here. Reload the page in a few minutes.";
  }
  boot.addEventListener("error", noStart);
  // Firefox may have refused it before this script ran. By then it has run, or never will.
  addEventListener("DOMContentLoaded", () => {
    if (boot.dataset.runs === undefined) noStart();
  });
})();
