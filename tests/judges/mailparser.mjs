// Reads a message for mailparser.py: the message on standard input, JSON on standard output.

import { createHash } from "node:crypto";
import { simpleParser } from "mailparser";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);

// Nothing made up: no text out of the HTML, no links out of the text, no images put into the HTML.
const message = await simpleParser(Buffer.concat(chunks), {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  keepCidLinks: true,
});

// A header given twice is an array of its lists; a group of addresses has members and no address.
const addresses = (lists) =>
  [lists ?? []].flat().flatMap((list) => list.value).flatMap((one) => one.group ?? [one])
    .map((one) => [one.name ?? "", one.address ?? ""]);

const headers = {};
for (const { key, line } of message.headerLines) {
  const value = line.slice(line.indexOf(":") + 1).replace(/\r?\n(?=[ \t])/g, "").trim();
  headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
}

process.stdout.write(JSON.stringify({
  subject: message.subject ?? "",
  sender: addresses(message.from),
  to: addresses(message.to),
  cc: addresses(message.cc),
  text: message.text || null,
  html: message.html || null,
  headers,
  attachments: message.attachments.map((part) => [
    part.filename ?? "",
    part.contentType,
    createHash("sha256").update(part.content).digest("hex"),
    part.content.length,
  ]),
}));
