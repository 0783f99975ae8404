/**
 * pcapng: what is written comes back the same, and what others wrote is read as far as it is ours. Block layouts are those of
 * draft-ietf-opsawg-pcapng.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import {
  type CaptureRecord,
  type InfoRecord,
  type JsonValue,
  type RpcRecord,
  readCapture,
  writeCaptureLine,
} from "../../src/capture/index.js";
import { pcapngPieceBytes, pcapngReader, readPcapng, writePcapng } from "../../src/capture/pcapng.js";
import { type PcapngOption, pcapngBlocks } from "../../src/sequence/index.js";
import { messages } from "../support/capture.js";

type Exchange = RpcRecord | InfoRecord;

const isExchange = (record: CaptureRecord): record is Exchange => record.kind === "rpc" || record.kind === "info";

function joined(pieces: Iterable<Uint8Array>): Uint8Array {
  return Uint8Array.from([...pieces].flatMap((piece) => [...piece]));
}

const written = (...records: Exchange[]): Uint8Array => joined(writePcapng(records));
const back = (bytes: Uint8Array): CaptureRecord[] => [...readPcapng(bytes)];
const linesOf = (records: readonly CaptureRecord[]): string[] => records.filter(isExchange).map(writeCaptureLine);

const rpc: RpcRecord = {
  kind: "rpc",
  deviceType: 1,
  scope: 0,
  in: new Uint8Array([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  out: new Uint8Array(16),
  outLength: 16,
  ts: "2026-01-02T03:04:05.123456789Z",
  dev: "/dev/fwctl/fwctl0",
  notes: [],
};

const u32 = fc.nat({ max: 0xffff_ffff });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const bytes = fc.uint8Array({ maxLength: 64 });
const json = fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
const pointer = fc.record({
  at: u32,
  length: u32,
  direction: fc.constantFrom("in" as const, "out" as const, "inout" as const),
});
const recorderKeys = {
  ts: maybe(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string())),
  dev: maybe(fc.string({ unit: "binary" })),
  out: maybe(bytes),
  outLength: maybe(u32),
  errno: maybe(fc.oneof(fc.integer({ min: 1, max: 4095 }), fc.constantFrom("EINVAL", "EMADEUP"))),
  byteOrder: maybe(fc.constantFrom("le" as const, "be" as const)),
  meta: maybe(fc.dictionary(fc.string(), json)),
  extra: maybe(
    fc
      .dictionary(
        fc.string().map((key) => `x-${key}`),
        json,
      )
      .map((found) => new Map(Object.entries(found))),
  ),
  notes: fc.constant([]),
};
const anyRpc: fc.Arbitrary<RpcRecord> = fc.record({
  kind: fc.constant("rpc" as const),
  deviceType: u32,
  scope: u32,
  in: bytes,
  pointers: maybe(fc.array(pointer, { maxLength: 3 })),
  ...recorderKeys,
});
const anyInfo: fc.Arbitrary<InfoRecord> = fc.record({
  kind: fc.constant("info" as const),
  deviceType: maybe(u32),
  ...recorderKeys,
});

describe("there and back", () => {
  test("any exchange", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyRpc, anyInfo), { maxLength: 6 }), (records) => {
        expect(linesOf(back(written(...records)))).toEqual(records.map(writeCaptureLine));
      }),
    );
  });

  test("a recording of real exchanges, line by line", () => {
    const text = readFileSync(new URL("../../examples/session.ndjson", import.meta.url), "utf8");
    const records = [...readCapture(text)].filter(isExchange);
    expect(linesOf(back(written(...records))).join("")).toBe(records.map(writeCaptureLine).join(""));
  });

  test("an exchange of a kernel log, which knows no scope", () => {
    const { scope, ...without } = rpc;
    expect(back(written(without))).toEqual([expect.objectContaining({ in: rpc.in, out: rpc.out, scope: undefined })]);
  });

  test("a side longer than a packet may be continues in the next", () => {
    const long = new Uint8Array(2 * pcapngPieceBytes + 1).map((_, index) => index);
    expect(back(written({ ...rpc, out: long }))).toEqual([expect.objectContaining({ out: long })]);
  });

  test("more words than an option holds take several", () => {
    const meta = { words: "ü".repeat(100_000) };
    expect(back(written({ ...rpc, meta }))).toEqual([expect.objectContaining({ meta })]);
  });

  test("in any pieces", () => {
    const whole = written(rpc, { kind: "info", out: new Uint8Array([1, 2]), notes: [] }, rpc);
    for (const size of [1, 7, 64]) {
      const reader = pcapngReader();
      const records: CaptureRecord[] = [];
      for (let at = 0; at < whole.length; at += size) records.push(...reader.push(whole.subarray(at, at + size)));
      expect([...records, ...reader.end()]).toEqual(back(whole));
    }
  });
});

describe("what stands in the file", () => {
  test("the bytes of one exchange, block by block", () => {
    const pieces = [...writePcapng([rpc])].map((piece) => toHex(piece));
    expect(pieces.map((piece) => piece.slice(0, 8))).toEqual(["0a0d0d0a", "01000000", "06000000", "06000000"]);
    // if_name, if_tsresol 9.
    const name = toHex(new TextEncoder().encode("/dev/fwctl/fwctl0"));
    const block = ["01000000", "38000000", "9300", "0000", "00000000"];
    const options = ["02001100", name, "000000", "09000100", "09000000", "00000000"];
    expect(pieces[1]).toBe([...block, ...options, "38000000"].join(""));
  });

  const header = (index: number): string => {
    const packet = [...writePcapng([rpc])][2 + index] ?? new Uint8Array(0);
    return toHex(pcapngBlocks("le").packet.decode(packet).data.subarray(0, 40));
  };
  const words = (...numbers: number[]): string => toHex(new Uint8Array(new Uint32Array(numbers).buffer));

  test("the pseudo-header of a request: FWCT, version, ioctl, direction, length, then eight words", () => {
    expect(header(0)).toBe(`4657435401010028${words(0x0f, 0, 1, 0, 0, 16, 0, 16)}`);
  });

  test("the pseudo-header of its reply", () => {
    expect(header(1)).toBe(`4657435401010128${words(0x0f, 0, 1, 0, 0, 16, 0, 16)}`);
  });

  const times: readonly [string, string | number | undefined, bigint][] = [
    ["an ISO date", "2026-01-02T03:04:05.123456789Z", 1767323045123456789n],
    ["a date with a zone", "2026-01-02 03:04:05+01:00", 1767319445000000000n],
    ["seconds since boot", "920.711591", 920711591000n],
    ["a number of seconds", 1767323045.5, 1767323045500000000n],
    ["a number of milliseconds", 1767323045123, 1767323045123000000n],
    ["words that are no time", "noon", 0n],
    ["none", undefined, 0n],
  ];
  test.each(times)("time: %s", (_what, ts, nanoseconds) => {
    const packet = [...writePcapng([{ ...rpc, ts }])][2] ?? new Uint8Array(0);
    expect(pcapngBlocks("le").packet.decode(packet).timestamp).toBe(nanoseconds);
  });

  test("a record without a time takes that of the one before", () => {
    const pieces = [...writePcapng([rpc, { ...rpc, ts: undefined }])];
    const stamps = pieces.slice(2).map((piece) => pcapngBlocks("le").packet.decode(piece).timestamp);
    expect(new Set(stamps).size).toBe(1);
  });

  test("each device is an interface", () => {
    const devices = ["a", "b", "a"].map((dev) => ({ ...rpc, dev }));
    const types = [...writePcapng(devices)].map((piece) => piece[0]);
    expect(types).toEqual([0x0a, 1, 6, 6, 1, 6, 6, 6, 6]);
  });
});

const packetOf = (record: Exchange, index = 0): Uint8Array => {
  const piece = [...writePcapng([record])][2 + index] ?? new Uint8Array(0);
  return pcapngBlocks("le").packet.decode(piece).data;
};

interface Parts {
  readonly order?: "be" | "le";
  readonly linkType?: number;
  readonly interfaceOptions?: readonly PcapngOption[];
  readonly packets: readonly {
    readonly data: Uint8Array;
    readonly options?: readonly PcapngOption[];
    readonly on?: number;
  }[];
}

/** A file as another program might write it. */
function foreign({ order = "le", linkType = 147, interfaceOptions = [], packets }: Parts): Uint8Array {
  const blocks = pcapngBlocks(order);
  return joined([
    blocks.section.encode({ major: 1, minor: 0, sectionLength: 2n ** 64n - 1n, options: [] }),
    blocks.interface.encode({ linkType, snapLength: 0, options: interfaceOptions }),
    ...packets.map(({ data, options = [], on = 0 }) =>
      blocks.packet.encode({ interface: on, timestamp: 1_500_000n, originalLength: data.length, data, options }),
    ),
  ]);
}

const comment = (text: string): PcapngOption => ({ code: 1, value: new TextEncoder().encode(text) });

describe("files that passed through other programs", () => {
  const both = [{ data: packetOf(rpc) }, { data: packetOf(rpc, 1) }];

  test("without comments the header tells, and the packet's time; microseconds unless the interface says", () => {
    const [record] = back(foreign({ packets: both }));
    expect(record).toMatchObject({
      deviceType: 1,
      scope: 0,
      in: rpc.in,
      out: rpc.out,
      ts: "1970-01-01T00:00:01.500000000Z",
    });
  });

  test("a section of the other byte order", () => {
    expect(back(foreign({ order: "be", packets: both }))).toEqual(back(foreign({ packets: both })));
  });

  test("a resolution in powers of two", () => {
    const interfaceOptions = [{ code: 9, value: new Uint8Array([0x80 | 20]) }];
    const [record] = back(foreign({ interfaceOptions, packets: both }));
    expect(record?.ts).toBe("1970-01-01T00:00:01.430511474Z");
  });

  test("somebody's comment is a note", () => {
    const [record] = back(
      foreign({ packets: [{ data: packetOf(rpc), options: [comment("look here")] }, ...both.slice(1)] }),
    );
    expect(messages(record)).toEqual(["line 1: comment: look here."]);
  });

  test("two sections one behind the other, as cat makes them", () => {
    expect(linesOf(back(joined([written(rpc), written(rpc)])))).toEqual([rpc, rpc].map(writeCaptureLine));
  });

  test("blocks of other kinds are passed over", () => {
    const statistics = fromHex("050000001000000000000000 10000000".replaceAll(" ", "")) ?? new Uint8Array(0);
    expect(linesOf(back(joined([written(rpc), statistics])))).toEqual([writeCaptureLine(rpc)]);
  });

  test("packets of another link type are counted", () => {
    const records = back(foreign({ linkType: 1, packets: both }));
    expect(records.map((record) => [record.kind, ...messages(record)])).toEqual([
      ["lost", "2 packets of interface 1.0 were passed over: link type 1, not 147."],
    ]);
  });

  test("a request whose reply was filtered out is still there", () => {
    const records = back(foreign({ packets: both.slice(0, 1) }));
    expect(records.map(messages)).toEqual([["line 1: the reply of this request is not in the file."]]);
  });

  test("so is a reply without its request", () => {
    const records = back(foreign({ packets: both.slice(1) }));
    expect(records.map(messages)).toEqual([["line 1: the request of this reply is not in the file."]]);
  });
});

describe("bad input", () => {
  const whole = written(rpc);
  const lies = (at: number, value: number): Uint8Array => {
    const copy = whole.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };
  const cases: readonly [string, Uint8Array, string][] = [
    ["nothing", new Uint8Array(0), "0 bytes, too few for a pcapng file."],
    [
      "text",
      new TextEncoder().encode("hello, world!"),
      "does not start with a pcapng section header. What follows was not read.",
    ],
    [
      "a classic capture",
      fromHex("d4c3b2a1020004000000000000000000") ?? new Uint8Array(0),
      'is a classic pcap file, which has no comments: save it as pcapng ("editcap -F pcapng"). What follows was not read.',
    ],
    ["no byte order mark", lies(8, 0), "a section header has no byte order mark. What follows was not read."],
    [
      "a length of nothing",
      lies(4, 0),
      "the block behind packet 0 states 0 bytes, which no block can have. What follows was not read.",
    ],
    [
      "a length without end",
      lies(4, 0xffff_fff0),
      "the block behind packet 0 states 4294967280 bytes, more than the limit of 16777216. What follows was not read.",
    ],
    ["a file that is cut off", whole.subarray(0, 50), "2 bytes behind the last whole block: the file is cut off."],
  ];
  test.each(cases)("%s", (_what, bytes, message) => {
    expect(back(bytes).flatMap(messages)).toEqual([message]);
  });

  const packets: readonly [string, Uint8Array, number, string][] = [
    ["shorter than the header", new Uint8Array(8), 0, "line 1: has 8 bytes, the header alone takes 40."],
    [
      "of another program",
      new Uint8Array(64),
      0,
      "line 1: does not start with FWCT: another program's use of this link type.",
    ],
    ["on an interface that nobody described", packetOf(rpc), 5, "line 1: names interface 5, which is not described."],
  ];
  test.each(packets)("a packet %s", (_what, data, on, message) => {
    expect(back(foreign({ packets: [{ data, on }] })).flatMap(messages)).toEqual([message]);
  });

  test("a captured length beyond the block", () => {
    const file = foreign({ packets: [{ data: packetOf(rpc) }] });
    new DataView(file.buffer).setUint32(file.length - 12 - 56 - 0, 0xffff, true);
    expect(back(file).every((record) => record.kind === "lost" || record.kind === "rpc")).toBe(true);
  });

  test("a line in a comment that is none", () => {
    const [record] = back(foreign({ packets: [{ data: packetOf(rpc), options: [comment("fwctl-capture {")] }] }));
    expect(messages(record)[0]).toBe(
      "line 1: is not JSON: it breaks off or was never an object. One exchange is one line of JSON.",
    );
    expect(record).toMatchObject({ in: rpc.in });
  });

  test("any damage to a file yields records and nothing else", () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.nat({ max: whole.length }), (changes, length) => {
        const copy = whole.slice(0, length);
        for (const [at, value] of changes) copy[at] = value;
        expect(back(copy).every((record) => Array.isArray(record.notes))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("a record that no line can hold is refused before anything is written", () => {
    expect(() => written({ ...rpc, errno: 5000 })).toThrow("errno: 5000 is no errno.");
  });
});
