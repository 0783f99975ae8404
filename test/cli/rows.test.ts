/** `--ndjson`: one flat row a record, as docs/dump-formats.md has it, read by DuckDB as it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { fwctl, session } from "./support.js";

const text = readFileSync(new URL("../../docs/dump-formats.md", import.meta.url), "utf8");
const section = text.slice(text.indexOf("## One row an exchange"), text.indexOf("## Speed"));

/** Code of the section in a language, in order. */
const codeIn = (language: string): readonly string[] =>
  [...section.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, found, code = ""]) =>
    found === language ? [code] : [],
  );

const [log = ""] = codeIn("text");
const files = { "dmesg.txt": log, "session.ndjson": session };
const rows = async (): Promise<string> =>
  (await fwctl(["decode", "dmesg.txt", "session.ndjson", "--ndjson"], { files })).out;

/** Runs a query over rows in a file, which it calls rows.ndjson. */
async function query(sql: string, lines: string): Promise<readonly Record<string, unknown>[]> {
  const folder = mkdtempSync(join(tmpdir(), "rows-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const path = join(folder, "rows.ndjson");
    writeFileSync(path, lines);
    return (await connection.runAndReadAll(sql.replaceAll("rows.ndjson", path))).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

describe("one row a record", () => {
  test("the document names every column, and no other", async () => {
    const documented = [...section.matchAll(/^\| (`.+?) \|/gm)]
      .flatMap(([, cell = ""]) => [...cell.matchAll(/`([a-z_]+)`/g)])
      .map(([, name]) => name);
    const keys = (await rows())
      .trimEnd()
      .split("\n")
      .map((line) => Object.keys(JSON.parse(line)).sort());
    expect(keys.length).toBe(11);
    for (const columns of keys) expect(columns).toEqual(documented.toSorted());
  });

  test("an error line was refused, in the words of a timeline", async () => {
    const [first = "{}"] = (await rows()).split("\n");
    expect(JSON.parse(first)).toMatchObject({ verdict: "bad", outcome: "BAD_OP_ERR (0x2), syndrome 0x9a6171, EINVAL" });
  });

  test("DuckDB answers the document's question with the document's answer", async () => {
    const [sql = ""] = codeIn("sql");
    const [expected = ""] = codeIn("csv");
    const found = await query(sql, await rows());
    const lines = [Object.keys(found[0] ?? {}), ...found.map((row) => Object.values(row))];
    expect(lines.map((cells) => `${cells.join(",")}\n`).join("")).toBe(expected);
  });

  test("DuckDB reads each column, whatever the first rows lack", async () => {
    const lines = await rows();
    const reversed = `${lines.trimEnd().split("\n").reverse().join("\n")}\n`;
    const sql =
      "SELECT kind, count(*) AS n, count(errno) AS failed, count(DISTINCT file) AS files FROM read_json('rows.ndjson') GROUP BY kind ORDER BY kind";
    const expected = [
      { kind: "error-line", n: "3", failed: "3", files: "1" },
      { kind: "info", n: "1", failed: "0", files: "1" },
      { kind: "rpc", n: "7", failed: "1", files: "1" },
    ];
    expect(await query(sql, lines)).toEqual(expected);
    expect(await query(sql, reversed)).toEqual(expected);
  });

  test("the document's answer of jq is that of the rows", async () => {
    const [expected = ""] = codeIn("tsv");
    const refused = (await rows())
      .trimEnd()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter((row) => row["kind"] === "rpc" && row["verdict"] === "bad");
    const cells = ["file", "line", "command", "about", "outcome", "in"];
    expect(refused.map((row) => `${cells.map((name) => row[name]).join("\t")}\n`).join("")).toBe(expected);
  });
});
