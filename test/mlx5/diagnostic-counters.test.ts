import { describe, expect, test } from "vitest";
import { dataView, toHex } from "../../src/bits/index.js";
import {
  diagnosticCounterCount,
  diagnosticCounters,
  diagnosticSamples,
  queryDiagnosticCounters,
  queryDiagnosticParams,
  setDiagnosticParams,
} from "../../src/mlx5/diagnostic-counters.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { refused } from "../support/refused.js";

describe("which counters a device has", () => {
  const general = new Uint8Array(4096);
  dataView(general).setUint16(80, 3);
  const debug = new Uint8Array(4096);
  for (const [index, entry] of [0x0000_0401, 0x8000_0402, 0x0000_1002].entries()) {
    dataView(debug).setUint32(64 + index * 4, entry);
  }

  test("their number stands in the GENERAL capability, in bits that the kernel calls reserved", () => {
    expect(diagnosticCounterCount(general)).toBe(3);
    expect(mlx5.layout("cmd_hca_cap").decode(general)["reserved_at_280"]).toBe(3);
  });

  test("the list stands in the DEBUG capability from bit 512 on", () => {
    expect(diagnosticCounters(debug, general)).toEqual([
      { id: 0x401, sync: false },
      { id: 0x402, sync: true },
      { id: 0x1002, sync: false },
    ]);
  });

  test("it goes on behind the kernel's 256 bytes, as mlx5ctl describes it", () => {
    dataView(general).setUint16(80, 100);
    const ids = diagnosticCounters(debug, general).map(({ id }) => id);
    const listed = mlx5.layout("debug_capX").decode(debug.subarray(0, 64 + 400))["diagnostic_counter"];
    expect(ids).toEqual(Array.isArray(listed) ? listed.map((one) => Number(Object.values(one).at(-1))) : []);
    dataView(general).setUint16(80, 3);
  });

  test.each<[string, () => unknown, string]>([
    [
      "a count that lies",
      () => diagnosticCounters(debug.subarray(0, 72), general),
      "truncated debug_capX.diagnostic_counter: needs bytes 0x40..0x4b (12), buffer ends at 0x48 (72 bytes).",
    ],
    [
      "a general capability that is cut",
      () => diagnosticCounterCount(general.subarray(0, 81)),
      "truncated cmd_hca_cap: needs bytes 0x50..0x51 (2), buffer ends at 0x51 (81 bytes).",
    ],
  ])("%s", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });
});

describe("sampling", () => {
  test("choosing counters: their ids behind the context, and the least scope is DEBUG_WRITE", () => {
    const call = setDiagnosticParams(mlx5, {
      counters: [0x401, 0x1002],
      enable: 1,
      single: 1,
      log_num_of_samples: 4,
      log_sample_period: 16,
    });
    expect(toHex(call.in)).toBe(`0820000000000000${"0002000484000010"}${"00".repeat(16)}${"0000040100001002"}`);
    expect([call.command.name, call.scope, call.outLength]).toEqual(["SET_DIAGNOSTIC_PARAMS", 2, 16]);
  });

  test("asking how: room for as many ids as are expected", () => {
    const call = queryDiagnosticParams(mlx5, 2);
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([`0819${"00".repeat(14)}`, 1, 40]);
  });

  test("what is asked decodes as it was set", () => {
    const set = setDiagnosticParams(mlx5, { counters: [7, 9], enable: 1, repetitive: 1 });
    const out = new Uint8Array(set.in);
    out.set(new Uint8Array(8));
    expect(queryDiagnosticParams(mlx5, 2).decode(out)["diagnostic_params_context"]).toMatchObject({
      num_of_counters: 2,
      repetitive: 1,
      enable: 1,
      counter_id: [{ counter_id: 7 }, { counter_id: 9 }],
    });
  });

  test("asking for samples: an entry of 16 bytes for each sample of each counter", () => {
    const call = queryDiagnosticCounters(mlx5, { samples: 16, first: 2, counters: 3 });
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([
      "0821000000000000001000020000000000000000".slice(0, 32),
      1,
      16 + 16 * 16 * 3,
    ]);
  });

  test("room that was given stays", () => {
    const call = queryDiagnosticCounters(mlx5, { samples: 1, counters: 1 }, { outLength: 4096 });
    expect(call.outLength).toBe(4096);
  });

  test.each<[string, () => unknown, string]>([
    [
      "a counter id that does not fit",
      () => setDiagnosticParams(mlx5, { counters: [0x1_0000], enable: 1 }),
      "range set_diagnostic_params_in.diagnostic_params_context.counter_id[0].counter_id: 65536 does not fit 16 bits (0..65535).",
    ],
    [
      "a number of counters that is none",
      () => queryDiagnosticCounters(mlx5, { samples: 1, counters: -1 }),
      "kind QUERY_DIAGNOSTIC_COUNTERS: expects whole numbers of counters and samples.",
    ],
  ])("%s is refused", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });
});

describe("samples", () => {
  const call = queryDiagnosticCounters(mlx5, { samples: 2, counters: 1 });
  const out = new Uint8Array(48);
  const data = dataView(out);
  data.setUint16(16, 0x401);
  data.setUint16(18, 1);
  data.setUint32(20, 77);
  data.setUint32(24, 1);
  data.setUint32(28, 2);

  test("value and clock; an entry that was not filled in is left out", () => {
    expect(diagnosticSamples(call.decode(out))).toEqual([
      { counterId: 0x401, sampleId: 1, timestamp: 77, value: 0x1_0000_0002n },
    ]);
  });

  test("a reply that is cut in the middle of an entry gives the whole ones", () => {
    expect(diagnosticSamples(call.decode(out.subarray(0, 40))).length).toBe(1);
  });

  test("something else than a reply has none", () => {
    expect(diagnosticSamples({})).toEqual([]);
  });
});
