import { describe, expect, test } from "vitest";
import { headroom } from "../../src/mlx5/headroom.js";
import { joinedValues, type PlacedField } from "../../src/mlx5/joined-values.js";
import { linkModeKind, linkModes, linkModesInWords, speedText } from "../../src/mlx5/link-modes.js";
import { boardId, firmwareVersion, isLogarithm, packedFirmwareVersion, powerInWords } from "../../src/mlx5/words.js";

describe("logarithms", () => {
  test.each([
    ["log_max_qp", 18, "2^18 = 262144"],
    ["cq_log_page_size", 0, "2^0 = 1"],
    ["pg_track_log_max_addr_space", 63n, "2^63 = 9223372036854775808"],
    ["log_max_qp", 64, undefined],
    ["log_level", 3, undefined],
    ["min_mkey_log_entity_size_fixed_buffer_valid", 1, undefined],
    ["topology", 3, undefined],
    ["logical_state_status", 3, undefined],
    ["eventlog_sz", 3, undefined],
  ])("%s = %d", (field, value, words) => {
    expect(powerInWords(field, value)).toBe(words);
  });

  test("log2_ counts too", () => {
    expect(isLogarithm("log2_hds_buf_size")).toBe(true);
  });
});

/** Lays fields out one behind the other; `[name, width, value]`, a name of "" is a gap. */
function placed(...rows: (readonly [name: string, width: number, value: number])[]): PlacedField[] {
  let bitOffset = 0;
  return rows.map(([name, width, value]) => {
    const field = { name, bitOffset, width, value };
    bitOffset += width;
    return field;
  });
}

describe("values split over two or more fields", () => {
  test.each<[string, PlacedField[], [name: string, value: bigint, text: string][]]>([
    [
      "64-bit counters",
      placed(
        ["if_in_octets_high", 32, 1],
        ["if_in_octets_low", 32, 2],
        ["if_out_octets_high", 32, 0],
        ["if_out_octets_low", 32, 7],
      ),
      [
        ["if_in_octets", 4_294_967_298n, "4294967298"],
        ["if_out_octets", 7n, "7"],
      ],
    ],
    [
      "a page address: the low part holds the top 20 bits of its word",
      placed(["pa_h", 32, 0x1], ["pa_l", 20, 0x23456]),
      [["pa", 0x1_2345_6000n, "0x123456000"]],
    ],
    [
      "a key of 24 and 8 bits",
      placed(["gre_key_h", 24, 0x123456], ["gre_key_l", 8, 0x78]),
      [["gre_key", 0x12345678n, "305419896"]],
    ],
    [
      "a pointer by bit ranges",
      placed(["input_mailbox_pointer_63_32", 32, 0x5], ["input_mailbox_pointer_31_9", 23, 0x7f000 >> 9]),
      [["input_mailbox_pointer", 0x5_0007_f000n, "0x50007f000"]],
    ],
    [
      "a MAC",
      placed(["mac_addr_47_32", 16, 0xb83f], ["mac_addr_31_0", 32, 0xd2000001]),
      [["mac_addr", 0xb83fd2000001n, "b8:3f:d2:00:00:01"]],
    ],
    [
      "48 bits that are no MAC",
      placed(["fault_token_47_32", 16, 1], ["fault_token_31_0", 32, 0]),
      [["fault_token", 0x1_0000_0000n, "0x100000000"]],
    ],
    [
      "an IPv6 address",
      placed(
        ["src_ip_127_96", 32, 0x20010db8],
        ["src_ip_95_64", 32, 0],
        ["src_ip_63_32", 32, 0],
        ["src_ip_31_0", 32, 1],
      ),
      [["src_ip", 0x20010db8_00000000_00000000_00000001n, "2001:db8::1"]],
    ],
    [
      "two thresholds with a gap between them",
      placed(["temp_threshold_hi", 16, 1], ["", 16, 0], ["temp_threshold_lo", 16, 2]),
      [],
    ],
    ["a name in two words is text, no number", placed(["sensor_name_hi", 32, 1], ["sensor_name_lo", 32, 2]), []],
    ["a high part alone", placed(["lp_msb", 2, 1], ["x_low", 32, 2]), []],
    ["a name whose range is not its width", placed(["a_63_32", 31, 1], ["a_31_0", 32, 1]), []],
    ["nothing", [], []],
  ])("%s", (_, fields, expected) => {
    expect(joinedValues(fields).map(({ name, value, text }) => [name, value, text])).toEqual(expected);
  });

  test("IPv6 shortens the longest run of zero groups, the first of equals", () => {
    const text = (...words: [number, number, number, number]): string | undefined => {
      const names = ["ip_127_96", "ip_95_64", "ip_63_32", "ip_31_0"];
      return joinedValues(placed(...names.map((name, index) => [name, 32, words[index] ?? 0] as const)))[0]?.text;
    };
    expect([
      text(0, 0, 0, 0),
      text(0, 0, 0, 1),
      text(0x00010000, 0, 0, 0),
      text(0x00010000, 0x00000002, 0x00030000, 0x00000004),
      text(0x00010002, 0x00030004, 0x00050006, 0x00070008),
      text(0x00010002, 0x00030000, 0x00050006, 0x00070008),
    ]).toEqual(["::", "::1", "1::", "1::2:3:0:0:4", "1:2:3:4:5:6:7:8", "1:2:3:0:5:6:7:8"]);
  });
});

describe("link modes of PTYS", () => {
  test.each([
    ["eth_proto_capability", "eth"],
    ["ext_eth_proto_oper", "ext_eth"],
    ["ib_proto_admin", "ib"],
    ["ext_proto_ib", "ext_ib"],
    ["proto_mask", undefined],
  ])("%s holds %s", (field, kind) => {
    expect(linkModeKind(field)).toBe(kind);
  });

  test.each([
    ["ext_eth_proto_oper", 0x1000, "200GAUI_4_200GBASE_CR4_KR4 (200 Gbit/s)"],
    ["ext_eth_proto_capability", 0x800000, "1600GAUI_8_1600GBASE_CR8_KR8 (1600 Gbit/s)"],
    ["eth_proto_oper", 0x1000000, "100BASE_TX (100 Mbit/s)"],
    ["eth_proto_admin", 0x80000010, "10GBASE_KR, 50GBASE_KR2 (up to 50 Gbit/s)"],
    ["ib_proto_oper", 0x40, "HDR"],
    ["ext_proto_ib", 0x400000, "NDR_4x (400 Gbit/s)"],
    ["eth_proto_oper", 0x800, "bit 11"],
    ["eth_proto_oper", 0, undefined],
    ["an_status", 1, undefined],
  ])("%s = %d", (field, mask, words) => {
    expect(linkModesInWords(field, mask)).toBe(words);
  });

  test("each kind names its bits once, and every Ethernet bit has a speed", () => {
    const named = (["eth", "ext_eth", "ib", "ext_ib"] as const).map((kind) => linkModes(kind, 0xffff_ffff));
    expect(named.map((set) => set.filter((mode) => !mode.name.startsWith("bit ")).length)).toEqual([27, 20, 9, 15]);
    expect(
      named
        .slice(0, 2)
        .flat()
        .filter((mode) => mode.mbps === undefined && !mode.name.startsWith("bit ")),
    ).toEqual([]);
  });

  test("speeds", () => {
    expect([speedText(100), speedText(2500), speedText(800_000)]).toEqual(["100 Mbit/s", "2.5 Gbit/s", "800 Gbit/s"]);
  });
});

describe("firmware and board", () => {
  // The second column is what the kernel's health report prints beside the raw number.
  test.each([
    [0x102001ec, "16.32.492"],
    [0x101803e8, "16.24.1000"],
    [0x16631eb8, "22.99.7864"],
    [0x162c040c, "22.44.1036"],
  ])("raw fw_ver %d", (raw, printed) => {
    const [major = "", minor = "", subminor = ""] = printed.split(".");
    expect(packedFirmwareVersion(raw)).toBe(firmwareVersion(Number(major), Number(minor), Number(subminor)));
  });

  test("the last number has four digits", () => {
    expect(firmwareVersion(16, 32, 492)).toBe("16.32.0492");
  });

  test.each([
    ["MT_0000000223\0\0\0", "MT_0000000223"],
    ["MT_0000000223   ", "MT_0000000223"],
    ["0123456789abcdefgh", "0123456789abcdef"],
    ["MT_\u0001\u00ff", "MT_??"],
    ["", ""],
  ])("board id %j", (text, id) => {
    expect(boardId(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBe(id);
  });
});

describe("headroom", () => {
  test("what differs, in the order of the maximum", () => {
    const current = { eth: 1, log_max_qp: 17, wide: 4n, nested: { a: [1, 2, 3] }, only_current: 1, name: "x", odd: 5 };
    const maximum = { log_max_qp: 18, eth: 1, wide: 8n, nested: { a: [1, 2, 4] }, only_maximum: 1, name: "y", odd: 4 };
    expect(headroom(current, maximum)).toEqual([
      { path: "log_max_qp", current: 17, maximum: 18, state: "raise" },
      { path: "wide", current: 4n, maximum: 8n, state: "raise" },
      { path: "nested.a[2]", current: 3, maximum: 4, state: "raise" },
      { path: "odd", current: 5, maximum: 4, state: "above" },
    ]);
  });

  test("hostile names are names", () => {
    const parsed = (value: number): Record<string, unknown> =>
      JSON.parse(`{"__proto__": ${value}, "constructor": ${value}}`);
    expect(headroom(parsed(0), parsed(1)).map((row) => row.path)).toEqual(["__proto__", "constructor"]);
    expect(headroom({}, parsed(1))).toEqual([]);
  });

  test("an object inside itself ends", () => {
    const loop: Record<string, unknown> = { a: 1 };
    loop["self"] = loop;
    expect(headroom(loop, loop)).toEqual([]);
  });
});
