/** What is said of an exchange beyond its fields, and that a value is never made up. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc, inspectRpc } from "../../src/catalog/index.js";
import { cxl, getFeature, getSupportedFeatures, setFeature } from "../../src/cxl/index.js";

const catalog = createCatalog(cxl);
const vendor = "f0000001-0001-4001-8001-0102030405e1";
const patrolScrub = "96dad7d6-fde8-482b-a733-75774e06db8a";
const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);

/** The messages of an exchange; those of the fields' own (reserved, unnamed) among them. */
function said(input: Uint8Array, out?: Uint8Array, outLength?: number): string[] {
  return decodeRpc(catalog, { deviceType: 2, in: input, out, outLength }).notes.map((note) => note.message);
}

/** A reply: size, retval, data. */
const reply = (size: number, data: string, retval = 0): Uint8Array => {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, size, true);
  new DataView(head.buffer).setUint32(4, retval, true);
  return Uint8Array.of(...head, ...bytes(data));
};

const changed = (request: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = request.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
};

const get = getFeature({ uuid: vendor, count: 4 }).in;
const set = setFeature({ uuid: vendor, version: 1, data: Uint8Array.of(1, 2) }).in;
const list = getSupportedFeatures({ count: 96 }).in;

describe("requests", () => {
  test.each<[string, Uint8Array, string]>([
    [
      "op_size beyond the input",
      changed(get, 8, 22),
      "fwctl_rpc_cxl.op_size: says 22 bytes, 21 follow the header; the kernel answers EINVAL.",
    ],
    [
      "op_size beyond everything",
      changed(set, 8, 0xffff_ffff),
      "fwctl_rpc_cxl.op_size: says 4294967295 bytes, 34 follow the header; the kernel answers EINVAL.",
    ],
    [
      "op_size of another command",
      changed(get, 8, 8),
      "fwctl_rpc_cxl.op_size: is 8, this command takes 21; the kernel answers EINVAL.",
    ],
    [
      "no data to write",
      changed(set, 8, 32),
      "fwctl_rpc_cxl.op_size: is 32: the head alone takes 32, so there are no data; the kernel answers EINVAL.",
    ],
    [
      "bytes behind the data",
      changed(set, 8, 33),
      "fwctl_rpc_cxl.op_size: counts 1 bytes of data; the 1 bytes behind them are ignored, though they are shown as data.",
    ],
    [
      "an opcode with more than 16 bits",
      changed(list, 0, 0x10500),
      "fwctl_rpc_cxl.opcode: 0x10500 acts as 0x500: the driver looks at 16 bits.",
    ],
    [
      "a mailbox command that does not pass",
      changed(list, 0, 0x4000),
      "IDENTIFY: fwctl lets this command through at no scope.",
    ],
    [
      "an opcode that nobody has named",
      changed(list, 0, 0xc000),
      "fwctl_rpc_cxl.opcode: 0xc000 does not pass fwctl: only the three feature commands do, others are EINVAL at every scope.",
    ],
    ["nothing asked for", changed(get, 32, 0), "get_feat_in.count: 0 bytes are asked for; the kernel answers EINVAL."],
    [
      "a transfer kind",
      setFeature({ uuid: vendor, version: 1, data: Uint8Array.of(1), flags: 4 }).in,
      "set_feat_in.flags: asks for transfer 4, which the kernel ignores: every RPC is one full transfer.",
    ],
    [
      "a feature of the kernel's",
      setFeature({ uuid: patrolScrub, version: 1, data: Uint8Array.of(1, 2) }).in,
      `set_feat_in.uuid: ${patrolScrub} belongs to the kernel: EPERM at a scope that its effects allow, else EINVAL. Use EDAC.`,
    ],
  ])("%s", (_, request, message) => {
    expect(said(request)).toContain(message);
  });

  test.each([
    ["list", list],
    ["get", get],
    ["set", set],
  ])("an ordinary %s: nothing to say", (_, request) => {
    expect(said(request)).toEqual([]);
  });

  test("the payload of a command that does not pass stays bytes, whatever record a mailbox has for it", () => {
    const rpc = decodeRpc(catalog, { deviceType: 2, in: changed(list, 0, 0x401) });
    expect([rpc.command?.name, rpc.request?.["@0"], rpc.faults]).toEqual(["GET_LOG", bytes("6000000000000000"), []]);
  });
});

describe("replies", () => {
  const entry = `${"11".repeat(16)}0000 0400 0200 01000000 01 01 0006 ${"00".repeat(18)}`;

  test.each<[string, Uint8Array, Uint8Array, number | undefined, string]>([
    [
      "out_len counts 8 bytes too many",
      get,
      reply(4, "01020304"),
      20,
      "fwctl_rpc.out_len: out_len is 20, 8 more than the header and the 4 bytes of data; size is used.",
    ],
    [
      "success without data",
      get,
      reply(0, ""),
      undefined,
      "fwctl_rpc_cxl_out: retval 0 and size 0: success without data, nothing was read. Ask again, with a count the device can deliver.",
    ],
    [
      "a Set that may have succeeded",
      set,
      reply(0, ""),
      undefined,
      "fwctl_rpc_cxl_out: retval 0 and size 0: success, or a mailbox that was busy or timed out. Read the feature back; that is the only proof.",
    ],
    [
      "a size beyond the reply",
      get,
      reply(9, "0102"),
      undefined,
      "fwctl_rpc_cxl_out.size: says 9 bytes of data, the reply holds 2.",
    ],
    [
      "more entries counted than there are",
      list,
      reply(56, `0300 0800 00000000 ${entry}`),
      undefined,
      "fwctl_rpc_cxl_out.get_sup_feats_out.ents: num_entries says 3, the bytes hold 1.",
    ],
    [
      "fewer entries counted than there are",
      list,
      reply(104, `0100 0800 00000000 ${entry} ${entry}`),
      undefined,
      "get_sup_feats_out.ents: num_entries is 1, the reply holds 2 whole entries.",
    ],
    [
      "a list cut inside an entry",
      list,
      reply(66, `0200 0800 00000000 ${entry} 22222222222222222222`),
      undefined,
      "get_sup_feats_out.ents[1]: entry 1 is cut: 10 of its 48 bytes are there.",
    ],
    [
      "a feature that nobody has described",
      get,
      reply(4, "01020304"),
      undefined,
      `fwctl_rpc_cxl_out.payload: no record fits these 4 bytes of feature ${vendor}; kept as they are. featureRegistry adds a vendor's records.`,
    ],
    [
      "a part of a feature",
      getFeature({ uuid: patrolScrub, offset: 2, count: 2 }).in,
      reply(2, "0102"),
      undefined,
      `fwctl_rpc_cxl_out.payload: bytes 2 to 3 of feature ${patrolScrub}; records apply from offset 0 only, kept as they are.`,
    ],
    [
      "a newer record",
      getFeature({ uuid: patrolScrub, count: 6 }).in,
      reply(6, "030c01000709"),
      undefined,
      `fwctl_rpc_cxl_out.payload: 2 bytes behind the record that is described: a newer version of feature ${patrolScrub}, or a part of an entry. Kept.`,
    ],
    [
      "a transfer left open",
      get,
      reply(0, "", 0x1b),
      undefined,
      "fwctl_rpc_cxl_out.retval: the device has a feature transfer open. A full Set Feature of the feature that is stuck ends it; it is the one whose Get Feature answers the same.",
    ],
  ])("%s", (_, request, out, outLength, message) => {
    expect(said(request, out, outLength)).toContain(message);
  });

  test("a list that adds up, data of the length asked for: nothing to say", () => {
    expect(said(list, reply(56, `0100 0800 00000000 ${entry}`))).toEqual([]);
    expect(said(getFeature({ uuid: patrolScrub, count: 4 }).in, reply(4, "030c0100"))).toEqual([]);
  });

  test("entries that are there are whole, and the cut one is kept as bytes", () => {
    const cut = reply(66, `0200 0800 00000000 ${entry} 22222222222222222222`);
    const rpc = decodeRpc(catalog, { deviceType: 2, in: list, out: cut });
    expect(rpc.response).toMatchObject({
      get_sup_feats_out: { num_entries: 2, ents: [{ effects: 0x0600 }] },
      "@tail": bytes("22222222222222222222"),
    });
    expect(toHex(cxl.layout("fwctl_rpc_cxl_out").encode(rpc.response))).toBe(toHex(cut));
  });

  test("fewer bytes than the record of a known feature stay bytes", () => {
    const request = getFeature({ uuid: patrolScrub, count: 2 }).in;
    const rpc = inspectRpc(catalog, { deviceType: 2, in: request, out: reply(2, "030c") });
    expect(rpc.response?.["payload"]).toEqual(bytes("030c"));
    expect(rpc.notes.map((note) => note.what)).toEqual([
      "cxl_scrub_rd_attrbs takes 4 bytes, 2 are there; kept as they are",
    ]);
  });

  test("a reply without its header is a fault, and the request is there all the same", () => {
    const rpc = decodeRpc(catalog, { deviceType: 2, in: get, out: bytes("040000") });
    expect([rpc.response, rpc.faults.map((fault) => fault.code), rpc.request?.["op_size"]]).toEqual([
      undefined,
      ["truncated"],
      21,
    ]);
  });
});

describe("a big-endian host", () => {
  test("its header is big-endian, the payload stays little-endian", () => {
    const request = bytes(`00000501 00000000 00000015 00000000 ${vendor.replaceAll("-", "")} 0000 0400 00`);
    const rpc = decodeRpc(catalog, {
      deviceType: 2,
      in: request,
      out: bytes("00000004 00000000 01020304"),
      hostOrder: "be",
    });
    expect([rpc.command?.name, rpc.request?.["op_size"], rpc.status?.delivery]).toEqual([
      "GET_FEATURE",
      21,
      "answered",
    ]);
    expect(rpc.request).toMatchObject({ get_feat_in: { uuid: vendor, count: 4 } });
  });
});
