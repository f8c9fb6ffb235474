// The states that motxl keeps before it changes a workbook, in the browser's own store. Pages that
// are opened from a folder share one store: the number of changes tells when another wrote.

/** A store that another page has not let go in this time, in milliseconds, is done without. */
const TO_OPEN = 4000;
/** Lists of states are smaller, in bytes. */
const SMALL = 5_000;
/** From here on a value has a file of its own (Chromium: 64 KiB after compression), in bytes. */
const OF_ITS_OWN = 70_000;

/** Where the browser keeps nothing: until the page is closed. @type {Map<string, Uint8Array>} */
const here = new Map();
let countHere = 0;
/** @type {Promise<IDBDatabase | null>} */
let opened = opening();

/** @returns {Promise<IDBDatabase | null>} */
function opening() {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open("motxl", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("states");
        asked.result.createObjectStore("count");
      };
      asked.onsuccess = () => {
        const database = asked.result;
        database.onclose = () => (opened = opening());
        database.onversionchange = () => {
          database.close();
          opened = opening();
        };
        resolve(database);
        // It comes late, and was done without: from now on it is used, if nothing is kept here yet.
        if (!countHere) opened = Promise.resolve(database);
      };
      asked.onerror = asked.onblocked = () => resolve(null);
      setTimeout(resolve, TO_OPEN, null);
    } catch {
      resolve(null);
    }
  });
}

/** The store, which is opened again where the browser has closed it. */
async function present() {
  const database = await opened;
  try {
    database?.transaction("count").abort();
  } catch {
    opened = opening();
  }
  return opened;
}

/** The states were changed since they were read here: by another page, or with all that the browser
 * keeps for this one, which was deleted. */
export class Overtaken extends Error {
  /** @param {boolean} deleted */
  constructor(deleted) {
    super();
    this.deleted = deleted;
  }
}

/** Whether the states outlast the page. */
export async function lasts() {
  return (await present()) !== null;
}

/** How often the states were changed, by any page. @returns {Promise<number>} */
export async function count() {
  const database = await present();
  if (!database) return countHere;
  const store = database.transaction("count").objectStore("count");
  return (await answer(store.get("n"))) ?? 0;
}

/** All files of states. @returns {Promise<[string, Uint8Array][]>} */
export async function all() {
  const database = await present();
  if (!database) return [...here];
  const store = database.transaction("states").objectStore("states");
  const [paths, files] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  return paths.map((path, at) => [path, files[at]]);
}

/** Keeps what was changed, in one step, where nobody changed the states since they were counted. Throws
 * `Overtaken` where somebody did, and what the browser throws where it has no room.
 * @param {{changed: [string, Uint8Array][], gone: string[]}} states @param {number} counted
 * @returns {Promise<{count: number, takeBack: () => Promise<void>}>} the count after it, and what makes
 *   the states again what they were */
export async function save({ changed, gone }, counted) {
  const database = await present();
  /** @type {Map<string, Uint8Array | undefined>} */
  const before = new Map();
  /** @type {Map<string, Uint8Array | undefined>} */
  const after = new Map(gone.map((path) => [path, undefined]));
  for (const [path, bytes] of changed) after.set(path, bytes);
  let count;
  if (database) {
    count = await exchange(database, after, before, counted);
  } else {
    for (const [path, bytes] of after) {
      before.set(path, here.get(path));
      if (bytes) here.set(path, bytes);
      else here.delete(path);
    }
    count = countHere += 1;
  }
  const takeBack = async () => {
    const there = [...before].filter(([, bytes]) => bytes);
    const absent = [...before.keys()].filter((path) => !before.get(path));
    await save({ changed: there, gone: absent }, count);
  };
  return { count, takeBack };
}

/** The same bytes in a buffer that Chromium keeps in a file of its own, as it does with all that is as
 * large: what goes gives its room back at once. Smaller values stay in a log until that is written anew.
 * @param {Uint8Array} bytes */
function inFile(bytes) {
  if (bytes.length < SMALL || bytes.length >= OF_ITS_OWN) return bytes;
  const buffer = new Uint8Array(OF_ITS_OWN);
  buffer.set(bytes);
  crypto.getRandomValues(buffer.subarray(bytes.length)); // what can be compressed does not count
  return buffer.subarray(0, bytes.length);
}

/** Puts the files of `after` into the store, and what they were into `before`. */
function exchange(database, after, before, counted) {
  const doing = database.transaction(["states", "count"], "readwrite", { durability: "strict" });
  const [states, counts] = [doing.objectStore("states"), doing.objectStore("count")];
  let failed = null;
  const step = (action) => (event) => {
    try {
      action(event.target.result);
    } catch (error) {
      failed = error;
      doing.abort();
    }
  };
  counts.get("n").onsuccess = step((n = 0) => {
    if (n !== counted) throw new Overtaken(n === 0);
    for (const [path, bytes] of after) {
      states.get(path).onsuccess = step((was) => {
        before.set(path, was);
        if (bytes) states.put(inFile(bytes), path);
        else states.delete(path);
      });
    }
    counts.put(n + 1, "n");
  });
  return new Promise((resolve, reject) => {
    doing.oncomplete = () => resolve(counted + 1);
    doing.onabort = () => reject(failed ?? doing.error);
  });
}

/** Deletes all states. */
export async function empty() {
  const database = await present();
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
