import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileFilter, type FilterValue } from "../../src/capture/index.js";
import { FwctlFault } from "../../src/fault/index.js";

const row = new Map<string, FilterValue>([
  ["status", 5],
  ["command", "QUERY_HCA_CAP"],
  ["dev", "0000:d2:00.0"],
  ["dpa", 0x1fc0n],
  ["handle", "0xffffffffffffffff"],
  ["serial", -5n],
  ["ts", "920.711591"],
  ["zero", 0],
  ["empty", ""],
  ["no", false],
  ["text", "bad resource state"],
  ["a.b[2].c", 7],
  ["record~ofed", 1],
]);
const passes = (filter: string): boolean => compileFilter(filter).test((name) => row.get(name));

describe("the filter language", () => {
  test.each([
    ["status != 0", true],
    ["status == 5", true],
    ["status == 0x5", true],
    ["status > 4 && status < 6", true],
    ["status >= 5 && status <= 5", true],
    ["status > 5 || status < 5", false],
    ["status != 0 && command == QUERY_HCA_CAP", true],
    ["command == query_hca_cap", true],
    ['command == "QUERY_HCA_CAP"', true],
    ["command == 'QUERY_HCA_CAP'", true],
    ["command ~ hca", true],
    ["command ~ QP", false],
    ["command != ACCESS_REG", true],
    ["dev == 0000:d2:00.0", true],
    ["dev ~ d2", true],
    ["dpa == 0x1fc0", true],
    ["dpa == 8128", true],
    ["handle == 18446744073709551615", true],
    ["handle > 0xfffffffffffffffe", true],
    ["serial < 0", true],
    ["serial == -5", true],
    ["ts > 920 && ts < 921", true],
    ["ts >= 920.7115", true],
    ['text == "bad resource state"', true],
    ['text ~ "resource st"', true],
    ["a.b[2].c == 7", true],
    ['"record~ofed" == 1', true],
    ["status", true],
    ["zero", false],
    ["empty", false],
    ["no", false],
    ["missing", false],
    ["!missing", true],
    ["missing == 0", false],
    ["missing != 0", false],
    ["!(missing == 0)", true],
    ["!status", false],
    ["!!status", true],
    ["(status)", true],
    ["status == 5 || missing && missing", true],
    ["(status == 5 || missing) && missing", false],
    ["  status==5&&dev~d2  ", true],
    ["zero == false", false],
    ["no == 0", true],
    ["__proto__", false],
    ['text == "a \\" b"', false],
  ])("%s: %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });

  test("tells which names it asks for", () => {
    expect(compileFilter("a == 1 && (b ~ x || a) && !c").names).toEqual(["a", "b", "c"]);
  });
});

describe("a filter that is wrong", () => {
  test.each([
    ["", "filter, column 1: the filter ends where the name of a value should be. Such as status != 0."],
    ["status ==", "filter, column 10: a value is missing behind ==. A number, a word, or text in quotes."],
    ["status == && x", "filter, column 11: a value is missing behind ==. A number, a word, or text in quotes."],
    ["== 5", 'filter, column 1: "==" stands where the name of a value should be. Such as status != 0.'],
    ["5 == status", 'filter, column 1: "5" stands where the name of a value should be. Such as status != 0.'],
    ["status = 5", 'filter, column 8: "=" means nothing here. Put text in quotes: name == "a b".'],
    ["status == 5 command", 'filter, column 13: "command" cannot follow here. Join conditions with && or ||.'],
    ["(status == 5", "filter, column 13: a ) is missing. It closes the ( at column 1."],
    ["status == 5)", 'filter, column 12: ")" cannot follow here. Join conditions with && or ||.'],
    ['text == "open', 'filter, column 9: the text that starts here has no closing ".'],
    ["status & 1", 'filter, column 8: "&" means nothing here. Put text in quotes: name == "a b".'],
    ["a || ", "filter, column 6: the filter ends where the name of a value should be. Such as status != 0."],
    ["!".repeat(100), "filter, column 66: is nested deeper than 64 levels."],
    ["(".repeat(100), "filter, column 66: is nested deeper than 64 levels."],
    ["a".repeat(5000), "filter, column 1: the filter has 5000 characters, at most 4096 are read."],
  ])("%s", (filter, message) => {
    expect(() => compileFilter(filter)).toThrow(message);
  });

  test("never throws anything but a fault", () => {
    const words = fc.constantFrom("status", "==", "&&", "||", "!", "(", ")", "0x5", '"a"', "~", "<=", " ", "'");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(" ")),
        ),
        (filter) => {
          try {
            expect(typeof compileFilter(filter).test((name) => row.get(name))).toBe("boolean");
          } catch (fault) {
            expect(fault).toBeInstanceOf(FwctlFault);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
