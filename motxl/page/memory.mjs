// node memory.mjs FOLDER: starts Python on FOLDER/lib.zip and FOLDER/site, imports all that
// FOLDER/modules.txt names, and writes its memory to FOLDER/memory. The page starts from that: Python
// neither starts there nor imports anything. The same files give the same bytes.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { without } from "./web/memory.js";

// What would differ from one build to the next: what time it is, and (below) chance.
const Moment = Date;
const THEN = Moment.UTC(1980, 0, 1);
globalThis.Date = class extends Moment {
  constructor(...given) {
    super(...(given.length ? given : [THEN]));
  }
  static now() {
    return THEN;
  }
};
performance.now = () => 0;
process.env.TZ = "UTC";

// What would name a folder of this computer.
const [, , folder] = process.argv;
process.argv[1] = "motxl";

/** @type {ArrayBuffer} */ let own;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  own = made.instance.exports.memory.buffer.slice();
  return made;
};

const { loadPyodide } = await import("pyodide");
try {
  const python = await loadPyodide({
    _makeSnapshot: true,
    stdLibURL: join(folder, "lib.zip"),
    env: JSON.parse(readFileSync(join(folder, "environment.json"), "utf-8")),
    fsInit: async (fs, { sitePackages }) => {
      for (const entry of readdirSync(join(folder, "site"), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const target = `${sitePackages}/${path.slice(join(folder, "site/").length)}`;
        fs.mkdirTree(target.slice(0, target.lastIndexOf("/")));
        fs.writeFile(target, readFileSync(path));
      }
    },
  });
  for (const name of readFileSync(join(folder, "modules.txt"), "utf-8").split("\n")) {
    python.runPython(`import importlib; importlib.import_module("${name}"); None`);
  }
  python.runPython("import gc, random; random.seed(0); gc.collect(); None");
  const memory = python.makeMemorySnapshot();
  without(memory, own);
  writeFileSync(join(folder, "memory"), memory);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
