/** What a caller gives beside the bytes: limits, chunks, records to write. JavaScript does not see the types. */
import { describe, expect, test } from "vitest";
import {
  captureReader,
  readAny,
  readCapture,
  readKernelLog,
  readStrace,
  writeCaptureLine,
} from "../../src/capture/index.js";
import { readPcapng } from "../../src/capture/pcapng.js";
import { refused } from "../support/refused.js";

const line = '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"0100"}';
const errorLine =
  "mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)";

describe("a limit counts the line without its end", () => {
  const ends: readonly [string, string][] = [
    ["LF", "\n"],
    ["CR LF", "\r\n"],
    ["nothing", ""],
    ["CR and nothing", "\r"],
  ];
  const pieces = (text: string, size: number): string[] =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

  describe.each(ends)("with %s", (_name, end) => {
    test.each([1, 7, 1000])("in pieces of %d: a line of the limit is read, a longer one lost", (size) => {
      const kinds = (lineLimit: number): string[] =>
        [...readCapture(pieces(line + end, size), { lineLimit })].map((one) => one.kind);
      expect([kinds(line.length), kinds(line.length - 1)]).toEqual([["rpc"], ["lost"]]);
    });

    test.each([1, 7, 1000])("in pieces of %d, of a kernel log", (size) => {
      const kinds = (lineLimit: number): string[] =>
        [...readKernelLog(pieces(errorLine + end, size), { lineLimit })].map((one) => one.kind);
      expect([kinds(errorLine.length), kinds(errorLine.length - 1)]).toEqual([["error-line"], ["lost"]]);
    });
  });

  test("and says how long it was", () => {
    const [record] = readCapture(`${line}\r\n`, { lineLimit: 9 });
    expect(record?.notes.map((one) => one.message)).toEqual([
      `line 1: has ${line.length} bytes, more than the limit. Raise lineLimit to read it.`,
    ]);
  });
});

describe("a limit that is none", () => {
  const limits: readonly [unknown, string][] = [
    [Number.NaN, "kind lineLimit: expects a number of bytes, received the number NaN."],
    ["16", 'kind lineLimit: expects a number of bytes, received "16".'],
    [null, "kind lineLimit: expects a number of bytes, received nothing."],
    [0, "range lineLimit: 0 is no limit: it is a whole number of bytes, at least 1."],
    [-1, "range lineLimit: -1 is no limit: it is a whole number of bytes, at least 1."],
    [1.5, "range lineLimit: 1.5 is no limit: it is a whole number of bytes, at least 1."],
  ];
  test.each(limits)("%s", (lineLimit, message) => {
    for (const read of [readCapture, readKernelLog, readStrace]) {
      expect(refused(() => Reflect.apply(read, undefined, ["", { lineLimit }]))).toBe(message);
    }
  });

  test("the limit of a block is checked too", () => {
    expect(refused(() => readPcapng("", { blockLimit: Number.NaN }))).toMatch(/^kind blockLimit: /);
  });

  test("Infinity is no limit at all", () => {
    expect([...readCapture(line, { lineLimit: Number.POSITIVE_INFINITY })].map((one) => one.kind)).toEqual(["rpc"]);
  });
});

describe("what is neither bytes nor text", () => {
  const chunks: readonly [string, unknown, string][] = [
    ["an ArrayBuffer", new ArrayBuffer(4), "an object"],
    ["numbers", 123, "the number 123"],
    ["null", null, "nothing"],
    ["words of 16 bits", new Uint16Array(2), "an object"],
  ];
  describe.each(chunks)("%s", (_what, chunk, received) => {
    const message = `kind chunk: expects bytes (a Uint8Array) or text, received ${received}.`;

    test("as a chunk", () => {
      const reading = (): unknown => [...Reflect.apply(readCapture, undefined, [[chunk]])];
      expect(refused(reading)).toBe(message);
    });

    test("as a chunk that arrives", async () => {
      async function* arriving() {
        yield chunk;
      }
      const records: AsyncIterable<unknown> = Reflect.apply(readAny, undefined, [arriving()]);
      const reading = async (): Promise<void> => {
        for await (const record of records) expect(record).toBe(undefined);
      };
      await expect(reading()).rejects.toThrow(message.replace("kind ", ""));
    });
  });

  test.each([null, undefined, 5, {}, new ArrayBuffer(4)])("%s as the input", (input) => {
    expect(refused(() => Reflect.apply(readCapture, undefined, [input]))).toMatch(/^kind input: expects bytes, text/);
  });
});

describe("a record that no line can hold is refused", () => {
  const rpc = { kind: "rpc", deviceType: 1, scope: 0, in: new Uint8Array(2), notes: [] };
  const pointer = { at: 0, direction: "in", length: 0 };
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const records: readonly [string, unknown, string][] = [
    ["nothing", null, "kind record: expects an rpc or info record, received nothing."],
    ["a lost one", { kind: "lost", notes: [] }, 'capture record: is of kind "lost", a line holds an rpc or an info.'],
    ["text for bytes", { ...rpc, in: "x" }, 'kind in: expects bytes (a Uint8Array), received "x".'],
    ["a list for bytes", { ...rpc, out: [1] }, "kind out: expects bytes (a Uint8Array), received a list of 1."],
    ["a number for a device", { ...rpc, dev: 5 }, "kind dev: expects text, received the number 5."],
    ["a flag for a time", { ...rpc, ts: true }, "kind ts: expects a number or text, received a boolean."],
    ["an order that is none", { ...rpc, byteOrder: "me" }, 'kind byteOrder: expects "le" or "be", received "me".'],
    ["a list for meta", { ...rpc, meta: [1] }, "kind meta: expects an object, received a list of 1."],
    ["meta that contains itself", { ...rpc, meta: circular }, "capture meta: is nested deeper than 64 levels."],
    [
      "a bigint in meta",
      { ...rpc, meta: { n: 5n } },
      "kind record: expects plain data, received a value that throws when it is read.",
    ],
    [
      "a function as a key",
      { ...rpc, extra: new Map([["f", () => 1]]) },
      "kind f: expects a value of JSON, received a function.",
    ],
    ["pointers that are no list", { ...rpc, pointers: pointer }, "kind pointers: expects a list, received an object."],
    [
      "a pointer of no direction",
      { ...rpc, pointers: [{ ...pointer, direction: "up" }] },
      'kind pointers.direction: expects "in", "out" or "inout", received "up".',
    ],
    [
      "a pointer to text",
      { ...rpc, pointers: [{ ...pointer, data: "00" }] },
      'kind pointers.data: expects bytes (a Uint8Array), received "00".',
    ],
  ];
  test.each(records)("%s", (_what, record, message) => {
    expect(refused(() => Reflect.apply(writeCaptureLine, undefined, [record]))).toBe(message);
  });
});

test("a reader that is fed by hand has the same limits", () => {
  expect(refused(() => captureReader({ lineLimit: Number.NaN }))).toMatch(/^kind lineLimit: /);
});
