/** The schema files of the project: each family is checked as a whole, and every file says where its facts come from. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkSchemas, parseSchemas, type SchemaInput } from "../../src/schema/index.js";
import { problemLine } from "../../src/schema/problems.js";

const schemas = new URL("../../schemas/", import.meta.url);

/** `mlx5/registers/link.json` is in the folder `mlx5/registers`: it extends its family and is checked by itself. */
const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/"));

const names = readdirSync(schemas, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".json"))
  .sort();

const folders = [...new Set(names.map(folderOf))];

function filesOf(folder: string): SchemaInput[] {
  const own = names.filter((name) => folderOf(name) === folder);
  return own.map((source) => ({ source, json: JSON.parse(readFileSync(new URL(source, schemas), "utf8")) }));
}

describe("schemas", () => {
  test("are there for every family", () => {
    expect(folders).toEqual(expect.arrayContaining(["bnxt", "cxl", "mlx5", "pds", "uapi"]));
  });

  test.each(folders)("%s has no problems", (folder) => {
    const { problems, more } = checkSchemas(filesOf(folder));
    expect(problems.map((problem) => `${problem.source} ${problemLine(problem)}`)).toEqual([]);
    expect(more).toBe(0);
  });

  test.each(folders)("%s states family and licence in every file", (folder) => {
    const files = filesOf(folder);
    const [family] = folder.split("/");
    const models = parseSchemas(files).map((model, index) => ({ ...model, file: files[index]?.source }));
    expect(models.filter((model) => model.family !== family).map((model) => model.file)).toEqual([]);
    expect(models.filter((model) => model.source.license === undefined).map((model) => model.file)).toEqual([]);
  });
});
