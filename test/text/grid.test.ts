/** The grid: offset, bits, name, value, label and notes, one row a field. */
import { describe, expect, test } from "vitest";
import { formatGrid } from "../../src/text/index.js";
import { hex, structOf } from "../support/schema.js";
import { named, surprising } from "./support.js";

const regs = named("regs");
const lines = (text: string): string[] => text.trimEnd().split("\n");

test("every field stands on a row of its own, columns under columns, notes at the end", () => {
  expect(formatGrid(regs.inspect(hex(surprising)))).toBe(
    `regs, 55 bytes
  0x00     16  opcode           0x0100               QUERY
  0x02     16  reserved_at_10   0x0001               ! reserved, expected 0, found 0x1 at byte 0x2 (bits 0x10..0x1f). Value kept.
  0x04      1  enable           0x1
  0x04.1    3  mode             0x7                  ! 7 has no name in mode. Value kept as 7.
  0x04.4   28  reserved_at_24   0x0000000
  0x08     64  address          0x0000000000000005
  0x10     32  name             "fw\\n"
  0x14     16  point
  0x14      8    x              0x01
  0x15      8    y              0x02
  0x16     32  list
  0x16     16    [0]
  0x16      8      x            0x03
  0x17      8      y            0x04
  0x18     16    [1]
  0x18      8      x            0x05
  0x19      8      y            0x06
  0x1a    160  key              00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f
  0x2a                          10 11 12 13
  0x2e     16  options          0x0011
  0x2f.7    1    fast           0x1
  0x2f      4    level          0x1                  SLOW
  0x30     16  kind             0x0001
  0x32     32  body
  0x32     16    point
  0x32      8      x            0x07
  0x33      8      y            0x08
  0x34     24  @tail            00 00 ff             ! regs: 1 bytes behind the layout, which ends at 0x36. Kept.
`,
  );
});

describe("options", () => {
  test("brief hides reserved rows that are zero, and no others", () => {
    const all = lines(formatGrid(regs.inspect(hex(surprising))));
    const brief = lines(formatGrid(regs.inspect(hex(surprising)), { brief: true }));
    expect(all.filter((line) => !brief.includes(line))).toEqual(["  0x04.4   28  reserved_at_24   0x0000000"]);
  });

  test("a title takes the place of name and size", () => {
    expect(lines(formatGrid(regs.inspect(hex("")), { title: "a reply" }))[0]).toBe("a reply");
  });

  test("words stand behind the label", () => {
    const words = (node: { readonly name: string }): string | undefined =>
      node.name === "opcode" ? "the first" : undefined;
    const [, row] = lines(formatGrid(regs.inspect(hex(surprising)), { words }));
    expect(row).toBe("  0x00     16  opcode           0x0100               QUERY; the first");
  });

  test("paint colours pieces and moves nothing", () => {
    const plain = formatGrid(regs.inspect(hex(surprising)));
    const roles = new Set<string>();
    const painted = formatGrid(regs.inspect(hex(surprising)), {
      paint: (text, role) => {
        roles.add(role);
        return `<${text}>`;
      },
    });
    expect([...roles].sort()).toEqual(["label", "name", "note", "offset", "reserved", "title", "value"]);
    expect(lines(painted.replaceAll(/[<>]/g, "")).map((line) => line.trimEnd())).toEqual(lines(plain));
  });
});

describe("long runs of bytes", () => {
  const blob = structOf(1600, [{ name: "data", type: "u8", count: 200 }]);

  test("are cut, and the rest is counted", () => {
    const rows = lines(formatGrid(blob.inspect(new Uint8Array(200).fill(7)), { mostBytes: 32 })).slice(1);
    expect(rows).toEqual([
      "  0x00  1600  data   07 07 07 07 07 07 07 07 07 07 07 07 07 07 07 07",
      "  0x10               07 07 07 07 07 07 07 07 07 07 07 07 07 07 07 07",
      "                     168 more bytes",
    ]);
  });

  test("of zeros take one row and a count", () => {
    const rows = lines(formatGrid(blob.inspect(new Uint8Array(200)))).slice(1);
    expect(rows).toEqual([
      "  0x00  1600  data   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
      "                     184 more bytes, all zero",
    ]);
  });
});

describe("what is missing", () => {
  test("is a row that says so", () => {
    expect(lines(formatGrid(regs.inspect(hex("0100 00")))).slice(1)).toEqual([
      "  0x00  16  opcode           0x0100    QUERY",
      "  0x02  16  reserved_at_10   missing   ! needs bytes 0x2..0x3 (2), buffer ends at 0x3 (3 bytes).",
    ]);
  });
});

describe("text of a device", () => {
  const text = structOf(64, [{ name: "name", type: "char", count: 8 }]);
  const cases: readonly [string, string, string][] = [
    ["quotes and backslashes", "225c 0000 0000 0000", '"\\"\\\\"'],
    ["line ends and escapes", "0a 0d 1b 00 00 00 00 00", '"\\n\\r\\u001b"'],
    ["the controls above 0x7e, which a terminal obeys too", "9b 33 31 6d 7f 85 e9 00", '"\\u009b31m\\u007f\\u0085é"'],
  ];
  test.each(cases)("%s cannot break a row", (_what, bytes, shown) => {
    expect(lines(formatGrid(text.inspect(hex(bytes))))[1]).toBe(`  0x00  64  name   ${shown}`);
  });
});

test("more rows than a call takes arguments are printed like a few", () => {
  const list = structOf(0, [{ name: "list", bits: 4, count: "end" }]);
  const bytes = new Uint8Array(65_000);
  const text = formatGrid(list.inspect(bytes, { mostElements: 200_000 }));
  expect(lines(text).length).toBe(130_002);
});
