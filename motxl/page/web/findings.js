// The findings of a check: grouped by rule, filtered, each with its box.

import { button, el } from "./markup.js";
import { inSlices } from "./slices.js";
import { t } from "./texts.js";

/** How many findings of a group are shown at once: a page of thousands is slow. */
const AT_ONCE = 40;

/** @typedef {{key: string, rule: string, severity: string, sheet: string, cell: string | null,
 *   ref: string | null, text: string, message: string, suggestion: string | null,
 *   correctable: boolean, safe: boolean, by_colour: boolean}} Finding */

export class Findings {
  /** @param {any} result of the job `check`
   * @param {(chosen: string[]) => void} propose shows the chosen corrections
   * @param {(key: string) => void} accept leads to where a finding is accepted */
  constructor(result, propose, accept) {
    this.result = result;
    this.propose = propose;
    this.accept = accept;
    /** @type {Set<string>} */ this.chosen = new Set();
    this.severities = new Set(result.severities.map(({ word }) => word));
    this.rule = "";
    this.correctable = false;
    this.list = el("div", { class: "groups" });
    this.tray = el("div", { class: "tray", role: "region", "aria-label": t("before-and-after") });
    this.view = el("section", { class: "findings", "aria-labelledby": "findings-title" });
    this.draw();
  }

  draw() {
    const { findings, severities, unchecked, accepted } = this.result;
    const title = el("h2", { id: "findings-title", tabindex: "-1" }, this.headline());
    const beside = [
      accepted.length ? el("p", { class: "quiet" }, t("accepted", { n: accepted.length })) : null,
      ...unchecked.map((sentence) => el("p", { class: "quiet" }, sentence)),
    ];
    if (!findings.length) {
      this.view.replaceChildren(el("div", { class: "well" }, title, ...beside.filter(Boolean)));
      return;
    }
    this.view.replaceChildren(
      title, el("div", { class: "beside" }, ...beside), this.filters(severities), this.list, this.tray,
    );
    this.fill();
  }

  headline() {
    const { findings, unchecked } = this.result;
    if (findings.length) return t("found", { n: findings.length });
    return t(unchecked.length ? "well-partly" : "well");
  }

  filters(severities) {
    const boxes = severities
      .filter(({ count }) => count)
      .map(({ word, label, count }) =>
        el(
          "label",
          { class: `chip ${word}` },
          el("input", {
            type: "checkbox",
            checked: this.severities.has(word),
            onchange: ({ target }) => {
              this.severities[target.checked ? "add" : "delete"](word);
              this.fill();
            },
          }),
          el("span", { class: "dot", "aria-hidden": "true" }),
          `${label} `,
          el("b", {}, String(count)),
        ),
      );
    const rules = Object.entries(this.result.rules).map(([code, { title }]) =>
      el("option", { value: code, selected: code === this.rule }, `${code} · ${title}`),
    );
    const select = el(
      "select",
      { onchange: ({ target }) => ((this.rule = target.value), this.fill()) },
      el("option", { value: "" }, t("all-rules")),
      ...rules,
    );
    const correctable = el("input", {
      type: "checkbox",
      checked: this.correctable,
      onchange: ({ target }) => ((this.correctable = target.checked), this.fill()),
    });
    const safe = this.result.findings.filter((one) => one.safe);
    return el(
      "div",
      { class: "filters" },
      el("fieldset", {}, el("legend", {}, t("show")), ...boxes),
      el("label", { class: "pick" }, `${t("rule")} `, select),
      el("label", { class: "pick" }, correctable, ` ${t("only-correctable")}`),
      safe.length
        ? button(`${t("choose-safe")}\u00a0(${safe.length})`, () => this.choose(safe, true))
        : null,
    );
  }

  /** @returns {Finding[]} */
  shown() {
    return this.result.findings.filter(
      (one) =>
        this.severities.has(one.severity) &&
        (!this.rule || one.rule === this.rule) &&
        (!this.correctable || one.correctable),
    );
  }

  fill() {
    /** @type {Map<string, Finding[]>} */
    const groups = new Map();
    for (const one of this.shown()) {
      const key = `${one.rule} ${one.severity}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    const order = this.result.severities.map(({ word }) => word);
    const sorted = [...groups.values()].sort(
      ([one], [other]) => order.indexOf(one.severity) - order.indexOf(other.severity),
    );
    this.list.replaceChildren(...(sorted.length ? [] : [el("p", { class: "quiet" }, t("none-shown"))]));
    inSlices(this.list, this.groups(sorted));
    this.count();
  }

  /** Draws the groups: each step is one finding. @param {Finding[][]} sorted */
  *groups(sorted) {
    for (const found of sorted) {
      const items = el("ul");
      this.list.append(this.group(found, items));
      for (const one of found.slice(0, AT_ONCE)) {
        items.append(this.item(one));
        yield;
      }
    }
  }

  /** A group whose list is still empty.
   * @param {Finding[]} found of one rule and severity @param {HTMLElement} items */
  group(found, items) {
    const [{ rule, severity }] = found;
    const { title, summary, explanation, bad, good } = this.result.rules[rule];
    const { label } = this.result.severities.find(({ word }) => word === severity);
    const correctable = found.filter((one) => one.correctable);
    const rest = found.slice(AT_ONCE);
    const next = () => t("more", { n: Math.min(rest.length, AT_ONCE) });
    const more =
      rest.length &&
      button(next(), ({ target }) => {
        items.append(...rest.splice(0, AT_ONCE).map((one) => this.item(one)));
        if (rest.length) target.textContent = next();
        else target.remove();
      });
    const heading = `group-${rule}-${severity}`;
    return el(
      "section",
      { class: `group ${severity}`, "aria-labelledby": heading },
      el(
        "div",
        { class: "head" },
        el("h3", { id: heading }, `${title} `, el("small", {}, `${rule} · ${label} · ${found.length}`)),
        correctable.length > 1
          ? button(t("choose-group", { n: correctable.length }), () => this.choose(correctable, true))
          : null,
      ),
      el(
        "details",
        {},
        el("summary", {}, t("why")),
        el("p", {}, summary),
        el("p", {}, explanation),
        el("dl", {}, el("dt", {}, t("not-so")), el("dd", {}, bad), el("dt", {}, t("but-so")), el("dd", {}, good)),
      ),
      items,
      more || null,
    );
  }

  /** @param {Finding} one */
  item(one) {
    const place = one.cell ?? t("no-cell");
    const left = one.by_colour ? "by-colour" : "by-hand";
    const kind = one.safe ? "without-risk" : one.correctable ? "to-be-read" : left;
    const said = [
      el(
        "span",
        { class: "place" },
        el("b", {}, place),
        ` ${[one.sheet, one.ref].filter(Boolean).join(" · ")}`,
        el("span", { class: `kind ${one.safe ? "safe" : ""}` }, t(kind)),
      ),
      one.text && el("span", { class: "own" }, one.text),
      el("span", { class: "message" }, one.message),
      one.suggestion &&
        el("span", { class: "proposal" }, el("em", {}, t("proposal")), ` ${one.suggestion}`),
    ];
    const accept = button(t("accept-this"), () => this.accept(one.key), {
      class: "plain accept",
      "data-accept": one.key,
      "aria-label": `${t("accept-this")} ${place} ${one.message}`,
    });
    if (!one.correctable) {
      return el("li", {}, el("span", { class: "no-box" }), el("div", {}, ...said), accept);
    }
    const box = el("input", {
      type: "checkbox",
      checked: this.chosen.has(one.key),
      "data-key": one.key,
      "aria-label": `${t("choose", { cell: place })} ${one.message}`,
      onchange: ({ target }) => this.choose([one], target.checked),
    });
    return el("li", {}, el("label", {}, box, el("span", {}, ...said)), accept);
  }

  /** @param {Finding[]} findings @param {boolean} wanted */
  choose(findings, wanted) {
    for (const { key } of findings) this.chosen[wanted ? "add" : "delete"](key);
    for (const box of this.list.querySelectorAll("input[data-key]")) {
      box.checked = this.chosen.has(box.dataset.key);
    }
    this.count();
  }

  count() {
    const n = this.chosen.size;
    this.tray.hidden = !n;
    if (!n) return;
    this.tray.replaceChildren(
      el("p", { role: "status" }, t("chosen", { n })),
      button(t("choose-none"), () => this.choose([...this.result.findings], false), { class: "plain" }),
      button(t("before-and-after"), () => this.propose([...this.chosen]), { class: "main" }),
    );
  }
}
