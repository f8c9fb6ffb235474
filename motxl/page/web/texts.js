// What the page says: texts of the catalogue, by their names, in the language that is chosen.

/** @type {Record<string, Record<string, string | [string, string]>>} */
const all = JSON.parse(document.getElementById("texts").textContent);
const KEPT_AS = "motxl-language";

/** @type {"fr" | "en"} */
export let language = known(stored()) || (navigator.language.startsWith("fr") ? "fr" : "en");

/** A text with its values put in. A text with a number has two forms, by `n`; French has the
 * singular for none.
 * @param {string} name @param {Record<string, string | number>} [values] */
export function t(name, values = {}) {
  let text = all[language][name];
  if (text === undefined) throw new Error(`no text is called ${name}`);
  const n = Number(values.n);
  if (Array.isArray(text)) text = text[(language === "fr" ? n < 2 : n === 1) ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_whole, key) =>
    typeof values[key] === "number" ? values[key].toLocaleString(language) : values[key],
  );
}

/** @param {string} chosen */
export function speak(chosen) {
  language = known(chosen) || language;
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Kept until the page is closed.
  }
  apply();
}

/** Puts the texts into the markup that names them. */
export function apply() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = t(one.dataset.text);
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", t(one.dataset.label));
  }
  for (const one of document.querySelectorAll("[data-language]")) {
    one.setAttribute("aria-pressed", String(one.dataset.language === language));
  }
}

/** How dates are written: days before months, in English too, where 11/12 would be read both ways. */
function dates() {
  return language === "fr" ? "fr" : "en-GB";
}

/** @param {string} iso */
export function moment(iso) {
  return new Date(iso).toLocaleString(dates(), { dateStyle: "short", timeStyle: "medium" });
}

/** @param {Date} time */
export function clock(time) {
  return time.toLocaleTimeString(dates(), { timeStyle: "short" });
}

/** @param {string} iso */
export function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString(dates());
}

/** @param {number} bytes */
export function size(bytes) {
  const units = language === "fr" ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  let at = 0;
  while (bytes >= 1000 && at < 3) [bytes, at] = [bytes / 1000, at + 1];
  const digits = at && bytes < 10 ? 1 : 0;
  return `${bytes.toLocaleString(language, { maximumFractionDigits: digits })}\u00a0${units[at]}`;
}

function stored() {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function known(chosen) {
  return chosen in all ? chosen : null;
}
