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

/** The program begins with less memory than Python may have had at the end: Pyodide puts what was kept
 * into what is there, and does not ask for more.
 * @param {WebAssembly.Memory} its the program's @param {Uint8Array} kept */
export function enlarge(its, kept) {
  const lacking = Math.floor(kept.length / PAGE) - its.buffer.byteLength / PAGE;
  if (lacking > 0) its.grow(lacking);
}
