// Messages: drafts of what each member would get, and what is kept back and why.

import { sentences } from "./extracts.js";
import { at, button, el } from "./markup.js";
import { t } from "./texts.js";

/** Where the extracts are to be taken from.
 * @param {{last: (() => void) | null, zip: () => void, folder: (() => void) | null,
 *   back: () => void}} doing */
export function sources({ last, zip, folder, back }) {
  return el(
    "section",
    { class: "sheet-job", "aria-labelledby": "sources-title" },
    el("h2", { id: "sources-title", tabindex: "-1" }, t("messages-title")),
    el("p", {}, t(last ? "sources-text" : "sources-none")),
    el(
      "div",
      { class: "row" },
      last ? button(t("from-last"), last, { class: "main", id: "from-last" }) : null,
      button(t("from-zip"), zip, { id: "from-zip" }),
      folder ? button(t("from-folder"), folder, { id: "from-folder" }) : null,
      button(t("back"), back, { class: "plain" }),
    ),
  );
}

/** @param {any} result of the job `messages`, nothing written
 * @param {{make: (press: HTMLButtonElement) => void, back: () => void}} doing */
export function planned(result, { make, back }) {
  const going = result.plans.filter(({ goes }) => goes);
  const kept = result.plans.filter(({ goes }) => !goes);
  return el(
    "section",
    { class: "sheet-job", "aria-labelledby": "messages-title" },
    el("h2", { id: "messages-title", tabindex: "-1" }, t("drafts", { n: going.length })),
    ...sentences(t("before-extracts"), result.before),
    ...(kept.length
      ? [el("h3", {}, t("kept-back", { n: kept.length })), el("ul", { class: "told" }, ...kept.map(message))]
      : []),
    ...(result.lacking.length
      ? [el("h3", {}, t("lacking")), el("p", {}, result.lacking.join(", "))]
      : []),
    ...(going.length
      ? [el("h3", {}, t("to-draft")), el("ul", { class: "told" }, ...going.map(message))]
      : []),
    el("p", { class: "notice bad" }, t("no-record")),
    el(
      "div",
      { class: "row" },
      going.length
        ? button(t("make-drafts", { n: going.length }), () => make(at("make-drafts")), {
            class: "main",
            id: "make-drafts",
          })
        : null,
      button(t("back"), back, { class: "plain" }),
    ),
  );
}

function message({ name, to, cc, goes, why, doubts, letter }) {
  const addresses = [to.join(", ") || "—", cc.length ? `cc ${cc.join(", ")}` : ""];
  return el(
    "li",
    { class: goes ? "" : "wrong" },
    el("b", {}, name),
    ` → ${addresses.filter(Boolean).join(" · ")}`,
    ...[...why, ...doubts].map((text) => el("span", { class: "why" }, text)),
    letter &&
      el(
        "details",
        {},
        el("summary", { "aria-label": `${t("read-message")} ${name}` }, t("read-message")),
        el("p", {}, t("letter-from", { sender: letter.sender })),
        el("p", {}, t("letter-attached", { files: letter.attached.join(", ") })),
        el("p", {}, el("b", {}, letter.subject)),
        el("pre", { tabindex: "0", class: "letter" }, letter.text),
      ),
  );
}
