// What the page carries: base64 of gzip.

/** @param {string} text @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function bytesOf(text) {
  const packed = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  // Not by a Blob: WebKit cannot read one in the worker of a page that is a file.
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  const [made] = await Promise.all([new Response(readable).arrayBuffer(), written]);
  return new Uint8Array(made);
}
