// A folder of extracts that the browser lets this page read and write: what lies in it, and what is
// put there.

import { Refusal, same } from "./files.js";

/** Whether this browser lets a page work in a folder. */
export const withFolders = "showDirectoryPicker" in window;
const OURS = /\.(xlsx|pdf|json)$|^envois\.sqlite|^\.motxl-journal/i;
/** Bytes, and files, beyond which a folder is hardly one of extracts. */
const MOST_BYTES = 600_000_000;
const MOST_FILES = 20_000;

/** Asks for a folder; null where none was chosen.
 * @param {"read" | "readwrite"} mode @returns {Promise<FileSystemDirectoryHandle | null>} */
export async function pickFolder(mode) {
  try {
    return await window.showDirectoryPicker({ mode, id: "motxl" });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw new Refusal("folder-unreadable", error); // a policy may forbid to ask for one
  }
}

/** The files of a folder that may be motxl's. @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<[string, Uint8Array][]>} */
export async function readFolder(folder) {
  /** @type {[string, Uint8Array][]} */ const found = [];
  let size = 0;
  try {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind !== "file" || !OURS.test(name)) continue;
      const file = await /** @type {FileSystemFileHandle} */ (handle).getFile();
      size += file.size;
      if (size > MOST_BYTES || found.length > MOST_FILES) throw new Refusal("folder-large");
      found.push([name, new Uint8Array(await file.arrayBuffer())]);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("folder-unreadable", error);
  }
  return found;
}

/** Puts files into a folder, the list of extracts last. What another program has changed there since
 * it was read is left as it is. @param {FileSystemDirectoryHandle} folder
 * @param {[string, Uint8Array][]} before what was read @param {[string, Uint8Array][]} after */
export async function writeFolder(folder, before, after) {
  const was = new Map(before);
  /** @param {[string, Uint8Array]} file */
  const isList = ([name]) => Number(name === "manifest.json");
  const sorted = [...after].sort((one, other) => isList(one) - isList(other));
  const changed = sorted.filter(([name, bytes]) => !was.has(name) || !same(was.get(name), bytes));
  try {
    for (const [name] of changed) {
      const present = await bytesIn(folder, name);
      const known = was.get(name) ?? null;
      const alike = present && known ? same(present, known) : present === known;
      if (!alike) throw new Refusal("folder-changed", name);
    }
    for (const [name, bytes] of changed) {
      const handle = await folder.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(/** @type {BufferSource} */ (bytes));
      await stream.close();
      const written = await bytesIn(folder, name);
      if (!written || !same(written, bytes)) throw new Refusal("folder-not-written", name);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("folder-not-written", error);
  }
}

async function bytesIn(folder, name) {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error.name === "NotFoundError") return null;
    throw error;
  }
}
