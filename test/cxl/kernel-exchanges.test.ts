/** Every RPC that a running kernel answered: request and reply decoded, and back to the same bytes. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc, type Rpc } from "../../src/catalog/index.js";
import { protocol } from "../../src/cxl/protocol.js";
import { type KernelIoctl, kernelFeatures, kernelIoctls, recordBytes } from "../support/kernel-record.js";
import { schemaFamily } from "../support/schema-family.js";

const cxl = schemaFamily(protocol);
const catalog = createCatalog(cxl);

const outOf = (record: KernelIoctl): { out: Uint8Array; outLength: number } | undefined => {
  if (record.ret !== 0) return undefined;
  const argument = new DataView(recordBytes(record.arg_after).buffer);
  const produced = argument.getUint32(12, true);
  const offered = new DataView(recordBytes(record.arg_before).buffer).getUint32(12, true);
  return { out: recordBytes(record.out_after).subarray(0, Math.min(produced, offered)), outLength: produced };
};

function rpcOf(record: KernelIoctl): Rpc {
  const scope = new DataView(recordBytes(record.arg_before).buffer).getUint32(4, true);
  return decodeRpc(catalog, { deviceType: 2, in: recordBytes(record.in_before), scope, ...outOf(record) });
}

const rpcs = kernelIoctls.filter(
  (record) =>
    record.req === 0x9a01 && recordBytes(record.in_before).length >= 16 && (record.arg_before ?? "").length >= 64,
);
const answered = rpcs.filter((record) => record.ret === 0);

describe("requests", () => {
  test.each(rpcs.map((record) => [record.seq, record.name, record] as const))("%d %s", (_seq, _name, record) => {
    const rpc = rpcOf(record);
    const layout = cxl.layout("fwctl_rpc_cxl");
    const fault = rpc.faults.find((one) => one.path?.startsWith("fwctl_rpc_cxl.") === true);
    // A request that the kernel took is never damaged; of one that it refused, the bytes come back or a fault says what is missing.
    expect(record.ret === 0 ? fault : undefined).toBeUndefined();
    expect(rpc.request === undefined ? toHex(rpc.raw.in) : toHex(layout.encode(rpc.request))).toBe(toHex(rpc.raw.in));
  });
});

describe("replies", () => {
  test.each(answered.map((record) => [record.seq, record.name, record] as const))("%d %s", (_seq, _name, record) => {
    const rpc = rpcOf(record);
    const { out } = rpc.raw;
    const size = out === undefined || out.length < 4 ? 0 : new DataView(out.slice().buffer).getUint32(0, true);
    const data = out?.subarray(0, 8 + size) ?? new Uint8Array(0);
    // Of a refusal the header is all there is.
    const layout = cxl.layout(rpc.status?.ok === false ? "fwctl_rpc_cxl_out_hdr" : "fwctl_rpc_cxl_out");
    if (rpc.response === undefined) expect(rpc.faults[0]?.code).toBe("truncated");
    else expect(toHex(layout.encode(rpc.response))).toBe(toHex(data));
    expect(rpc.response === undefined).toBe(data.length < (recordBytes(record.in_before)[0] === 0 ? 16 : 8));
  });
});

describe("what the replies say", () => {
  const named = (part: string): Rpc => {
    const record = answered.find((one) => one.name.includes(part));
    if (record === undefined) throw new Error(`no record is called ${part}`);
    return rpcOf(record);
  };

  test("soft PPR by its record", () => {
    expect(named("get 892ba475-fad8-474e-9d3e-692c917568bb sel=0").response?.["payload"]).toMatchObject({
      cxl_memdev_ppr_rd_attrbs: { hdr: { max_op_latency: 5, op_class: 1 }, ppr_flags: 5, ppr_op_mode: 1 },
    });
  });

  test("a refusal by the device is a status, no fault", () => {
    const rpc = named("sel=4");
    expect([rpc.status?.name, rpc.status?.ok, rpc.faults.length]).toEqual(["UNSUPPORTED", false, 0]);
  });

  test("more asked for than there is: success without data, and a note", () => {
    const rpc = named("96dad7d6-fde8-482b-a733-75774e06db8a count=2049");
    expect([rpc.status?.ok, rpc.status?.delivery, rpc.response?.["size"]]).toEqual([true, "unknown", 0]);
    expect(rpc.notes.map((note) => note.what)).toContain("retval 0 and size 0: success without data, nothing was read");
  });

  test("an open transfer", () => {
    const rpc = named("get A while stuck");
    expect([
      rpc.status?.name,
      rpc.notes.some((note) => note.what === "the device has a feature transfer open"),
    ]).toEqual(["FEATURETRANSFERIP", true]);
  });

  test("the list of features is what the record lists", () => {
    const lists = answered
      .map((record) => rpcOf(record).response?.["get_sup_feats_out"])
      .filter((page) => page !== undefined);
    const full = lists.find((page) => JSON.stringify(page).includes(kernelFeatures.at(-1)?.name ?? "?"));
    expect(full).toMatchObject({
      supported_feats: 8,
      ents: kernelFeatures.map(({ name, flags, effects, get_feat_size, set_feat_size }) => ({
        uuid: name,
        flags,
        effects,
        get_feat_size,
        set_feat_size,
      })),
    });
  });
});

test("a request without its header names no command", () => {
  expect(() => decodeRpc(catalog, { deviceType: 2, in: new Uint8Array(15) })).toThrow(/bytes 0x0..0xf \(16\)/);
});

test("301 requests, 198 of them answered", () => {
  expect([rpcs.length, answered.length]).toEqual([301, 198]);
});
