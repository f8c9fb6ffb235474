// The worker that runs Python: started, asked, stopped, and started again.

import { bytesOf } from "./payload.js";

/** Failures in a row after which a start is hopeless: one of work, and some of what starts after it. */
const MOST_FAILURES = 3;

/** Work was stopped: nothing came of it. */
export class Stopped extends Error {}
/** A fault of motxl, or of the browser; the worker was started afresh. */
export class Fault extends Error {}

export class Runner {
  /** @param {(name: string, done?: number, of?: number) => void} onStage told what the worker does
   * now, and how far it is where that is known */
  constructor(onStage) {
    this.onStage = onStage;
    /** Counts the starts: who gave the worker something gives it again after another start. */
    this.starts = 0;
    this.asked = 0;
    /** How often it failed since it last started, and whether it is started no more. */
    this.failures = 0;
    this.gaveUp = false;
    this.pending = new Map();
    this.payload = {};
    for (const name of ["wasm", "memory", "files"]) {
      this.payload[name] = document.getElementById(name).textContent;
    }
    this.script = bytesOf(document.getElementById("worker").textContent).then((bytes) =>
      URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })),
    );
    for (const name of ["worker", "wasm", "memory", "files"]) document.getElementById(name).remove();
    this.start();
  }

  start() {
    this.starts += 1;
    this.ready = this.script.then((url) => {
      this.worker = new Worker(url);
      this.worker.onmessage = ({ data }) => this.heard(data);
      this.worker.onerror = (event) => this.failed(event.message || "error");
      return this.send("start", { payload: this.payload, module: this.module });
    }).then(({ module }) => {
      this.module = module;
      this.failures = 0;
    });
    this.ready.catch(() => {});
  }

  /** @param {string} what @param {object} given @param {Transferable[]} [transfer] */
  async ask(what, given, transfer = []) {
    await this.ready;
    return this.send(what, given, transfer);
  }

  /** Ends what the worker does now, and starts it again. */
  stop() {
    this.end(new Stopped());
  }

  send(what, given, transfer = []) {
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, portions: [] });
      this.worker.postMessage({ id, ask: what, ...given }, transfer);
    });
  }

  heard({ id, stage, done, of, fault, value, path, portion }) {
    const asked = this.pending.get(id);
    if (stage) this.onStage(stage, done, of);
    else if (fault) this.failed(fault);
    else if (portion) asked?.portions.push({ path, portion });
    else if (asked) {
      for (const one of asked.portions) {
        // Not by spreading: a list may be longer than what a call takes.
        const list = one.path.reduce((inner, name) => inner[name], value);
        for (const thing of one.portion) list.push(thing);
      }
      this.pending.delete(id);
      asked.resolve(value);
    }
  }

  failed(reason) {
    const never = !this.module;
    this.failures += 1;
    this.gaveUp = this.failures > MOST_FAILURES;
    this.end(new Fault(reason), !never && !this.gaveUp);
  }

  end(error, again = true) {
    this.worker?.terminate();
    const waiting = [...this.pending.values()];
    this.pending.clear();
    if (again) this.start();
    for (const { reject } of waiting) reject(error);
  }
}
