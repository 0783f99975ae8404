/** Runs of text that many lines of a table share are written short, and read back as what they stand for. */
import { describe, expect, test } from "vitest";
import { withShorthand } from "../../src/codegen/shorthand.js";
import { createTable } from "../../src/layout/index.js";
import { longhandOf } from "../../src/layout/shorthand.js";

const request = (name: string): string => `${name} b128 opcode:16=command_opcode -16 -16 op_mod:16`;
const requests = [..."abcdefghijkl"].map(request);

/** What a table does with its lines. */
function readBack(lines: readonly string[]): string[] {
  const [first = "", ...others] = lines;
  return others.map(longhandOf(first));
}

describe("shorthand", () => {
  test("stands for what lines share, behind their first two words, and for what such runs share", () => {
    const short = [..."abcdefghijkl"].map((name) => `${name} b128 $1`);
    expect(withShorthand(requests)).toEqual(["$  -16\topcode:16=command_opcode$0$0 op_mod:16", ...short]);
  });

  test("is read back as what it stands for", () => {
    expect(readBack(withShorthand(requests))).toEqual(requests);
  });

  test("is no layout of the table, whose layouts are whole", () => {
    const table = createTable({ layouts: () => withShorthand(requests).join("\n"), enums: () => "" });
    expect([...table.names()]).toEqual([..."abcdefghijkl"]);
    expect(table.definition("c")?.fields.map((field) => [field.name, field.offset])).toEqual([
      ["opcode", 0],
      ["reserved_at_10", 16],
      ["reserved_at_20", 32],
      ["op_mod", 48],
    ]);
  });

  test("leaves what stands behind a tab as it is", () => {
    const line = 'e l8 state:8\t{"state":{"doc":"opcode:16=command_opcode -16 -16 op_mod:16"}}';
    expect(withShorthand([...requests, line]).at(-1)).toBe(line);
  });

  test.each(["e l8", 'e l8\t{"":{"source":"a vendor, $0 of it"}}', "=e -"])(
    "reads %j, which has nothing to shorten",
    (line) => {
      expect(readBack(withShorthand([...requests, line]))).toEqual([...requests, line]);
    },
  );

  test("is left out where it would save nothing", () => {
    expect(withShorthand(requests.slice(10))).toEqual(requests.slice(10));
  });

  test.each(["=state - up;down", "=state - up;"])("is left out where %j has one of its marks", (line) => {
    expect(withShorthand([...requests, line])).toEqual([...requests, line]);
  });

  test("is not looked for in lines without a list of runs", () => {
    expect(longhandOf(undefined)("=state - up;down")).toBe("=state - up;down");
  });

  test("numbers more runs than one mark has signs", () => {
    const words = Array.from(
      { length: 200 },
      (_, index) => `field_${index.toString(2).replaceAll("0", "a").replaceAll("1", "b")}`,
    );
    const lines = words.flatMap((word) => ["x", "y", "z"].map((name) => `${name}_${word} b8 ${word}:${word.length}`));
    const written = withShorthand(lines);
    expect(written[0]?.split("\t").length).toBeGreaterThan(63);
    expect(readBack(written)).toEqual(lines);
  });
});
