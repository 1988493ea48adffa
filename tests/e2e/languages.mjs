// Languages made up for tests, from the English one: whatever a page says in them that reads
// like English has not come from the files of the languages. That they are served at all shows
// that a language is added by adding its file.

import { nameOf, rebuilt } from "./site.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçđéƒǧĥíĵķłɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑǦĤÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ";

/** Words with accents on every letter, and longer by two fifths, as translations are. */
function accented(words) {
  const parts = words.split(/(\{\w+\})/);
  const letters = [...ACCENTED];
  const said = parts.map((part) => (part.startsWith("{") ? part : part.replace(/[A-Za-z]/g, (letter) => letters[LETTERS.indexOf(letter)])));
  const count = parts.filter((part) => !part.startsWith("{")).join("").length;
  return `${said.join("")}${" ŀŏŋĝēŗ".repeat(Math.ceil((count * 0.4) / 7))}`;
}

/** The same from right to left: Hebrew letters, which every font has and none joins. */
function mirrored(words) {
  const letter = (letter) => String.fromCharCode(0x5d0 + (letter.toLowerCase().charCodeAt(0) % 27));
  return words.split(/(\{\w+\})/).map((part) => (part.startsWith("{") ? part : part.replace(/[A-Za-z]/g, letter))).join("");
}

function changed({ words }, change) {
  const forms = (message) => Object.fromEntries(Object.entries(message).map(([form, words]) => [form, change(words)]));
  return Object.fromEntries(Object.entries(words).map(([key, message]) => [key, typeof message === "string" ? change(message) : forms(message)]));
}

/** The words of all languages of a site. */
export const locales = (site) => JSON.parse(site.get(nameOf(site, "locales")).toString("utf8"));

/** A site with other languages. */
export const withLocales = (site, edit) => rebuilt(site, "locales", (bytes) => Buffer.from(JSON.stringify(edit(JSON.parse(bytes.toString("utf8"))))));

/** A site with two more languages: `en-XA`, accented and long, and `he-XB`, from right to left. */
export const withPseudo = (site) =>
  withLocales(site, (all) => ({
    ...all,
    "en-XA": { name: "Áççéñŧéđ", direction: "ltr", words: changed(all.en, accented) },
    "he-XB": { name: "Mirrored", direction: "rtl", words: changed(all.en, mirrored) },
  }));

/** Chooses a language in the menu in the foot, as a person would, and waits for it. */
export async function speak(tab, tag) {
  await tab.locator(".languages select").selectOption(tag);
  await tab.locator(`html[lang="${tag}"]`).waitFor();
}
