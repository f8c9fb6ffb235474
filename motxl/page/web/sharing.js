// Extracts and messages in the page: one after the other, from what is chosen to what is downloaded.

import * as extracts from "./extracts.js";
import { download, Refusal } from "./files.js";
import { pickFolder, readFolder, withFolders, writeFolder } from "./folders.js";
import { at, button, el } from "./markup.js";
import * as messages from "./messages.js";
import { dated, firstName } from "./results.js";
import { t } from "./texts.js";

const FOLDER = "extraits";
const DRAFTS = "brouillons";
const LIST = "manifest.json";
/** More than a zip of extracts holds, in bytes. */
const LARGEST = 600_000_000;
/** Where Python puts a zip. */
const ZIP = "made.zip";

/** The extracts that were made last, of the workbook that is open.
 * @type {null | {of: string, files: [string, Uint8Array][]}} */
let last = null;

/** The list of the extracts that were made or opened last, and the workbook that it is of, whichever
 * result of it: what has changed places since is told, and keeps messages back, although each zip is
 * a new one. @type {null | {of: string, list: [string, Uint8Array][]}} */
let earlier = null;

/** @typedef {{work: Function, book: () => object, show: (view: HTMLElement, again?: () => any) => void, turn: (view: HTMLElement, again?: () => any) => void, failed: (error: any, name?: string) => void,
 *   tell: Function, back: () => void, name: () => string}} Page */

/** @param {Page} page */
export async function showExtracts(page) {
  const result = await page.work("extracts", request(page));
  if (!result) return;
  page.show(
    extracts.choice(result, {
      folders: withFolders,
      back: page.back,
      make: (options, intoFolder) => make(page, options, intoFolder),
    }),
    () => showExtracts(page),
  );
}

async function make(page, options, intoFolder) {
  const of = page.book();
  /** @type {FileSystemDirectoryHandle | null} */ let folder = null;
  /** @type {[string, Uint8Array][]} */ let before = [];
  try {
    if (intoFolder) {
      folder = await pickFolder("readwrite");
      if (!folder) return;
      before = await readFolder(folder);
    }
  } catch (error) {
    page.failed(error);
    return;
  }
  if (page.book() !== of) return; // another workbook was opened while the folder was chosen
  const zip = folder ? "" : ZIP;
  const given = { ...request(page), ...options, write: true, files: before, zip };
  const result = await page.work("extracts", given);
  if (!result) return;
  last = { of: page.name(), files: result.made };
  remember(page, result);
  let again = null;
  if (folder) {
    try {
      await writeFolder(folder, before, result.made);
      page.tell("good", t("written-folder", { name: folder.name }));
    } catch (error) {
      page.failed(error);
    }
  } else {
    const name = dated(FOLDER, page.name(), "zip");
    again = () => download(result.zip, name);
    again();
    page.tell("good", t("downloaded-zip", { name }));
  }
  page.show(extracts.made(result, { again, messages: () => fromLast(page), back: page.back }));
}

/** @param {Page} page */
export function showMessages(page) {
  page.turn(
    messages.sources({
      last: last?.of === page.name() ? () => fromLast(page) : null,
      zip: () => fromZip(page),
      folder: withFolders ? () => fromFolder(page) : null,
      back: page.back,
    }),
    () => showMessages(page),
  );
}

async function fromLast(page) {
  await plan(page, { files: last.files });
}

async function fromFolder(page) {
  const of = page.book();
  try {
    const folder = await pickFolder("read");
    if (!folder) return;
    const files = await readFolder(folder);
    if (page.book() === of) await plan(page, { files });
  } catch (error) {
    page.failed(error);
  }
}

function fromZip(page) {
  const [picker, of] = [at("zip-picker"), page.book()];
  picker.onchange = async () => {
    const [file] = picker.files;
    picker.value = "";
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Refusal("zip-large");
      const archive = new Uint8Array(await file.arrayBuffer());
      if (page.book() === of) await plan(page, { archive });
    } catch (error) {
      page.failed(error instanceof Refusal ? error : new Refusal("zip-unreadable", error), file.name);
    }
  };
  picker.click();
}

async function plan(page, given) {
  const result = await page.work("messages", { ...request(page), ...given });
  if (!result) return;
  remember(page, result);
  const make = (press) => draft(page, given, press);
  page.show(messages.planned(result, { make, back: page.back }), () => plan(page, given));
}

async function draft(page, given, press) {
  const result = await page.work("messages", { ...request(page), ...given, write: true, zip: ZIP });
  if (!result) return;
  const name = dated(DRAFTS, page.name(), "zip");
  const save = () => download(result.zip, name);
  const failed = result.failed.map(({ name: member, why }) => el("p", {}, el("b", {}, member), ` ${why}`));
  if (result.drafted) {
    save();
    at("messages-title").textContent = t("drafts-made", { n: result.drafted });
    // Once more would be the same drafts: those that were made are downloaded again.
    press.replaceWith(button(t("download-again"), save));
  }
  page.tell(failed.length ? "bad" : "good", t("drafted", { n: result.drafted, name }), [
    ...failed,
    el("p", {}, t("no-record")),
    ...(result.drafted ? [button(t("download-again"), save)] : []),
  ]);
}

function request(page) {
  const known = earlier?.of === firstName(page.name()) ? earlier.list : [];
  return { folder: FOLDER, members: [], common: "", write: false, files: [], earlier: known };
}

/** @param {Page} page @param {{made: [string, Uint8Array][]}} result of a job on extracts */
function remember(page, result) {
  const list = result.made.filter(([name]) => name === LIST);
  if (list.length) earlier = { of: firstName(page.name()), list };
}
