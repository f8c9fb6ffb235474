// The page: what is open, what is done with it, and what is shown of that.

import { showCompare } from "./comparing.js";
import { control } from "./control.js";
import { preview, refusals, renumbering } from "./corrections.js";
import * as files from "./files.js";
import { Findings } from "./findings.js";
import { print, sameTicks, standing, without } from "./kept.js";
import { at, button, el } from "./markup.js";
import { forgetPlaces, placeOf } from "./places.js";
import * as results from "./results.js";
import { Runner, Stopped } from "./runner.js";
import { showExtracts, showMessages } from "./sharing.js";
import { states } from "./states.js";
import * as store from "./store.js";
import { apply, clock, day, language, moment, speak, t } from "./texts.js";
import { Pages, Watch } from "./watching.js";
import { giveUp, reasonOf, Writer } from "./writing.js";

/** The workbook that is open. @type {null | import("./writing.js").Book} */
let book = null;
/** What the last check found. @type {any} */
let found = null;
/** Its findings as they were shown last. @type {Findings | null} */
let findings = null;
/** What is chosen to be accepted, and why. @type {import("./control.js").Accepting} */
let accepting = nothingAccepted();
let busy = false;
/** What begins with work cannot be pressed before its end. @type {Element[]} */
let resting = [];
/** What had the keyboard when the work began. @type {Element | null} */
let focused = null;
/** Work that takes longer than this is said to, in milliseconds. */
const LONG = 20_000;
let long = 0;
/** Whether a result is about to be written. */
let writing = false;
/** Draws the view that is shown anew, in another language; null for the findings, and where nothing
 * can. @type {(() => any) | null} */
let anew = null;
/** Counts the presses of the button that stops. */
let stops = 0;
/** @type {Runner} */
let runner;
/** To which start of the worker the states were given. */
let givenTo = 0;
const writer = new Writer({ tell, stage, makeRoom }, -1);

// Pages that call each other are nothing that this one does, and no policy of all browsers forbids it.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) {
  delete window[name];
}

apply();
at("how-written").textContent = t(files.inPlace ? "in-place" : "by-download");
/** The page is all there: what Python is made of comes last in it, and on a slow line late. */
const loaded = new Promise((resolve) => {
  document.addEventListener("DOMContentLoaded", () => {
    runner = new Runner(stage);
    runner.ready.catch((error) => failed(error));
    resolve(null);
  });
});

// Opening ---------------------------------------------------------------------------------------

/** Whether something forbids this page to ask for files that it may write. */
let pickerFails = false;
let picking = false;
at("open").onclick = at("other").onclick = async () => {
  if (picking) return;
  picking = true;
  try {
    if (!files.inPlace || pickerFails) at("picker").click();
    else await open(await files.pick().finally(() => (picking = false)));
  } catch (error) {
    pickerFails = error.text === "no-picker";
    failed(error);
  } finally {
    picking = false;
  }
};
at("picker").onchange = async ({ target }) => {
  const [file] = target.files;
  if (file) await open({ name: file.name, handle: null, file });
  target.value = "";
};

let depth = 0;
addEventListener("dragenter", (event) => {
  event.preventDefault();
  depth += 1;
  at("dropping").hidden = false;
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("dragleave", () => {
  depth = Math.max(depth - 1, 0);
  at("dropping").hidden = depth > 0 ? false : true;
});
addEventListener("drop", async (event) => {
  event.preventDefault();
  depth = 0;
  at("dropping").hidden = true;
  const dropped = await files.droppedFiles(event.dataTransfer);
  if (dropped.length > 1) tell("bad", t("one-file"));
  else if (dropped.length) await open(dropped[0]);
});

/** @param {files.Chosen | null} chosen */
async function open(chosen) {
  if (!chosen) return;
  if (busy) {
    tell("bad", t("busy-now", { name: chosen.name }), [], "busy-now");
    return;
  }
  clearNotices();
  const before = stops;
  const kept = { book, found, findings, accepting, anew, view: at("view").firstElementChild };
  // Nothing else is begun meanwhile: it would have begun with one workbook, and ended with another.
  begin();
  try {
    if (!/\.xls[xm]$/i.test(chosen.name)) throw new files.Refusal("other-kind");
    const now = await files.read(chosen);
    const [inPlace, place] = [chosen.handle !== null, await placeOf(chosen.handle)];
    book = { chosen, name: chosen.name, ...now, place, inPlace, newest: null, since: new Date() };
  } catch (error) {
    failed(error, chosen.name);
    return;
  } finally {
    end();
  }
  found = findings = null;
  able();
  watch.follow(chosen.handle);
  pages.open(chosen.name);
  show();
  at("start").hidden = true;
  at("book").hidden = false;
  describe();
  if (stops !== before) {
    failed(new Stopped());
    return;
  }
  if (await check()) {
    if (!book.inPlace) tellLater();
  } else if (kept.book && book.unread) {
    stayWith(kept);
  }
}

/** What was opened cannot be read: what was open before it still is, as it was. */
function stayWith(kept) {
  ({ book, found, findings, accepting } = kept);
  able();
  watch.follow(book.chosen.handle);
  pages.open(book.name);
  describe();
  show(kept.view, kept.anew);
  tell("good", t("still-open", { name: book.newest ?? book.name }), [], "still-open");
}

/** What this browser has downloaded after the file that is open. */
function tellLater() {
  const [name, later] = [book.name, results.laterThan(book.name)];
  if (!later) return;
  const text =
    "apart" in later
      ? t("newer-apart", { name, names: later.apart.join(", "), n: later.apart.length })
      : t(later.undone ? "newer-undone" : "newer-download", { name, newer: later.newest });
  tell("bad", text, [reopening()], "newer");
}

/** Where the page sees a copy: the button by which it is given the file as it is now. */
function reopening() {
  return button(t("reopen"), () => at("open").click());
}

function describe() {
  const name = book.newest ?? book.name;
  at("book-name").textContent = name;
  document.title = `${name} · motxl`;
  at("again").hidden = !book.newest;
  const time = clock(book.since);
  const facts = [
    found && t("rows", { n: found.rows }),
    found?.date && t("version-of", { date: day(found.date) }),
    book.chosen.handle ? null : t(book.newest ? "copy-made" : "copy-read", { time }),
    book.inPlace ? t("writes-here") : t("writes-copy", { name: results.nameOfCopy(name) }),
  ];
  at("book-facts").textContent = facts.filter(Boolean).join(" · ");
}

// Jobs ------------------------------------------------------------------------------------------

at("do-check").onclick = async () => {
  if (!(await check()) || book.chosen.handle) return;
  const about = { name: book.newest ?? book.name, time: clock(book.since) };
  say("good", t(book.newest ? "checked-made" : "checked-copy", about), [reopening()], "copy");
};
at("again").onclick = () => files.download(book.bytes, book.newest);
at("do-colour").onclick = () => change("colour");
at("do-summary").onclick = () => change("summary");
at("do-renumber").onclick = showRenumbering;
at("do-states").onclick = showStates;
at("do-control").onclick = async () => {
  if (!found && !(await check())) return;
  accepting = nothingAccepted();
  turn(controlView(), showControl);
};
/** What the jobs with views of their own are given of this page. */
const sharing = { work, book: () => book, show, turn, failed, tell: say, back: goBack, name: () => book.newest ?? book.name };
at("do-extracts").onclick = () => showExtracts(sharing);
at("do-messages").onclick = () => showMessages(sharing);
at("do-compare").onclick = () => showCompare(sharing);
at("stop").onclick = () => {
  stops += 1;
  if (!giveUp()) runner?.stop();
};

/** @param {boolean} [after] something else was done, and what was said of it stays */
async function check(after = false) {
  const result = await work("check", {}, false, after);
  if (!result) {
    if (after) unchecked();
    return false;
  }
  found = result;
  able();
  describe();
  showFindings();
  tellExtract();
  return true;
}

function tellExtract() {
  if (found.extract_of) tell("bad", t("is-extract", { name: found.extract_of }), [], "extract");
}

/** The workbook is another one than what was found: that is shown no more. */
function unchecked() {
  found = findings = null;
  able();
  show();
}

function nothingAccepted() {
  return { chosen: /** @type {Set<string>} */ (new Set()), who: "", why: "" };
}

async function showRenumbering() {
  const result = await work("renumber", { write: false });
  if (!result) return;
  show(renumbering(result, () => change("renumber", { write: true }), goBack), showRenumbering);
}

/** Contrôle with what is ticked and written there. */
function showControl() {
  show(controlView(), showControl);
}

/** Leads from a finding to where it is accepted. @param {string} key */
function acceptOne(key) {
  accepting = { ...nothingAccepted(), chosen: new Set([key]) };
  turn(controlView(), showControl);
  at("view").querySelector(".ticks input:checked")?.scrollIntoView({ block: "center" });
  at("who").focus({ preventScroll: true });
}

function controlView() {
  return control(found, accepting, {
    write: () => change("control"),
    accept: () => {
      const { chosen, who, why } = accepting;
      const reason = t("decided-by", { who: who.trim(), why: why.trim() });
      return change("accept", { chosen: [...chosen], reason });
    },
    back: () => {
      accepting.chosen.clear();
      goBack();
    },
  });
}

/** A job that changes the workbook; it is checked again after it. */
async function change(job, options = {}) {
  const result = await work(job, options, true);
  if (!result) return;
  notice("good", result.sentence, [...(result.remarks ?? []).map((one) => el("p", {}, one))]);
  await check(true);
  reveal();
}

/** Another view is opened: what was said of the last success is over. @param {HTMLElement} view
 * @param {() => any} [again] */
function turn(view, again) {
  clearGood();
  show(view, again);
}

function goBack() {
  clearGood();
  showFindings();
}

function showFindings() {
  if (!found) {
    show();
    return;
  }
  showAgain();
  show(findings.view);
}

/** The findings of the last check, with what was chosen and filtered among those before. Gives how
 * many that were chosen stand no more. */
function showAgain() {
  const before = findings;
  findings = new Findings(found, propose, acceptOne);
  if (!before) return 0;
  const { severities, correctable, chosen } = before;
  const rule = before.rule in found.rules ? before.rule : "";
  Object.assign(findings, { severities, correctable, rule });
  findings.draw();
  const still = standing(chosen, before.result.findings, found.findings);
  findings.choose(still.filter((one) => one.correctable), true);
  const ticked = accepting.chosen;
  const ticks = standing(ticked, before.result.findings, found.findings);
  accepting.chosen = new Set(ticks.map(({ key }) => key));
  return chosen.size - findings.chosen.size + ticked.size - accepting.chosen.size;
}

/** Shows the chosen corrections. @param {string[]} chosen
 * @param {Set<string> | null} [left] those that were left out where they are shown anew */
async function propose(chosen, left = null) {
  const result = await work("propose", { chosen });
  if (!result) return;
  const view = at("view").firstElementChild;
  const make = async (/** @type {Set<string>} */ left) => {
    const out = result.corrections.filter(({ key }) => !left.has(key));
    const rest = without(chosen, out.map(({ key }) => key));
    findings?.choose(found.findings.filter(({ key }) => !rest.includes(key)), false);
    // Without those that were left out, others may be other ones: then they are seen first.
    const as = out.length ? await alike(rest, result.corrections.filter(({ key }) => left.has(key))) : true;
    if (as === null) return; // there was no answer, and it was said why
    if (!as) {
      await propose(rest);
      return;
    }
    await correct(rest);
  };
  const back = left ? showFindings : () => show(view);
  const out = left ?? new Set();
  show(preview(result, make, back, out), () => propose(chosen, out));
}

/** Whether the corrections of these findings are still those. */
async function alike(chosen, corrections) {
  const again = await work("propose", { chosen });
  return again && JSON.stringify(again.corrections) === JSON.stringify(corrections);
}

async function correct(chosen) {
  const result = await work("correct", { chosen }, true);
  if (!result) return;
  const n = result.corrections.length;
  const remarks = result.remarks.map((one) => el("p", {}, one));
  notice(n ? "good" : "bad", t("made", { n }), [...refusals(result), ...remarks]);
  found = result.findings;
  findings = null;
  describe();
  showFindings();
  reveal();
}

async function showStates() {
  const result = await work("states");
  if (!result) return;
  show(
    states(result, book.newest ?? book.name, await store.lasts(), {
      giveBack: async () => {
        const back = await work("undo", {}, true);
        if (!back) return;
        notice("good", t("given-back", { time: moment(back.time) }));
        await check(true);
        reveal();
      },
      redo: async () => {
        const back = await work("redo", {}, true);
        if (!back) return;
        notice("good", t("redone", { time: moment(back.time) }));
        await check(true);
        reveal();
      },
      empty: async () => {
        try {
          await store.empty();
          await forgetPlaces();
        } catch (error) {
          failed(new files.Refusal("not-emptied", reasonOf(error)));
          return;
        }
        results.forgetNames();
        await showStates();
        say("good", t("emptied"));
      },
      back: goBack,
    }),
    showStates,
  );
}

/** Asks Python for a job. Gives its result; nothing where there is none, which was told then.
 * @param {string} job @param {object} [options] @param {boolean} [writes]
 * @param {boolean} [after] what was said stays */
async function work(job, options = {}, writes = false, after = false) {
  if (busy) return null;
  if (!after) clearNotices();
  const its = book;
  begin();
  const before = stops;
  let changed = false;
  try {
    const right = writes && its.inPlace ? await files.rightToWrite(its.chosen.handle) : "granted";
    if (right === "prompt") throw new files.Refusal("not-given");
    if (right === "denied") {
      its.inPlace = false;
      tell("bad", t("not-allowed", { name: its.name }));
      describe();
    }
    if (its.chosen.handle) {
      const now = await files.read(its.chosen);
      // What is shown, and was chosen, is of what the file held when it was checked.
      if (found && job !== "check" && !files.same(now.bytes, its.bytes)) {
        throw new files.Refusal("changed-meanwhile");
      }
      Object.assign(its, now);
    }
    await giveStates();
    const bytes = its.bytes.slice();
    const { files: given, archive, earlier, ...rest } = options;
    const called = its.newest ?? its.name;
    const request = { job, language, name: called, ...rest, ...(archive && { archive: "given.zip" }) };
    if (stops !== before) throw new Stopped();
    const what = { request, name: its.name, place: its.place, bytes, files: given, archive, earlier };
    const done = await runner.ask("work", what, [bytes.buffer]);
    its.unread = Boolean(done.answer.unreadable);
    if (done.answer.error) {
      if (!done.answer.passable) {
        say("bad", done.answer.error, [], "answer");
        return null;
      }
      // Whoever asked has the result once somebody wants it all the same; else nothing more happens.
      return new Promise((resolve) => {
        const again = () => resolve(work(job, { ...options, force: true }, writes, after));
        const pass = button(t("all-the-same"), () => (said.remove(), again()));
        const said = say("bad", done.answer.error, [pass], "answer");
      });
    }
    if (stops !== before) throw new Stopped();
    if (job === "check") document.querySelector('#notices > [data-about="answer"]')?.remove();
    if (done.bytes) {
      clearTimeout(long);
      stage("writing");
      at("stop").hidden = writing = true;
      await writer.put(its, done.bytes, done.states, job);
      for (const one of unwritten()) if (resultsOf.get(one) === its) one.remove();
    }
    const { made, zip } = done;
    return made ? { ...done.answer.result, made, zip } : done.answer.result;
  } catch (error) {
    failed(after && error instanceof Stopped ? new files.Refusal("check-stopped") : error);
    // What Python kept is perhaps in no store: it is given the states anew.
    if (writes) writer.counted = -1;
    changed = error.text === "changed-meanwhile";
    its.unread = !(error instanceof Stopped);
    return null;
  } finally {
    writing = false;
    end();
    if (changed) await checkAgain();
  }
}

/** The states that are kept go to Python where it has not got them, or another page changed them. */
async function giveStates() {
  await loaded;
  await runner.ready;
  let count, kept;
  try {
    count = await store.count();
    if (givenTo === runner.starts && writer.counted === count) return;
    kept = await store.all();
    writer.unread = "";
  } catch (error) {
    // Work goes on without them; before anything is written, it is asked.
    writer.unread = reasonOf(error);
    writer.counted = -1;
    tell("bad", t("states-unread", { reason: writer.unread }), [], "states-unread");
    return;
  }
  await runner.ask("keep", { states: kept });
  [givenTo, writer.counted] = [runner.starts, count];
}

/** @param {number} size in bytes */
async function makeRoom(size) {
  const bytes = book.bytes.slice();
  const request = { job: "make-room", language, size };
  const { answer, states: less } = await runner.ask("work", { request, name: book.name, place: book.place, bytes });
  return { result: answer.result ?? { count: 0 }, states: less };
}

// Saved in Excel, open in another page, left --------------------------------------------------

const watch = new Watch(
  () => (book?.chosen.handle && !busy ? { handle: book.chosen.handle, mark: book.mark } : null),
  checkAgain,
  ({ text, reason }) => tell("bad", t(text, { name: book.name, reason }), [], "lost"),
  () => document.querySelector('#notices > [data-about="lost"]')?.remove(),
);
const pages = new Pages((name) => {
  tell("bad", t(book?.inPlace ? "open-twice" : "open-twice-copy", { name }), [], "open-twice");
});
results.watchOthers(
  () => (book && !book.inPlace ? book.newest ?? book.name : ""),
  (file) => {
    describe();
    tell("bad", t("made-elsewhere", { name: book.newest ?? book.name, file }), [], "made-elsewhere");
  },
);

/** The file holds something else, or another date: where it is something else, it is checked again, and
 * whoever works in the page stays where he is. */
async function checkAgain() {
  const its = book;
  try {
    const { bytes, mark } = await files.read(its.chosen);
    if (book !== its) return;
    if (found && files.same(bytes, its.bytes)) {
      its.mark = mark;
      return;
    }
  } catch (error) {
    failed(error);
    return;
  }
  const [active, top] = [document.activeElement, scrollY];
  const result = await work("check", {}, false, true);
  if (!result) {
    if (!busy) unchecked();
    return;
  }
  found = result;
  describe();
  const lost = showAgain();
  const shown = at("view").firstElementChild;
  const isControl = shown?.matches(".control");
  if (isControl || !shown || shown.matches(".findings, .preview")) {
    const inView = at("view").contains(active);
    at("view").replaceChildren(isControl ? controlView() : findings.view);
    if (!isControl) anew = null;
    scrollTo(0, top);
    if (inView) samePlace(active).focus({ preventScroll: true });
  } else if (active?.isConnected) {
    active.focus({ preventScroll: true });
  }
  const gone = lost ? [el("p", {}, t("no-longer-chosen", { n: lost }))] : [];
  tell("good", t("changed-outside", { name: book.name }), gone, "changed-outside");
}

/** Where somebody was, in what is shown now. @param {Element} active */
function samePlace({ id, dataset: { key }, textContent }) {
  const same = id && document.getElementById(id);
  const all = [...at("view").querySelectorAll(key ? "[data-key]" : "button")];
  const tests = key
    ? [(one) => one.dataset.key === key, (one) => print(one.dataset.key) === print(key)]
    : [(one) => one.textContent === textContent];
  const found = tests.map((test) => all.find(test)).find((one) => one);
  return same || (found ?? at("view").querySelector("h2"));
}

addEventListener("beforeunload", (event) => {
  const n = findings?.chosen.size ?? 0;
  const why =
    (writing && t("leaving-writing", { name: book.name })) ||
    (unwritten().length && t("leaving-unwritten", { name: resultsOf.get(unwritten()[0]).name })) ||
    (n && t("leaving-chosen", { n }));
  if (!why) return;
  event.preventDefault();
  // Who stays reads why he was asked.
  setTimeout(tell, 0, "bad", why, [], "leaving");
});

// What is seen ----------------------------------------------------------------------------------

for (const one of document.querySelectorAll("[data-language]")) {
  one.onclick = async () => {
    if (one.dataset.language === language) return;
    speak(one.dataset.language);
    at("how-written").textContent = t(files.inPlace ? "in-place" : "by-download");
    clearNotices();
    if (book) await sayAnew();
  };
}

/** What is shown is shown in the language that was chosen, with what was ticked in it. */
async function sayAnew() {
  describe();
  const [its, bytes, view, again] = [book, book.bytes, at("view").firstElementChild, anew];
  const result = await work("check");
  if (!result) {
    // What was found stays, as it was said.
    if (!found) show();
    return;
  }
  found = result;
  able();
  describe();
  showAgain();
  // Of a file that was saved meanwhile, what stood in the view may stand no more.
  if (again && its === book && files.same(bytes, book.bytes)) await again();
  const now = at("view").firstElementChild;
  if (again && now && now !== view) sameTicks(view, now);
  else showFindings();
  tellExtract();
}

/** By the title of a view, the button that opens it. */
const OPENED_BY = {
  "findings-title": "do-check", "preview-title": "do-check", "renumber-title": "do-renumber",
  "control-title": "do-control", "extracts-title": "do-extracts", "made-title": "do-extracts",
  "sources-title": "do-messages", "compare-title": "do-compare", "compared-title": "do-compare", "messages-title": "do-messages", "states-title": "do-states",
};

/** @param {Element} [view] @param {(() => any) | null} [again] draws it anew, in another language */
function show(view, again = null) {
  anew = again;
  at("view").replaceChildren(...(view ? [view] : []));
  const title = view?.querySelector("h2");
  for (const one of at("book").querySelectorAll(".actions button")) {
    if (one.id === OPENED_BY[title?.id]) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  if (!title) return;
  at("told").textContent = title.textContent;
  title.focus({ preventScroll: true });
  if (title.getBoundingClientRect().top < 0) title.scrollIntoView();
}

function begin() {
  busy = true;
  focused = document.activeElement;
  at("stop").hidden = false;
  stage(runner?.module ? "reading" : "starting");
  document.body.classList.add("busy");
  at("busy").hidden = false;
  long = setTimeout(stage, LONG, "takes-long");
  resting = [...buttons()].filter((one) => !one.disabled);
  for (const one of resting) one.disabled = true;
}

function end() {
  busy = false;
  clearTimeout(long);
  document.body.classList.remove("busy");
  at("busy").hidden = true;
  delete at("busy").dataset.step;
  at("told").textContent = "";
  for (const one of resting) one.disabled = false;
  able();
  // A button that cannot be pressed loses the keyboard.
  if (document.activeElement === document.body && focused instanceof HTMLElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

/** What works on a programme cannot be pressed where none was found. */
function able() {
  for (const one of at("book").querySelectorAll(".actions button")) {
    if (!["do-check", "do-states"].includes(one.id)) one.disabled = busy || !found;
  }
}

function buttons() {
  return document.querySelectorAll("#book button, #view button, .languages button");
}

/** @param {string} name @param {number} [done] @param {number} [of] how far it is, where known */
function stage(name, done, of) {
  at("stage").textContent = t(name, { done, of });
  // Those who hear the page are told of each step once, and of its end: not of each number.
  if (at("busy").dataset.step !== name || (done && done === of)) {
    at("told").textContent = t(name, { done, of });
  }
  at("busy").dataset.step = name;
  at("bar").value = done && of ? done / of : 0;
  at("bar").classList.toggle("counted", Boolean(of));
}

/** What was said goes, but for results that stand nowhere yet. */
function clearNotices() {
  for (const one of document.querySelectorAll("#notices > :not(.unwritten)")) one.remove();
}

/** Whose results they are that stand nowhere yet. @type {WeakMap<Element, import("./writing.js").Book>} */
const resultsOf = new WeakMap();

function unwritten() {
  return document.querySelectorAll("#notices > .unwritten");
}

/** Says something: above what is shown, and to those who hear the page.
 * @param {"good" | "bad"} kind @param {string} text @param {Node[]} [more]
 * @param {string} [about] takes the place of what was said about the same */
function tell(kind, text, more = [], about = "") {
  if (about) document.querySelector(`#notices > [data-about="${about}"]`)?.remove();
  const close = button("×", () => said.remove(), { class: "close", "aria-label": t("close") });
  const role = kind === "bad" ? "alert" : "status";
  const attributes = { class: `notice ${kind}`, role, "data-about": about || null };
  const said = el("div", attributes, el("p", {}, text), ...more, close);
  at("notices").append(said);
  return said;
}

/** The same, and it is brought into view: it answers what somebody has just done. */
function say(...given) {
  const said = tell(.../** @type {Parameters<typeof tell>} */ (given));
  intoView(said);
  return said;
}

/** Brings what is said first into view. */
function reveal() {
  intoView(at("notices").firstElementChild);
}

/** @param {Element | null} said */
function intoView(said) {
  const { top = 0, bottom = 0 } = said?.getBoundingClientRect() ?? {};
  if (top < 0 || bottom > innerHeight) said?.scrollIntoView();
}

/** What was said of a success goes. */
function clearGood() {
  for (const one of document.querySelectorAll("#notices > .good")) one.remove();
}

/** The same, before what was said already. */
function notice(kind, text, more = []) {
  tell(kind, text, more);
  at("notices").prepend(at("notices").lastElementChild);
}

/** @param {any} error @param {string} [name] */
function failed(error, name = book?.newest ?? book?.name ?? "") {
  if (error instanceof Stopped) {
    say("good", t("stopped"));
    return;
  }
  if (error instanceof files.Refusal) {
    const { text, reason, result } = error;
    const its = book;
    const copy = () => {
      results.downloadNext(result, name);
      said.classList.remove("unwritten");
    };
    const download = () => {
      its.inPlace = false;
      describe();
      said.remove();
    };
    const more = result ? [button(t("save-copy"), copy)] : [];
    if (text === "not-given") more.push(button(t("download-from-now"), download));
    const said = say("bad", t(text, { name, reason }), more);
    if (result) {
      said.classList.add("unwritten");
      resultsOf.set(said, its);
    }
    return;
  }
  const lines = String(error?.message || error);
  const details = el("details", {}, el("summary", {}, t("details")), el("pre", { tabindex: "0" }, lines));
  if (!runner?.module) clearNotices();
  say("bad", t(runner?.module && !runner.gaveUp ? "fault" : "no-start"), [details]);
}
