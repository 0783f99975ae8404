/** A recording without its identities: what is removed, what stays, and what is said about it. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc } from "../../src/catalog/index.js";
import { cxl, getFeature } from "../../src/cxl/index.js";
import { set } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import { type ExchangeRecord, redactor } from "../../src/transport/index.js";
import { hex } from "./sample.js";

const catalog = createCatalog(mlx5.with(mlx5Registers), cxl, pds);

/** QUERY_NIC_VPORT_CONTEXT and its reply, 16 + 256 bytes, with a system image, port and node GUID and a permanent address. */
function vportContext(): Extract<ExchangeRecord, { kind: "rpc" }> {
  const layout = mlx5.layout("query_nic_vport_context_out");
  const out = new Uint8Array(layout.bytes);
  const put = (path: string, value: unknown): void => set(layout, out, path, value);
  put("nic_vport_context.mtu", 1500);
  put("nic_vport_context.system_image_guid", 0xb83fd20300000001n);
  put("nic_vport_context.port_guid", 0xb83fd20300000002n);
  put("nic_vport_context.node_guid", 0xb83fd20300000001n);
  put("nic_vport_context.permanent_address.mac_addr_47_32", 0xb83f);
  put("nic_vport_context.permanent_address.mac_addr_31_0", 0xd2000001);
  return { kind: "rpc", deviceType: 1, scope: 0, in: hex(`0754${"00".repeat(14)}`), out, notes: [] };
}

function read(record: ExchangeRecord): ReturnType<typeof decodeRpc> {
  if (record.kind !== "rpc") throw new Error("an rpc is expected");
  return decodeRpc(catalog, { deviceType: record.deviceType ?? 0, in: record.in ?? hex(""), out: record.out });
}

describe("fields", () => {
  test("become others of the same width; equal ones stay equal, everything else stays", () => {
    const { record } = redactor(catalog)(vportContext());
    const context = Object(read(record).response)["nic_vport_context"];
    expect(context).toMatchObject({ mtu: 1500, system_image_guid: 1n, port_guid: 2n, node_guid: 1n });
    expect(context.permanent_address.mac_addr_31_0).not.toBe(0xd2000001);
    expect(record.kind === "rpc" && record.out?.length).toBe(vportContext().out?.length);
  });

  test("that were removed are told", () => {
    expect(redactor(catalog)(vportContext()).removed).toEqual(
      [
        ["mac", "permanent_address.mac_addr_47_32"],
        ["mac", "permanent_address.mac_addr_31_0"],
      ]
        .concat([
          ["guid", "system_image_guid"],
          ["guid", "port_guid"],
          ["guid", "node_guid"],
        ])
        .map(([kind, path]) => ({ kind, where: "out", path: `query_nic_vport_context_out.nic_vport_context.${path}` }))
        .sort((a, b) => order(a.path) - order(b.path)),
    );
  });

  test("of kinds that were not asked for stay", () => {
    const { removed } = redactor(catalog, { kinds: ["mac"] })(vportContext());
    expect(new Set(removed.map(({ kind }) => kind))).toEqual(new Set(["mac"]));
  });

  test("that are zero stay zero", () => {
    const record = { ...vportContext(), out: new Uint8Array(272) };
    expect(redactor(catalog)(record)).toMatchObject({ removed: [], record: { out: record.out } });
  });

  test("keep their number from one record to the next", () => {
    const redact = redactor(catalog);
    const first = redact(vportContext()).record;
    expect(redact(vportContext()).record).toEqual(first);
  });

  test("the record that was given is left as it is", () => {
    const record = vportContext();
    redactor(catalog)(record);
    expect(record).toEqual(vportContext());
  });
});

/** Where a field stands in the reply. */
function order(path: string): number {
  const names = ["system_image_guid", "port_guid", "node_guid", "mac_addr_47_32", "mac_addr_31_0"];
  return names.findIndex((name) => path.endsWith(name));
}

describe("words", () => {
  test("of the recorder lose addresses, MACs and GUIDs, wherever they stand", () => {
    const record: ExchangeRecord = {
      kind: "info",
      deviceType: 1,
      dev: "0000:d2:00.0",
      meta: { note: "b8:3f:d2:00:00:01 at 10.0.0.7", list: [{ "b83f:d203:0000:0001": "0xb83fd20300000001" }], n: 7 },
      notes: [],
    };
    const { record: redacted, removed } = redactor(catalog)(record);
    expect(redacted.dev).toBe("<address-1>");
    expect(redacted.meta).toEqual({ note: "<mac-2> at <address-3>", list: [{ "<guid-4>": "<guid-5>" }], n: 7 });
    expect(removed).toHaveLength(5);
  });

  test("the name of a machine goes as a whole, unless addresses were to stay", () => {
    const record: ExchangeRecord = { kind: "info", deviceType: 1, host: "rack7-node12", notes: [] };
    expect(redactor(catalog)(record).record.host).toBe("<address-1>");
    expect(redactor(catalog, { kinds: ["mac"] })(record).record.host).toBe("rack7-node12");
  });

  test.each([
    ["fe80::1 is up", "<address-1> is up"],
    ["from 2001:db8:0:1:2:3:4:5, port 9", "from <address-1>, port 9"],
    ["at 12:34:56 on 2026-11-22T22:41:40Z", "at 12:34:56 on 2026-11-22T22:41:40Z"],
    ["std::vector, a::b::c", "std::vector, a::b::c"],
  ])("%s", (text, redacted) => {
    const record: ExchangeRecord = { kind: "info", deviceType: 1, meta: { text }, notes: [] };
    expect(redactor(catalog)(record).record.meta).toEqual({ text: redacted });
  });

  test("a key called __proto__ is a key", () => {
    const meta = JSON.parse('{"__proto__":"b8:3f:d2:00:00:01"}');
    const { record } = redactor(catalog)({ kind: "info", meta, notes: [] });
    expect(Object.entries(record.meta ?? {})).toEqual([["__proto__", "<mac-1>"]]);
  });
});

describe("what nobody can look into", () => {
  test("is counted and kept, or zeroed on request", () => {
    const record: ExchangeRecord = {
      kind: "rpc",
      deviceType: 4,
      scope: 0,
      in: new Uint8Array(48),
      out: new Uint8Array(48),
      pointers: [{ at: 16, direction: "inout", length: 2, data: hex("0102"), after: hex("0304") }],
      notes: [],
    };
    const kept = redactor(catalog)(record);
    expect(kept.notes[0]?.message).toBe("pointers: 2 bytes behind pointers are described by no layout and were kept.");
    expect(kept.record).toEqual(record);
    const zeroed = redactor(catalog, { undescribed: "zero" })(record).record;
    expect(zeroed.kind === "rpc" && zeroed.pointers).toEqual([
      { at: 16, direction: "inout", length: 2, data: hex("0000"), after: hex("0000") },
    ]);
  });

  test("bytes behind a layout", () => {
    const record = { ...vportContext(), in: hex(`0754${"00".repeat(14)}abcd`) };
    const { record: zeroed, notes } = redactor(catalog, { undescribed: "zero" })(record);
    expect(zeroed.kind === "rpc" && toHex(zeroed.in ?? hex(""))).toBe(`0754${"00".repeat(16)}`);
    expect(notes[0]?.message).toBe("query_nic_vport_context_in: 2 bytes are described by no layout and were zeroed.");
  });

  test("a device that the catalog does not know: all of it", () => {
    const record = { ...vportContext(), deviceType: 99 };
    const kept = redactor(catalog)(record);
    expect(kept.notes[0]?.message).toBe("in: the exchange could not be decoded and was kept as it is.");
    expect(kept.record).toEqual(record);
    const { record: zeroed, notes } = redactor(catalog, { undescribed: "zero" })(record);
    expect(notes[0]?.message).toBe("in: the exchange could not be decoded and was zeroed.");
    expect(zeroed).toEqual({ ...record, in: new Uint8Array(16), out: new Uint8Array(272) });
  });

  test.each<[string, ExchangeRecord, string]>([
    [
      "the data of a vendor's feature",
      {
        kind: "rpc",
        deviceType: 2,
        scope: 0,
        in: getFeature({ uuid: "f0000001-0001-4001-8001-0102030405e1", count: 4 }).in,
        out: hex("04000000 00000000 01020304"),
        notes: [],
      },
      "04000000 00000000 00000000",
    ],
    [
      "the beginning of data that did not arrive in full",
      {
        kind: "rpc",
        deviceType: 2,
        scope: 0,
        in: getFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", count: 64 }).in,
        out: hex("00000000 00000000 030c0100"),
        notes: [],
      },
      "00".repeat(12),
    ],
    [
      "the data of a register without a layout",
      {
        kind: "rpc",
        deviceType: 1,
        scope: 1,
        in: hex("08050000 00000001 00009999 00000000"),
        out: hex(`${"00".repeat(16)}01020304`),
        notes: [],
      },
      "00".repeat(20),
    ],
  ])("%s, while its envelope stays", (_, record, out) => {
    const { record: zeroed, notes } = redactor(catalog, { undescribed: "zero" })(record);
    expect(zeroed.kind === "rpc" && toHex(zeroed.out ?? hex(""))).toBe(out.replaceAll(" ", ""));
    expect(notes.map((one) => one.message)).toContainEqual(
      expect.stringContaining("4 bytes are described by no layout"),
    );
    expect(redactor(catalog)(record).record).toEqual(record);
  });
});
