/** What is said of an HWRM exchange beyond its fields, and replies in words. */
import { describe, expect, test } from "vitest";
import { fromHex } from "../../src/bits/index.js";
import { bnxt, hwrm, replyInWords, storedVersionsOf, tunnelPort } from "../../src/bnxt/index.js";
import { createCatalog, decodeRpc } from "../../src/catalog/index.js";
import { get } from "../../src/layout/index.js";

const catalog = createCatalog(bnxt);
const request = hwrm(bnxt, "FW_QSTATUS").in;

/** A reply of 16 bytes to FW_QSTATUS (0xc1), changed where a case says so. */
function reply(
  change: Partial<{ error: number; type: number; length: number; cmdErr: number; valid: number }>,
): Uint8Array {
  const { error = 0, type = 0xc1, length = 16, cmdErr = 0, valid = 0 } = change;
  const out = new Uint8Array(16);
  const data = new DataView(out.buffer);
  data.setUint16(0, error, true);
  data.setUint16(2, type, true);
  data.setUint16(6, length, true);
  out[14] = cmdErr;
  out[15] = valid;
  return out;
}

const said = (out: Uint8Array): string[] =>
  decodeRpc(catalog, { deviceType: 3, in: request, out })
    .notes.filter((note) => note.path?.startsWith("output.") === true)
    .map((note) => note.message);

describe("replies", () => {
  test.each<[string, Uint8Array, string]>([
    ["to another request", reply({ type: 0x16 }), "output.req_type: the reply is to request 0x16, asked was 0xc1."],
    [
      "a resp_len beyond the reply",
      reply({ length: 17 }),
      "output.resp_len: says 17 bytes, the reply holds 16. Only what is there was read.",
    ],
    [
      "a resp_len of everything",
      reply({ length: 65_535 }),
      "output.resp_len: says 65535 bytes, the reply holds 16. Only what is there was read.",
    ],
    ["a resp_len inside the header", reply({ length: 7 }), "output.resp_len: says 7 bytes, the header alone has 8."],
    [
      "a firmware that knows fewer fields",
      reply({ length: 12 }),
      "output.resp_len: the firmware wrote 12 of the 16 bytes; fields behind them read as 0 and say nothing.",
    ],
    [
      "an error of the firmware, with its detail",
      reply({ error: 2, cmdErr: 5 }),
      "output.error_code: 0x2: the firmware's a parameter is invalid; cmd_err is 5. The reply is read as hwrm_err_output.",
    ],
    [
      "the driver's own failure",
      reply({ error: 0xff92, length: 0, type: 0 }),
      "output.error_code: 0xff92: the driver's own: sending failed; whether the firmware saw the request is not known. Read the state back before trying again.",
    ],
    [
      "a valid byte that the driver would have cleared",
      reply({ valid: 1 }),
      "output.valid: byte 15 is 1, 0 through fwctl: not cleared: these bytes did not come through the 7.2 driver.",
    ],
  ])("%s", (_, out, message) => {
    expect(said(out)).toContain(message);
  });

  test("an ordinary one: nothing to say", () => {
    expect(said(reply({}))).toEqual([]);
  });

  test.each([
    [
      "of the firmware",
      "0200 0000 0000 1000 04030201 0605 07 00",
      { opaque_0: 0x01020304, opaque_1: 0x0506, cmd_err: 7 },
    ],
    ["of a firmware that fills the whole reply", "0200 0000 0000 b000 04030201 0605 07 00", { cmd_err: 7 }],
    ["of the driver", "92ff 0000 0000 0000 00000000 0000 00 00", { resp_len: 0, cmd_err: 0 }],
  ])("a refusal %s is a record of its own, not the reply's fields", (_, head, expected) => {
    const out = new Uint8Array(176);
    out.set(fromHex(head.replaceAll(" ", "")) ?? []);
    const asked = hwrm(bnxt, "VER_GET", {}).in;
    const rpc = decodeRpc(catalog, { deviceType: 3, in: asked, out, outLength: 176 });
    expect(rpc.response).toMatchObject(expected);
    expect([rpc.faults, Object.keys(rpc.response ?? {}).includes("hwrm_intf_maj_8b")]).toEqual([[], false]);
    expect(rpc.notes.map((note) => note.path)).toContain("output.error_code");
    expect(rpc.notes.every((note) => note.code === "mismatch" || note.code === "trailing")).toBe(true);
  });

  test("the driver's own failure: one thing is said, and delivery is unknown", () => {
    const out = reply({ error: 0xff92, length: 0, type: 0 });
    const rpc = decodeRpc(catalog, { deviceType: 3, in: request, out });
    expect([said(out).length, rpc.status?.delivery, rpc.status?.name]).toEqual([1, "unknown", "-ETIMEDOUT"]);
  });

  test("a lying resp_len changes no value", () => {
    const value = (length: number): unknown => {
      const { response } = decodeRpc(catalog, { deviceType: 3, in: request, out: reply({ length }) });
      return { ...response, resp_len: 0 };
    };
    expect(value(65_535)).toEqual(value(16));
  });

  test("a reply that is cut: a fault, its header and the request are there", () => {
    const rpc = decodeRpc(catalog, { deviceType: 3, in: request, out: reply({}).subarray(0, 10) });
    expect([rpc.response, rpc.faults.map((fault) => fault.code), rpc.status?.ok]).toEqual([
      undefined,
      ["truncated"],
      true,
    ]);
  });
});

describe("in words", () => {
  test.each([
    [0xb512, 4789],
    [0xc117, 6081],
    [0, 0],
    [0xffff, 0xffff],
  ])("tunnel_dst_port_val 0x%s is port %d", (value, port) => {
    expect(tunnelPort(value)).toBe(port);
  });

  test("the port as it stands in bytes: network order", () => {
    const out = new Uint8Array(16);
    out.set([0x12, 0xb5], 10);
    const value = get(bnxt.layout("hwrm_tunnel_dst_port_query_output"), out, "tunnel_dst_port_val");
    expect([value, replyInWords("TUNNEL_DST_PORT_QUERY", { tunnel_dst_port_val: Number(value) })]).toEqual([
      0xb512,
      ["UDP port 4789"],
    ]);
  });

  const stored = { flags: 1, hwrm_fw_major: 229, hwrm_fw_minor: 0, hwrm_fw_build: 154, hwrm_fw_patch: 0 };

  test("stored versions, when the reply calls them valid", () => {
    expect(storedVersionsOf(stored)).toEqual([{ component: "hwrm_fw", version: "229.0.154.0", name: "" }]);
    expect(storedVersionsOf({ ...stored, flags: 0 })).toEqual([]);
  });

  test.each<[string, Parameters<typeof replyInWords>[1], readonly string[]]>([
    [
      "VER_GET",
      {
        hwrm_intf_maj_8b: 1,
        hwrm_intf_min_8b: 10,
        hwrm_intf_upd_8b: 3,
        hwrm_intf_rsvd_8b: 151,
        active_pkg_name: "231.0.162.0",
        chip_num: 0x1750,
        chip_rev: 1,
        chip_metal: 0,
      },
      ["hwrm_intf 1.10.3.151", "package 231.0.162.0", "chip 0x1750 B0"],
    ],
    ["NVM_GET_DEV_INFO", { ...stored, pkg_name: "" }, ["hwrm_fw 229.0.154.0"]],
    ["FW_LIVEPATCH_QUERY", { install_ver: "1.2", active_ver: "" }, ["installed patch 1.2"]],
    [
      "PORT_PHY_QCFG",
      { phy_vendor_name: "ACME", phy_vendor_partnumber: "X-1" },
      ["module vendor ACME", "module part X-1"],
    ],
    [
      "SELFTEST_QLIST",
      { num_tests: 3, available_tests: 5, offline_tests: 4, test_name: ["nvm", "link", "register", "unused"] },
      ["test 0: nvm (online)", "test 1: link (not available)", "test 2: register (offline only)"],
    ],
    [
      "TEMP_MONITOR_QUERY",
      { temp: 50, phy_temp: 60, om_temp: 40, flags: 4 },
      ["chip 50 degrees Celsius", "PHY 60 degrees Celsius"],
    ],
    ["FUNC_RESET", {}, []],
    ["__proto__", {}, []],
  ])("%s", (name, value, lines) => {
    expect(replyInWords(name, value)).toEqual(lines);
  });

  test("counts beyond their lists are bounded by the lists", () => {
    expect(replyInWords("SELFTEST_QLIST", { num_tests: 255, test_name: ["nvm"] })).toEqual([
      "test 0: nvm (not available)",
    ]);
  });
});

test("unaligned fields of packed entries: bandwidths of the queues behind a byte", () => {
  const out = new Uint8Array(112);
  new DataView(out.buffer).setUint32(24, 0x2000_0064, true);
  new DataView(out.buffer).setUint32(24 + 12, 0xc000_0001, true);
  const layout = bnxt.layout("hwrm_queue_cos2bw_qcfg_output");
  const at = (path: string): unknown => get(layout, out, path);
  expect([
    at("cfg[0].queue_id_min_bw"),
    at("cfg[0].queue_id_min_bw.BW_VALUE"),
    at("cfg[0].queue_id_min_bw.BW_VALUE_UNIT"),
    at("cfg[1].queue_id_min_bw"),
  ]).toEqual([0x2000_0064, 100, 1, 0xc000_0001]);
});
