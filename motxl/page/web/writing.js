// A result is put where it belongs: the state before is kept first; then the file itself is written,
// or, where that cannot be, the result is downloaded.

import * as files from "./files.js";
import { at, button, el } from "./markup.js";
import { downloadNext } from "./results.js";
import * as store from "./store.js";
import { moment, t } from "./texts.js";

/** A file that another program holds is tried again after so many milliseconds. */
const TRY_EVERY = 1000;
/** All kept states together: a page has to hold them in its memory, in bytes. */
const KEPT_AT_MOST = 200_000_000;
/** How often room is made for a state before it is given up. */
const ROOM_IS_MADE = 3;

/** @typedef {{name: string, place: string, bytes: Uint8Array, mark: string, inPlace: boolean,
 *   chosen: files.Chosen, uncopied?: string, newest: string | null, since: Date,
 *   unread?: boolean}} Book `newest`: the name of the last download, which is what is open then; `since`:
 *   when it was read, or made; `unread`: its last job could not read it
 * @typedef {{changed: [string, Uint8Array][], gone: string[], size: number}} States
 * @typedef {(size: number) => Promise<{result: {count: number, names: string[], last: string},
 *   states: States}>} MakeRoom */

/** Ends the waiting for a file. @type {null | (() => void)} */
let endWaiting = null;

/** Whether somebody waited for a file, which is given up now. */
export function giveUp() {
  endWaiting?.();
  return endWaiting !== null;
}

/** Why the browser's store refuses something, in words. @param {any} error */
export function reasonOf(error) {
  if (error?.name === "QuotaExceededError") return t("store-full");
  // What the browser ends by itself has no error, or one that says that it was ended.
  if (!error || ["AbortError", "InvalidStateError"].includes(error.name)) return t("store-closed");
  return String(error.message || error.name || error);
}

export class Writer {
  /** @param {{tell: Function, stage: (name: string) => void, makeRoom: MakeRoom}} page
   * @param {number} counted how often the kept states had been changed when Python got them */
  constructor(page, counted) {
    this.page = page;
    this.counted = counted;
    /** Whether Python has dropped states that the store still has. */
    this.ahead = false;
    /** Why the kept states cannot be read; empty where they can. */
    this.unread = "";
  }

  /** Puts the result of a job into the file of the book, or downloads it; the book is changed to what
   * it is then. Throws a `Refusal` where neither was done.
   * @param {Book} book @param {Uint8Array} bytes @param {States} states @param {string} job */
  async put(book, bytes, states, job) {
    const kept = await this.keep(states);
    let inPlace = book.inPlace;
    if (!kept.lasts && inPlace) {
      book.uncopied ??= await this.asked(book, kept.reason);
      if (!book.uncopied) {
        await kept.takeBack();
        throw new files.Refusal("left-alone");
      }
      inPlace = book.uncopied === "copy-first";
      if (inPlace) {
        const name = files.nameOfPrevious(book.name, t("previous-suffix"));
        files.download(book.bytes, name);
        this.page.tell("good", t("copy-downloaded", { name }));
      }
    } else if (!kept.lasts && (await store.lasts())) {
      this.page.tell("bad", t("no-undo", { reason: kept.reason }));
    }
    if (inPlace && (await this.written(book, bytes, kept))) return;
    this.downloaded(book, bytes, job);
  }

  /** Keeps the states; the oldest go where there is no room for all. */
  async keep(states) {
    const lasts = await store.lasts();
    const size = states.changed.reduce((sum, [, bytes]) => sum + bytes.length, 0);
    const tooMuch = states.size - KEPT_AT_MOST;
    let reason = "";
    if (this.unread) return { lasts: false, reason: this.unread, takeBack: async () => {} };
    if (tooMuch > 0) states = (await this.dropped(tooMuch, states)) ?? states;
    for (let left = ROOM_IS_MADE; left >= 0; left -= 1) {
      try {
        const takeBack = await this.save(states);
        if (this.ahead) this.counted = -1;
        this.ahead = false;
        return { lasts, reason: lasts ? "" : t("keeps-nothing"), takeBack };
      } catch (error) {
        if (error instanceof files.Refusal) throw error;
        reason = reasonOf(error);
        if (!left || error?.name !== "QuotaExceededError") break;
        const without = await this.dropped(size, states);
        if (!without) break;
        states = without;
      }
    }
    // Python has more than the store: it is given the states anew.
    this.counted = -1;
    this.ahead = false;
    return { lasts: false, reason, takeBack: async () => {} };
  }

  /** @returns {Promise<() => Promise<void>>} what makes them again what they were */
  async save(states) {
    try {
      const { count, takeBack } = await store.save(states, this.counted);
      this.counted = count;
      return takeBack;
    } catch (error) {
      if (!(error instanceof store.Overtaken)) throw error;
      throw new files.Refusal(error.deleted ? "states-deleted" : "other-page");
    }
  }

  /** Makes room in the store, says what went for it, and gives what is still to be kept; null where
   * nothing went. @param {number} size @param {States} states @returns {Promise<States | null>} */
  async dropped(size, states) {
    const { result, states: less } = await this.page.makeRoom(size);
    if (!result.count) return null;
    const mine = new Set(states.changed.map(([path]) => path));
    // First what goes: what comes does not fit before.
    const first = less.changed.filter(([path]) => !mine.has(path));
    try {
      await this.save({ changed: first, gone: less.gone });
    } catch (error) {
      if (error instanceof files.Refusal) throw error;
      this.ahead = true; // a store that takes nothing at all does not even let go
      return null;
    }
    const text = t("dropped", {
      n: result.count, names: result.names.join(", "), time: moment(result.last),
    });
    this.page.tell("bad", text);
    const changed = new Map([...states.changed, ...less.changed]);
    for (const path of less.gone) changed.delete(path);
    return { changed: [...changed], gone: states.gone, size: less.size };
  }

  /** Whether a file is to be written of which no previous state can be kept. */
  asked(book, reason) {
    return new Promise((resolve) => {
      const answer = (chosen) => () => {
        said.remove();
        this.page.stage("writing");
        resolve(chosen);
      };
      this.page.stage("asking");
      const said = this.page.tell("bad", t("no-copy", { name: book.name, reason }), [
        button(t("copy-first"), answer("copy-first"), { class: "main" }),
        button(t("download-instead"), answer("download")),
        button(t("leave-alone"), answer(undefined), { class: "plain" }),
      ]);
      said.querySelector(".close").remove();
      said.querySelector("button").focus();
    });
  }

  /** Writes the file; false where the browser does not allow it. */
  async written(book, bytes, kept) {
    try {
      book.mark = await this.whenFree(book, bytes);
      book.bytes = bytes;
      this.page.tell("good", t("written", { name: book.name }));
      return true;
    } catch (error) {
      if (error.text === "not-allowed") {
        book.inPlace = false;
        this.page.tell("bad", t("not-allowed", { name: book.name }));
        return false;
      }
      if (error.untouched) {
        await kept.takeBack().catch(() => {});
        this.counted = -1;
      }
      error.result = bytes;
      throw error;
    }
  }

  /** Writes as soon as no other program holds the file, unless that is given up. */
  async whenFree(book, bytes) {
    const given = new Promise((resolve) => {
      endWaiting = () => resolve(true);
    });
    let said = null;
    try {
      for (;;) {
        try {
          return await files.write(book.chosen.handle, book.bytes, bytes);
        } catch (error) {
          if (error.text !== "in-use") throw error;
          if (!said) {
            const copy = () => downloadNext(bytes, book.name);
            const text = t("waiting", { name: book.name });
            said = this.page.tell("bad", text, [button(t("save-copy"), copy)]);
            this.page.stage("waits");
            at("stop").hidden = false;
          }
          if (await Promise.race([given, files.pause(TRY_EVERY)])) throw error;
        }
      }
    } finally {
      endWaiting = null;
      said?.remove();
    }
  }

  /** From here on the result is what is open: the file itself stays as it was. */
  downloaded(book, bytes, job) {
    const from = book.newest ?? book.name;
    const { name, lacks } = downloadNext(bytes, from, job);
    const [said, older] = wordsFor(job, lacks, Boolean(book.newest));
    Object.assign(book, { bytes, inPlace: false, newest: name, since: new Date() });
    book.chosen = { ...book.chosen, handle: null };
    const save = () => files.download(bytes, name);
    const values = { name, from, names: lacks.join(", "), n: lacks.length };
    this.page.tell(lacks.length ? "bad" : "good", t(said, values), [
      el("p", {}, t(older, { name: from })),
      button(t("download-again"), save),
    ]);
  }
}

/** How a download is told, and what it was made from: only what has all work is the newest, and what holds
 * work that no other file holds is not to be deleted.
 * @param {string} job @param {string[]} lacks @param {boolean} again the page made a result before
 * @returns {[string, string]} */
function wordsFor(job, lacks, again) {
  if (job === "undo") return ["downloaded-undone", "downloaded-undone-before"];
  if (lacks.length) return ["downloaded-apart", "downloaded-first"];
  return ["downloaded", again && job !== "redo" ? "downloaded-before" : "downloaded-first"];
}
