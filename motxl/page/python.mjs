// Runs a function of a Python file in Pyodide, with a folder mounted as /mounted:
// node python.mjs FOLDER FILE FUNCTION ARGUMENTS-AS-JSON. What it returns is printed last, as JSON.

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [folder, file, name, given] = process.argv.slice(2);
try {
  const python = await loadPyodide({ env: { MOTXL_DATA_DIR: "/data" } });
  python.FS.mkdirTree("/mounted");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/mounted");
  python.runPython("import sys; sys.path.insert(0, '/mounted/source')");
  python.runPython(readFileSync(file, "utf-8"));
  python.globals.set("given", given);
  console.log(
    python.runPython(`
import json
given = [Path(one) if isinstance(one, str) else one for one in json.loads(given)]
json.dumps(${name}(*given))
`),
  );
} catch (error) {
  // Node would show the whole line of Pyodide's script where it was thrown.
  console.error(error.message);
  process.exit(1);
}
