/** A file imports only from a lower floor or its own folder; siblings never import each other. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const source = fileURLToPath(new URL("../../src", import.meta.url));

const floors: { readonly [folder: string]: number } = {
  fault: 0,
  bits: 1,
  layout: 2,
  sequence: 3,
  catalog: 3,
  text: 3,
  schema: 4,
  uapi: 4,
  codegen: 5,
  mlx5: 5,
  cxl: 5,
  pds: 5,
  bnxt: 5,
  capture: 6,
  transport: 7,
  simulate: 8,
  "": 9,
};

interface Import {
  readonly from: string;
  readonly target: string;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
/** The code of a file without its comments. */
function codeOf(name: string): string {
  const text = readFileSync(join(source, name), "utf8");
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}

const imports: readonly Import[] = files
  .filter((name) => !name.endsWith(".d.ts"))
  .flatMap((from) =>
    ts
      .preProcessFile(readFileSync(join(source, from), "utf8"))
      .importedFiles.map(({ fileName }) => ({ from, target: fileName })),
  );

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");

/** The file inside src that an import reaches, or the package it names. */
function reached({ from, target }: Import): string {
  return target.startsWith(".") ? relative(source, resolve(source, dirname(from), target)) : target;
}

const inside = imports.filter(({ target }) => target.startsWith("."));
const outside = imports.filter(({ target }) => !target.startsWith("."));

describe("floors", () => {
  test("every folder has one", () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => floors[folder] === undefined)).toEqual([]);
  });

  test("imports go down, or stay in the folder", () => {
    const wrong = inside.filter((one) => {
      const from = folderOf(one.from);
      const to = folderOf(reached(one));
      return from !== to && (floors[to] ?? 99) >= (floors[from] ?? -1);
    });
    expect(wrong.map((one) => `${one.from} -> ${reached(one)}`)).toEqual([]);
  });

  test("families never import the schema floor: a page that decodes mlx5 ships no zod", () => {
    const families = inside.filter(({ from }) => ["mlx5", "cxl", "pds", "bnxt"].includes(folderOf(from)));
    expect(families.filter((one) => folderOf(reached(one)) === "schema")).toEqual([]);
  });

  test("the floors that the generator is compiled from import nothing generated", () => {
    const bare = ["fault", "bits", "layout", "catalog", "schema", "codegen"];
    expect(inside.filter((one) => bare.includes(folderOf(one.from)) && reached(one).includes("/gen/"))).toEqual([]);
  });

  const packages: readonly [string, string][] = [
    ["zod", "schema"],
    ["restructure", "sequence"],
  ];
  test.each(packages)("%s is imported in %s alone", (name, folder) => {
    const users = outside.filter(({ target }) => target === name || target.startsWith(`${name}/`));
    expect([...new Set(users.map(({ from }) => folderOf(from)))]).toEqual([folder]);
  });

  test("nothing else from outside: no I/O, no platform", () => {
    const others = outside.filter(({ target }) => !/^(zod|restructure)(\/|$)/.test(target));
    expect(others.map(({ from, target }) => `${from} -> ${target}`)).toEqual([]);
  });
});

describe("above the library", () => {
  const root = join(source, "..");
  const reachedFrom = (folder: string): string[] => {
    const inFolder = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    const names = inFolder.filter((name) => name.endsWith(".ts")).map((name) => join(root, folder, name));
    const targets = names.flatMap((name) =>
      ts
        .preProcessFile(readFileSync(name, "utf8"))
        .importedFiles.map(({ fileName }) =>
          fileName.startsWith(".") ? folderOf(relative(root, resolve(dirname(name), fileName))) : fileName,
        ),
    );
    return [...new Set(targets)].sort();
  };

  test("reading stands on the library alone, and does no I/O", () => {
    expect(reachedFrom("reading")).toEqual(["reading", "src"]);
  });

  test.each([
    ["cli", "viewer"],
    ["viewer", "cli"],
  ])("%s imports nothing of %s", (folder, other) => {
    expect(reachedFrom(folder)).not.toContain(other);
  });
});

describe("what the library may not do", () => {
  const forbidden: readonly [string, RegExp][] = [
    ["make code from text", /\beval\(|new Function\(/],
    ["use Node's Buffer", /\bBuffer\.(from|alloc)/],
    ["silence the compiler", /@ts-(ignore|expect-error|nocheck)|\bas any\b|: any\b/],
    ["export a default", /^export default/m],
  ];
  test.each(forbidden)("%s", (_what, pattern) => {
    const found = files.filter((name) => !name.endsWith(".d.ts") && pattern.test(codeOf(name)));
    expect(found).toEqual([]);
  });
});
