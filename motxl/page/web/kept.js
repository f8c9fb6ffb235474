// What stays chosen: of findings when the workbook is checked again, of a view when it is drawn anew.

/** @typedef {import("./findings.js").Finding} Finding */

/** Those of the findings that were chosen before and still stand. A finding that stands in another
 * cell now, since rows moved, is known by its fingerprint where no other one has it.
 * @param {Set<string>} chosen keys @param {Finding[]} before @param {Finding[]} now
 * @returns {Finding[]} */
export function standing(chosen, before, now) {
  const keys = new Set(now.map(({ key }) => key));
  const moved = new Set([...chosen].filter((key) => !keys.has(key)).map(print));
  const [once, onceBefore] = [alone(now), alone(before)];
  return now.filter(
    ({ key }) =>
      chosen.has(key) || (moved.has(print(key)) && once.has(print(key)) && onceBefore.has(print(key))),
  );
}

/** The fingerprint in a key. @param {string} key */
export function print(key) {
  return key.split(" ")[0];
}

/** The fingerprints that one finding alone has. @param {Finding[]} findings */
function alone(findings) {
  const [once, more] = [new Set(), new Set()];
  for (const { key } of findings) (once.has(print(key)) ? more : once).add(print(key));
  return new Set([...once].filter((one) => !more.has(one)));
}

/** The keys that are left without some, which may stand in another cell by now. @param {string[]} keys
 * @param {string[]} out */
export function without(keys, out) {
  const same = new Set(out.filter((key) => keys.includes(key)));
  const moved = new Set(out.filter((key) => !same.has(key)).map(print));
  return keys.filter((key) => !same.has(key) && !moved.has(print(key)));
}

/** Ticks and chooses in a view what was ticked and chosen in the one whose place it takes.
 * @param {Element} before @param {Element} after */
export function sameTicks(before, after) {
  /** Those that have a name of their own. @param {Element} view @returns {any[]} */
  const all = (view) => [
    ...view.querySelectorAll("select[id], [type=radio][id], [type=checkbox][name], [data-member]"),
  ];
  const named = ({ id, name, value, dataset: { member }, type }) =>
    [id, name, type === "checkbox" ? value : "", member].join(" ");
  const there = new Map(all(after).map((one) => [named(one), one]));
  for (const one of all(before)) {
    const same = there.get(named(one));
    if (!same || (same.checked === one.checked && same.value === one.value)) continue;
    same.value = one.value;
    same.checked = one.checked;
    // Of two radio buttons the one that is chosen tells it.
    if (one.type !== "radio" || one.checked) same.dispatchEvent(new Event("change"));
  }
}
