// Elements: texts become text, never markup.

/** An element with attributes and what is in it. `on…` attributes are listeners; those that are
 * false, null or undefined are left out, and so are such children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]} */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "checked" || key === "disabled") made[key] = value;
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const one of children) {
    if (one !== null && one !== undefined && one !== false) made.append(one);
  }
  return made;
}

/** @param {string} id @returns {any} */
export function at(id) {
  return document.getElementById(id);
}

/** A button. @param {string} text @param {() => void} press @param {Record<string, any>} [more] */
export function button(text, press, more = {}) {
  return el("button", { type: "button", onclick: press, ...more }, text);
}
