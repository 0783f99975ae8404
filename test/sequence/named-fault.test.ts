/** What reading says when it cannot go on: the end of the bytes only where it is that, else what happened, with its cause. */
import * as r from "restructure";
import { describe, expect, test } from "vitest";
import { FwctlFault, isFwctlFault } from "../../src/fault/index.js";
import { bytesOf, Cursor, type Decoder, read, readAt, readBlocks } from "../../src/sequence/index.js";

function faultOf(action: () => unknown): FwctlFault {
  try {
    action();
  } catch (error) {
    if (isFwctlFault(error)) return error;
    throw error;
  }
  throw new Error("no fault");
}

const ten = new Uint8Array(10);
const own = new RangeError("the callback's own");
const versions = new r.VersionedStruct(r.uint8, { 1: { id: r.uint16le } });

describe("a type that cannot be read", () => {
  const cases: readonly [string, Decoder<unknown>, string][] = [
    [
      "a number past the end",
      new r.Array(r.uint32be, 3),
      "truncated p: the bytes end inside it (starts at 0x0, 10 bytes in all).",
    ],
    ["a version that no arm has", versions, 'selector p: no arm is declared for version "0".'],
    [
      "a callback that throws",
      bytesOf(() => {
        throw own;
      }),
      `schema p: its type throws "RangeError: the callback's own".`,
    ],
    [
      "a callback that finds no length",
      bytesOf(() => Number.NaN),
      "kind p: expects a whole number of bytes, received the number NaN.",
    ],
    ["a length below zero", bytesOf(-1), "range p: -1 bytes, a stream has no place before its start."],
  ];
  test.each(cases)("%s", (_what, type, message) => {
    const fault = faultOf(() => read(type, ten, "p"));
    expect(`${fault.code} ${fault.message}`).toBe(message);
  });

  test("a field called parent, which restructure hides in every struct", () => {
    const fault = faultOf(() => read(new r.Struct({ parent: r.uint8 }), ten, "p"));
    expect(fault.message).toMatch(/^p: its type throws "TypeError: /);
  });

  test("a callback's own error is the cause", () => {
    const type: Decoder<unknown> = {
      decode() {
        throw own;
      },
    };
    expect(faultOf(() => read(type, ten, "p")).cause).toBe(own);
  });

  test("a callback's own fault stays as it is", () => {
    const fault = new FwctlFault({ code: "integrity", path: "checksum", what: "is wrong" });
    const type: Decoder<unknown> = {
      decode() {
        throw fault;
      },
    };
    expect(faultOf(() => readAt(type, new Cursor(ten), "p"))).toBe(fault);
  });

  test("the rule of a stream of blocks is a callback too", () => {
    const length = (): number => {
      throw own;
    };
    const fault = faultOf(() => readBlocks(ten, { name: "segment", head: r.uint8, headBytes: 1, length }));
    expect([fault.code, fault.path, fault.cause]).toEqual(["schema", "segment[0]", own]);
  });
});

describe("what is no bytes", () => {
  const given: readonly [string, unknown, string][] = [
    ["null", null, "kind p: expects bytes (a Uint8Array), received nothing."],
    ["text", "00", 'kind p: expects bytes (a Uint8Array), received "00".'],
    ["an ArrayBuffer", new ArrayBuffer(1), "kind p: expects bytes (a Uint8Array), received an object."],
  ];
  test.each(given)("%s is refused", (_what, bytes, message) => {
    const fault = faultOf(() => Reflect.apply(read, undefined, [r.uint8, bytes, "p"]));
    expect(`${fault.code} ${fault.message}`).toBe(message);
  });

  test("a buffer that was transferred away ends at once", () => {
    const bytes = new Uint8Array(4);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(faultOf(() => read(r.uint8, bytes, "p")).code).toBe("truncated");
  });
});
