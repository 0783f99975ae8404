/** The documents say what the code does. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  compileFilter,
  driverLineMeanings,
  flatColumns,
  formats,
  isFormatName,
  readCapture,
} from "../../src/capture/index.js";

const document = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter((found) => found[1] === language)
    .map((found) => found[2] ?? "");

describe("docs/capture-format.md", () => {
  test("its example is a capture", () => {
    const [example = ""] = blocks(document("capture-format.md"), "json");
    const records = [...readCapture(example)];
    expect(records.map((record) => [record.kind, record.notes])).toEqual([
      ["info", []],
      ["rpc", []],
      ["rpc", []],
    ]);
  });
});

describe("docs/dump-formats.md", () => {
  const text = document("dump-formats.md");

  test("names every format", () => {
    const named = [...text.matchAll(/^\| `([a-z-]+)` \| /gm)].map((found) => found[1] ?? "").filter(isFormatName);
    for (const format of Object.values(formats)) expect(named).toContain(format);
  });

  test("names every driver line and every column", () => {
    for (const name of driverLineMeanings.keys()) expect(text).toContain(`| \`${name}\` |`);
    for (const column of flatColumns) expect(text).toContain(`\`${column}\``);
  });

  test("its filters compile", () => {
    const [, , ...rest] = blocks(text, "");
    const filters = rest.flatMap((block) => block.split("\n")).filter((line) => line.includes("=="));
    expect(filters.length).toBe(4);
    for (const filter of filters) expect(() => compileFilter(filter)).not.toThrow();
  });
});
