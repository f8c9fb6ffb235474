// The sheet Contrôle: the findings written there, and those that are accepted, with the reason.

import { button, el } from "./markup.js";
import { t } from "./texts.js";

/** How many findings of a rule are shown at once: a page of thousands is slow. */
const AT_ONCE = 40;

/** @typedef {{chosen: Set<string>, who: string, why: string}} Accepting keys of findings, who decided
 *   to accept them, and why */

/** @param {any} found what the last check found
 * @param {Accepting} accepting follows what is ticked and written
 * @param {{write: () => void, accept: () => void, back: () => void}} doing */
export function control(found, accepting, { write, accept, back }) {
  const { chosen } = accepting;
  const text = (/** @type {"who" | "why"} */ id, maxlength) =>
    el("input", {
      type: "text",
      id,
      maxlength,
      autocomplete: "off",
      value: accepting[id],
      oninput: ({ target }) => ((accepting[id] = target.value), count()),
    });
  const [who, why] = [text("who", 80), text("why", 380)];
  const press = button("", accept, { class: "main", id: "accept" });
  const count = () => {
    press.textContent = t(chosen.size ? "accept" : "accept-title", { n: chosen.size });
    press.disabled = !chosen.size || !who.value.trim() || !why.value.trim();
  };
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
          place(one),
          one.text && el("span", { class: "own" }, one.text),
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
    const tickAll = () => {
      for (const { key } of ones) chosen.add(key);
      for (const one of list.querySelectorAll("input")) one.checked = true;
      count();
    };
    return el(
      "details",
      { open: ones.some(({ key }) => chosen.has(key)) },
      el("summary", {}, `${title} · ${code} · ${ones.length}`),
      ones.length > 1 ? button(t("tick-all", { n: ones.length }), tickAll, { class: "plain" }) : null,
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
    ...(groups.length ? [field(who, "accept-who"), field(why, "accept-why")] : []),
    el("div", { class: "row" }, groups.length ? press : null, button(t("back"), back, { class: "plain" })),
    ...taken(found.accepted),
  );
}

/** @param {HTMLInputElement} input @param {string} name of its text */
function field(input, name) {
  return el("p", { class: "field" }, el("label", { for: input.id }, t(name)), input);
}

/** Where a finding stands. */
function place({ cell, sheet, ref }) {
  const where = ` ${[sheet, ref].filter(Boolean).join(" · ")}`;
  return el("span", { class: "place" }, el("b", {}, cell ?? t("no-cell")), where);
}

/** What was accepted, each with its reason. @param {any[]} accepted @returns {HTMLElement[]} */
function taken(accepted) {
  if (!accepted.length) return [];
  const item = (one) =>
    el(
      "li",
      {},
      place(one),
      ` · ${one.rule}`,
      one.text && el("span", { class: "own" }, one.text),
      el("span", { class: "why" }, one.message),
      el("span", {}, `${t("reason")} ${one.reason}`),
    );
  const list = el("ul", { class: "told", id: "accepted" }, ...accepted.slice(0, AT_ONCE).map(item));
  const rest = accepted.slice(AT_ONCE);
  const all = () => (list.append(...rest.map(item)), more.remove());
  const more = button(t("more", { n: rest.length }), all);
  return [
    el("hr"),
    el("h3", {}, t("accepted", { n: accepted.length })),
    el("p", {}, t("take-back")),
    list,
    ...(rest.length ? [more] : []),
  ];
}
