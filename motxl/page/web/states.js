// The states that are kept: listed with their sizes, given back, deleted.

import { button, el } from "./markup.js";
import { moment, size, t } from "./texts.js";

/** @param {any} result of the job `states` @param {string} name of the workbook
 * @param {boolean} lasts whether they outlast the page
 * @param {{giveBack: () => void, redo: () => void, empty: () => void, back: () => void}} doing */
export function states(result, name, lasts, { giveBack, redo, empty, back }) {
  const rows = result.states.map(({ time, change, undone, size: bytes }) =>
    el(
      "li",
      {},
      el("b", {}, moment(time)),
      ` ${change} `,
      el("small", {}, [undone ? t("undone") : "", size(bytes)].filter(Boolean).join(" · ")),
    ),
  );
  const some = result.states.some(({ undone }) => !undone);
  const sure = el("div", { class: "sure", role: "group", hidden: true });
  const ask = button(t("empty-store"), () => {
    sure.replaceChildren(
      el("p", {}, t("empty-sure")),
      button(t("yes-delete"), empty, { class: "bad" }),
      button(t("no-keep"), () => ((sure.hidden = true), ask.focus())),
    );
    sure.hidden = false;
    sure.querySelector("button:last-child").focus();
  });
  return el(
    "section",
    { class: "states", "aria-labelledby": "states-title" },
    el("h2", { id: "states-title", tabindex: "-1" }, t("states-title")),
    result.known === "several" ? null : el("p", {}, t(rows.length ? "states-text" : "no-states")),
    ...known(result, name).map((text) => el("p", {}, text)),
    rows.length ? el("ol", { reversed: true }, ...rows) : null,
    el(
      "div",
      { class: "row" },
      some ? button(t("give-back"), giveBack, { class: "main", id: "give-back" }) : null,
      result.redo ? button(t("redo"), redo, { id: "redo" }) : null,
      button(t("back"), back, { class: "plain" }),
    ),
    el("hr"),
    lasts ? null : el("p", { class: "quiet" }, t("not-kept")),
    el("p", { class: "quiet" }, t("kept-size", { size: size(result.size) })),
    result.size ? el("div", { class: "row" }, ask) : null,
    sure,
  );
}

/** What is known of the file beside its states. @returns {string[]} */
function known({ known: how, since, related }, name) {
  if (how === "before") return [t("states-before", { name, time: moment(since) })];
  if (how === "several") return [t("states-several", { name })];
  if (how === "changed") return [t("states-changed", { name })];
  return related.length ? [t("states-related", { names: related.join(", ") })] : [];
}
