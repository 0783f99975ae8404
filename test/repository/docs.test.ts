/** The documentation has every public subpath, names what modules really export, and says something of what people look up. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isDescribed } from "../../src/codegen/commands.js";
import type { SchemaModel } from "../../src/schema/index.js";
import { schemaPages } from "../../tools/pages/pages.js";
import { checkedFamily } from "../../tools/schema-files.js";

const root = new URL("../../", import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), "utf8"));

function listAt(value: unknown, key: string): readonly unknown[] {
  const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(list) ? list : [];
}

/** Subpath to source file, for exports without a pattern: `./mlx5` to `src/mlx5/index.ts`. */
function entrySources(): [string, string][] {
  const manifest = json("package.json");
  const exported: unknown = typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "exports") : {};
  const entries = Object.entries(exported ?? {}).filter(([path]) => !path.includes("*") && path !== "./package.json");
  return entries.map(([path, target]) => {
    const file: unknown = typeof target === "object" && target !== null ? Reflect.get(target, "types") : undefined;
    return [path, String(file).replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1.ts")];
  });
}

const families = ["uapi", "mlx5", "cxl", "pds", "bnxt"];
const files = families.map((family) => checkedFamily(fileURLToPath(root), family));
const pages = schemaPages(files, "fwctl-codec");

describe("the documentation has", () => {
  test.each(entrySources())("%s as an entry point of TypeDoc", (_path, source) => {
    expect(existsSync(new URL(source, root))).toBe(true);
    expect(listAt(json("typedoc.json"), "entryPoints")).toContain(source);
  });

  test.each(readdirSync(new URL("docs/", root)))("docs/%s", (name) => {
    expect(name).toMatch(/\.md$/);
    expect(listAt(json("typedoc.json"), "projectDocuments")).toContain("docs/*.md");
  });

  test("colours for every language of its code", () => {
    const aliases: ReadonlyMap<string, string> = new Map([
      ["ts", "typescript"],
      ["js", "javascript"],
    ]);
    const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map((name) => new URL(name, root));
    const texts = [
      ...documents,
      ...readdirSync(new URL("docs/", root)).map((name) => new URL(`docs/${name}`, root)),
    ].map((file) => readFileSync(file, "utf8"));
    const used = texts.flatMap((text) => [...text.matchAll(/^ *```(\w+)$/gm)].map(([, name = ""]) => name));
    const unknown = used.filter(
      (name) => !listAt(json("typedoc.json"), "highlightLanguages").includes(aliases.get(name) ?? name),
    );
    expect(unknown).toEqual([]);
  });

  test("the pages of the schemas", () => {
    expect(listAt(json("typedoc.json"), "projectDocuments")).toContain("dist/pages/index.md");
    expect(pages.has("index.md")).toBe(true);
  });
});

describe("a page names what its module exports", () => {
  const groups = files.flat().map(({ file }) => file.replace(/^schemas\/(.*)\.json$/, "$1"));

  test.each(groups)("fwctl-codec/%s", (group) => {
    const [family = "", ...rest] = group.split("/");
    const module = readFileSync(new URL(`src/${family}/gen/${rest.join("/")}.ts`, root), "utf8");
    const exported = new Set(
      [...module.matchAll(/^export (?:const|function|interface|type|class) (\w+)/gm)].map(([, name]) => name),
    );
    const page = pages.get(`${group}.md`) ?? "";
    expect(page).toContain(`Import from \`fwctl-codec/${group}\`.`);
    const named = [...page.matchAll(/ Exports ((?:`\w+`(?:, )?)+)\.$/gm)].flatMap(([, list = ""]) => list.split(", "));
    const builders = [...page.matchAll(/^- builder: `(\w+)\.call`$/gm)].map(([, name]) => `\`${name}\``);
    const missing = [...named, ...builders]
      .map((name) => name.replaceAll("`", ""))
      .filter((name) => !exported.has(name));
    expect(missing).toEqual([]);
  });
});

/** What has a description in words. */
function documented(models: readonly SchemaModel[]) {
  const commands = models.flatMap((model) => model.commands.filter(isDescribed));
  const registers = models.flatMap((model) => model.registers);
  const docs = models.flatMap((model) => [...model.docs.layouts.values()]);
  return {
    withoutWords: [
      ...models.filter((model) => model.doc === undefined).map((model) => model.group),
      ...[...commands, ...registers].filter((one) => one.doc === undefined).map((one) => one.name),
    ],
    fields: docs.map((one) => one.fields.size).reduce((sum, count) => sum + count, 0),
  };
}

describe("in words", () => {
  /** Fields with a description: they may become more, and must not become fewer. */
  const least = [
    ["uapi", 17],
    ["mlx5", 1_900],
    ["cxl", 100],
    ["pds", 30],
    ["bnxt", 60],
  ] as const;

  test.each(least)("%s: every group, described command and register; and %d fields at least", (family, fewest) => {
    const { withoutWords, fields } = documented((files[families.indexOf(family)] ?? []).map(({ model }) => model));
    console.info(`${family}: ${fields} fields have a description`);
    expect(withoutWords).toEqual([]);
    expect(fields).toBeGreaterThanOrEqual(fewest);
  });

  test("all mlx5 commands, also those without a record", () => {
    const commands = (files[families.indexOf("mlx5")] ?? []).flatMap(({ model }) => model.commands);
    expect(commands.filter((command) => command.doc === undefined)).toEqual([]);
    expect(commands).toHaveLength(244);
  });

  test("every structure of capabilities that QUERY_HCA_CAP can give", () => {
    const model = (files[families.indexOf("mlx5")] ?? []).find(({ file }) => file.endsWith("/hca-cap.json"))?.model;
    const select = JSON.stringify(
      model?.layouts.find((one) => one.name === "query_hca_cap_out")?.fields.map((field) => field.select),
    );
    const names = (model?.layouts ?? []).map((one) => one.name).filter((name) => select.includes(`"${name}"`));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => model?.docs.layouts.get(name)?.doc === undefined)).toEqual([]);
  });
});
