import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import {
  type CapturePointer,
  type CaptureRecord,
  captureJsonSchema,
  type InfoRecord,
  type JsonObject,
  type JsonValue,
  type RpcRecord,
  readCapture,
  readCaptureLine,
  writeCaptureLine,
} from "../../src/capture/index.js";
import { FwctlFault } from "../../src/fault/index.js";
import { messages, pieces, plain } from "../support/capture.js";

const read = (text: string): CaptureRecord[] => [...readCapture(text)];
const rpc = '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"0100"';

describe("a line of fwctl-capture", () => {
  test("of an rpc", () => {
    const text = `${rpc},"ts":"2026-11-01T10:00:00Z","dev":"/dev/fwctl/fwctl0","out":"00ff","outLength":4112,"byteOrder":"be","meta":{"fw":"22.39"}}`;
    expect(read(text).map(plain)).toEqual([
      {
        kind: "rpc",
        line: 1,
        ts: "2026-11-01T10:00:00Z",
        dev: "/dev/fwctl/fwctl0",
        deviceType: 1,
        scope: 0,
        in: "0100",
        out: "00ff",
        outLength: 4112,
        byteOrder: "be",
        meta: { fw: "22.39" },
        notes: [],
      },
    ]);
  });

  test("of an info", () => {
    expect(read('{"v":1,"ioctl":"info","deviceType":1,"out":"0100000003000000"}').map(plain)).toEqual([
      { kind: "info", line: 1, deviceType: 1, out: "0100000003000000", notes: [] },
    ]);
  });

  test("of a call that failed", () => {
    expect(read(`${rpc},"errno":"EBADMSG"}\n${rpc},"errno":74}`).map((record) => plain(record)["errno"])).toEqual([
      "EBADMSG",
      74,
    ]);
  });

  test("with pointers, before and after the call", () => {
    const text = `${rpc},"pointers":[{"at":16,"direction":"inout","length":4,"data":"00","after":"11223344","pointers":[{"at":0,"direction":"out","length":2}]}]}`;
    const [record] = read(text);
    const pointers: readonly CapturePointer[] = record?.kind === "rpc" ? (record.pointers ?? []) : [];
    expect(
      pointers.map((one) => [one.at, one.direction, one.length, one.after && toHex(one.after), one.pointers]),
    ).toEqual([[16, "inout", 4, "11223344", [{ at: 0, direction: "out", length: 2 }]]]);
  });

  test("blank lines, a byte order mark and Windows ends of line are nothing", () => {
    expect(read(`\ufeff${rpc}}\r\n\r\n  \n${rpc}}\r\n`).map((record) => [record.kind, record.line])).toEqual([
      ["rpc", 1],
      ["rpc", 4],
    ]);
  });

  test("in UTF-16", () => {
    const text = `\ufeff${rpc},"dev":"é"}\r\n`;
    const bytes = new Uint8Array(text.length * 2);
    for (let index = 0; index < text.length; index += 1)
      new DataView(bytes.buffer).setUint16(index * 2, text.charCodeAt(index), true);
    for (const size of [1, 2, 3, bytes.length]) {
      const cut: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
      expect([...readCapture(cut)]).toMatchObject([{ kind: "rpc", dev: "é" }]);
    }
  });
});

const lost: readonly [text: string, message: string][] = [
  ["{", "line 1: is not JSON: it breaks off or was never an object. One exchange is one line of JSON."],
  ['{"v":1,}', "line 1: is not JSON. One exchange is one line of JSON."],
  ["[]", "line 1: is an array of 0, expected an object."],
  ["null", "line 1: is null, expected an object."],
  ['"text"', 'line 1: is "text", expected an object.'],
  ["{}", 'line 1: "v" is nothing, expected 1. A line starts with {"v":1.'],
  ['{"v":2,"ioctl":"rpc"}', 'line 1: "v" is 2, expected 1. It was written by another version of the format.'],
  ['{"v":"1","ioctl":"rpc"}', 'line 1: "v" is "1", expected 1. It was written by another version of the format.'],
  ['{"v":1}', 'line 1: "ioctl" is nothing, expected "info" or "rpc".'],
  ['{"v":1,"ioctl":"INFO"}', 'line 1: "ioctl" is "INFO", expected "info" or "rpc".'],
  [
    '{"v":1,"ioctl":"rpc"}',
    'line 1: "deviceType" is nothing, expected a whole number from 0 to 4294967295; "scope" is nothing, expected a whole number from 0 to 4294967295; "in" is nothing, expected an even number of hex digits. The exchange is passed over.',
  ],
  [
    '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"010"}',
    'line 1: "in" is "010", expected an even number of hex digits. The exchange is passed over.',
  ],
  [
    '{"v":1,"ioctl":"rpc","deviceType":1e400,"scope":0,"in":""}',
    'line 1: "deviceType" is null, expected a whole number from 0 to 4294967295. The exchange is passed over.',
  ],
  [
    '{"v":1,"ioctl":"rpc","deviceType":-1,"scope":0,"in":""}',
    'line 1: "deviceType" is -1, expected a whole number from 0 to 4294967295. The exchange is passed over.',
  ],
  [
    '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0.5,"in":""}',
    'line 1: "scope" is 0.5, expected a whole number from 0 to 4294967295. The exchange is passed over.',
  ],
  [`{"v":1,"a":${"[".repeat(70)}${"]".repeat(70)}}`, "line 1: is nested deeper than 64 levels."],
  ['{"__proto__":{"v":1,"ioctl":"info"}}', 'line 1: "v" is nothing, expected 1. A line starts with {"v":1.'],
];

describe("a line that is no exchange is lost, with the reason", () => {
  test.each(lost)("%s", (text, message) => {
    expect(read(text).map(plain)).toEqual([{ kind: "lost", line: 1, notes: [message] }]);
  });

  test("and the rest is still read", () => {
    expect(read(`${rpc}}\n{"v":1,"ioctl":"rp\n${rpc}}\n`).map((record) => [record.kind, record.line])).toEqual([
      ["rpc", 1],
      ["lost", 2],
      ["rpc", 3],
    ]);
  });

  test("a line beyond the limit", () => {
    const text = `${rpc}}\n${rpc},"meta":{"a":"${"x".repeat(400)}"}}\n${rpc}}\n`;
    for (const size of [1, 10, 1000]) {
      const records = [...readCapture(pieces(text, size), { lineLimit: 200 })];
      expect(records.map((record) => [record.kind, record.line])).toEqual([
        ["rpc", 1],
        ["lost", 2],
        ["rpc", 3],
      ]);
      expect(messages(records[1])).toEqual(["line 2: has 474 bytes, more than the limit. Raise lineLimit to read it."]);
    }
  });

  test("binary fed as text", () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) & 0xff);
    expect([...readCapture(bytes)].every((record) => record.kind === "lost")).toBe(true);
  });
});

describe("a key that cannot be read costs that key alone", () => {
  test.each([
    ["out", '"0"', "an even number of hex digits"],
    ["out", "5", "an even number of hex digits"],
    ["outLength", "-1", "a whole number from 0 to 4294967295"],
    ["outLength", "18446744073709551616", "a whole number from 0 to 4294967295"],
    ["errno", "0", "1 to 4095 or a name such as EINVAL"],
    ["errno", '"einval"', "1 to 4095 or a name such as EINVAL"],
    ["ts", "true", "a number or text"],
    ["dev", "7", "text"],
    ["byteOrder", '"big"', '"le" or "be"'],
    ["meta", "[]", "an object nested at most 64 deep"],
    ["pointers", "{}", "an array of { at, direction, length, data?, after?, pointers? }"],
    ["pointers", '[{"at":0}]', "an array of { at, direction, length, data?, after?, pointers? }"],
    [
      "pointers",
      '[{"at":0,"direction":"in","length":1,"data":"x"}]',
      "an array of { at, direction, length, data?, after?, pointers? }",
    ],
  ])("%s: %s", (key, value, expected) => {
    const [record] = read(`${rpc},"${key}":${value}}`);
    expect(record?.kind).toBe("rpc");
    expect(messages(record)[0]).toContain(`"${key}" is `);
    expect(messages(record)[0]).toContain(`expected ${expected}. The key is kept as it is, unread.`);
    expect(record?.kind === "rpc" ? record.extra?.get(key) : undefined).toEqual(JSON.parse(value));
  });

  test("keys that the format does not name are kept and written back", () => {
    const text = `${rpc},"__proto__":{"x":1},"vendor":[1,"a"]}\n`;
    const [record] = read(text);
    expect(messages(record)).toEqual([
      'line 1: "__proto__" is no key of fwctl-capture version 1. It is kept.',
      'line 1: "vendor" is no key of fwctl-capture version 1. It is kept.',
    ]);
    expect(record?.kind === "rpc" ? writeCaptureLine(record) : "").toBe(text);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  test("a buffer above 2 MiB is kept and noted: the kernel refuses it", () => {
    const [record] = read(
      `{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"${"00".repeat(2_097_153)}","errno":"EMSGSIZE"}`,
    );
    expect(record?.kind === "rpc" ? record.in?.length : 0).toBe(2_097_153);
    expect(messages(record)).toEqual(['line 1: "in" has 2097153 bytes, more than the 2097152 that fwctl takes.']);
  });

  test("a reply beside an errno is noted", () => {
    expect(messages(read(`${rpc},"out":"","errno":5}`)[0])).toEqual([
      'line 1: has both "errno" and "out": a call that failed brings no reply back.',
    ]);
  });

  test("bytes that are not UTF-8 are noted", () => {
    const bytes = new TextEncoder().encode(`${rpc},"dev":"@"}`);
    bytes[bytes.indexOf(64)] = 0xe9;
    expect([...readCapture(bytes)].map(messages)).toEqual([["line 1: is not UTF-8; other bytes became U+FFFD."]]);
  });
});

const bytesArbitrary = fc.uint8Array({ maxLength: 40 });
const u32 = fc.nat({ max: 0xffff_ffff });
const json: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 3 })
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)));
const metaArbitrary: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.string({ maxLength: 8 }), json)
  .map((value): JsonObject => JSON.parse(JSON.stringify(value)));
const pointerArbitrary: fc.Arbitrary<CapturePointer> = fc.record(
  {
    at: u32,
    direction: fc.constantFrom("in" as const, "out" as const, "inout" as const),
    length: u32,
    data: bytesArbitrary,
    after: bytesArbitrary,
  },
  { requiredKeys: ["at", "direction", "length"] },
);
const recorderArbitraries = {
  ts: fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  ),
  dev: fc.string(),
  out: bytesArbitrary,
  outLength: u32,
  errno: fc.oneof(fc.integer({ min: 1, max: 4095 }), fc.constantFrom("EINVAL", "E2BIG")),
  byteOrder: fc.constantFrom("le" as const, "be" as const),
  meta: metaArbitrary,
};
const rpcArbitrary: fc.Arbitrary<RpcRecord> = fc.record(
  {
    kind: fc.constant("rpc" as const),
    deviceType: u32,
    scope: u32,
    in: bytesArbitrary,
    pointers: fc.array(pointerArbitrary, { maxLength: 3 }),
    notes: fc.constant([]),
    ...recorderArbitraries,
  },
  { requiredKeys: ["kind", "deviceType", "scope", "in", "notes"] },
);
const infoArbitrary: fc.Arbitrary<InfoRecord> = fc.record(
  { kind: fc.constant("info" as const), deviceType: u32, notes: fc.constant([]), ...recorderArbitraries },
  { requiredKeys: ["kind", "notes"] },
);

describe("write, then read", () => {
  test("is identity", () => {
    fc.assert(
      fc.property(fc.oneof(rpcArbitrary, infoArbitrary), (record) => {
        const [again] = [...readCapture(writeCaptureLine(record))];
        expect({ ...again, line: undefined, notes: [] }).toEqual(record);
      }),
      { numRuns: 300 },
    );
  });

  test("what is written passes the JSON Schema", () => {
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
      captureJsonSchema(),
    );
    fc.assert(
      fc.property(fc.oneof(rpcArbitrary, infoArbitrary), (record) => {
        expect(validate(JSON.parse(writeCaptureLine(record)))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test.each(
    lost.filter(([text]) => text.startsWith("{") && text.endsWith("}") && !text.endsWith(",}") && !text.includes("[[")),
  )("the JSON Schema refuses %s too", (text) => {
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
      captureJsonSchema(),
    );
    expect(validate(JSON.parse(text))).toBe(false);
  });

  test.each<[string, RpcRecord, string]>([
    [
      "no scope",
      { kind: "rpc", deviceType: 1, in: new Uint8Array(0), notes: [] },
      "scope: is missing: a capture has it for every rpc. Supply it before writing the record.",
    ],
    [
      "a scope that is no number",
      { kind: "rpc", deviceType: 1, scope: Number.NaN, in: new Uint8Array(0), notes: [] },
      "scope: NaN is no whole number from 0 to 4294967295.",
    ],
    [
      "an endless time",
      { kind: "rpc", deviceType: 1, scope: 0, in: new Uint8Array(0), ts: Number.POSITIVE_INFINITY, notes: [] },
      "ts: Infinity is no time.",
    ],
    [
      "errno 0",
      { kind: "rpc", deviceType: 1, scope: 0, in: new Uint8Array(0), errno: 0, notes: [] },
      "errno: 0 is no errno.",
    ],
    [
      "an extra key that is one of the format's",
      { kind: "rpc", deviceType: 1, scope: 0, in: new Uint8Array(0), extra: new Map([["in", "00"]]), notes: [] },
      "in: is an extra key and a key of the format at the same time.",
    ],
  ])("refuses %s", (_, record, message) => {
    expect(() => writeCaptureLine(record)).toThrow(FwctlFault);
    expect(() => writeCaptureLine(record)).toThrow(message);
  });

  test("no text makes the reader throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          json.map((value) => JSON.stringify({ v: 1, ioctl: "rpc", in: value, meta: value })),
        ),
        (text) => {
          expect(["rpc", "info", "lost"]).toContain(readCaptureLine(text).kind);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("chunks", () => {
  const text = `${rpc},"dev":"😀 é"}\n`.repeat(3);

  test.each([1, 2, 3, 5, 100])("of %i bytes, arriving", async (size) => {
    async function* arriving(): AsyncGenerator<Uint8Array> {
      yield* pieces(text, size);
    }
    const records: CaptureRecord[] = [];
    for await (const record of readCapture(arriving())) records.push(record);
    expect(records.map((record) => [record.line, record.dev])).toEqual([1, 2, 3].map((line) => [line, "😀 é"]));
  });

  test.each([1, 2, 3, 7])("of %i characters, pairs of surrogates cut", (size) => {
    const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    expect([...readCapture(parts)].map((record) => record.dev)).toEqual(["😀 é", "😀 é", "😀 é"]);
  });
});
