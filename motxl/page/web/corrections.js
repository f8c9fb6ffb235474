// Corrections before and after; and a numbering, before and after.

import { button, el } from "./markup.js";
import { inSlices } from "./slices.js";
import { t } from "./texts.js";

/** How many changes are shown at once; the others when they are asked for. */
const AT_ONCE = 500;

const SIGNS = { "\n": "⏎", "\t": "⇥", " ": "␣", "\u00a0": "⍽", "\u202f": "⍽" };

/** @param {any} result of the job `propose`
 * @param {(keys: Set<string>) => void} make the corrections of these findings
 * @param {() => void} back
 * @param {Set<string>} out follows the keys of those that are left out */
export function preview(result, make, back, out) {
  const n = result.corrections.length;
  const wanted = () => new Set(result.corrections.map(({ key }) => key).filter((key) => !out.has(key)));
  const press = button("", () => make(wanted()), { class: "main", id: "make" });
  const count = () => {
    const left = wanted().size;
    press.textContent = t("make", { n: left });
    press.disabled = !left;
  };
  count();
  const tick = (key, chosen) => {
    out[chosen ? "delete" : "add"](key);
    count();
  };
  return el(
    "section",
    { class: "preview", "aria-labelledby": "preview-title" },
    el("h2", { id: "preview-title", tabindex: "-1" }, t("preview-title")),
    el("p", { class: "quiet" }, t(n ? "preview-text" : "nothing-to-correct")),
    ...listed(result.corrections, (one) => correction(one, tick, out.has(one.key))),
    ...refusals(result),
    el("div", { class: "tray" }, button(t("back"), back, { class: "plain" }), n ? press : null),
  );
}

/** What was not corrected, and why. @param {any} result @returns {HTMLElement[]} */
export function refusals({ refused }) {
  if (!refused.length) return [];
  const lines = refused.map(({ rule, cell, why }) =>
    el("li", {}, el("b", {}, `${cell ?? t("no-cell")} · ${rule}`), ` ${why}`),
  );
  return [el("h3", {}, t("not-corrected")), el("ul", { class: "plain" }, ...lines)];
}

/** @param {any} one @param {(key: string, wanted: boolean) => void} tick @param {boolean} isOut */
function correction({ key, title, rule, sheet, cell, ref, text, message, lines, cells }, tick, isOut) {
  const item = el(
    "li",
    { class: isOut ? "left-out" : "" },
    el(
      "label",
      { class: "place" },
      el("input", {
        type: "checkbox",
        checked: !isOut,
        "data-key": key,
        onchange: ({ target }) => {
          tick(key, target.checked);
          item.classList.toggle("left-out", !target.checked);
        },
      }),
      el(
        "span",
        {},
        el("b", {}, cell ?? t("no-cell")),
        ` ${[sheet, ref].filter(Boolean).join(" · ")}`,
        el("small", {}, ` · ${title} · ${rule}`),
      ),
    ),
    text ? el("p", { class: "own" }, text) : null,
    el("p", { class: "message" }, message),
    ...lines.map((line) => el("p", { class: "line" }, line)),
    ...cells.map((one) => compared(one, one.sheet === sheet && one.cell === cell)),
  );
  return item;
}

/** A cell before and after. @param {any} one @param {boolean} own the finding stands on it */
function compared(one, own) {
  const name = [own ? "" : one.cell, one.column].filter(Boolean).join(" · ");
  return el(
    "div",
    { class: "compared" },
    name ? el("p", { class: "column" }, name) : null,
    el(
      "dl",
      {},
      el("dt", {}, t("before")),
      el("dd", {}, ...side(one.pieces, 0, "del")),
      el("dt", {}, t("after")),
      el("dd", {}, ...side(one.pieces, 1, "ins")),
    ),
  );
}

/** One side of a text in pieces: what differs is marked, and blanks are shown where they differ.
 * @param {[string, string][]} pieces @param {0 | 1} which @param {"del" | "ins"} mark */
function side(pieces, which, mark) {
  const shown = pieces
    .filter((piece) => piece[which])
    .map((piece) => {
      const text = piece[which];
      if (piece[0] === piece[1]) return text;
      const [old, now] = piece.map((one) => one.replace(/\s+/g, ""));
      const blank = old === now || !text.trim();
      const signs = blank ? /[\n\t \u00a0\u202f]/g : /[\n\t]/g;
      return el(mark, {}, text.replace(signs, (one) => SIGNS[one]));
    });
  return shown.length ? shown : [el("i", {}, t("empty"))];
}

/** @param {any} result of the job `renumber` @param {() => void} make @param {() => void} back */
export function renumbering(result, make, back) {
  return el(
    "section",
    { class: "preview", "aria-labelledby": "renumber-title" },
    el("h2", { id: "renumber-title", tabindex: "-1" }, t("renumber-title")),
    el("p", {}, result.sentence),
    ...result.remarks.map((one) => el("p", { class: "quiet" }, one)),
    ...listed(result.changes, renumbered),
    el(
      "div",
      { class: "tray" },
      button(t("back"), back, { class: "plain" }),
      result.changes.length ? button(t("do-renumber"), make, { class: "main", id: "make" }) : null,
    ),
  );
}

function renumbered(one) {
  return el(
    "li",
    {},
    el("p", { class: "place" }, el("b", {}, one.cell), ` ${one.label}`),
    compared(one, true),
  );
}

/** A list that is drawn in slices, and what shows more of it.
 * @template T @param {T[]} things @param {(one: T) => HTMLElement} item @returns {HTMLElement[]} */
function listed(things, item) {
  const list = el("ul");
  let shown = 0;
  const more = button("", draw, { class: "more" });
  function draw() {
    const from = shown;
    shown = Math.min(shown + AT_ONCE, things.length);
    more.hidden = shown === things.length;
    more.textContent = t("more", { n: Math.min(AT_ONCE, things.length - shown) });
    inSlices(
      list,
      (function* () {
        for (const one of things.slice(from, shown)) yield list.append(item(one));
      })(),
    );
  }
  draw();
  return [list, more];
}
