// Extracts: who gets one, what to know before, and what became of each.

import { button, el } from "./markup.js";
import { t } from "./texts.js";

const PARTS = { all: "common-all", headings: "common-headings", none: "common-none" };
const STATES = { made: "extract-made", kept: "extract-kept", failed: "extract-failed" };

/** @param {any} result of the job `extracts`, nothing written
 * @param {{make: (options: object, intoFolder: boolean) => void, folders: boolean,
 *   back: () => void}} doing `folders`: whether this browser writes into one */
export function choice(result, { make, folders, back }) {
  /** @type {Set<string>} */
  const chosen = new Set();
  const n = result.members.length;
  const boxes = el(
    "ul",
    { class: "ticks", hidden: true },
    ...result.members.map(([key, name]) =>
      el(
        "li",
        {},
        el(
          "label",
          {},
          el("input", {
            type: "checkbox",
            "data-member": key,
            onchange: ({ target }) => (chosen[target.checked ? "add" : "delete"](key), count()),
          }),
          el("span", {}, key === name ? name : `${name} (${key})`),
        ),
      ),
    ),
  );
  let some = false;
  const radio = (value, text) =>
    el(
      "label",
      { class: "pick" },
      el("input", {
        type: "radio",
        name: "whom",
        id: value ? "some" : "all",
        checked: value === some,
        onchange: () => ((some = value), (boxes.hidden = !value), count()),
      }),
      text,
    );
  const common = el(
    "select",
    { id: "common" },
    el("option", { value: "" }, t("common-as-said", { said: said(result.common) })),
    ...Object.keys(PARTS).map((part) => el("option", { value: part }, said(part))),
  );
  const options = () => ({ members: some ? [...chosen] : [], common: common.value });
  const zip = button(t("make-zip"), () => make(options(), false), { class: "main", id: "make-zip" });
  const folder = button(t("make-folder"), () => make(options(), true), { id: "make-folder" });
  const count = () => {
    zip.disabled = folder.disabled = some && !chosen.size;
  };
  return el(
    "section",
    { class: "sheet-job", "aria-labelledby": "extracts-title" },
    el("h2", { id: "extracts-title", tabindex: "-1" }, t("extracts-title")),
    el("p", {}, t("extracts-text")),
    ...sentences(t("before-extracts"), result.before),
    el(
      "fieldset",
      { class: "lines" },
      el("legend", {}, t("for-whom")),
      radio(false, t("all-members", { n })),
      radio(true, t("some-members")),
      boxes,
    ),
    el("p", { class: "field" }, el("label", { for: "common" }, t("common")), common),
    ...nobody(result.nobody),
    el("p", { class: "quiet" }, t("own-templates")),
    el(
      "div",
      { class: "row" },
      zip,
      folders ? folder : null,
      button(t("back"), back, { class: "plain" }),
    ),
  );
}

/** @param {any} result of the job `extracts`, written
 * @param {{again: (() => void) | null, messages: () => void, back: () => void}} doing */
export function made(result, { again, messages, back }) {
  const failed = result.extracts.filter(({ status }) => status === "failed");
  const rows = result.extracts.map(({ name, status, lines, problem }) =>
    el(
      "li",
      { class: status === "failed" ? "wrong" : "" },
      el("b", {}, name),
      ` ${[lines, t(STATES[status])].filter(Boolean).join(" · ")}`,
      problem ? el("span", { class: "why" }, problem) : null,
    ),
  );
  return el(
    "section",
    { class: "sheet-job", "aria-labelledby": "made-title" },
    el("h2", { id: "made-title", tabindex: "-1" }, result.sentence),
    ...(result.after.length
      ? [el("h3", {}, t("after-extracts")), el("ul", { class: "plain" }, ...result.after.map(line))]
      : []),
    ...sentences(t("before-extracts"), result.before),
    ...nobody(result.nobody),
    el("ul", { class: "told" }, ...rows),
    again && el("p", { class: "quiet" }, t("list-in-zip")),
    el(
      "div",
      { class: "row" },
      failed.length < rows.length
        ? button(t("prepare-messages"), messages, { class: "main", id: "prepare-messages" })
        : null,
      again ? button(t("download-again"), again) : null,
      button(t("back"), back, { class: "plain" }),
    ),
  );
}

/** Sentences, each with those that belong to it. @param {string} title
 * @param {[string, boolean][]} found @returns {HTMLElement[]} */
export function sentences(title, found) {
  if (!found.length) return [];
  const list = el("ul", { class: "plain" });
  for (const [text, below] of found) {
    if (below && list.lastElementChild) {
      const inner = list.lastElementChild.querySelector("ul") ?? el("ul", { class: "plain" });
      inner.append(line(text));
      list.lastElementChild.append(inner);
    } else list.append(line(text));
  }
  return [el("div", { class: "notice bad" }, el("p", {}, title), list)];
}

function nobody(found) {
  if (!found.length) return [];
  return [el("h3", {}, t("nobody")), el("ul", { class: "plain" }, ...found.map(line))];
}

function said(part) {
  return part ? t(PARTS[part]) : "?";
}

function line(text) {
  return el("li", {}, text);
}
