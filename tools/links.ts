/** Looks after the links of the built documentation: `node links.js [FOLDER]`, dist/docs when none is named. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { projectRoot } from "./project.js";

const folder = process.argv[2] ?? join(projectRoot, "dist/docs");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
const anchors = new Map<string, ReadonlySet<string>>();

const found = (text: string, attribute: string): string[] =>
  [...text.matchAll(new RegExp(` ${attribute}="([^"]+)"`, "g"))].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&"),
  );

function anchorsOf(file: string): ReadonlySet<string> {
  const known = anchors.get(file) ?? new Set(found(readFileSync(file, "utf8"), "id"));
  anchors.set(file, known);
  return known;
}

/** What is wrong with a link of a page; `undefined` when it leads somewhere, or out of the documentation. */
function fault(file: string, link: string): string | undefined {
  if (/^[a-z]+:/i.test(link)) return undefined;
  const [path = "", anchor = ""] = link.split("#");
  const target = path === "" ? file : resolve(dirname(file), decodeURI(path));
  if (!existsSync(target)) return "there is no such file";
  if (anchor === "" || !target.endsWith(".html")) return undefined;
  return anchorsOf(target).has(decodeURIComponent(anchor)) ? undefined : "there is no such heading";
}

let links = 0;
const broken: string[] = [];
for (const page of pages) {
  const file = join(folder, page);
  for (const link of found(readFileSync(file, "utf8"), "href")) {
    links += 1;
    const what = fault(file, link);
    if (what !== undefined) broken.push(`${page}: ${link}: ${what}`);
  }
}
console.log(`${links} links on ${pages.length} pages, ${broken.length} broken`);
for (const line of broken.slice(0, 50)) console.error(line);
if (broken.length > 0 || links === 0) process.exitCode = 1;
