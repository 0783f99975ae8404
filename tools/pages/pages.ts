/** From the checked schema files to the pages that describe them: a pure function of data and text. */
import type { CheckedFile } from "../../src/codegen/index.js";
import { Directory, pageFile, pageLink, pageOf } from "./directory.js";
import { front, groupPage } from "./group-page.js";
import { folderOf, indexOf, indexPage } from "./index-page.js";
import { code } from "./markdown.js";

/**
 * Markdown pages by path: one for each schema file, an index for each folder of them, and `index.md` above all.
 *
 * @param families the files of each family, with paths as in the repository (`schemas/mlx5/queue-pair.json`).
 * @param packageName what import paths begin with.
 */
export function schemaPages(
  families: readonly (readonly CheckedFile[])[],
  packageName: string,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const roots: string[] = [];
  for (const files of families) {
    const directory = new Directory(files.map(pageOf));
    for (const page of directory.pages) {
      pages.set(pageFile(page.module), groupPage(page, directory, packageName));
    }
    const folders = [...new Set(directory.pages.map(folderOf))];
    for (const folder of folders) pages.set(pageFile(indexOf(folder)), indexPage(folder, directory));
    roots.push(...folders.filter((folder) => !folder.includes("/")));
  }
  pages.set(pageFile("index"), rootPage(roots));
  return pages;
}

function rootPage(roots: readonly string[]): string {
  const list = roots.map((folder) => `- [${code(folder)}](${pageLink("index", indexOf(folder))})`);
  return `${[
    front(
      "Reference",
      roots.map((folder) => pageLink("index", indexOf(folder))),
    ),
    "Every command, register, struct and enumeration, as the schema files state them. Offsets are in bytes (`0x0c.3` is bit 3 of byte 0x0c, counted as the struct's order counts) and as dword and bits, as hardware manuals write them: `0x04.15:0` is bits 15 to 0 of the dword at byte 4.",
    "Each page names the path to import from, and each struct what that module exports: the layout, its view and value types, and its decode and encode functions. Commands are builders: `queryHcaCap.call({ … })`.",
    list.join("\n"),
  ].join("\n\n")}\n`;
}
