/** Conversations against the recorded device behind a simulated kernel, and against replies that lie. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import {
  cxl,
  type FeatureConversation,
  featureRegistry,
  findStuckFeatures,
  listFeatures,
  readFeature,
  recoverFeature,
  setFeature,
  writeFeature,
} from "../../src/cxl/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { run } from "../../src/transport/index.js";
import { cxlKernel } from "../support/cxl-kernel.js";
import { kernelFeatures } from "../support/kernel-record.js";

const ecsLike = "f0000001-0001-4001-8001-0102030405e1";
const pprLike = "f0000003-0003-4003-8003-0102030405e3";
const patrolScrub = "96dad7d6-fde8-482b-a733-75774e06db8a";
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

/** The device's made-up feature is laid out like DDR5 ECS. */
const family = cxl.with(
  featureRegistry("test", { [ecsLike]: { name: "like ECS", read: "cxl_ecs_rd_attrbs", write: "cxl_ecs_wr_attrbs" } }),
);

async function faultOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return isFwctlFault(error) ? error.message : String(error);
  }
  return "nothing";
}

/** Answers each call with what `answer` makes of it; the calls and the result come back. */
function converse<Result>(
  conversation: FeatureConversation<Result>,
  answer: (request: Uint8Array, index: number) => Uint8Array,
): { result: Result; calls: readonly Uint8Array[] } {
  const calls: Uint8Array[] = [];
  let step = conversation.next();
  while (step.done !== true) {
    const out = answer(step.value.in, calls.length);
    calls.push(step.value.in);
    step = conversation.next({ out, outLength: out.length });
  }
  return { result: step.value, calls };
}

describe("listing features", () => {
  test.each([64, 111, 112, 400, 4096, 2_097_152])("with replies of up to %d bytes", async (pageBytes) => {
    const list = await run(cxlKernel(), listFeatures({ pageBytes }));
    expect([list.entries.map((entry) => entry.uuid), list.supported, list.complete]).toEqual([
      kernelFeatures.map((feature) => feature.name),
      8,
      true,
    ]);
  });

  test("a page that holds no entry is not asked for", async () => {
    expect(await faultOf(run(cxlKernel(), listFeatures({ pageBytes: 63 })))).toBe(
      "pageBytes: 63 bytes hold no entry; a page takes 64 and more.",
    );
  });

  test("progress counts entries", async () => {
    const seen: (number | undefined)[][] = [];
    const onProgress = ({ done, total }: { done: number | undefined; total: number | undefined }): void => {
      seen.push([done, total]);
    };
    await run(cxlKernel(), listFeatures({ pageBytes: 16 + 3 * 48 }), { onProgress });
    expect(seen).toEqual([
      [0, undefined],
      [3, 8],
      [6, 8],
    ]);
  });

  /** A page with its header: how many entries it says, how many features there are, then entries of zeros. */
  const page = (entries: number, supported: number, there: number): Uint8Array => {
    const out = new Uint8Array(16 + there * 48);
    const data = new DataView(out.buffer);
    data.setUint32(0, 8 + there * 48, true);
    data.setUint16(8, entries, true);
    data.setUint16(10, supported, true);
    return out;
  };

  test.each<[string, (index: number) => Uint8Array, number, boolean, number]>([
    ["a page without entries ends it", () => page(0, 5, 0), 0, false, 1],
    ["more entries promised than there are", (index) => page(9, 3, index === 0 ? 2 : 1), 3, true, 2],
    ["fewer counted than there are", (index) => page(index === 0 ? 1 : 2, 3, 4), 3, true, 2],
    ["more than the device has in all", () => page(4, 3, 4), 3, true, 1],
    ["a list that grows without end", () => page(1, 65_535, 1), 65_535, true, 65_535],
  ])("%s", (_, answer, entries, complete, calls) => {
    const { result, calls: made } = converse(listFeatures(), (_request, index) => answer(index));
    expect([result.entries.length, result.complete, made.length]).toEqual([entries, complete, calls]);
  });

  test("a refusal of the device is part of the result", () => {
    const { result } = converse(listFeatures(), () => Uint8Array.of(0, 0, 0, 0, 6, 0, 0, 0));
    expect([result.complete, result.returnCode.name]).toEqual([false, "BUSY"]);
  });
});

describe("reading a feature", () => {
  test.each([1, 2, 5, 12, 13, 14, 65_535])("in pieces of up to %d bytes", async (pieceBytes) => {
    const read = await run(cxlKernel(), readFeature(ecsLike, { size: 13, pieceBytes }));
    expect([toHex(read.data), read.complete, read.returnCode.name]).toEqual([
      "01010300000103000001030000",
      true,
      "SUCCESS",
    ]);
  });

  test("by its record, when its size is not known: the list is read first", async () => {
    const read = await run(cxlKernel(), readFeature(patrolScrub));
    expect(read.record).toMatchObject({ layout: "cxl_scrub_rd_attrbs", value: { scrub_cycle_cap: 3, scrub_flags: 0 } });
  });

  test("a size above what the device delivers: halves until bytes come, and not complete", async () => {
    const read = await run(cxlKernel(), readFeature(ecsLike, { size: 40 }));
    expect([toHex(read.data), read.complete, read.record]).toEqual(["01010300000103000001030000", false, undefined]);
  });

  test("a selection that the device does not have", async () => {
    const read = await run(cxlKernel(), readFeature(ecsLike, { size: 13, selection: "SAVED" }));
    expect([read.data.length, read.complete, read.returnCode.name]).toEqual([0, false, "UNSUPPORTED"]);
  });

  test("a feature that the device does not list", async () => {
    expect(await faultOf(run(cxlKernel(), readFeature("00000000-0000-4000-8000-000000000000")))).toBe(
      "00000000-0000-4000-8000-000000000000: the device lists 8 features, and not this one.",
    );
  });

  test("a device that never delivers is asked 16 times, the last time for one byte", () => {
    const { result, calls } = converse(readFeature(ecsLike, { size: 65_535 }), () => new Uint8Array(8));
    expect([calls.length, result.complete, result.returnCode.name]).toEqual([16, false, "SUCCESS"]);
  });

  test("more bytes than asked for are not taken", () => {
    const reply = Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    const { result } = converse(readFeature(ecsLike, { size: 4, pieceBytes: 2 }), () => reply);
    expect(toHex(result.data)).toBe("01020102");
  });

  test("pieces of nothing", async () => {
    expect(await faultOf(run(cxlKernel(), readFeature(ecsLike, { pieceBytes: 0, size: 1 })))).toBe(
      "pieceBytes: pieces of 0 bytes read nothing.",
    );
  });
});

describe("writing a feature", () => {
  test("one RPC with all data, then proof by reading back: fields of the two records compared", async () => {
    const written = await run(cxlKernel(), writeFeature(ecsLike, bytes("01020001000300"), { family }));
    expect([written.proof, written.differences, written.delivery, written.returnCode.name]).toEqual([
      "same",
      [],
      "unknown",
      "SUCCESS",
    ]);
  });

  test("a field that the device did not take is named", async () => {
    const written = await run(cxlKernel(), writeFeature(ecsLike, bytes("01230001000300"), { family }));
    expect([written.proof, written.differences]).toEqual([
      "different",
      ["fru_attrbs[0].ecs_config: wrote 35, reads 3"],
    ]);
  });

  test("without records that can be compared nothing is proved", async () => {
    const written = await run(cxlKernel(), writeFeature(ecsLike, bytes("01020001000300")));
    expect([written.proof, toHex(written.readBack?.data ?? new Uint8Array(0))]).toEqual([
      "unproven",
      "01010200000101000001030000",
    ]);
  });

  test("the device refuses: no reading back", async () => {
    const written = await run(cxlKernel(), writeFeature(ecsLike, bytes("01020001000300"), { version: 9 }));
    expect([written.delivery, written.returnCode.name, written.readBack, written.proof]).toEqual([
      "refused",
      "UNSUPPORTED",
      undefined,
      "unproven",
    ]);
  });

  test.each([
    ["one that the kernel keeps to itself", patrolScrub, "EPERM: the kernel keeps this feature to itself: use EDAC"],
  ])("%s is not sent", async (_, uuid, reason) => {
    const kernel = cxlKernel();
    const fault = await faultOf(run(kernel, writeFeature(uuid, Uint8Array.of(12, 1))));
    expect([fault, kernel.taint]).toEqual([
      `${uuid}: the kernel would refuse this Set Feature with ${reason}. Nothing was sent.`,
      0,
    ]);
  });

  test("at a scope that is too low nothing is sent", async () => {
    const kernel = cxlKernel();
    const fault = await faultOf(run(kernel, writeFeature(pprLike, bytes("000000"), { scope: 2 })));
    expect([fault, kernel.taint]).toEqual([
      `${pprLike}: the kernel would refuse this Set Feature with EINVAL: scope 2 is too low: takes effect at once: needs DEBUG_WRITE_FULL (3). Nothing was sent.`,
      0,
    ]);
  });

  test("equally many bytes without a record are compared as bytes", () => {
    const entry = {
      uuid: "f0000009-0001-4001-8001-0102030405e9",
      get_feat_size: 2,
      set_feat_size: 2,
      flags: 1,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 1,
    };
    const replies = [new Uint8Array(8), Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 7, 9)];
    const { result } = converse(
      writeFeature(entry.uuid, Uint8Array.of(7, 8), { entry }),
      (_request, index) => replies[index] ?? new Uint8Array(8),
    );
    expect([result.proof, result.differences]).toEqual(["different", ["byte 1: wrote 8, reads 9"]]);
  });

  test("a mailbox that times out looks like success; reading back tells", () => {
    const entry = {
      uuid: ecsLike,
      get_feat_size: 13,
      set_feat_size: 7,
      flags: 1,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 1,
    };
    const { result } = converse(writeFeature(ecsLike, new Uint8Array(7), { entry }), () => new Uint8Array(8));
    expect([result.delivery, result.proof, result.readBack?.complete]).toEqual(["unknown", "unproven", false]);
  });
});

describe("a transfer that the device left open", () => {
  const stick = async (): Promise<ReturnType<typeof cxlKernel>> => {
    const kernel = cxlKernel();
    await kernel.rpc(setFeature({ uuid: ecsLike, version: 1, data: new Uint8Array(4000).fill(1) }));
    return kernel;
  };

  test("is found by reading a byte of each feature", async () => {
    const kernel = await stick();
    const { entries } = await run(kernel, listFeatures());
    expect((await run(kernel, findStuckFeatures(entries))).map((entry) => entry.uuid)).toEqual([ecsLike]);
  });

  test("makes the Set of another feature fail", async () => {
    const written = await run(await stick(), writeFeature(pprLike, bytes("000000")));
    expect([written.delivery, written.returnCode.name]).toEqual(["refused", "FEATURETRANSFERIP"]);
  });

  test("ends with a full Set of that feature, which is then proved", async () => {
    const kernel = await stick();
    const recovered = await run(kernel, recoverFeature(ecsLike, bytes("01020001000300"), { family }));
    expect([recovered.wasStuck, recovered.written?.proof]).toEqual([true, "same"]);
    expect((await run(kernel, recoverFeature(ecsLike, bytes("01020001000300")))).wasStuck).toBe(false);
  });
});
