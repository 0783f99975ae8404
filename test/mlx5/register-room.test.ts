import { describe, expect, test } from "vitest";
import type { Call } from "../../src/catalog/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { readRegister, registerOf, writeRegister } from "../../src/mlx5/register-access.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { refused } from "../support/refused.js";

const family = mlx5.with(mlx5Registers);

describe("room for content of no fixed length, in the request as in the reply", () => {
  const component = { read_pending_component: 0, component_index: 0, info_type: 1, offset: 0 };
  const strings = { string_db_index: 0, read_size: 64, start_offset: 0 };
  const noItem = { configuration_item_header: {} };
  const item = { nv_pointer: 0, ...noItem };

  test.each<[string, Call, bytes: number]>([
    ["one record, where nothing counts", readRegister(family, "MCQI", { ...component, data_size: 124 }), 24 + 124],
    ["strings of the tracer: read_size bytes", readRegister(mlx5, "MTRC_STDB", strings), 8 + 64],
    ["the same as dwords", readRegister(family, "MTRC_STDB~adb", strings), 8 + 64],
    ["a block of a firmware update: size bytes", readRegister(mlx5, "MCDA", { size: 64 }), 16 + 64],
    ["that is no whole number of dwords", readRegister(mlx5, "MCDA", { size: 61 }), 16 + 64],
    ["memory of an FPGA: size bytes", readRegister(mlx5, "FPGA_ACCESS_REG", { size: 64 }), 16 + 64],
    ["one entry of a table", readRegister(family, "DCBX_APPLICATION", { port_number: 1 }), 16 + 4],
    ["as many entries", readRegister(family, "DCBX_APPLICATION", { port_number: 1 }, { elements: 32 }), 16 + 32 * 4],
    ["one bin of a histogram", readRegister(family, "ADP_RETX_HISTOGRAM"), 16 + 8],
    ["the next item, of no stated length", readRegister(family, "MNVGN", item), 28 + 4],
    [
      "of a stated length",
      readRegister(family, "MNVGN", { ...item, configuration_item_header: { length: 64 } }),
      28 + 64,
    ],
    ["the next item of the log", readRegister(family, "MGNLE", { ...noItem, le_pointer: 0 }), 28 + 4],
  ])("%s", (_what, call, bytes) => {
    expect([call.in.length, call.outLength]).toEqual([16 + bytes, 16 + bytes]);
  });

  test("a write takes its content, and room for as much", () => {
    const call = writeRegister(mlx5, "MCDA", { size: 8, data: [1, 2] });
    expect([call.in.length, call.outLength]).toEqual([40, 40]);
  });

  test.each([
    ["in a family without registers", mlx5],
    ["in one with them", family],
  ])("the content arrives %s", (_what, some) => {
    const call = readRegister(some, "MCDA", { size: 8 });
    const out = new Uint8Array(call.outLength);
    out.set([0, 0, 0, 8], 16 + 8);
    out.set([0, 0, 0, 1, 0, 0, 0, 2], 32);
    expect(registerOf(call.decode(out))).toMatchObject({ size: 8, data: [1, 2] });
  });

  test.each<[string, () => unknown, string]>([
    [
      "more than fwctl carries",
      () => readRegister(mlx5, "MTRC_STDB", { ...strings, read_size: 0xff_ffff }),
      "range MTRC_STDB: takes 16777240 bytes, fwctl carries 2097152. Read it in parts.",
    ],
    [
      "elements that are no number",
      () => readRegister(mlx5, "MCDA", {}, JSON.parse('{"elements":-1}')),
      "kind MCDA.elements: expects a whole number.",
    ],
  ])("%s is refused", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });
});
