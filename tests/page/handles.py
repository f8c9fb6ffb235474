"""A file that the page may write: a handle of the tests' own, since a browser gives one to a person
alone. It holds a workbook, and does to the page what disks and other programs do."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.page.browsers import Visit

_HANDLE = """
const bytes = Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0));
window.disk = {
  bytes, time: 1000, writes: 0, aborted: 0, kept: [], permission: "granted",
  refuse: null,    // the name of the error that createWritable throws
  refuseClose: null,  // of the error that close throws; `closesAllTheSame` writes before it
  closesAllTheSame: false,
  refuseRead: null,  // of the error that getFile throws
  meanwhile: null,  // what another program saves while the page writes
  afterwards: null,  // and just after it
  unreadableAfter: null,  // of the error that getFile throws after close
  size: null,
};
window.openFile = () => document.getElementById("open").click();
const refused = (name) => { throw new DOMException("refused", name); };
const states = () => new Promise((resolve) => {
  const asked = window.realIndexedDB.open("motxl");
  asked.onsuccess = () => {
    const found = asked.result.transaction("states").objectStore("states").getAll();
    found.onsuccess = () => { resolve(found.result); asked.result.close(); };
  };
  asked.onerror = () => resolve([]);
});
window.realIndexedDB ??= indexedDB;
const file = (name) => ({
  kind: "file",
  name,
  getFile: async () => {
    if (disk.refuseRead) refused(disk.refuseRead);
    const made = new File([disk.bytes], name, { lastModified: disk.time });
    return disk.size ? { size: disk.size, lastModified: disk.time } : made;
  },
  requestPermission: async () => {
    if (disk.permission === "throws") refused("SecurityError");
    return disk.permission;
  },
  createWritable: async () => {
    disk.kept = (await states()).map((one) => one.length);
    if (disk.refuse) refused(disk.refuse);
    let waiting = null;
    return {
      write: async (given) => {
        waiting = given.slice();
        if (disk.meanwhile) save(disk.meanwhile);
        disk.meanwhile = null;
      },
      abort: async () => { disk.aborted += 1; },
      close: async () => {
        if (!disk.refuseClose || disk.closesAllTheSame) { save(waiting); disk.writes += 1; }
        if (disk.afterwards) save(disk.afterwards);
        if (disk.unreadableAfter) disk.refuseRead = disk.unreadableAfter;
        if (disk.refuseClose) refused(disk.refuseClose);
      },
    };
  },
});
const save = (bytes) => { disk.bytes = bytes; disk.time += 1000; };
window.saveElsewhere = (text) =>
  save(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
window.showOpenFilePicker = async () => [file("programme.xlsx")];
"""


def offer(visit: Visit, book: Path) -> None:
    """Let the browser's picker give a workbook that may be written, when it is asked for."""
    visit.run(_HANDLE, encoded(book.read_bytes()))


def open_in_place(visit: Visit, book: Path) -> None:
    """Open a workbook as one that may be written, and wait until it was checked."""
    offer(visit, book)
    visit.run("openFile()")
    visit.until("return !document.getElementById('book').hidden")
    visit.settle()


def on_disk(visit: Visit) -> bytes:
    """What the file holds."""
    script = (
        "let s = ''; for (const one of disk.bytes) s += String.fromCharCode(one); return btoa(s)"
    )
    return base64.b64decode(visit.run(script))


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def save_elsewhere(visit: Visit, data: bytes) -> None:
    """What Excel does: the file holds something else, and has another date."""
    visit.run("saveElsewhere(arguments[0])", encoded(data))


def kept_states(visit: Visit) -> list[int]:
    """The sizes of the workbooks that are kept in the browser's store."""
    script = """
    const done = arguments[0];
    const asked = (window.realIndexedDB ?? indexedDB).open("motxl");
    asked.onsuccess = () => {
      const store = asked.result.transaction("states").objectStore("states");
      const [paths, files] = [store.getAllKeys(), store.getAll()];
      files.onsuccess = () => {
        const sizes = files.result.map((one) => one.length);
        done(sizes.filter((_size, at) => paths.result[at].endsWith(".xlsx")));
        asked.result.close();
      };
    };
    """
    found = visit.driver.execute_async_script(script)  # type: ignore[attr-defined]
    assert isinstance(found, list)
    return found
