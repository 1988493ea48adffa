// Filters the list of all rules as somebody types. Without it the list is whole.
"use strict";

(() => {
  const field = document.getElementById("filter");
  const status = document.getElementById("filtered");
  const sections = Array.from(document.querySelectorAll("main > section"), (section) => {
    const system = section.querySelector("h2").textContent.toLowerCase();
    const items = Array.from(section.querySelectorAll("li"), (item) => {
      const id = item.querySelector("a").getAttribute("href").toLowerCase();
      return { item, text: `${system} ${id} ${item.textContent.toLowerCase()}` };
    });
    return { section, items };
  });

  function filter() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { section, items } of sections) {
      let any = false;
      for (const { item, text } of items) {
        const fits = words.every((word) => text.includes(word));
        item.hidden = !fits;
        any ||= fits;
        found += fits;
      }
      section.hidden = !any;
    }
    document.querySelector(".jump").hidden = words.length > 0;
    status.textContent = words.length === 0 ? "" : found === 1 ? "1 problem fits." : `${found} problems fit.`;
  }

  field.closest("search").hidden = false;
  field.addEventListener("input", filter);
  // A browser that comes back to the page may bring the words along.
  if (field.value) filter();
})();
