// The search that somebody would write in JavaScript with the same rules: line by line, as
// logs are read. It finds less than the engine does, which also reads entries of several
// lines, undoes escapes and asks conditions; that is to its advantage here.
"use strict";

let patterns = [];
let literals = [];
let alternation = /(?!)/;

/** A pattern of the rules as a RegExp, or `null` where JavaScript has no such thing. */
function converted({ source, caseSensitive }) {
  let flags = caseSensitive ? "m" : "im";
  let text = source.replaceAll("(?P<", "(?<").replaceAll("\\A", "(?<![^])").replaceAll("\\z", "(?![^])");
  // Flags for the whole of a pattern stand at its beginning.
  const inline = text.match(/^\(\?([ims]+)\)/);
  if (inline) {
    text = text.slice(inline[0].length);
    for (const flag of inline[1]) if (!flags.includes(flag)) flags += flag;
  }
  try {
    return new RegExp(text, flags);
  } catch {
    return null;
  }
}

/** Makes everything that a search needs, before any clock runs. */
function prepare(rules) {
  const all = rules.patterns.map(converted);
  patterns = all.filter((pattern) => pattern !== null);
  literals = rules.literals;
  const escaped = literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  alternation = new RegExp(escaped.join("|"), "gi");
  return { patterns: all.length, converted: patterns.length };
}

/** Ways to search a text; each says on how many lines, or how often, it found something. */
const ways = {
  /** Every pattern on every line. */
  regexps(text) {
    let found = 0;
    for (const line of text.split("\n")) {
      for (const pattern of patterns) if (pattern.test(line)) found += 1;
    }
    return found;
  },
  /** One alternation of all literals on every line: all that do not overlap. */
  alternation(text) {
    let found = 0;
    for (const line of text.split("\n")) found += line.match(alternation)?.length ?? 0;
    return found;
  },
  /** Every literal on every line in lower case. */
  includes(text) {
    let found = 0;
    for (const line of text.split("\n")) {
      const lower = line.toLowerCase();
      for (const literal of literals) if (lower.includes(literal)) found += 1;
    }
    return found;
  },
};
