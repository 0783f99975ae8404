/** Links, copies and what a page shows of text that comes from a file. */
import { describe, expect, test } from "vitest";
import { arrayText, hexText } from "../../viewer/state/copy-text.js";
import { linkText, readLink } from "../../viewer/state/link.js";
import { RowCache } from "../../viewer/state/row-cache.js";
import { shown, sizeText } from "../../viewer/state/words.js";

describe("links", () => {
  test("a selection and back", () => {
    const linked = { index: 2, side: 1, path: "a.b[2].c", bit: 129, filter: "status != 0 && x", example: true };
    expect(linkText(linked)).toBe("#example=1&at=3&side=2&path=a.b%5B2%5D.c&bit=129&filter=status+%21%3D+0+%26%26+x");
    expect(readLink(linkText(linked))).toEqual(linked);
  });

  test.each(["", "#", "#top", "#at=0", "#at=-1", "#at=1e3", "#at=99999999999999999999"])("%j is none", (text) => {
    expect(readLink(text)).toBeUndefined();
  });
});

describe("copies", () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => index);

  test("hex has sixteen bytes a line", () => {
    expect(hexText(bytes)).toBe("00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n10 11");
  });

  test("a C array has a name that C takes", () => {
    expect(arrayText(bytes.subarray(0, 2), "a.b[2]")).toBe(
      "static const unsigned char a_b_2_[2] = {\n\t0x00, 0x01,\n};\n",
    );
    expect(arrayText(bytes.subarray(0, 1), "2x")).toContain(" _2x[1]");
    expect(arrayText(bytes.subarray(0, 0), "")).toBe("static const unsigned char _[0] = {\n\n};\n");
  });
});

describe("text from a file", () => {
  test.each([
    ["mlx5_0", "mlx5_0"],
    ["<b>&amp;", "<b>&amp;"],
    ["a\u202eb", "a⟨U+202E⟩b"],
    ["a\u0000\nb", "a␀␊b"],
    ["zero\u200bwidth", "zero⟨U+200B⟩width"],
    ["Größe 尺寸", "Größe 尺寸"],
  ])("%j is shown as %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each([
    [1, "1 byte"],
    [999, "999 bytes"],
    [1200, "1.2 kB"],
    [143_000_000, "143 MB"],
  ])("%d bytes are %s", (size, text) => {
    expect(sizeText(size)).toBe(text);
  });
});

describe("rows that were sent", () => {
  const page = (length: number, from: number) =>
    Array.from(
      { length },
      (_, at) =>
        ({
          index: from + at,
          kind: "rpc",
          time: "",
          device: "",
          what: "",
          status: "",
          verdict: "good",
          notes: 0,
          faults: 0,
        }) as const,
    );

  test("missing pages are those that are not there, or not full", () => {
    const cache = new RowCache();
    expect(cache.missing(0, 100, 1000)).toEqual([0, 1]);
    cache.put(0, page(64, 0));
    cache.put(1, page(10, 64));
    expect(cache.missing(0, 100, 74)).toEqual([]);
    expect(cache.missing(0, 100, 1000)).toEqual([1]);
    expect(cache.get(65)?.index).toBe(65);
    expect(cache.get(80)).toBeUndefined();
  });

  test("old pages make room", () => {
    const cache = new RowCache();
    for (let at = 0; at < 300; at += 1) cache.put(at, page(1, at * 64));
    expect(cache.get(0)).toBeUndefined();
    expect(cache.get(299 * 64)?.index).toBe(299 * 64);
  });
});
