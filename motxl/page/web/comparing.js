// Comparing: with what, then what changed, filtered by kind and by axis, and offered as a page.

import { download, Refusal } from "./files.js";
import { at, button, el } from "./markup.js";
import { dated } from "./results.js";
import { moment, t } from "./texts.js";

const FOLDER = "comparaison";
const OTHER = "other.xlsx";
/** What the job makes: by the kind of file. */
const MADE = { html: "modifications.html", xlsx: "modifications.xlsx" };
/** More than a page can hold twice, in bytes. */
const LARGEST = 300_000_000;
/** How many changes are shown at once: a page of thousands is slow. */
const AT_ONCE = 200;

/** @typedef {import("./sharing.js").Page} Page */

/** With what the workbook is to be compared. @param {Page} page */
export async function showCompare(page) {
  const result = await page.work("states");
  if (!result) return;
  let isOld = false;
  const radio = (value, text) =>
    el(
      "label",
      { class: "pick" },
      el("input", {
        type: "radio",
        name: "older",
        id: value ? "this-is-old" : "other-is-old",
        checked: value === isOld,
        onchange: () => (isOld = value),
      }),
      text,
    );
  const states = result.states.map(({ id, time, change }) =>
    el(
      "li",
      {},
      button(t("compare-this"), () => compare(page, { state: id }), {
        "data-state": id,
        "aria-label": `${t("compare-this")} ${moment(time)} ${change}`,
      }),
      el("span", {}, el("b", {}, moment(time)), ` ${change}`),
    ),
  );
  page.turn(
    el(
      "section",
      { class: "sheet-job", "aria-labelledby": "compare-title" },
      el("h2", { id: "compare-title", tabindex: "-1" }, t("compare-title")),
      el("p", {}, t("compare-text")),
      el(
        "fieldset",
        { class: "lines" },
        el("legend", {}, t("which-is-older")),
        radio(false, t("other-is-old")),
        radio(true, t("this-is-old", { name: page.name() })),
      ),
      el(
        "div",
        { class: "row" },
        button(t("compare-file"), () => fromFile(page, isOld), { class: "main", id: "compare-file" }),
        button(t("back"), page.back, { class: "plain" }),
      ),
      el("hr"),
      el("p", {}, t(states.length ? "compare-states" : "compare-no-states")),
      states.length ? el("ul", { class: "kept" }, ...states) : null,
    ),
    () => showCompare(page),
  );
}

/** @param {Page} page @param {boolean} isOld */
function fromFile(page, isOld) {
  const [picker, of] = [at("compare-picker"), page.book()];
  picker.onchange = async () => {
    const [file] = picker.files;
    if (!file) return;
    try {
      if (!/\.xls[xm]$/i.test(file.name)) throw new Refusal("other-kind");
      if (file.size > LARGEST) throw new Refusal("too-large");
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (page.book() === of) {
        await compare(page, { other: file.name, is_old: isOld, files: [[OTHER, bytes]] });
      }
    } catch (error) {
      page.failed(error instanceof Refusal ? error : new Refusal("other-unreadable", error), file.name);
    } finally {
      picker.value = "";
    }
  };
  picker.click();
}

async function compare(page, given) {
  const request = { folder: FOLDER, state: "", other: "", is_old: false, files: [], ...given };
  const result = await page.work("compare", request);
  if (!result) return;
  const made = new Map(result.made);
  const [name, now] = [page.name(), new Date()];
  const save = (kind) => download(made.get(MADE[kind]), dated("modifications", name, kind, now));
  const doing = { save, again: () => showCompare(page), back: page.back };
  page.show(compared(result, doing), () => compare(page, given));
}

/** @param {any} result of the job `compare` @param {{save: (kind: "html" | "xlsx") => void, again: () => void, back: () => void}} doing */
function compared(result, { save, again, back }) {
  const total = result.axes.reduce((sum, [, , number]) => sum + number, 0);
  const list = el("div", { class: "changes" });
  const shown = el("p", { role: "status", id: "shown" });
  const more = button("", () => draw(), { class: "more" });
  const [kinds, axes] = [new Set(), new Set()];
  /** What is still to be drawn, and how many changes that is.
   * @type {Generator<Node, void, void>} */
  let rest;
  let left = 0;
  const draw = () => {
    for (let n = 0; n < AT_ONCE && left; n += 1, left -= 1) rest.next();
    more.hidden = !left;
    more.textContent = t("more", { n: Math.min(AT_ONCE, left) });
  };
  const fill = () => {
    let number = left = 0;
    for (const [, part] of parts(result, kinds, axes)) {
      number += part.differences.reduce((sum, { rows }) => sum + rows, 0);
      left += part.differences.length;
    }
    shown.textContent = t(number ? "shown" : "nothing-shown", { n: number, total });
    list.replaceChildren();
    rest = drawn(result, kinds, axes, list);
    draw();
  };
  const boxes = [];
  const box = (chosen, name, key, text, number) => {
    chosen.add(key);
    const input = el("input", {
      type: "checkbox",
      name,
      value: key,
      checked: true,
      onchange: ({ target }) => {
        chosen[target.checked ? "add" : "delete"](key);
        fill();
      },
    });
    boxes.push([input, chosen]);
    return el("label", {}, input, el("span", {}, text), el("b", {}, number.toLocaleString()));
  };
  const all = () => {
    for (const [input, chosen] of boxes) {
      input.checked = true;
      chosen.add(input.value);
    }
    fill();
  };
  const ofKinds = result.kinds.map(({ kind, title, number }) => box(kinds, "kind", kind, title, number));
  const ofAxes = result.axes.map(([key, title, number]) => box(axes, "axis", key, title, number));
  const filters = el(
    "div",
    { class: "narrow" },
    el("fieldset", {}, el("legend", {}, t("kinds")), ...ofKinds),
    ofAxes.length > 1 ? el("fieldset", {}, el("legend", {}, t("axes")), ...ofAxes) : null,
    el("div", { class: "row" }, shown, button(t("show-all"), all)),
  );
  fill();
  return el(
    "section",
    { class: "sheet-job compared-books", "aria-labelledby": "compared-title" },
    el("h2", { id: "compared-title", tabindex: "-1" }, result.counted),
    el("p", { class: "quiet" }, `${result.old} → ${result.new}`),
    ...[...result.notes, ...result.remarks].map((text) => el("p", { class: "note" }, text)),
    el(
      "div",
      { class: "row" },
      button(t("save-page"), () => save("html"), { class: "main", id: "save-page" }),
      button(t("save-sheet"), () => save("xlsx"), { id: "save-sheet" }),
      button(t("compare-again"), again, { id: "compare-again" }),
      button(t("back"), back, { class: "plain" }),
    ),
    el("p", { class: "quiet" }, t("save-text")),
    total ? filters : null,
    list,
    more,
    result.signs ? el("p", { class: "quiet" }, result.signs) : null,
    el("p", { class: "quiet", id: "not-compared" }, result.not_compared),
  );
}

/** The parts that are chosen, each with its kind. */
function* parts(result, kinds, axes) {
  for (const kind of result.kinds) {
    if (!kinds.has(kind.kind)) continue;
    for (const part of kind.parts) if (axes.has(part.key)) yield [kind, part];
  }
}

/** Draws the changes, one in each step. @returns {Generator<Node, void, void>} */
function* drawn(result, kinds, axes, list) {
  let last = null;
  for (const [kind, part] of parts(result, kinds, axes)) {
    if (kind !== last) list.append(el("h3", {}, kind.title));
    last = kind;
    if (part.title) list.append(el("h4", {}, part.title));
    const items = el("ul", { class: "told" });
    list.append(items);
    for (const one of part.differences) {
      items.append(change(kind.kind, one));
      yield items;
    }
  }
}

/** @param {string} kind @param {any} one */
function change(kind, { place, ref, code, several, column, title, pieces, lines }) {
  const named = column && !["reworded", "colour"].includes(kind) ? column : "";
  const withTitle = (column && !["reworded", "typography"].includes(kind)) || !pieces.length;
  return el(
    "li",
    { class: "change" },
    el(
      "p",
      { class: "place" },
      el("b", {}, place),
      ` ${[ref, code, several].filter(Boolean).join(" · ")}`,
      named && el("b", { class: "column" }, named),
    ),
    withTitle && el("p", { class: "why" }, title),
    pieces.length ? el("p", { class: "text" }, ...texts(pieces, column)) : null,
    ...lines.map((line) => el("p", {}, line)),
  );
}

/** A text in pieces: what went and what came is marked, and is heard. A value that was or is nothing
 * is said to be empty. @param {[string, string][]} pieces @param {string} column */
function texts(pieces, column) {
  const whole = Boolean(column) && pieces.length === 1;
  const heard = (text) => el("span", { class: "unseen" }, text);
  const marked = (tag, name, text) => el(tag, {}, heard(`${t(name)} `), text, heard(` ${t("end-text")}`));
  return pieces.flatMap(([old, now]) => {
    if (old === now) return [old];
    const empty = whole && el("i", {}, t("empty"));
    return [
      old ? marked("del", "removed-text", old) : empty,
      whole && el("span", { "aria-hidden": "true" }, " → "),
      now ? marked("ins", "inserted-text", now) : empty && empty.cloneNode(true),
    ];
  });
}
