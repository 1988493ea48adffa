// How long it takes from a paste to the first finding on the screen, stage by stage: the
// best of some runs and their median. For measurements by hand: node latency.mjs [repeats]

import { launch, newTab, ready } from "./browser.mjs";
import { serve } from "./server.mjs";
import { builtSite } from "./site.mjs";
import { passwordRefused, fill, accessDenied, UNKNOWN } from "./texts.mjs";

const repeats = Number(process.argv[2] ?? 5);
const lines = [passwordRefused(), accessDenied, UNKNOWN].join("\n");
const TEXTS = {
  "100 KB with three errors": (index) => `${fill(1400)}\n${lines.replaceAll("app_reader", `reader_${index}`)}`.slice(-100_000),
  "100 KB of errors": (index) => Array.from({ length: 200 }, (_, at) => lines.replaceAll("app_reader", `r${index}_${at}`)).join("\n").slice(0, 100_000),
  "one error": (index) => passwordRefused(`one_${index}`),
};

const server = await serve(builtSite());
const browser = await launch();
for (const [name, text] of Object.entries(TEXTS)) {
  for (const fresh of [true, false]) {
    const rows = [];
    let tab;
    for (let index = 0; index < repeats; index += 1) {
      if (fresh || !tab) {
        await tab?.context().close();
        tab = await newTab(browser);
        await tab.addInitScript(listen);
        await tab.goto(server.url);
        await ready(tab);
        await tab.waitForTimeout(500);
      }
      rows.push(await tab.evaluate(measure, text(index)));
      await tab.waitForTimeout(200);
    }
    await tab.context().close();
    // The best run is the one that other programs disturbed least; the median says how much.
    const sorted = (key) => rows.map((row) => row[key]).sort((a, b) => a - b);
    const figures = Object.keys(rows[0]).map((key) => `${key} ${sorted(key)[0].toFixed(0)} (${sorted(key)[Math.floor(rows.length / 2)].toFixed(0)})`);
    console.log(`${name}, ${fresh ? "first paste" : "again"}: ${figures.join(", ")} ms`);
  }
}
await browser.close();
await server.close();

// Runs in the page before anything else: lets the measurement stand before its listeners.
function listen() {
  globalThis.__heard = (event, handle) => handle();
  const { addEventListener } = Worker.prototype;
  Worker.prototype.addEventListener = function (kind, listener, options) {
    const watched = (event) => __heard(event, () => listener.call(this, event));
    addEventListener.call(this, kind, kind === "message" ? watched : listener, options);
  };
}

// Runs in the page.
function measure(text) {
  return new Promise((resolve) => {
    const marks = {};
    const begun = performance.now();
    const at = () => performance.now() - begun;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      postMessage.call(this, message, ...rest);
      if (Array.isArray(message)) marks.sent = at();
    };
    __heard = (event, handle) => {
      if (!event.data[1]?.findings) return handle();
      marks.answered = at();
      handle();
      marks.read = at();
    };
    const results = document.querySelector("#results");
    const old = results.querySelector("article h3")?.textContent;
    const watcher = new MutationObserver(() => {
      const now = results.querySelector("article h3")?.textContent;
      if (!now || now === old) return;
      watcher.disconnect();
      marks.drawn = at();
      requestAnimationFrame(() =>
        setTimeout(() => {
          marks.painted = at();
          Worker.prototype.postMessage = postMessage;
          resolve(marks);
        }),
      );
    });
    watcher.observe(results, { subtree: true, childList: true, characterData: true });
    const field = document.querySelector("textarea");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  });
}
