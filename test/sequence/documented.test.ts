/** The examples of docs/sequences.md: they are the files in documented/, and the files do what the page says. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import * as sequence from "../../src/sequence/index.js";
import { exampleBodies, importedNames, pageText, shownBodies } from "../support/documented.js";
import { withCrash } from "./documented/append.js";
import { crashLog } from "./documented/crash-log.js";

const page = pageText("docs/sequences.md");
const [schema = "", printed = ""] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block);
const bytes = Uint8Array.from((/of `([0-9a-f ]+)` gives/.exec(page)?.[1] ?? "").split(" "), (pair) =>
  Number.parseInt(pair, 16),
);
const log = crashLog(schema);

describe("the page", () => {
  test.each(exampleBodies("sequence"))("shows %s", (_, body) => {
    expect(shownBodies(page)).toContain(body);
  });

  test("imports what there is", () => {
    expect(importedNames(page, "fwctl-codec/sequence").filter((name) => !Object.keys(sequence).includes(name))).toEqual(
      [],
    );
  });

  test("names in its table what there is", () => {
    const named = [...page.matchAll(/^\| (`.+`) \|/gm)].flatMap(([, cell = ""]) => [...cell.matchAll(/`(\w+)\(/g)]);
    expect(named.map(([, name = ""]) => name).filter((name) => !Object.keys(sequence).includes(name))).toEqual([]);
    expect(named.length).toBe(7);
  });

  test("is linked from the README and the architecture", () => {
    for (const file of ["README.md", "ARCHITECTURE.md"]) expect(pageText(file)).toContain("(docs/sequences.md)");
  });
});

describe("the crash log", () => {
  test("reads as the page prints it", () => {
    const value = sequence.read(log, bytes, "crash log");
    const text = JSON.stringify(value, (_key, one: unknown) =>
      typeof one === "bigint" ? `0x${one.toString(16)}` : one,
    );
    expect(JSON.parse(text)).toEqual(JSON.parse(printed));
  });

  test("writes the same bytes again", () => {
    expect(toHex(sequence.write(log, sequence.read(log, bytes, "crash log")))).toBe(toHex(bytes));
  });

  test("takes another entry", () => {
    const longer = withCrash(log, bytes, 11);
    expect(sequence.read(log, longer, "crash log")["entries"]).toHaveLength(3);
    expect(toHex(longer.subarray(0, 2))).toBe("0300");
  });

  test("of a generation that no arm has, is the fault of the page", () => {
    const newer = Uint8Array.of(1, 0, 3);
    const read = (): unknown => {
      try {
        return sequence.read(log, newer, "crash log");
      } catch (error) {
        return isFwctlFault(error) ? `\`${error.code}\` … \`${error.message}\`` : error;
      }
    };
    const message = String(read()).split(" … ")[1] ?? "no message";
    expect(page).toContain(message);
  });
});
