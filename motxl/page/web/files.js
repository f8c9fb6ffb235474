// The workbook's file: opened, read, written in place where the browser lets, else downloaded.

/** Whether this browser can write in the file that was opened. */
export const inPlace = "showOpenFilePicker" in window;
const TYPES = [
  {
    accept: {
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
      "application/vnd.ms-excel.sheet.macroEnabled.12": [".xlsm"],
    },
  },
];
/** Excel, OneDrive and programs that look for viruses hold a file for a moment after it was saved, in
 * milliseconds. */
const A_MOMENT = 250;
/** More than a page can hold several times over, in bytes. */
const TOO_LARGE = 300_000_000;
const HELD = ["NoModificationAllowedError", "InvalidStateError"];
const PASSING = ["NotReadableError", "NotFoundError"];

/** A file was not written, or not read; `text` is the name of the text that says why, and
 * `untouched` whether nothing of ours came into the file. */
export class Refusal extends Error {
  /** @param {string} text @param {any} [reason] an error, or words @param {boolean} [untouched] */
  constructor(text, reason = "", untouched = true) {
    super(text);
    this.text = text;
    this.reason = String(reason?.message || reason);
    this.untouched = untouched;
    /** What should have been written. @type {Uint8Array | null} */
    this.result = null;
  }
}

/** @typedef {{name: string, handle: FileSystemFileHandle | null, file: File | null}} Chosen */

/** Asks for a workbook; null where none was chosen. Throws a `Refusal` where a policy forbids it: the
 * element of the page can be asked then. @returns {Promise<Chosen | null>} */
export async function pick() {
  try {
    const [handle] = await window.showOpenFilePicker({ types: TYPES });
    return { name: handle.name, handle, file: null };
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw new Refusal("no-picker", error);
  }
}

/** What was dropped. Handles have to be asked for before anything is waited for.
 * @param {DataTransfer} dropped @returns {Promise<Chosen[]>} */
export async function droppedFiles(dropped) {
  const items = [...dropped.items].filter((item) => item.kind === "file");
  const asked = items.map((item) => ({
    file: item.getAsFile(),
    promise: Promise.resolve(item.getAsFileSystemHandle?.()),
  }));
  const found = [];
  for (const { file, promise } of asked) {
    /** @type {any} */ const handle = await promise.catch(() => null);
    const writable = handle?.kind === "file" && handle.createWritable && handle.requestPermission;
    if (file) found.push({ name: file.name, handle: writable ? handle : null, file });
  }
  return found;
}

/** What a file holds now, and what tells whether it was changed since. Another program may be about to
 * put a new file in its place: once more after a moment.
 * @param {{handle: FileSystemFileHandle | null, file?: File | null}} chosen
 * @returns {Promise<{bytes: Uint8Array, mark: string}>} */
export async function read({ handle, file = null }) {
  for (let left = handle ? 2 : 0; ; left -= 1) {
    try {
      // What was got before a change cannot be read any more: it is got anew each time.
      const now = handle ? await handle.getFile() : file;
      if (now.size > TOO_LARGE) throw new Refusal("too-large");
      return { bytes: new Uint8Array(await now.arrayBuffer()), mark: markOf(now) };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (!left || !PASSING.includes(error.name)) {
        throw new Refusal(error.name === "NotFoundError" ? "gone" : "unreadable", error);
      }
      await pause(A_MOMENT);
    }
  }
}

/** By which a change is seen without reading. @param {FileSystemFileHandle} handle */
export async function markNow(handle) {
  return markOf(await handle.getFile());
}

/** @param {File} file */
function markOf({ lastModified, size }) {
  return `${lastModified} ${size}`;
}

/** Asks for the right to write; to be called while a click counts. `prompt` is the answer of somebody who
 * has neither allowed nor forbidden it.
 * @param {FileSystemFileHandle} handle @returns {Promise<"granted" | "denied" | "prompt">} */
export async function rightToWrite(handle) {
  try {
    return await handle.requestPermission({ mode: "readwrite" });
  } catch {
    return "denied"; // On some computers a page that is a file may not even ask.
  }
}

/** Puts `after` in the place of `before`, and reads it back. Throws a `Refusal` that says what stands in
 * the file where that is anything else.
 * @param {FileSystemFileHandle} handle @param {Uint8Array} before @param {Uint8Array} after
 * @returns {Promise<string>} the mark of the file that was written */
export async function write(handle, before, after) {
  for (const last of [false, true]) {
    try {
      await replace(handle, before, after);
      break;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const stands = await read({ handle }).catch((other) => other);
      if (stands instanceof Error) throw unknown(error, stands);
      if (same(stands.bytes, after)) return stands.mark;
      if (!same(stands.bytes, before)) throw new Refusal("not-as-written", error, false);
      if (last || !HELD.includes(error.name)) throw new Refusal(wordFor(error), error);
      await pause(A_MOMENT);
    }
  }
  const stands = await read({ handle }).catch((error) => {
    throw new Refusal("not-read-back", error, false);
  });
  if (!same(stands.bytes, after)) throw new Refusal("not-as-written", "", false);
  return stands.mark;
}

/** The browser writes beside the file, and puts that in its place when it is closed. Until then no other
 * page can write in it, and it is looked whether it still holds what it held. */
async function replace(handle, before, after) {
  const stream = await handle.createWritable({ mode: "exclusive" });
  try {
    await stream.write(after);
    const { bytes } = await read({ handle });
    if (!same(bytes, before)) throw new Refusal("changed-meanwhile");
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  await stream.close();
}

/** Neither written nor readable: the file is gone, or what it holds is not known.
 * @param {Error} error @param {any} found why it cannot be read */
function unknown(error, { text }) {
  return text === "gone" ? new Refusal("gone", error) : new Refusal("not-known", error, false);
}

function wordFor({ name }) {
  if (HELD.includes(name)) return "in-use";
  if (name === "NotAllowedError" || name === "SecurityError") return "not-allowed";
  return name === "QuotaExceededError" ? "disk-full" : "not-written";
}

/** @param {number} time in milliseconds @returns {Promise<void>} */
export function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** @param {Uint8Array} bytes @param {string} name */
export function download(bytes, name) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name of what a workbook was: `programme.xlsx` gives `programme-avant.xlsx`, with the word of the
 * language. @param {string} name @param {string} word */
export function nameOfPrevious(name, word) {
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${word}${name.slice(dot)}`;
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function same(one, other) {
  if (one.length !== other.length) return false;
  // A loop: a function called for each byte of a large workbook would be a pause that is felt.
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
