// node bundling.mjs SCRIPT: the script with all that it imports, as one classic script, printed.

import { buildSync } from "esbuild";

const { outputFiles } = buildSync({
  entryPoints: [process.argv[2]],
  bundle: true,
  write: false,
  format: "iife",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
  // Parts of Pyodide that only Node runs.
  external: ["node:*", "ws"],
});
process.stdout.write(outputFiles[0].text);
