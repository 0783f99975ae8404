import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataView, toHex } from "../../src/bits/index.js";
import type { RpcReply } from "../../src/catalog/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import {
  type DumpOptions,
  type DumpRequest,
  dumpOf,
  menuRecordNamed,
  menuSegmentType,
  type ResourceDump,
  readSegments,
  resourceDump,
} from "../../src/mlx5/resource-dump.js";

/** A segment: type, then its dwords; the length in front is filled in. */
function segment(type: number, ...dwords: number[]): number[] {
  return [(dwords.length + 1) * 0x1_0000 + type, ...dwords];
}

function stream(...segments: readonly number[][]): Uint8Array {
  const dwords = segments.flat();
  const data = new DataView(new ArrayBuffer(dwords.length * 4));
  for (const [index, dword] of dwords.entries()) data.setUint32(index * 4, dword);
  return new Uint8Array(data.buffer);
}

/** Text in dwords, filled up with NULs. */
function text(value: string, dwords: number): number[] {
  const bytes = new Uint8Array(dwords * 4);
  bytes.set(new TextEncoder().encode(value));
  const data = dataView(bytes);
  return Array.from({ length: dwords }, (_, index) => data.getUint32(index * 4));
}

const info = segment(0xfffe, 1, 0x20d, 0x161f_0bb8);
const command = segment(0xfffa, 0x1101_0000, 0x22, 1, 0);
const terminate = segment(0xfffb);
const notice = segment(0xfff9, 7, 0, 0, ...text("partial dump", 8));
const error = segment(0xfffc, 9, 0, 0, ...text("no such queue pair", 8));
const reference = segment(0xfffd, 0x1200, 0x46f, 1, 0x0003_ffff);

/** A menu record; `flags` are its first 16 bits. */
const record = (flags: number, type: number, name: string, index1 = "", index2 = ""): number[] => [
  flags * 0x1_0000 + type,
  ...text(name, 4),
  ...text(index1, 4),
  ...text(index2, 4),
];
const menu = segment(
  0xffff,
  2,
  // index1 required, index2 and num_of_obj1 optional, all and active understood for num_of_obj1.
  ...record(0b0000_0000_1101_0111, 0x1101, "PRM_QUERY_QP", "QPN", "VHCA"),
  ...record(0, 0x1200, "RX_SLICE_ALL"),
);

const namedMenu = readSegments(stream(info, menu, terminate), mlx5).menu;

const messages = (bytes: Uint8Array): string[] => readSegments(bytes, mlx5).notes.map((one) => one.message);

describe("control segments", () => {
  const { segments, notes } = readSegments(stream(info, command, menu, notice, reference, error, terminate), mlx5);

  test("all seven kinds, where they stand", () => {
    expect(segments.map(({ kind, type, at }) => [kind, type, at])).toEqual([
      ["info", 0xfffe, 0],
      ["command", 0xfffa, 16],
      ["menu", 0xffff, 36],
      ["notice", 0xfff9, 148],
      ["reference", 0xfffd, 196],
      ["error", 0xfffc, 216],
      ["terminate", 0xfffb, 264],
    ]);
    expect(notes).toEqual([]);
  });

  test.each<[string, object]>([
    ["info", { dump_version: 1, hw_version: 0x20d, fw_version: 0x161f_0bb8 }],
    ["command", { segment_called: 0x1101, vhca_id: 0, index1: 0x22, index2: 1, num_of_obj1: 0, num_of_obj2: 0 }],
    ["reference", { reference_segment: 0x1200, index1: 0x46f, index2: 1, num_of_obj1: 3, num_of_obj2: 0xffff }],
    ["notice", { syndrome_id: 7 }],
    ["error", { syndrome_id: 9 }],
    ["menu", { num_of_records: 2 }],
  ])("the fields of %s", (kind, fields) => {
    expect(segments.find((one) => one.kind === kind)?.value).toMatchObject(fields);
  });

  test("notice and error in words", () => {
    expect(segments.flatMap((one) => one.text ?? [])).toEqual(["partial dump", "no such queue pair"]);
  });
});

describe("the menu", () => {
  const dump = readSegments(stream(info, command, menu, terminate), mlx5);

  test("what can be dumped, and which numbers that takes", () => {
    const { index1, index2, numOfObj1, numOfObj2, ...first } = menuRecordNamed(dump.menu, "PRM_QUERY_QP");
    expect(first).toEqual({ type: 0x1101, name: "PRM_QUERY_QP" });
    expect([index1, index2]).toEqual([
      { use: "required", name: "QPN", all: false, active: false },
      { use: "optional", name: "VHCA", all: false, active: false },
    ]);
    expect([numOfObj1, numOfObj2]).toEqual([
      { use: "optional", name: "", all: true, active: true },
      { use: "unused", name: "", all: false, active: false },
    ]);
  });

  test("a name that it has not", () => {
    expect(faultOf(() => menuRecordNamed(dump.menu, "PRM_QUERY_CQ"))?.message).toBe(
      'resource dump menu: has no resource "PRM_QUERY_CQ". Nearest: PRM_QUERY_QP.',
    );
  });

  test("a count that lies", () => {
    const lying = [...menu];
    lying[1] = 9;
    expect(messages(stream(info, lying, terminate))).toEqual([
      "segment[1].resource_dump_menu_segment.record: num_of_records says 9, the bytes hold 2.",
    ]);
  });
});

describe("resource segments", () => {
  // opt_param_mask, ece and the first dwords of the context stand behind the 16 bytes of a reply's header.
  const queuePair = [0, 0, 0, 0, 5, 0, 0x3000_1800];
  const resource = segment(0x1101, 0, 0x22, 1, ...queuePair, ...Array.from({ length: 109 }, () => 0));
  const named = readSegments(stream(info, command, menu, resource, terminate), mlx5);

  test("header and payload; the menu in the stream names them", () => {
    const found = named.segments.find(({ kind }) => kind === "resource");
    expect([found?.name, found?.value, found?.payload?.bytes.length]).toEqual([
      "PRM_QUERY_QP",
      { segment_header: { length_dw: 120, segment_type: 0x1101 }, index1: 0x22, index2: 1 },
      464,
    ]);
  });

  test("the reply of a query is decoded", () => {
    const payload = named.segments.find(({ kind }) => kind === "resource")?.payload;
    expect([payload?.layout, payload?.value?.["opt_param_mask"]]).toEqual(["query_qp_out", 5]);
    expect(payload?.value?.["qpc"]).toMatchObject({ state: 3 });
  });

  test("a menu of an earlier dump names them too", () => {
    const { segments } = readSegments(stream(info, resource, terminate), mlx5, { menu: named.menu });
    expect(segments[1]?.name).toBe("PRM_QUERY_QP");
  });

  test("without a menu they have no name, and their payload stays bytes", () => {
    const { segments, notes } = readSegments(stream(info, resource, terminate), mlx5);
    expect([segments[1]?.name, segments[1]?.payload?.layout, segments[1]?.payload?.bytes.length]).toEqual([
      undefined,
      undefined,
      464,
    ]);
    expect(notes).toEqual([]);
  });

  test("a layout of one's own", () => {
    const payloads = new Map([["RX_SLICE_ALL", "traffic_counter"]]);
    const slice = segment(0x1200, 0, 0, 0, 0, 7, 0, 9);
    const { segments } = readSegments(stream(info, slice, terminate), mlx5, { menu: named.menu, payloads });
    expect(segments[1]?.payload?.value).toEqual({ packets: 7n, octets: 9n });
  });

  test("a segment that continues the one before it gives its bytes to that one", () => {
    const first = segment(0x1200, 0, 5, 0, 0x0102_0304);
    const more = segment(0x1200, 1, 5, 0, 0x0506_0708);
    const { segments } = readSegments(stream(info, first, more, first, terminate), mlx5);
    expect(segments.map(({ payload }) => payload && [toHex(payload.bytes), payload.segments])).toEqual([
      undefined,
      ["0102030405060708", 2],
      undefined,
      ["01020304", 1],
      undefined,
    ]);
  });

  test("reserved types are skipped by their length", () => {
    const bytes = stream(info, segment(0xff10, 1, 2), segment(0xfff8), segment(0xff10), resource, terminate);
    const { segments, notes } = readSegments(bytes, mlx5);
    expect(segments.map(({ kind }) => kind)).toEqual([
      "info",
      "reserved",
      "reserved",
      "reserved",
      "resource",
      "terminate",
    ]);
    expect(notes.map((one) => one.message)).toEqual([
      "segments: 2 of reserved type 0xff10, skipped by their length.",
      "segments: 1 of reserved type 0xfff8, skipped by their length.",
    ]);
  });
});

describe("streams that lie", () => {
  const notWhole = "segments: end without a terminate segment: the dump is not complete.";
  test.each<[string, Uint8Array, string[]]>([
    ["nothing", stream(), [notWhole]],
    ["no beginning", stream(command, terminate), ["segments: begin without an info segment."]],
    ["no end", stream(info, command), [notWhole]],
    [
      "a length of nothing",
      stream(info, [0x0000_1101, 0]),
      ["segment[1]: states 0 bytes, less than its own 4-byte head. What follows was not read.", notWhole],
    ],
    [
      "a length beyond the end",
      stream(info, [0xffff_1101, 0]),
      ["segment[1]: states 262140 bytes, 8 are left. What follows was not read.", notWhole],
    ],
    [
      "a part of a dword",
      stream(info).subarray(0, 14),
      ["segment[0]: states 16 bytes, 14 are left. What follows was not read.", notWhole],
    ],
    [
      "bytes behind the end",
      stream(info, terminate, [0, 0]),
      ["segments: 8 bytes behind the terminate segment. Kept."],
    ],
    [
      "a control segment that is too short",
      stream(info, segment(0xfffd, 0x1200), terminate),
      [
        "segment[1].resource_dump_reference_segment.index1: needs bytes 0x18..0x1b (4), buffer ends at 0x18 (24 bytes).",
      ],
    ],
    [
      "one that is too long",
      stream(info, [...segment(0xfffb, 5)]),
      ["segment[1].resource_dump_terminate_segment: 4 bytes behind the layout, which ends at 0x4. Kept."],
    ],
    [
      "a resource segment without a header",
      stream(info, segment(0x1101, 0), terminate),
      ["segment[1].resource_dump_resource_segment.index1: needs bytes 0x18..0x1b (4), buffer ends at 0x18 (24 bytes)."],
    ],
    [
      "a reserved dword that is not zero",
      stream(info, segment(0xfffd, 0x0001_1200, 0, 0, 0), terminate),
      [
        "segment[1].resource_dump_reference_segment.reserved_at_20: reserved, expected 0, found 0x1 at byte 0x14 (bits 0xa0..0xaf). Value kept.",
      ],
    ],
  ])("%s", (_what, bytes, expected) => {
    expect(messages(bytes)).toEqual(expected);
  });

  test("several streams in one file are read one behind the other", () => {
    const { segments, notes } = readSegments(stream(info, terminate, info, terminate), mlx5);
    expect([segments.length, notes]).toEqual([4, []]);
  });

  test("a surprise every four bytes: the number of notes is bounded", () => {
    const { segments, notes } = readSegments(
      stream(info, ...Array.from({ length: 5000 }, () => segment(0x1101))),
      mlx5,
    );
    expect(segments.length).toBe(5001);
    expect(notes.length).toBe(1001);
    expect(notes.at(-1)?.message).toBe("segments: more than 1000 notes, the others are left out.");
  });

  const dword = fc.oneof(
    fc.nat(0xffff_ffff),
    fc.tuple(fc.nat(6), fc.integer({ min: 0xfff0, max: 0xffff })).map(([length, type]) => length * 0x1_0000 + type),
    fc.nat(6).map((length) => length * 0x1_0000 + 0x1101),
  );
  test("whatever the bytes are: nothing is thrown, and segments and rest are the stream", () => {
    fc.assert(
      fc.property(fc.array(dword, { maxLength: 60 }), fc.nat(3), (dwords, cut) => {
        const whole = stream(dwords);
        const bytes = whole.subarray(0, Math.max(0, whole.length - cut));
        const { segments, rest } = readSegments(bytes, mlx5, { menu: namedMenu });
        expect([...segments.map((one) => toHex(one.bytes)), toHex(rest)].join("")).toBe(toHex(bytes));
      }),
    );
  });

  test("names out of an object's prototype are names", () => {
    const hostile = segment(0xffff, 1, ...record(0, 0x1101, "__proto__"));
    const { segments } = readSegments(stream(info, hostile, segment(0x1101, 0, 0, 0), terminate), mlx5);
    expect([segments[2]?.name, segments[2]?.payload?.layout]).toEqual(["__proto__", undefined]);
  });
});

/** One reply of a device that dumps: `pieces` are the inline data of each call. */
interface Answer {
  readonly data?: Uint8Array;
  readonly more?: number;
  readonly seq?: number;
  readonly size?: number;
  readonly status?: number;
  readonly cut?: number;
}

function answered(request: Uint8Array, answer: Answer): RpcReply {
  const out = new Uint8Array(272);
  const data = dataView(out);
  out.set(request.subarray(16), 16);
  out[0] = answer.status ?? 0;
  const flags = (answer.more ?? 0) * 0x8000 + 0x4000 + (answer.seq ?? 0);
  data.setUint16(16, flags);
  data.setUint32(16 + 36, answer.size ?? answer.data?.length ?? 0);
  out.set((answer.data ?? new Uint8Array(0)).subarray(0, 208), 64);
  return { out: out.subarray(0, answer.cut ?? 272), outLength: 272 };
}

interface Talk {
  readonly requests: string[];
  readonly dump: ResourceDump | undefined;
  readonly error: unknown;
}

function talk(answers: readonly Answer[], request: DumpRequest = { segmentType: 0x1101 }, options?: DumpOptions): Talk {
  const requests: string[] = [];
  const conversation = resourceDump(mlx5, request, options);
  try {
    let step = conversation.next();
    for (const answer of answers) {
      if (step.done === true) break;
      requests.push(toHex(step.value.in.subarray(16)).replace(/(00)+$/, ""));
      step = conversation.next(answered(step.value.in, answer));
    }
    return { requests, dump: step.done === true ? step.value : undefined, error: undefined };
  } catch (error) {
    return { requests, dump: undefined, error };
  }
}

function faultOf(action: () => unknown): { code: string; message: string } | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return isFwctlFault(error) ? error : undefined;
  }
}

describe("the conversation", () => {
  const whole = stream(info, command, terminate);
  const long = stream(info, segment(0x1101, ...Array.from({ length: 100 }, (_, index) => index)), terminate);

  test.each<[string, DumpRequest, string]>([
    [
      "a resource by its numbers",
      { segmentType: 0x1101, index1: 0x22, index2: 1 },
      "40001101" + "00000000" + "00000022" + "00000001",
    ],
    [
      "all objects",
      { segmentType: 1, numOfObj1: "all", numOfObj2: "active" },
      "40000001" + "00000000" + "0000000000000000" + "fffffffe",
    ],
    ["some", { segmentType: 1, numOfObj1: 3 }, "40000001" + "00000000" + "0000000000000000" + "0003"],
    ["of another virtual HCA", { segmentType: 1, vhcaId: 4 }, "60000001" + "00000004"],
    ["the menu", { segmentType: menuSegmentType }, "4000ffff"],
  ])("asks for %s inline, as a register read", (_what, request, bytes) => {
    const { value } = resourceDump(mlx5, request).next();
    if (!("in" in value)) throw new Error("no call");
    expect(toHex(value.in).replace(/(00)+$/, "")).toBe(`08050000000000010000c00000000000${bytes}`);
    expect([value.scope, value.outLength]).toEqual([1, 272]);
  });

  test("one reply", () => {
    const { dump, requests } = talk([{ data: whole }]);
    expect([requests.length, dump?.complete, dump?.segments.length, dump?.notes]).toEqual([1, true, 3, []]);
  });

  test("several: the next request repeats the state of the last reply", () => {
    const { dump, requests } = talk([
      { data: long.subarray(0, 208), more: 1, seq: 1 },
      { data: long.subarray(208, 416), more: 1, seq: 2 },
      { data: long.subarray(416), seq: 3 },
    ]);
    expect(requests.map((request) => request.slice(0, 8))).toEqual(["40001101", "c0011101", "c0021101"]);
    expect([dump?.calls, toHex(dump?.bytes ?? new Uint8Array(0))]).toEqual([3, toHex(long)]);
  });

  test("a sequence number of four bits begins again", () => {
    const answers = Array.from({ length: 20 }, (_, index) => ({
      data: new Uint8Array(4),
      more: 1,
      seq: (index + 1) % 16,
    }));
    expect(talk([...answers, { data: new Uint8Array(4), seq: 5 }]).dump?.calls).toBe(21);
  });

  test("a device that refuses ends it with its status", () => {
    const { dump } = talk([{ data: whole, more: 1, seq: 1 }, { status: 3 }]);
    expect([dump?.complete, dump?.status?.name, dump?.segments.length]).toEqual([
      false,
      "MLX5_CMD_STAT_BAD_PARAM_ERR",
      3,
    ]);
  });

  test("a size beyond what an inline dump holds", () => {
    const { dump } = talk([{ data: whole, size: 4096 }]);
    expect(dump?.bytes.length).toBe(208);
    expect(dump?.notes[0]?.message).toBe(
      "resource_dump.size: says 4096 bytes, an inline dump holds 208; that many were taken.",
    );
  });

  test.each<[string, Answer[], DumpOptions, string]>([
    [
      "a reply out of sequence",
      [
        { data: whole, more: 1, seq: 1 },
        { data: whole, more: 1, seq: 4 },
      ],
      {},
      "mismatch resource_dump.seq_num: is 4 in reply 2, expected 2 or 0. Replies are lost or mixed up: dump again.",
    ],
    [
      "no end",
      [
        { data: whole, more: 1 },
        { data: whole, more: 1 },
      ],
      { mostCalls: 2 },
      "count resource_dump.more_dump: is still set after 2 calls and 80 bytes. Ask for fewer objects, or raise mostCalls.",
    ],
    [
      "a reply that is too short",
      [{ data: whole, more: 1 }, { cut: 100 }],
      {},
      "truncated resource_dump.inline_data: needs bytes 0x30..0xff (208), buffer ends at 0x54 (84 bytes).",
    ],
  ])("%s is a fault that keeps what was read", (_what, answers, options, message) => {
    const { error } = talk(answers, undefined, options);
    expect(isFwctlFault(error) ? `${error.code} ${error.message}` : error).toBe(message);
    expect(
      dumpOf(error)
        ?.segments.slice(0, 3)
        .map(({ kind }) => kind),
    ).toEqual(["info", "command", "terminate"]);
    expect(dumpOf(error)?.complete).toBe(false);
  });

  test("so is what the transport throws", () => {
    const conversation = resourceDump(mlx5, { segmentType: 1 });
    const first = conversation.next();
    if (first.done === true) throw new Error("no call");
    conversation.next(answered(first.value.in, { data: stream(info), more: 1, seq: 1 }));
    const gone = new Error("gone");
    expect(() => conversation.throw(gone)).toThrow(gone);
    expect(dumpOf(gone)?.segments.map(({ kind }) => kind)).toEqual(["info"]);
  });

  test("an error that came from elsewhere has no dump", () => {
    expect([dumpOf(new Error("other")), dumpOf(undefined)]).toEqual([undefined, undefined]);
  });

  test("how far it is", () => {
    const conversation = resourceDump(mlx5, { segmentType: 1 });
    const first = conversation.next();
    if (first.done === true) throw new Error("no call");
    const second = conversation.next(answered(first.value.in, { data: whole, more: 1, seq: 1 }));
    expect(second.done === true ? undefined : second.value.progress).toEqual({ done: 40 });
  });
});
