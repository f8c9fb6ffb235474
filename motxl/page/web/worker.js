// Python, beside the page's own thread: started once, then given one request after the other.

import "./classic.js";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";
import { info } from "pyodide/pyodide-lock.json";
import { enlarge, without } from "./memory.js";
import { bytesOf } from "./payload.js";

const DATA = "/data";
const BOOKS = "/books";
const PLACES = `${DATA}/extraits.json`;
/** What the folder of earlier extracts is called, behind the name of that which is made. */
const EARLIER = "-avant";
const BASE = "https://motxl.invalid/";
/** How many things of a list are handed over in one message. */
const PORTION = 400;

/** @type {any} */ let python;
/** @type {(request: string, stage: (name: string) => void) => string} */ let answered;
/** What the page knows of the folder of kept states: size and time of each file.
 * @type {Map<string, string>} */
let known = new Map();

self.onmessage = async ({ data: { id, ask, ...given } }) => {
  try {
    const { value, transfer = [] } = await ACTIONS[ask](given, (name, done, of) =>
      self.postMessage({ id, stage: name, done, of }),
    );
    if (value?.answer) ahead(id, value, ["answer"]);
    self.postMessage({ id, value }, transfer);
  } catch (error) {
    // In some browsers the stack begins with the error, in others it is without.
    const stack = error?.stack ?? "";
    self.postMessage({ id, fault: stack.includes(error?.message) ? stack : `${error}\n${stack}` });
  }
};

const ACTIONS = {
  /** Starts Python from the memory that the page carries, in which it has started and imported all
   * modules; gives the compiled module back, for the next start. */
  async start({ payload, module }) {
    const [compiled, memory, files] = await Promise.all([
      module ?? bytesOf(payload.wasm).then((bytes) => WebAssembly.compile(bytes)),
      bytesOf(payload.memory),
      bytesOf(payload.files).then(unpacked),
    ]);
    /** @type {any} */ (WebAssembly).instantiateStreaming = async (_source, imports) => {
      const instance = await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (compiled), imports);
      const its = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
      without(memory, its.buffer);
      enlarge(its, memory);
      return { module: compiled, instance };
    };
    // Nothing is fetched: what Pyodide asks for is here, or in its memory already.
    globalThis.fetch = async () => new Response("");
    python = await loadPyodide({
      createPyodideModule,
      _loadSnapshot: memory,
      indexURL: BASE,
      lockFileContents: /** @type {any} */ ({ info, packages: {} }),
      stdout: () => {},
      stderr: () => {},
      fsInit: async (fs, { sitePackages }) => {
        for (const [path, bytes] of files) write(fs, `${sitePackages}/${path}`, bytes);
        fs.mkdirTree(DATA);
        fs.mkdirTree(BOOKS);
      },
    });
    // The same chance at each start would be none.
    python.runPython("import random; random.seed()");
    answered = python.pyimport("motxl.page.carrying").answered;
    return { value: { module: compiled } };
  },

  /** The states that are kept: all files of their folder. */
  async keep({ states }) {
    for (const path of known.keys()) python.FS.unlink(path);
    for (const [path, bytes] of states) write(python.FS, path, bytes);
    known = new Map(kept(python.FS).map(({ path, mark }) => [path, mark]));
    return { value: null };
  },

  /** A job on a workbook whose bytes are given. The answer has the new bytes where it was changed,
   * and the states that are other ones now. A job that works in a folder too is given its files, or
   * an archive, and answers with what lies there then; what is known of `earlier` extracts lies in a
   * folder beside it. */
  async work({ request, name, place, bytes, files, archive, earlier }, stage) {
    const books = `${BOOKS}/${place}`;
    python.FS.mkdirTree(books);
    const file = `${books}/${name}`;
    write(python.FS, file, bytes);
    python.FS.chdir(books);
    const folder = request.folder && `${books}/${request.folder}`;
    if (folder) {
      remove(python.FS, folder);
      python.FS.mkdirTree(folder);
      for (const [path, one] of files ?? []) write(python.FS, `${folder}/${path}`, one);
      if (archive) write(python.FS, `${books}/${request.archive}`, archive);
      for (const [path, one] of earlier ?? []) write(python.FS, `${folder}${EARLIER}/${path}`, one);
    }
    const answer = JSON.parse(answered(JSON.stringify({ ...request, file: name }), stage));
    const value = { answer, bytes: null, states: { changed: [], gone: [] } };
    if (answer.saved) value.bytes = python.FS.readFile(file);
    python.FS.unlink(file);
    if (folder) {
      value.made = answer.error ? [] : filesIn(python.FS, folder);
      for (const [key, path] of [["zip", request.zip], ["", request.archive]]) {
        if (!path || !python.FS.analyzePath(`${books}/${path}`).exists) continue;
        if (key) value[key] = python.FS.readFile(`${books}/${path}`);
        python.FS.unlink(`${books}/${path}`);
      }
      remove(python.FS, folder);
      remove(python.FS, `${folder}${EARLIER}`);
    }
    value.states = changes(python.FS);
    const transfer = value.states.changed.map(([, one]) => one.buffer);
    if (value.bytes) transfer.push(value.bytes.buffer);
    return { value, transfer };
  },
};

/** Hands long lists over ahead of what they stand in, in portions: the page's own thread would stand
 * still while it takes them all at once.
 * @param {number} id @param {any} parent @param {string[]} path of an object or a list in it */
function ahead(id, parent, path) {
  const key = path.at(-1);
  const one = parent[key];
  if (one === null || typeof one !== "object") return;
  if (!Array.isArray(one)) for (const name of Object.keys(one)) ahead(id, one, [...path, name]);
  else if (one.length > PORTION) {
    for (let at = 0; at < one.length; at += PORTION) {
      self.postMessage({ id, path, portion: one.slice(at, at + PORTION) });
    }
    parent[key] = [];
  }
}

/** Files in one: lines of name and size, an empty line, then what they hold.
 * @param {Uint8Array} packed @returns {Map<string, Uint8Array>} */
function unpacked(packed) {
  const end = packed.findIndex((byte, at) => byte === 10 && packed[at + 1] === 10);
  const lines = new TextDecoder().decode(packed.subarray(0, end)).split("\n");
  let position = end + 2;
  return new Map(
    lines.map((line) => {
      const [name, size] = line.split("\t");
      const bytes = packed.subarray(position, (position += Number(size)));
      return [name, bytes];
    }),
  );
}

function write(fs, path, bytes) {
  fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  fs.writeFile(path, bytes);
}

/** The files of a folder, but those of motxl at work. */
function filesIn(fs, folder) {
  return fs
    .readdir(folder)
    .filter((name) => !name.startsWith(".") && fs.isFile(fs.stat(`${folder}/${name}`).mode))
    .map((name) => [name, fs.readFile(`${folder}/${name}`)]);
}

function remove(fs, path) {
  if (!fs.analyzePath(path).exists) return;
  for (const name of fs.readdir(path)) {
    if (name === "." || name === "..") continue;
    const inner = `${path}/${name}`;
    if (fs.isDir(fs.stat(inner).mode)) remove(fs, inner);
    else fs.unlink(inner);
  }
  fs.rmdir(path);
}

/** The files of the folder of kept states, and their sizes. Locks are nobody else's business, and a folder of extracts
 * is gone when its job is done. */
function kept(fs) {
  const found = [];
  const look = (folder) => {
    for (const name of fs.readdir(folder)) {
      const path = `${folder}/${name}`;
      if (name === "." || name === ".." || [`${DATA}/locks`, PLACES].includes(path)) continue;
      const { mode, size, mtime } = fs.stat(path);
      if (fs.isDir(mode)) look(path);
      else found.push({ path, size, mark: `${size} ${mtime.getTime()}` });
    }
  };
  look(DATA);
  return found;
}

function changes(fs) {
  const now = kept(fs);
  const changed = now
    .filter(({ path, mark }) => known.get(path) !== mark)
    .map(({ path }) => [path, fs.readFile(path)]);
  const there = new Set(now.map(({ path }) => path));
  const gone = [...known.keys()].filter((path) => !there.has(path));
  known = new Map(now.map(({ path, mark }) => [path, mark]));
  return { changed, gone, size: now.reduce((sum, { size }) => sum + size, 0) };
}
