/** Records of mstflint's table in the kernel's registers: what the kernel's selectors leave open. */
import { describe, expect, test } from "vitest";
import { createCatalog, decodeRpc } from "../../src/catalog/index.js";
import { isStruct } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { readRegister, registerOf } from "../../src/mlx5/register-access.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";

const family = mlx5.with(mlx5Registers);
const component = { read_pending_component: 0, component_index: 0, offset: 0, data_size: 124 };

/** The record that a real exchange has in one place of a register. */
function recordIn(register: string, index: object, place: string): string | undefined {
  const call = readRegister(mlx5, register, index);
  const out = new Uint8Array(call.outLength);
  out.set(call.in.subarray(16), 16);
  const { response } = decodeRpc(createCatalog(family), { deviceType: 1, in: call.in, out });
  const found = response === undefined ? undefined : registerOf(response)?.[place];
  const [record] = Array.isArray(found) ? found : [found];
  return isStruct(record) ? Object.keys(record)[0] : undefined;
}

describe("the kernel's layout with the registers' table", () => {
  test.each<[string, object, place: string, record: string]>([
    ["MPCNT", { pcie_index: 0, grp: 3 }, "counter_set", "pcie_physical_layer"],
    ["MPCNT", { pcie_index: 0, grp: 4 }, "counter_set", "pcie_perf_counters2"],
    ["PCAM", { feature_group: 1, access_reg_group: 0 }, "feature_cap_mask", "pcam_feature_capability_mask_group1"],
    ["MCQI", { ...component, info_type: 6 }, "data", "mcqi_linkx_properties"],
    ["MCQI", { ...component, info_type: 7 }, "data", "mcqi_clock_source_properties"],
    ["MCQI", { ...component, info_type: 9 }, "data", "mcqi_dpa_apps_info"],
    ["PDDR", { local_port: 1, page_select: 3 }, "page_data", "pddr_module_info"],
    ["PPCNT", { local_port: 1, grp: 6 }, "counter_set", "eth_discard_cntrs_grp"],
  ])("%s %j", (register, index, place, record) => {
    expect(recordIn(register, index, place)).toBe(record);
  });

  test.each<[string, object, place: string, record: string]>([
    ["MPCNT", { pcie_index: 0, grp: 0 }, "counter_set", "pcie_perf_cntrs_grp_data_layout"],
    ["PCAM", { feature_group: 0, access_reg_group: 0 }, "feature_cap_mask", "enhanced_features"],
    ["MCQI", { ...component, info_type: 1 }, "data", "mcqi_version"],
    ["PPCNT", { local_port: 1, grp: 1 }, "counter_set", "eth_2863_cntrs_grp_data_layout"],
  ])("%s %j stays the kernel's own record", (register, index, place, record) => {
    expect(recordIn(register, index, place)).toBe(record);
  });

  test("what neither source describes stays bytes", () => {
    expect(recordIn("MPCNT", { pcie_index: 0, grp: 5 }, "counter_set")).toBeUndefined();
  });

  test("gives back the bytes that it read", () => {
    const layout = family.layout("mpcnt_reg");
    const bytes = Uint8Array.from({ length: layout.bytes }, (_, index) => (index === 3 ? 4 : index));
    expect(layout.encode(layout.decode(bytes))).toEqual(bytes);
  });

  test("the family without the table knows nothing of it", () => {
    expect(mlx5.layout("mpcnt_reg").decode(new Uint8Array(256).fill(4, 3, 4))["counter_set"]).toBeInstanceOf(
      Uint8Array,
    );
  });
});
