// The sheet Contrôle: the findings written there, and those that are accepted, with the reason.

import { button, el } from "./markup.js";
import { t } from "./texts.js";

/** How many findings of a rule are shown at once: a page of thousands is slow. */
const AT_ONCE = 40;

/** @param {any} found what the last check found
 * @param {{write: () => void, accept: (chosen: string[], reason: string) => void,
 *   back: () => void}} doing */
export function control(found, { write, accept, back }) {
  /** @type {Set<string>} */
  const chosen = new Set();
  const reason = el("input", { type: "text", id: "reason", maxlength: "500", autocomplete: "off" });
  const press = button(t("accept", { n: 0 }), () => accept([...chosen], reason.value), {
    class: "main",
    id: "accept",
    disabled: true,
  });
  const count = () => {
    press.textContent = t("accept", { n: chosen.size });
    press.disabled = !chosen.size || !reason.value.trim();
  };
  reason.oninput = count;
  const box = (one) =>
    el(
      "li",
      {},
      el(
        "label",
        {},
        el("input", {
          type: "checkbox",
          "data-accept": one.key,
          onchange: ({ target }) => (chosen[target.checked ? "add" : "delete"](one.key), count()),
        }),
        el(
          "span",
          {},
          el("span", { class: "place" }, el("b", {}, one.cell ?? t("no-cell")), ` ${one.sheet ?? ""}`),
          el("span", {}, one.message),
        ),
      ),
    );
  const groups = Object.entries(found.rules).map(([code, { title }]) => {
    const ones = found.findings.filter(({ rule }) => rule === code);
    const list = el("ul", { class: "ticks" }, ...ones.slice(0, AT_ONCE).map(box));
    const rest = ones.slice(AT_ONCE);
    const more = button(t("more", { n: rest.length }), ({ target }) => {
      list.append(...rest.splice(0, AT_ONCE).map(box));
      if (rest.length) target.textContent = t("more", { n: rest.length });
      else target.remove();
    });
    return el(
      "details",
      {},
      el("summary", {}, `${title} · ${code} · ${ones.length}`),
      list,
      rest.length ? more : null,
    );
  });
  return el(
    "section",
    { class: "sheet-job", "aria-labelledby": "control-title" },
    el("h2", { id: "control-title", tabindex: "-1" }, t("control-title")),
    el("p", {}, t("control-text")),
    el("div", { class: "row" }, button(t("write-control"), write, { class: "main", id: "write-control" })),
    el("hr"),
    el("h3", {}, t("accept-title")),
    el("p", {}, t(groups.length ? "accept-text" : "accept-none")),
    ...groups,
    groups.length
      ? el("p", { class: "field" }, el("label", { for: "reason" }, t("reason")), reason)
      : null,
    el("div", { class: "row" }, groups.length ? press : null, button(t("back"), back, { class: "plain" })),
  );
}
