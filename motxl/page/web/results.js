// What was downloaded of each workbook: the names of the results, and which was made from which.

import { download } from "./files.js";

/** What a result has behind the name of its workbook. */
const RESULT = /-motxl(?:-(\d{1,6}))?(?: ?\((\d{1,6})\))?$/;
/** Under which the results are kept on this computer, as far as the browser keeps anything. */
const KEPT_AS = "motxl-downloads";

/** From which result each was made, by their numbers (0 is the workbook itself), and whether it is that
 * one without its last change. @typedef {Record<number, [from: number, undone: boolean]>} Made */
/** By the names of the first results. @type {Record<string, Made>} */
const here = Object.create(null); // a workbook may have any name

/** The name of the next result, which no earlier one of this workbook has, from any page of this browser:
 * the browser would put a number of its own behind it. `programme.xlsx` gives `programme-motxl.xlsx`, then
 * `programme-motxl-2.xlsx`.
 * @param {string} name of the workbook, or of any result of it */
export function nameOfCopy(name) {
  return nameOf(name, Math.max(numberIn(name), ...numbers(madeOf(name))) + 1);
}

/** What was downloaded after `name`: `newest`, the one result that was made from it, and that all others
 * led to, and whether a change of `name` is `undone` there; or `apart`, results of which none is that.
 * @param {string} name @returns {null | {newest: string, undone: boolean} | {apart: string[]}} */
export function laterThan(name) {
  const [made, number] = [madeOf(name), numberIn(name)];
  const later = numbers(made).filter((one) => one > number);
  if (!later.length) return null;
  const last = lastOf(made, later);
  const [way, held] = [wayTo(made, last[0]), asIn(made, number)];
  if (last.length > 1 || !(way.includes(number) || way.includes(held))) {
    return { apart: last.map((one) => nameOf(name, one)) };
  }
  const undone = way.some((one) => one > number && isUndo(made, one) && asIn(made, one) < held);
  return { newest: nameOf(name, last[0]), undone };
}

/** Downloads a result under a name that no earlier one has, and says which earlier results have work that
 * is not in it. @param {Uint8Array} bytes @param {string} from the name of what it was made from
 * @param {string} [job] by which: `undo` and `redo` lead back
 * @returns {{name: string, lacks: string[]}} */
export function downloadNext(bytes, from, job = "") {
  const [name, made, number] = [nameOfCopy(from), madeOf(from), numberIn(from)];
  const mine = numberIn(name);
  made[mine] = job === "redo" ? restored(made, number) : [number, job === "undo"];
  here[nameOf(from, 1)] = made;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify({ ...kept(), [nameOf(from, 1)]: made }));
  } catch {
    // Known until the page is closed.
  }
  download(bytes, name);
  const way = wayTo(made, mine);
  const left = numbers(made).filter((one) => !way.includes(one) && !isUndo(made, one));
  return { name, lacks: ends(made, left).map((one) => nameOf(from, one)) };
}

/** Tells when another page has downloaded a result of a workbook, by its name.
 * @param {() => string} open the name of what is open here; empty where nothing is
 * @param {(made: string) => void} told */
export function watchOthers(open, told) {
  addEventListener("storage", ({ key, oldValue, newValue }) => {
    if (key !== KEPT_AS || !newValue || !open()) return;
    const first = nameOf(open(), 1);
    const before = parsed(oldValue)[first] ?? {};
    const fresh = numbers(parsed(newValue)[first] ?? {}).filter((one) => !(one in before));
    if (fresh.length) told(nameOf(open(), Math.max(...fresh)));
  });
}

/** No name of a workbook is kept any more, but for those of this page. */
export function forgetNames() {
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    // Nothing was kept.
  }
}

/** A name for what is made of a workbook beside it: no two are the same, and which is newer is seen.
 * @param {string} what @param {string} name of the workbook @param {string} ending @param {Date} [now] */
export function dated(what, name, ending, now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
  return `${what}-${stemOf(name)}-${day}-${time}.${ending}`;
}

/** The results of a workbook, those of other pages too. @param {string} name @returns {Made} */
function madeOf(name) {
  const first = nameOf(name, 1);
  return { ...kept()[first], ...here[first] };
}

function kept() {
  try {
    return parsed(localStorage.getItem(KEPT_AS));
  } catch {
    return {};
  }
}

/** @param {string | null} text @returns {Record<string, Made>} */
function parsed(text) {
  const found = Object.create(null);
  try {
    for (const [name, made] of Object.entries(JSON.parse(text ?? "{}"))) {
      found[name] = {};
      for (const [number, one] of Object.entries(made)) {
        const good = Number.isInteger(one?.[0]) && 0 <= one[0] && one[0] < Number(number);
        if (good) found[name][Number(number)] = [one[0], one[1] === true];
      }
    }
  } catch {
    // Numbered from the name that is opened.
  }
  return found;
}

/** @param {Made} made */
function numbers(made) {
  return Object.keys(made).map(Number);
}

/** @param {Made} made @param {number} number */
function isUndo(made, number) {
  return made[number]?.[1] === true;
}

/** A result, what it was made from, and so on. Of one that another computer made, its number says that
 * it came after the one before. @param {Made} made @param {number} number */
function wayTo(made, number) {
  const way = [number];
  while (way.at(-1) > 0) way.push(made[way.at(-1)]?.[0] ?? way.at(-1) - 1);
  return way;
}

/** The result that holds the same as this one: after changes were undone, an earlier one.
 * @param {Made} made @param {number} number */
function asIn(made, number) {
  let one = number;
  while (isUndo(made, one)) one = wayTo(made, asIn(made, made[one][0]))[1] ?? 0;
  return one;
}

/** Those of some results from which no other of them was made. @param {Made} made
 * @param {number[]} some */
function ends(made, some) {
  return some.filter((one) => !some.some((other) => other !== one && wayTo(made, other).includes(one)));
}

/** What is made where the last undo is taken back: the same as the result that was undone.
 * @param {Made} made @param {number} number @returns {[number, boolean]} */
function restored(made, number) {
  const undo = wayTo(made, number).find((one) => isUndo(made, one));
  if (undo === undefined) return [number, false];
  const [same] = made[undo];
  return isUndo(made, same) ? made[same] : [same, false];
}

/** The ends of some results, without undos of work that went on elsewhere. @param {Made} made
 * @param {number[]} some */
function lastOf(made, some) {
  const found = ends(made, some);
  const goesOn = (work) => found.some((one) => !isUndo(made, one) && wayTo(made, one).includes(work));
  const undone = (one) => wayTo(made, one).find((other) => !isUndo(made, other));
  return found.filter((one) => !isUndo(made, one) || !goesOn(undone(one)));
}

/** Which result a name is of: 0 for the workbook itself. A number in brackets is the browser's, who
 * had a file of the name before it. @param {string} name */
function numberIn(name) {
  const found = RESULT.exec(stemOf(name));
  return found ? Number(found[1] ?? 1) + Number(found[2] ?? 0) : 0;
}

/** The name of a workbook's first result, the same for the workbook and all its results. @param {string} name */
export function firstName(name) {
  return nameOf(name, 1);
}

function nameOf(name, number) {
  const stem = stemOf(name).replace(RESULT, "");
  return `${stem}-motxl${number > 1 ? `-${number}` : ""}${name.slice(name.lastIndexOf("."))}`;
}

function stemOf(name) {
  return name.slice(0, name.lastIndexOf("."));
}
