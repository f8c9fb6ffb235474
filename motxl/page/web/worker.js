// Python, beside the page's own thread: started once, then given one request after the other.

import "./classic.js";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide";
import { info } from "pyodide/pyodide-lock.json";
import { bytesOf } from "./payload.js";

const DATA = "/data";
const BOOKS = "/books";
const BASE = "https://motxl.invalid/";

/** @type {any} */ let python;
/** @type {(request: string, stage: (name: string) => void) => string} */ let answered;
/** What the page knows of the folder of kept states: size and time of each file.
 * @type {Map<string, string>} */
let known = new Map();

self.onmessage = async ({ data: { id, ask, ...given } }) => {
  try {
    const { value, transfer = [] } = await ACTIONS[ask](given, (name) =>
      self.postMessage({ id, stage: name }),
    );
    self.postMessage({ id, value }, transfer);
  } catch (error) {
    // In some browsers the stack begins with the error, in others it is without.
    const stack = error?.stack ?? "";
    self.postMessage({ id, fault: stack.includes(error?.message) ? stack : `${error}\n${stack}` });
  }
};

const ACTIONS = {
  /** Starts Python from the payload; gives the compiled module back, for the next start. */
  async start({ payload, module }) {
    const files = unpacked(await bytesOf(payload.files));
    const compiled = module ?? (await WebAssembly.compile(await bytesOf(payload.wasm)));
    WebAssembly.instantiateStreaming = async (_source, imports) => ({
      module: compiled,
      instance: await WebAssembly.instantiate(compiled, imports),
    });
    const library = files.get("lib");
    files.delete("lib");
    // Nothing is fetched: what Pyodide asks for is here.
    globalThis.fetch = async (url) => new Response(String(url).endsWith(".zip") ? library : "");
    python = await loadPyodide({
      createPyodideModule,
      indexURL: BASE,
      lockFileContents: { info, packages: {} },
      env: { MOTXL_DATA_DIR: DATA, HOME: BOOKS },
      stdout: () => {},
      stderr: () => {},
      fsInit: async (fs, { sitePackages }) => {
        for (const [path, bytes] of files) write(fs, `${sitePackages}/${path}`, bytes);
        fs.mkdirTree(DATA);
      },
    });
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
   * and the states that are other ones now. */
  async work({ request, name, bytes }, stage) {
    const file = `${BOOKS}/${name}`;
    write(python.FS, file, bytes);
    python.FS.chdir(BOOKS);
    const answer = JSON.parse(answered(JSON.stringify({ ...request, file: name }), stage));
    const value = { answer, bytes: null, states: { changed: [], gone: [] } };
    if (answer.saved) value.bytes = python.FS.readFile(file);
    python.FS.unlink(file);
    value.states = changes(python.FS);
    const transfer = value.states.changed.map(([, one]) => one.buffer);
    if (value.bytes) transfer.push(value.bytes.buffer);
    return { value, transfer };
  },
};

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

/** The files of the folder of kept states, and their sizes. Locks are nobody else's business. */
function kept(fs) {
  const found = [];
  const look = (folder) => {
    for (const name of fs.readdir(folder)) {
      const path = `${folder}/${name}`;
      if (name === "." || name === ".." || path === `${DATA}/locks`) continue;
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
