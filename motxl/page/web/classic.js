// Pyodide takes a worker for a classic one, which it refuses, when importScripts works. This one has
// to be classic: a module worker made of a blob fails on file:// in Chromium, and run-time import()
// in WebKit. Nothing here needs importScripts.
globalThis.importScripts = () => {
  throw new Error("no scripts are imported");
};
