// What happens to the open file elsewhere: another program saves it, another page opens it.

import * as files from "./files.js";

/** A browser that tells of changes may miss one on a drive of a network, and others tell of none: it is
 * looked so often, in milliseconds. */
const LOOK_EVERY = 1000;
/** A file that a program replaces is absent for a moment: it is gone when it was so this many times. */
const ABSENT = 4;

/** Looks whether the file was changed; at once where the browser tells so, and where somebody comes
 * back to the page. */
export class Watch {
  /** @param {() => {handle: FileSystemFileHandle, mark: string} | null} asked the file that is open;
   *   null where none is, or now is no time to look
   * @param {() => Promise<void>} changed @param {(refusal: files.Refusal) => void} lost told once
   * @param {() => void} found told when a file that was lost is there again */
  constructor(asked, changed, lost, found) {
    this.asked = asked;
    this.changed = changed;
    this.lost = lost;
    this.found = found;
    this.looking = false;
    this.absent = 0;
    /** @type {any} */ this.observer = null;
    setInterval(() => this.look(), LOOK_EVERY);
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("focus", () => this.look());
  }

  /** Another file is open now. @param {FileSystemFileHandle | null} handle */
  async follow(handle) {
    this.observer?.disconnect();
    this.observer = null;
    this.absent = 0;
    if (!handle || !("FileSystemObserver" in window)) return;
    try {
      this.observer = new window.FileSystemObserver(() => this.look());
      await this.observer.observe(handle);
    } catch {
      this.observer = null; // It is looked all the same.
    }
  }

  async look() {
    const open = this.asked();
    if (!open || this.looking) return;
    this.looking = true;
    try {
      const mark = await files.markNow(open.handle);
      if (this.absent >= ABSENT) this.found();
      this.absent = 0;
      if (mark !== open.mark && this.asked()?.handle === open.handle) await this.changed();
    } catch (error) {
      this.absent += 1;
      const text = error.name === "NotFoundError" ? "gone-now" : "unreadable-now";
      if (this.absent === ABSENT) this.lost(new files.Refusal(text, error));
    } finally {
      this.looking = false;
    }
  }
}

/** Tells other pages of motxl which workbook is open here, and is told when they have one of the same
 * name. */
export class Pages {
  /** @param {(name: string) => void} twice */
  constructor(twice) {
    this.name = "";
    try {
      this.channel = new BroadcastChannel("motxl");
    } catch {
      return; // Then each page sees what another one wrote, and no more.
    }
    this.channel.onmessage = ({ data }) => {
      if (!this.name || data?.open !== this.name) return;
      if (data.asks) this.channel.postMessage({ open: this.name, asks: false });
      twice(this.name);
    };
  }

  /** @param {string} name */
  open(name) {
    this.name = name;
    this.channel?.postMessage({ open: name, asks: true });
  }
}
