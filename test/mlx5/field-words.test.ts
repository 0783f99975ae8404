/** What stands in words beside a number or beside bytes: by hand from the meaning of each field. */
import { describe, expect, test } from "vitest";
import type { Layout } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { fieldWords } from "../../src/mlx5/words.js";
import { formatGrid } from "../../src/text/index.js";

const family = mlx5.with(mlx5Registers);
const psid = Uint8Array.from("MT_0000000223\0\0\0", (letter) => letter.charCodeAt(0));
const text = (letters: string, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => letters.charCodeAt(index) || 0);

/** Words of one struct's own fields that are not said when all is zero. */
function wordsIn(layout: string, fields: { readonly [name: string]: unknown }): { [name: string]: string } {
  const target = family.layout(layout);
  const zero = new Uint8Array(target.bytes);
  const before = new Set(allWords(target, zero).map(String));
  const after = allWords(target, target.encode({ ...target.decode(zero), ...fields }));
  return Object.fromEntries(after.filter((row) => !before.has(String(row))));
}

function allWords(layout: Layout<object>, bytes: Uint8Array): [name: string, words: string][] {
  const { children } = layout.inspect(bytes);
  const words = fieldWords();
  return children.flatMap((node): [string, string][] => {
    const said = words(node, children);
    return said === undefined ? [] : [[node.name, said]];
  });
}

describe("board id", () => {
  test.each<[layout: string, field: string, value: unknown]>([
    ["query_adapter_param_block", "vsd_contd_psid", psid],
    ["mgir_fw_info", "psid", psid],
    ["mtcq_reg", "psid", [0x4d545f30, 0x30303030, 0x30303232, 0x33000000]],
  ])("%s.%s", (layout, field, value) => {
    expect(wordsIn(layout, { [field]: value })).toEqual({ [field]: "MT_0000000223" });
  });

  test("nothing is said of one that is all zero, and of a flag about it", () => {
    const layout = family.layout("mgir_fw_info");
    expect(allWords(layout, new Uint8Array(layout.bytes))).toEqual([["life_cycle", "life_cycle = 0"]]);
    expect(wordsIn("mcqi_cap", { match_psid: 1 })).toEqual({});
  });

  test("the grid says it behind the bytes", () => {
    const layout = family.layout("query_adapter_out");
    const reply = layout.encode({
      status: 0,
      syndrome: 0,
      query_adapter_struct: { ieee_vendor_id: 0, vsd_vendor_id: 0, vsd: new Uint8Array(208), vsd_contd_psid: psid },
    });
    expect(formatGrid(layout.inspect(reply), { words: fieldWords() })).toMatch(
      /vsd_contd_psid +4d 54 5f 30 30 30 30 30 30 30 32 32 33 00 00 00 +MT_0000000223\n/,
    );
  });
});

describe("versions, at the last of their numbers", () => {
  test.each<[what: string, layout: string, fields: { [name: string]: number }, words: { [name: string]: string }]>([
    [
      "firmware that runs",
      "initial_seg",
      { fw_rev_major: 22, fw_rev_minor: 35, fw_rev_subminor: 1012 },
      { fw_rev_subminor: "22.35.1012" },
    ],
    ["firmware in eight bits each", "mgir_fw_info", { major: 2, minor: 42, sub_minor: 50 }, { sub_minor: "2.42.0050" }],
    [
      "firmware too large for them, which then hold a part of it",
      "mgir_fw_info",
      {
        major: 22,
        minor: 35,
        sub_minor: 1012 & 0xff,
        extended_major: 22,
        extended_minor: 35,
        extended_sub_minor: 1012,
      },
      { extended_sub_minor: "22.35.1012" },
    ],
    [
      "firmware that must not be undercut",
      "mvts_reg",
      { fw_version_major: 22, fw_version_minor: 35, fw_version_subminor: 12 },
      { fw_version_subminor: "22.35.0012" },
    ],
    ["a driver", "mgir_sw_info", { major: 5, minor: 8, sub_minor: 1 }, { sub_minor: "5.8.1" }],
    ["an expansion ROM", "rom_version", { major: 14, minor: 22, build: 15 }, { build: "14.22.15" }],
    [
      "the image of a transceiver",
      "mcqi_linkx_properties",
      { image_a_major: 38, image_a_minor: 100, image_a_subminor: 59 },
      { image_a_subminor: "38.100.59" },
    ],
    [
      "two numbers only",
      "mcqi_clock_source_properties",
      { image_version_major: 1, image_version_minor: 2 },
      { image_version_minor: "1.2" },
    ],
    ["two numbers with a name behind", "slsir_5nm", { bkv_major_cln: 3, bkv_minor_cln: 4 }, { bkv_minor_cln: "3.4" }],
    ["a component, packed", "mcqi_version", { version: 0x162c040c }, { version: "22.44.1036" }],
    ["the health buffer, packed", "health_buffer", { fw_version: 0x102001ec }, { fw_version: "16.32.0492" }],
  ])("%s: %s", (_what, layout, fields, words) => {
    expect(wordsIn(layout, fields)).toEqual(words);
  });

  test("as text", () => {
    expect(wordsIn("mcqi_version", { version_string: text("22.44.1036", 92) })).toEqual({
      version_string: "22.44.1036",
    });
    expect(wordsIn("set_driver_version_in", { driver_version: text("Linux,mlx5_core,7.2.13", 64) })).toEqual({
      driver_version: "Linux,mlx5_core,7.2.13",
    });
  });
});

describe("rates, where the unit is known", () => {
  test.each([
    ["ptys_reg", "data_rate_oper", 1000, "100 Gbit/s"],
    ["ptys_reg~adb", "data_rate_oper", 25, "2.5 Gbit/s"],
    ["qos_cap", "packet_pacing_max_rate", 100_000_000, "100 Gbit/s"],
    ["qos_cap", "packet_pacing_min_rate", 1, "0.001 Mbit/s"],
    ["scheduling_context", "max_average_bw", 500, "500 Mbit/s"],
  ])("%s.%s = %d", (layout, field, value, words) => {
    expect(wordsIn(layout, { [field]: value })).toEqual({ [field]: words });
  });
});

describe("values that stand in two or more fields, at the last of them", () => {
  test.each<[what: string, layout: string, fields: { [name: string]: number }, words: { [name: string]: string }]>([
    [
      "the tracer's clock in the kernel's spelling",
      "mtrc_ctrl",
      { current_timestamp52_32: 1, current_timestamp31_0: 2 },
      { current_timestamp31_0: "current_timestamp = 0x100000002" },
    ],
    [
      "and in mstflint's",
      "mtrc_ctrl_reg",
      { current_timestamp_52_32: 1, current_timestamp_31_0: 2 },
      { current_timestamp_31_0: "current_timestamp = 0x100000002" },
    ],
    [
      "an address in three fields apart",
      "create_flow_table_out",
      { icm_address_63_40: 1, icm_address_39_32: 2, icm_address_31_0: 3 },
      { icm_address_31_0: "icm_address = 0x10200000003" },
    ],
    [
      "a MAC around another",
      "match_definer_format_22",
      { outer_dmac_47_16: 0xb83fd200, outer_dmac_15_0: 1 },
      { outer_dmac_15_0: "outer_dmac = b8:3f:d2:00:00:01" },
    ],
    ["plain hi and lo", "uint64", { hi: 1, lo: 2 }, { lo: "4294967298" }],
    [
      "the lower half first",
      "pddr_module_info",
      { module_production_test_revision_lsb: 2, module_production_test_revision_msb: 1 },
      { module_production_test_revision_lsb: "module_production_test_revision = 4294967298" },
    ],
    [
      "upper bits of a field with the plain name",
      "mvcr",
      { current_sensor_value_msb: 1, current_sensor_value: 2 },
      { current_sensor_value: "current_sensor_value = 65538" },
    ],
  ])("%s: %s", (_what, layout, fields, words) => {
    expect(wordsIn(layout, fields)).toEqual(words);
  });

  test("numbers behind a name are no bits", () => {
    const names = ["lcsrg7_7", "lcsrg5_5", "lcsrg2_2"];
    expect(wordsIn("sltr_cause_list_uphy7_5", Object.fromEntries(names.map((name) => [name, 1])))).toEqual({});
  });
});
