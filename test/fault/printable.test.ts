/** Messages name what stands in files: such names are shown, and never obeyed by a terminal. */
import { describe, expect, test } from "vitest";
import { message, printable, printableLines } from "../../src/fault/index.js";

describe("what a terminal obeys becomes the escapes of JSON", () => {
  test.each([
    ["the escape character", "\u001b[31m", "\\u001b[31m"],
    ["its form in Latin-1", "\u009b31m", "\\u009b31m"],
    ["a bell and a rubout", "\u0007\u007f", "\\u0007\\u007f"],
    ["an override of direction", "\u202etxt", "\\u202etxt"],
    ["an isolate and its end", "\u2066a\u2069", "\\u2066a\\u2069"],
    ["a separator of lines", "a\u2028b", "a\\u2028b"],
    ["other letters stay", "Grüße, 寿司, 🙂", "Grüße, 寿司, 🙂"],
  ])("%s", (_what, text, expected) => {
    expect([printable(text), printableLines(text)]).toEqual([expected, expected]);
  });

  test("a line feed stays where there may be several lines", () => {
    expect([printable("a\nb"), printableLines("a\nb")]).toEqual(["a\\u000ab", "a\nb"]);
  });
});

test("a message is one line, whatever its path", () => {
  const facts = { code: "schema", path: "a\n\u001b.json", what: "has no struct \u009b" } as const;
  expect(message(facts)).toBe("a\\u000a\\u001b.json: has no struct \\u009b.");
});
