// The sheet Contrôle: the findings written there, and those that are accepted, with the reason.

import { button, el } from "./markup.js";
import { t } from "./texts.js";

/** How many findings of a rule are shown at once: a page of thousands is slow. */
const AT_ONCE = 40;

/** @typedef {{chosen: Set<string>, reason: string}} Accepting keys of findings, and why */

/** @param {any} found what the last check found
 * @param {Accepting} accepting follows what is ticked and written
 * @param {{write: () => void, accept: () => void, back: () => void}} doing */
export function control(found, accepting, { write, accept, back }) {
  const { chosen } = accepting;
  const reason = el("input", {
    type: "text",
    id: "reason",
    maxlength: "500",
    autocomplete: "off",
    value: accepting.reason,
  });
  const press = button("", accept, { class: "main", id: "accept" });
  const count = () => {
    accepting.reason = reason.value;
    press.textContent = t(chosen.size ? "accept" : "accept-title", { n: chosen.size });
    press.disabled = !chosen.size || !reason.value.trim();
  };
  reason.oninput = count;
  count();
  const box = (one) =>
    el(
      "li",
      {},
      el(
        "label",
        {},
        el("input", {
          type: "checkbox",
          "data-key": one.key,
          checked: chosen.has(one.key),
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
    const next = () => t("more", { n: Math.min(rest.length, AT_ONCE) });
    const more = button(next(), ({ target }) => {
      list.append(...rest.splice(0, AT_ONCE).map(box));
      if (rest.length) target.textContent = next();
      else target.remove();
    });
    return el(
      "details",
      { open: ones.some(({ key }) => chosen.has(key)) },
      el("summary", {}, `${title} · ${code} · ${ones.length}`),
      list,
      rest.length ? more : null,
    );
  });
  return el(
    "section",
    { class: "sheet-job control", "aria-labelledby": "control-title" },
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
