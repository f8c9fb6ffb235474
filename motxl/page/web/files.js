// The workbook's file: opened, read, written in place where the browser lets, else downloaded.

/** Whether this browser can write in the file that was opened. */
export const inPlace = "showOpenFilePicker" in window;
const SUFFIXES = [".xlsx", ".xlsm"];
const TYPES = [
  {
    accept: {
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
      "application/vnd.ms-excel.sheet.macroEnabled.12": [".xlsm"],
    },
  },
];
/** Excel and OneDrive hold a file for a moment after they saved it. */
const ONCE_MORE = 250;

/** A file was not written, or not read; `name` is that of the text that says why. */
export class Refusal extends Error {
  /** @param {string} text @param {unknown} [reason] */
  constructor(text, reason = "") {
    super(text);
    this.text = text;
    this.reason = String(reason?.message || reason);
  }
}

/** @typedef {{name: string, handle: FileSystemFileHandle | null, file: File}} Chosen */

/** Asks for a workbook; null where none was chosen. @returns {Promise<Chosen | null>} */
export async function pick() {
  if (!inPlace) return null;
  try {
    const [handle] = await window.showOpenFilePicker({ types: TYPES });
    return { name: handle.name, handle, file: await handle.getFile() };
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/** What was dropped. Handles have to be asked for before anything is waited for.
 * @param {DataTransfer} dropped @returns {Promise<Chosen[]>} */
export async function droppedFiles(dropped) {
  const items = [...dropped.items].filter((item) => item.kind === "file");
  const asked = items.map((item) => [item.getAsFile(), item.getAsFileSystemHandle?.()]);
  const found = [];
  for (const [file, promise] of asked) {
    const handle = await Promise.resolve(promise).catch(() => null);
    if (file) found.push({ name: file.name, handle: handle?.kind === "file" ? handle : null, file });
  }
  return found;
}

/** @param {string} name */
export function hasKnownSuffix(name) {
  return SUFFIXES.some((suffix) => name.toLowerCase().endsWith(suffix));
}

/** What a file holds now, and when it was changed. @param {Chosen} chosen
 * @returns {Promise<{bytes: Uint8Array, time: number}>} */
export async function read({ handle, file }) {
  try {
    const now = handle ? await handle.getFile() : file;
    return { bytes: new Uint8Array(await now.arrayBuffer()), time: now.lastModified };
  } catch (error) {
    throw new Refusal(error.name === "NotFoundError" ? "gone" : "unreadable", error);
  }
}

/** Asks for the right to write; to be called while a click counts.
 * @param {FileSystemFileHandle} handle @returns {Promise<boolean>} */
export async function mayWrite(handle) {
  try {
    return (await handle.requestPermission({ mode: "readwrite" })) === "granted";
  } catch {
    return false;
  }
}

/** Puts `after` in the place of `before`. Throws a `Refusal` where the file holds something else by
 * now, or cannot be written: then it is as it was.
 * @param {FileSystemFileHandle} handle @param {Uint8Array} before @param {Uint8Array} after
 * @returns {Promise<number>} when it was changed */
export async function write(handle, before, after) {
  const present = await read({ name: "", handle, file: null });
  if (!same(present.bytes, before)) throw new Refusal("changed-meanwhile");
  try {
    await replace(handle, after);
  } catch (first) {
    if (!isHeld(first)) throw refusal(first);
    await new Promise((resolve) => setTimeout(resolve, ONCE_MORE));
    await replace(handle, after).catch((error) => {
      throw refusal(error);
    });
  }
  const written = await read({ name: "", handle, file: null });
  if (!same(written.bytes, after)) throw new Refusal("not-as-written");
  return written.time;
}

/** The browser writes beside the file, and puts that in its place when it is closed. */
async function replace(handle, bytes) {
  const stream = await handle.createWritable();
  try {
    await stream.write(bytes);
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  await stream.close();
}

function isHeld(error) {
  return ["NoModificationAllowedError", "InvalidStateError"].includes(error.name);
}

function refusal(error) {
  if (isHeld(error)) return new Refusal("in-use", error);
  if (error.name === "NotAllowedError") return new Refusal("not-allowed", error);
  if (error.name === "NotFoundError") return new Refusal("gone", error);
  return new Refusal("not-written", error);
}

/** @param {Uint8Array} bytes @param {string} name */
export function download(bytes, name) {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name of a result: `programme.xlsx` gives `programme-motxl.xlsx`. @param {string} name */
export function nameOfCopy(name) {
  const dot = name.lastIndexOf(".");
  const stem = name.slice(0, dot).replace(/-motxl( \(\d+\))?$/, "");
  return `${stem}-motxl${name.slice(dot)}`;
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
