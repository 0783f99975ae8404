/** The examples of a page of documentation: modules under test/<family>/documented, shown without their imports' places. */
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

export function pageText(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** A module without its imports. */
const body = (source: string): string => source.replace(/^(import [\s\S]*?;\n)+\n/, "").trimEnd();

/** File name and text of every example of a family. */
export function exampleBodies(family: string): [string, string][] {
  const folder = new URL(`test/${family}/documented/`, root);
  return readdirSync(folder).map((name) => [name, body(readFileSync(new URL(name, folder), "utf8"))]);
}

function blocks(page: string): string[] {
  return [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
}

/** The code blocks of a page, without imports. */
export function shownBodies(page: string): string[] {
  return blocks(page).map(body);
}

/** What a page's code imports from a package path, types left out. */
export function importedNames(page: string, from: string): string[] {
  const lists = [...page.matchAll(new RegExp(`import \\{([^}]*)\\} from "${from}"`, "g"))];
  const names = lists.flatMap(([, list = ""]) => list.split(",").map((name) => name.trim()));
  return names.filter((name) => name !== "" && !name.startsWith("type "));
}
