// The page: what is open, what is done with it, and what is shown of that.

import { control } from "./control.js";
import { preview, refusals, renumbering } from "./corrections.js";
import * as files from "./files.js";
import { Findings } from "./findings.js";
import { at, button, el } from "./markup.js";
import { Runner, Stopped } from "./runner.js";
import { showExtracts, showMessages } from "./sharing.js";
import { states } from "./states.js";
import * as store from "./store.js";
import { apply, day, language, moment, speak, t } from "./texts.js";

/** How often it is looked whether the open file was saved by another program, in milliseconds. */
const LOOK_EVERY = 2000;

/** The workbook that is open.
 * @type {null | {chosen: files.Chosen, name: string, bytes: Uint8Array, time: number,
 *   inPlace: boolean}} */
let book = null;
/** What the last check found. @type {any} */
let found = null;
let busy = false;
/** Counts the presses of the button that stops. */
let stops = 0;
/** @type {Runner} */
let runner;
/** To which start of the worker, and after which change, the states were given. */
let given = "";

apply();
at("how-written").textContent = t(files.inPlace ? "in-place" : "by-download");
document.addEventListener("DOMContentLoaded", () => {
  runner = new Runner(stage);
  runner.ready.catch((error) => failed(error));
});

// Opening ---------------------------------------------------------------------------------------

at("open").onclick = at("other").onclick = async () => {
  try {
    if (!files.inPlace) at("picker").click();
    else await open(await files.pick());
  } catch (error) {
    failed(error);
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
  if (!chosen || busy) return;
  at("notices").replaceChildren();
  try {
    const now = await files.read(chosen);
    book = { chosen, name: chosen.name, ...now, inPlace: chosen.handle !== null };
  } catch (error) {
    failed(error, chosen.name);
    return;
  }
  found = null;
  show();
  at("start").hidden = true;
  at("book").hidden = false;
  describe();
  await check();
}

function describe() {
  at("book-name").textContent = book.name;
  document.title = `${book.name} · motxl`;
  const facts = [
    found && t("rows", { n: found.rows }),
    found?.date && t("version-of", { date: day(found.date) }),
    book.inPlace ? t("writes-here") : t("writes-copy", { name: files.nameOfCopy(book.name) }),
  ];
  at("book-facts").textContent = facts.filter(Boolean).join(" · ");
}

// Jobs ------------------------------------------------------------------------------------------

at("do-check").onclick = () => check();
at("do-colour").onclick = () => change("colour");
at("do-summary").onclick = () => change("summary");
at("do-renumber").onclick = async () => {
  const result = await work("renumber", { write: false });
  if (result) show(renumbering(result, () => change("renumber", { write: true }), showFindings));
};
at("do-states").onclick = showStates;
at("do-control").onclick = async () => {
  if (!found && !(await check())) return;
  show(
    control(found, {
      write: () => change("control"),
      accept: (chosen, reason) => change("accept", { chosen, reason }),
      back: showFindings,
    }),
  );
};
/** What the jobs that share extracts are given of this page. */
const sharing = { work, show, failed, tell, back: showFindings, name: () => book.name };
at("do-extracts").onclick = () => showExtracts(sharing);
at("do-messages").onclick = () => showMessages(sharing);
at("stop").onclick = () => {
  stops += 1;
  runner.stop();
};

/** @param {boolean} [after] something else was done, and what was said of it stays */
async function check(after = false) {
  const result = await work("check", {}, false, after);
  if (!result) return false;
  found = result;
  describe();
  showFindings();
  return true;
}

/** A job that changes the workbook; it is checked again after it. */
async function change(job, options = {}) {
  const result = await work(job, options, true);
  if (!result) return;
  notice("good", result.sentence, [...(result.remarks ?? []).map((one) => el("p", {}, one))]);
  await check(true);
}

function showFindings() {
  if (!found) {
    show();
    return;
  }
  show(new Findings(found, propose).view);
}

async function propose(chosen) {
  const result = await work("propose", { chosen });
  if (!result) return;
  const view = at("view").firstElementChild;
  show(preview(result, () => correct(chosen), () => show(view)));
}

async function correct(chosen) {
  const result = await work("correct", { chosen }, true);
  if (!result) return;
  const n = result.corrections.length;
  const remarks = result.remarks.map((one) => el("p", {}, one));
  notice(n ? "good" : "bad", t("made", { n }), [...refusals(result), ...remarks]);
  found = result.findings;
  showFindings();
}

async function showStates() {
  const result = await work("states");
  if (!result) return;
  show(
    states(result, await store.lasts(), {
      giveBack: async () => {
        const back = await work("undo", {}, true);
        if (!back) return;
        notice("good", t("given-back", { time: moment(back.time) }));
        await check(true);
      },
      redo: async () => {
        const back = await work("redo", {}, true);
        if (!back) return;
        notice("good", t("redone", { time: moment(back.time) }));
        await check(true);
      },
      empty: async () => {
        await store.empty();
        await showStates();
        tell("good", t("emptied"));
      },
      back: showFindings,
    }),
  );
}

/** Asks Python for a job. Gives its result; nothing where there is none, which was told then.
 * @param {string} job @param {object} [options] @param {boolean} [writes]
 * @param {boolean} [after] what was said stays */
async function work(job, options = {}, writes = false, after = false) {
  if (busy) return null;
  if (!after) at("notices").replaceChildren();
  begin();
  const before = stops;
  try {
    if (writes && book.inPlace && !(await files.mayWrite(book.chosen.handle))) {
      book.inPlace = false;
      tell("bad", t("not-allowed", { name: book.name }));
      describe();
    }
    if (book.chosen.handle) Object.assign(book, await files.read(book.chosen));
    await giveStates();
    const bytes = book.bytes.slice();
    const { files, archive, ...rest } = options;
    const request = { job, language, ...rest, ...(archive && { archive: "given.zip" }) };
    if (stops !== before) throw new Stopped();
    const done = await runner.ask("work", { request, name: book.name, bytes, files, archive }, [
      bytes.buffer,
    ]);
    if (done.answer.error) {
      const again = () => work(job, { ...options, force: true }, writes).then((one) => one && check(true));
      const pass = done.answer.passable && button(t("all-the-same"), again);
      tell("bad", done.answer.error, pass ? [pass] : []);
      return null;
    }
    if (stops !== before) throw new Stopped();
    if (done.bytes) await written(done);
    const { made, zip } = done;
    return made ? { ...done.answer.result, made, zip } : done.answer.result;
  } catch (error) {
    failed(error);
    return null;
  } finally {
    end();
  }
}

/** The states that are kept go to Python where it has not got them, or another page changed them. */
async function giveStates() {
  await runner.ready;
  const now = `${runner.starts} ${await store.count()}`;
  if (now === given) return;
  await runner.ask("keep", { states: await store.all() });
  given = now;
}

/** The state before is kept first, then the file is written. */
async function written({ bytes, states: changed }) {
  stage("writing");
  at("stop").hidden = true;
  try {
    given = `${runner.starts} ${await store.save(changed)}`;
  } catch (error) {
    given = "";
    throw new files.Refusal("store-full", error);
  }
  if (book.inPlace) {
    try {
      book.time = await files.write(book.chosen.handle, book.bytes, bytes);
      book.bytes = bytes;
      tell("good", t("written", { name: book.name }));
      return;
    } catch (error) {
      if (error.text === "not-allowed") book.inPlace = false;
      else {
        given = "";
        error.result = bytes;
        throw error;
      }
    }
  }
  // From here on the result is what is open: the file itself stays as it was.
  const name = files.nameOfCopy(book.name);
  book.chosen = { ...book.chosen, handle: null };
  book.bytes = bytes;
  const save = () => files.download(bytes, name);
  save();
  tell("good", t("downloaded", { name }), [button(t("download-again"), save)]);
}

// Saved in Excel --------------------------------------------------------------------------------

setInterval(async () => {
  if (!book?.chosen.handle || busy || document.hidden || !found) return;
  const { time } = await files.read(book.chosen).catch(() => book);
  if (time === book.time || busy) return;
  if (await check()) tell("good", t("changed-outside", { name: book.name }));
}, LOOK_EVERY);

// What is seen ----------------------------------------------------------------------------------

for (const one of document.querySelectorAll("[data-language]")) {
  one.onclick = async () => {
    speak(one.dataset.language);
    at("how-written").textContent = t(files.inPlace ? "in-place" : "by-download");
    at("notices").replaceChildren();
    if (!book) return;
    describe();
    await check();
  };
}

/** @param {HTMLElement} [view] */
function show(view) {
  at("view").replaceChildren(...(view ? [view] : []));
  const title = view?.querySelector("h2");
  if (!title) return;
  at("told").textContent = title.textContent;
  title.focus({ preventScroll: true });
  if (title.getBoundingClientRect().top < 0) title.scrollIntoView();
}

function begin() {
  busy = true;
  at("stop").hidden = false;
  stage(runner.module ? "reading" : "starting");
  document.body.classList.add("busy");
  at("busy").hidden = false;
  for (const one of buttons()) one.disabled = true;
}

function end() {
  busy = false;
  document.body.classList.remove("busy");
  at("busy").hidden = true;
  delete at("busy").dataset.step;
  for (const one of buttons()) one.disabled = false;
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

/** Says something: above what is shown, and to those who hear the page.
 * @param {"good" | "bad"} kind @param {string} text @param {Node[]} [more] */
function tell(kind, text, more = []) {
  const close = button("×", () => said.remove(), { class: "close", "aria-label": t("close") });
  const role = kind === "bad" ? "alert" : "status";
  const said = el("div", { class: `notice ${kind}`, role }, el("p", {}, text), ...more, close);
  at("notices").append(said);
}

/** The same, before what was said already. */
function notice(kind, text, more = []) {
  tell(kind, text, more);
  at("notices").prepend(at("notices").lastElementChild);
}

/** @param {any} error @param {string} [name] */
function failed(error, name = book?.name ?? "") {
  if (error instanceof Stopped) {
    tell("good", t("stopped"));
    return;
  }
  if (error instanceof files.Refusal) {
    const copy =
      error.result &&
      button(t("save-copy"), () => files.download(error.result, files.nameOfCopy(book.name)));
    tell("bad", t(error.text, { name, reason: error.reason }), copy ? [copy] : []);
    return;
  }
  const lines = String(error?.message || error);
  const details = el("details", {}, el("summary", {}, t("details")), el("pre", { tabindex: "0" }, lines));
  if (!runner?.module) at("notices").replaceChildren();
  tell("bad", t(runner?.module ? "fault" : "no-start"), [details]);
}
