// Where a workbook lies among those that motxl knows: files of one name are not one workbook.

/** Files that were opened so that they can be written, each with its place: by them a file is known again
 * when it has changed. In a store of its own, for browsers that keep such handles.
 * @typedef {{handle: FileSystemFileHandle, place: string}} Known */
/** @type {Known[]} */
const here = [];
/** More files than somebody works with. */
const MOST = 200;
/** A store that does not open in this time is done without, in milliseconds. */
const TO_OPEN = 2000;

/** The place of a file: its own where it was opened before, else a new one. A file without a handle is
 * known by what it holds.
 * @param {FileSystemFileHandle | null} handle @returns {Promise<string>} */
export async function placeOf(handle) {
  const made = crypto.getRandomValues(new Uint32Array(2)).join("-");
  if (!handle) return made;
  for (const one of [...here, ...(await kept())]) {
    if (await isSame(one.handle, handle)) return one.place;
  }
  here.push({ handle, place: made });
  await inStore("readwrite", (store) => store.add({ handle, place: made })).catch(() => {});
  return made;
}

/** No file is known any more, but for those that are open in this page. */
export async function forgetPlaces() {
  await inStore("readwrite", (store) => store.clear()).catch(() => {});
}

/** @returns {Promise<Known[]>} the last ones first */
async function kept() {
  const all = await inStore("readonly", (store) => store.getAll()).catch(() => []);
  return all.slice(-MOST).reverse();
}

async function isSame(one, other) {
  try {
    return one === other || (await one.isSameEntry(other));
  } catch {
    return false;
  }
}

/** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<any>} */
function inStore(mode, ask) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("motxl-places", 1);
    setTimeout(reject, TO_OPEN, new Error("slow"));
    opening.onupgradeneeded = () => opening.result.createObjectStore("files", { autoIncrement: true });
    opening.onerror = opening.onblocked = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const asked = ask(database.transaction("files", mode).objectStore("files"));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      } catch (error) {
        reject(error);
      } finally {
        database.close(); // when what was asked is done
      }
    };
  });
}
