/** Recording a session, and a recording in the place of the device. */
import { describe, expect, test } from "vitest";
import { type CaptureRecord, type RpcRecord, readCapture, writeCaptureLine } from "../../src/capture/index.js";
import {
  type ExchangeRecord,
  errnoOf,
  recordTransport,
  replayTransport,
  scriptedTransport,
} from "../../src/transport/index.js";
import { hex, sampleCall } from "./sample.js";

/** Three calls against a script: a reply, an errno, a reply with a buffer behind a pointer. */
async function session(): Promise<ExchangeRecord[]> {
  const records: ExchangeRecord[] = [];
  const script = scriptedTransport({
    deviceType: 1,
    info: "0700000004000000",
    steps: [{ out: "00".repeat(20) }, { errno: "EBADMSG" }, { out: "aa", pointers: ["beef"] }],
  });
  const times = [10, 20, 30, 40];
  const recording = recordTransport(script, (record) => records.push(record), {
    dev: "/dev/fwctl/fwctl0",
    meta: { kernel: "7.2.13" },
    now: () => times.shift() ?? 0,
  });
  await recording.rpc(sampleCall());
  await recording.rpc(sampleCall({ scope: 2 })).catch(() => undefined);
  await recording.rpc(sampleCall({ pointers: [{ at: 8, direction: "inout", data: hex("0102"), length: 2 }] }));
  return records;
}

const common = { dev: "/dev/fwctl/fwctl0", notes: [] };
const request = { kind: "rpc", deviceType: 1, in: sampleCall().in };

describe("recordTransport", () => {
  test("asks for the device type before the first rpc, and records that, too, with the words of the recorder", async () => {
    expect((await session())[0]).toEqual({
      ...common,
      kind: "info",
      deviceType: 1,
      out: hex("0700000004000000"),
      outLength: 8,
      ts: 10,
      meta: { kernel: "7.2.13" },
    });
  });

  test("records replies with the length that the driver gave", async () => {
    expect((await session())[1]).toEqual({
      ...common,
      ...request,
      scope: 0,
      out: new Uint8Array(16),
      outLength: 20,
      ts: 20,
    });
  });

  test("records an errno in the place of a reply", async () => {
    expect((await session())[2]).toEqual({ ...common, ...request, scope: 2, errno: "EBADMSG", ts: 30 });
  });

  test("records what stood behind a pointer before and after", async () => {
    expect((await session())[3]).toEqual({
      ...common,
      ...request,
      scope: 0,
      out: hex("aa"),
      outLength: 1,
      ts: 40,
      pointers: [{ at: 8, direction: "inout", length: 2, data: hex("0102"), after: hex("beef") }],
    });
  });

  test("records the message of a failure without an errno, and passes the error on", async () => {
    const records: ExchangeRecord[] = [];
    const broken = {
      ...scriptedTransport({ deviceType: 1, steps: [] }),
      rpc: async () => Promise.reject(new Error("line is down")),
    };
    const recording = recordTransport(broken, (record) => records.push(record));
    await expect(recording.rpc(sampleCall())).rejects.toThrow("line is down");
    expect(records[1]?.meta).toEqual({ failure: "line is down" });
  });

  test("records a reply that is none as a failure, and passes the complaint on", async () => {
    const records: ExchangeRecord[] = [];
    const short = {
      ...scriptedTransport({ deviceType: 1, steps: [] }),
      rpc: async () => ({ out: hex("aa"), outLength: 2 }),
    };
    const recording = recordTransport(short, (record) => records.push(record));
    const complaint = "the backend answered with too little: 1 bytes, the driver gave 2 for a buffer of 16";
    await expect(recording.rpc(sampleCall())).rejects.toThrow(complaint);
    expect(records[1]).toMatchObject({ kind: "rpc", meta: { failure: expect.stringContaining(complaint) } });
    expect(records[1]).not.toHaveProperty("out");
  });

  test("a writer that fails is not taken for the device: nothing is recorded twice", async () => {
    let written = 0;
    const recording = recordTransport(scriptedTransport({ deviceType: 1, steps: [{ out: "aa" }] }), () => {
      written += 1;
      if (written === 2) throw new Error("disk full");
    });
    await expect(recording.rpc(sampleCall())).rejects.toThrow("disk full");
    expect(written).toBe(2);
  });

  test("copies: what happens to a buffer later does not change the record", async () => {
    const records: ExchangeRecord[] = [];
    const call = sampleCall();
    const recording = recordTransport(scriptedTransport({ deviceType: 1, steps: [{ out: "aa" }] }), (record) =>
      records.push(record),
    );
    const reply = await recording.rpc(call);
    call.in.fill(0xff);
    reply.out.fill(0xff);
    const record = records[1];
    expect(record?.kind === "rpc" && [record.in?.[0], record.out?.[0]]).toEqual([1, 0xaa]);
  });

  test("stamps with the time in ISO 8601 unless told otherwise", async () => {
    const records: ExchangeRecord[] = [];
    await recordTransport(scriptedTransport({ deviceType: 1, steps: [] }), (record) => records.push(record)).info();
    expect(String(records[0]?.ts)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe("a session", () => {
  test("written as a capture and read back answers the same", async () => {
    const text = (await session()).map((record) => writeCaptureLine(record)).join("");
    const replay = replayTransport(readCapture(text));
    expect(await replay.info()).toEqual({ deviceType: 1, data: hex("0700000004000000") });
    expect((await replay.rpc(sampleCall())).outLength).toBe(20);
    expect(replay.left).toBe(2);
  });
});

const rpcRecord = (changes: Partial<RpcRecord> = {}): CaptureRecord => ({
  kind: "rpc",
  deviceType: 1,
  scope: 0,
  in: sampleCall().in,
  out: new Uint8Array(16),
  notes: [],
  ...changes,
});

describe("replayTransport, in strict order", () => {
  test("answers a recorded session as the device did", async () => {
    const replay = replayTransport(await session());
    expect(await replay.info()).toEqual({ deviceType: 1, data: hex("0700000004000000") });
    expect(await replay.rpc(sampleCall())).toEqual({ out: new Uint8Array(16), outLength: 20 });
    expect(errnoOf(await replay.rpc(sampleCall({ scope: 2 })).catch((error: unknown) => error))).toBe(74);
    const pointers = [{ at: 8, direction: "inout" as const, data: hex("0102"), length: 2 }];
    expect(await replay.rpc(sampleCall({ pointers }))).toEqual({
      out: hex("aa"),
      outLength: 1,
      pointers: [{ at: 8, direction: "inout", length: 2, data: hex("beef") }],
    });
    replay.assertUsedUp();
  });

  test.each<[string, CaptureRecord[], Parameters<typeof sampleCall>[0], string]>([
    ["one call too many", [], {}, "recording: ends after 0 calls, this is one more."],
    [
      "another request",
      [rpcRecord({ in: hex("0100 0000 0000 0003") })],
      {},
      "recording: call 1 was recorded with 03 at byte 7 of the request, this one has 0100000000000000. " +
        "Send the calls in recorded order, or replay by content.",
    ],
    [
      "a longer request",
      [rpcRecord({ in: hex("0100 0000 0000 0001") })],
      {},
      "recording: call 1 was recorded with the end at byte 8 of the request, this one has 0000000000000000.",
    ],
    ["another scope", [rpcRecord({ scope: 1 })], {}, "recording: call 1 was recorded with scope 1, this one has 0."],
    [
      "other bytes behind a pointer",
      [rpcRecord({ pointers: [{ at: 0, direction: "in", data: hex("01"), length: 1 }] })],
      { pointers: [{ at: 0, direction: "in", data: hex("02"), length: 1 }] },
      "recording: call 1 was recorded with other buffers behind its pointers.",
    ],
    [
      "an outcome that was not recorded",
      [rpcRecord({ out: undefined })],
      {},
      "recording: call 1 has no reply and no errno: how it ended was not recorded.",
    ],
    [
      "more of a reply than was recorded",
      [rpcRecord({ outLength: 64 })],
      { outLength: 32 },
      "recording: call 1 has 16 bytes of the reply, 32 are asked for. Ask for no more than was recorded.",
    ],
  ])("refuses %s", async (_, records, call, message) => {
    await expect(replayTransport(records).rpc(sampleCall(call))).rejects.toThrow(message);
  });

  test("gives less of a reply than was recorded", async () => {
    const reply = await replayTransport([rpcRecord({ outLength: 64 })]).rpc(sampleCall({ outLength: 8 }));
    expect([reply.out.length, reply.outLength]).toEqual([8, 64]);
  });

  test("passes over what is no exchange, and takes a scope that was not recorded for any", async () => {
    const records: CaptureRecord[] = [
      { kind: "lost", notes: [] },
      { kind: "rpc", out: hex("00"), notes: [] },
      rpcRecord({ scope: undefined }),
    ];
    const replay = replayTransport(records);
    expect(replay.left).toBe(1);
    expect((await replay.rpc(sampleCall({ scope: 3 }))).outLength).toBe(16);
  });

  test("a refused call does not count as asked for", async () => {
    const replay = replayTransport([rpcRecord()]);
    await replay.rpc(sampleCall({ scope: 1 })).catch(() => undefined);
    expect(() => replay.assertUsedUp()).toThrow("recording: 1 of 1 recorded calls were never asked for.");
  });

  test("takes one device out of a recording of several", async () => {
    const other = rpcRecord({ deviceType: 2, dev: "/dev/fwctl/fwctl1", in: hex("00") });
    expect(replayTransport([other, rpcRecord()], { deviceType: 1 }).left).toBe(1);
    expect(await replayTransport([rpcRecord(), other], { dev: "/dev/fwctl/fwctl1" }).info()).toMatchObject({
      deviceType: 2,
    });
  });

  test("without an info record the device type comes from the rpcs, if at all", async () => {
    expect(await replayTransport([rpcRecord()]).info()).toEqual({ deviceType: 1, data: hex("") });
    await expect(replayTransport([]).info()).rejects.toThrow("recording: says nowhere what device it is of.");
  });

  test("a recorded errno of an info rejects", async () => {
    const replay = replayTransport([{ kind: "info", errno: "ENODEV", notes: [] }]);
    expect(errnoOf(await replay.info().catch((error: unknown) => error))).toBe(19);
  });
});

describe("a recording of another process", () => {
  const message = (inner: string, outer: string): string => `${"11".repeat(8)}${outer}${inner}`;
  const address = "00000020ff7f0000";
  const recorded = rpcRecord({
    in: hex(message("22", address)),
    pointers: [
      {
        at: 8,
        direction: "in",
        length: 9,
        data: hex(`${address}33`),
        pointers: [{ at: 0, direction: "out", length: 1, after: hex("44") }],
      },
    ],
  });
  const call = (byte: string): ReturnType<typeof sampleCall> =>
    sampleCall({
      in: message(byte, "00".repeat(8)),
      pointers: [
        {
          at: 8,
          direction: "in",
          length: 9,
          data: hex(`${"00".repeat(8)}33`),
          pointers: [{ at: 0, direction: "out", length: 1 }],
        },
      ],
    });

  test.each(["strict", "content"] as const)("has other addresses in it, which do not count (%s)", async (order) => {
    const { pointers } = await replayTransport([recorded], { order }).rpc(call("22"));
    expect(pointers?.[0]?.pointers?.[0]?.data).toEqual(hex("44"));
  });

  test("every other byte does", async () => {
    await expect(replayTransport([recorded]).rpc(call("23"))).rejects.toThrow(
      "recording: call 1 was recorded with 22 at byte 16 of the request, this one has 23.",
    );
  });
});

describe("replayTransport, by content", () => {
  const records = ["01", "02", "01"].map((byte, index) =>
    rpcRecord({ in: hex(`0100 0000 0000 00${byte} 0000 0000 0000 0000`), out: new Uint8Array(16).fill(index) }),
  );
  const ask = async (replay: ReturnType<typeof replayTransport>, byte: string): Promise<number | undefined> =>
    (await replay.rpc(sampleCall({ in: `0100 0000 0000 00${byte} 0000 0000 0000 0000` }))).out[0];

  test("answers in any order; the same request gets its records one after the other, then the last for good", async () => {
    const replay = replayTransport(records, { order: "content" });
    const answers = [];
    for (const byte of ["02", "01", "01", "01"]) answers.push(await ask(replay, byte));
    expect(answers).toEqual([1, 0, 2, 2]);
    replay.assertUsedUp();
  });

  test("refuses what was never recorded", async () => {
    await expect(ask(replayTransport(records, { order: "content" }), "09")).rejects.toThrow(
      "recording: has no call with this request of 16 bytes and scope 0.",
    );
  });
});
