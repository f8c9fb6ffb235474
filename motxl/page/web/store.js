// The states that motxl keeps before it changes a workbook, in the browser's own store. Pages that
// are opened from a folder share one store: the number of changes tells when another wrote.

/** A store that another page has not let go in this time, in milliseconds, is done without. */
const TO_OPEN = 4000;

/** @type {Promise<IDBDatabase | null>} */
const opened = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("motxl", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("states");
      asked.result.createObjectStore("count");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => resolve(null);
    setTimeout(resolve, TO_OPEN, null);
  } catch {
    resolve(null);
  }
});
/** Where the browser keeps nothing: until the page is closed. @type {Map<string, Uint8Array>} */
const here = new Map();
let countHere = 0;

/** Whether the states outlast the page. */
export async function lasts() {
  return (await opened) !== null;
}

/** How often the states were changed, by any page. @returns {Promise<number>} */
export async function count() {
  const database = await opened;
  if (!database) return countHere;
  const store = database.transaction("count").objectStore("count");
  return (await answer(store.get("n"))) ?? 0;
}

/** All files of states. @returns {Promise<[string, Uint8Array][]>} */
export async function all() {
  const database = await opened;
  if (!database) return [...here];
  const store = database.transaction("states").objectStore("states");
  const [paths, files] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  return paths.map((path, at) => [path, files[at]]);
}

/** Keeps what was changed, in one step. Throws where the browser has no room.
 * @param {{changed: [string, Uint8Array][], gone: string[]}} states
 * @returns {Promise<number>} the count after it */
export async function save({ changed, gone }) {
  const database = await opened;
  if (!database) {
    for (const path of gone) here.delete(path);
    for (const [path, bytes] of changed) here.set(path, bytes);
    return (countHere += 1);
  }
  const doing = database.transaction(["states", "count"], "readwrite", { durability: "strict" });
  const states = doing.objectStore("states");
  for (const path of gone) states.delete(path);
  for (const [path, bytes] of changed) states.put(bytes, path);
  return counted(doing);
}

/** Deletes all states. */
export async function empty() {
  const database = await opened;
  if (!database) {
    here.clear();
    return (countHere += 1);
  }
  const doing = database.transaction(["states", "count"], "readwrite");
  doing.objectStore("states").clear();
  return counted(doing);
}

function counted(doing) {
  const counts = doing.objectStore("count");
  let n = 0;
  counts.get("n").onsuccess = ({ target }) => {
    n = (target.result ?? 0) + 1;
    counts.put(n, "n");
  };
  return new Promise((resolve, reject) => {
    doing.oncomplete = () => resolve(n);
    doing.onabort = doing.onerror = () => reject(doing.error);
  });
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
