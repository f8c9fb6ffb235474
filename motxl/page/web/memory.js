// Python's memory, as the page carries it: after the start, and with all modules imported.

/** WebAssembly counts memory in pages of so many bytes; what stands before is Pyodide's own head. */
const PAGE = 65536;

/** Takes out of a kept memory what the program brings itself, or puts it back: a bit for a bit. Both
 * are in the page, and this is a fifth of it.
 * @param {Uint8Array} kept @param {ArrayBuffer} own the program's memory before it has run */
export function without(kept, own) {
  const memory = new Uint32Array(kept.buffer, kept.byteOffset + (kept.length % PAGE), own.byteLength / 4);
  new Uint32Array(own).forEach((word, at) => (memory[at] ^= word));
}
