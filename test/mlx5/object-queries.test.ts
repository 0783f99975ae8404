import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import type { Call } from "../../src/catalog/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { queryObject } from "../../src/mlx5/object-queries.js";

/** Request bytes up to the last that is not zero. */
const start = (call: Call): string => toHex(call.in).replace(/(00)+$/, "");

describe("each query with its opcode, number and the least scope that the driver accepts", () => {
  test.each<[string, Call, string, scope: number, outLength: number]>([
    ["a queue pair", queryObject(mlx5, "qp", { qpn: 0x40121 }), "050b000000000000" + "00040121", 1, 464],
    [
      "with its extended context",
      queryObject(mlx5, "qp", { qpn: 5, qpc_ext: 1 }),
      "050b000000000000" + "80000005",
      1,
      464,
    ],
    ["a completion queue", queryObject(mlx5, "cq", { cqn: 0x10d }), "0402000000000000" + "0000010d", 1, 272],
    ["an event queue", queryObject(mlx5, "eq", { eq_number: 7 }), "0303000000000000" + "00000007", 1, 272],
    ["a shared receive queue", queryObject(mlx5, "srq", { srqn: 9 }), "0702000000000000" + "00000009", 1, 272],
    ["one of XRC", queryObject(mlx5, "xrc_srq", { xrc_srqn: 9 }), "0707000000000000" + "00000009", 1, 272],
    ["a receive memory pool", queryObject(mlx5, "rmp", { rmpn: 9 }), "090f000000000000" + "00000009", 1, 272],
    ["a receive queue", queryObject(mlx5, "rq", { rqn: 3 }), "090b000000000000" + "00000003", 1, 272],
    ["a receive queue table", queryObject(mlx5, "rqt", { rqtn: 3 }), "0919000000000000" + "00000003", 1, 272 + 1024],
    ["a send queue", queryObject(mlx5, "sq", { sqn: 3 }), "0907000000000000" + "00000003", 1, 272],
    ["a transport interface receive", queryObject(mlx5, "tir", { tirn: 3 }), "0903000000000000" + "00000003", 1, 272],
    ["a transport interface send", queryObject(mlx5, "tis", { tisn: 3 }), "0915000000000000" + "00000003", 1, 176],
    ["a DC target", queryObject(mlx5, "dct", { dctn: 3 }), "0713000000000000" + "00000003", 1, 128],
    [
      "a memory key by its whole key",
      queryObject(mlx5, "mkey", { mkey: 0x1800_2f81 }),
      "0201000000000000" + "0018002f",
      1,
      304,
    ],
    [
      "a flow table",
      queryObject(mlx5, "flow_table", { table_type: "FDB", table_id: 5 }),
      "0932000000000000" + "0000000000000000" + "0400000000000005",
      1,
      64,
    ],
    [
      "a flow group",
      queryObject(mlx5, "flow_group", { table_type: 0, table_id: 5, group_id: 2 }),
      "0935000000000000" + "0000000000000000" + "0000000000000005" + "00000002",
      1,
      1024,
    ],
    [
      "a flow entry",
      queryObject(mlx5, "flow_entry", { table_type: "NIC_RX", table_id: 5, flow_index: 3 }),
      "0937000000000000" + "0000000000000000" + "0000000000000005" + "0000000000000000" + "00000003",
      1,
      832 + 80,
    ],
    [
      "one flow counter",
      queryObject(mlx5, "flow_counter", { flow_counter_id: 8 }),
      `093b000000000000${"00".repeat(20)}00000008`,
      1,
      32,
    ],
    [
      "many, set to zero",
      queryObject(mlx5, "flow_counter", { flow_counter_id: 8, num_of_counters: 4, clear: 1 }),
      `093b000000000000${"00".repeat(16)}8000000400000008`,
      1,
      80,
    ],
    [
      "a Q counter",
      queryObject(mlx5, "q_counter", { counter_set_id: 2 }),
      `0773000000000000${"00".repeat(20)}00000002`,
      1,
      256,
    ],
    ["functions of the e-switch", queryObject(mlx5, "esw_functions", {}), "0740", 0, 128],
  ])("%s", (_what, call, request, scope, outLength) => {
    expect([start(call), call.scope, call.outLength]).toEqual([request.replace(/(00)+$/, ""), scope, outLength]);
  });
});

describe("vports", () => {
  test.each<[string, Call, string]>([
    ["the caller's own context", queryObject(mlx5, "vport_context", {}), "0754"],
    [
      "the context of another",
      queryObject(mlx5, "vport_context", { vport_number: 3 }),
      "0754000000000000" + "80000003",
    ],
    [
      "vport 0, seen from an embedded CPU",
      queryObject(mlx5, "vport_state", { vport_number: 0 }),
      "0750000000000000" + "80",
    ],
    ["its own number, said so", queryObject(mlx5, "vport_state", { vport_number: 0, other_vport: 0 }), "0750"],
    ["the uplink's state", queryObject(mlx5, "vport_state", { op_mod: "UPLINK" }), "0750000000000002"],
    ["counters of another", queryObject(mlx5, "vport_counter", { vport_number: 1 }), "0770000000000000" + "80000001"],
    ["e-switch context", queryObject(mlx5, "esw_vport_context", { vport_number: 1 }), "0752000000000000" + "80000001"],
    ["InfiniBand context", queryObject(mlx5, "hca_vport_context", { port_num: 1 }), "0762000000000000" + "0001"],
    ["drop statistics", queryObject(mlx5, "vnic_env", {}), "076f"],
  ])("%s", (_what, call, request) => {
    expect(start(call)).toBe(request);
  });

  test("a list of addresses gets room for as many entries as are expected", () => {
    const call = queryObject(mlx5, "vport_context", { allowed_list_type: "MC", allowed_list_size: 10 });
    expect([start(call), call.outLength]).toEqual(["0754000000000000" + "0000000001", 272 + 80]);
  });
});

describe("room for the lists that replies end in, as long as the caller expects them", () => {
  const flowEntry = { table_type: 0, table_id: 5, flow_index: 3 };

  test.each<[string, Call, number]>([
    ["queues of a table", queryObject(mlx5, "rqt", { rqtn: 3, rqt_max_size: 64 }), 272 + 64 * 4],
    ["destinations of a rule", queryObject(mlx5, "flow_entry", { ...flowEntry, destination_list_size: 9 }), 832 + 160],
    [
      "destinations and counters",
      queryObject(mlx5, "flow_entry", { ...flowEntry, destination_list_size: 2, flow_counter_list_size: 0 }),
      832 + 32,
    ],
    ["functions, eight unless stated", queryObject(mlx5, "esw_functions", { op_mod: 0x4000 }), 128 + 7 * 64],
    ["as many functions", queryObject(mlx5, "esw_functions", { op_mod: 0x4000, net_function_num: 3 }), 128 + 2 * 64],
    ["no list in the older layout", queryObject(mlx5, "esw_functions", { net_function_num: 3 }), 128],
    ["0 counters are one", queryObject(mlx5, "flow_counter", { flow_counter_id: 8, num_of_counters: 0 }), 32],
    ["the caller's own", queryObject(mlx5, "rqt", { rqtn: 3, rqt_max_size: 64 }, { outLength: 300 }), 300],
  ])("%s", (_what, call, outLength) => {
    expect(call.outLength).toBe(outLength);
  });

  test("lengths of the reply's lists are no fields of the request", () => {
    const call = queryObject(mlx5, "flow_entry", { ...flowEntry, destination_list_size: 9 });
    expect(toHex(call.in)).toBe(toHex(queryObject(mlx5, "flow_entry", flowEntry).in));
  });

  test("every queue of a table arrives", () => {
    const call = queryObject(mlx5, "rqt", { rqtn: 3, rqt_max_size: 2 });
    const out = new Uint8Array(call.outLength);
    out.set([0, 0, 0, 7, 0, 0, 0, 8], 272);
    expect(call.decode(out)["rqt_context"]).toMatchObject({ rq_num: [{ rq_num: 7 }, { rq_num: 8 }] });
  });
});

describe("options", () => {
  test("room for page lists and another scope", () => {
    const call = queryObject(mlx5, "cq", { cqn: 1 }, { outLength: 4096, scope: 2 });
    expect([call.outLength, call.scope]).toEqual([4096, 2]);
  });
});

function refused(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isFwctlFault(error) ? error.message : `foreign ${String(error)}`;
  }
  return "no fault";
}

describe("refused before a byte is made", () => {
  test.each<[string, () => unknown, string]>([
    ["no number", () => queryObject(mlx5, "qp", JSON.parse("{}")), "qp.qpn: is missing. It says which qp is meant."],
    [
      "no group in a flow group",
      () => queryObject(mlx5, "flow_group", JSON.parse('{"table_type":0,"table_id":1}')),
      "flow_group.group_id: is missing. It says which flow_group is meant.",
    ],
    [
      "a number too large",
      () => queryObject(mlx5, "cq", { cqn: 0x100_0000 }),
      "query_cq_in.cqn: 16777216 does not fit 24 bits (0..16777215).",
    ],
    [
      "a key too large",
      () => queryObject(mlx5, "mkey", { mkey: 2 ** 32 }),
      "mkey.mkey: 4294967296 does not fit 32 bits (0..4294967295).",
    ],
    [
      "a key that is no number",
      () => queryObject(mlx5, "mkey", JSON.parse('{"mkey":"1"}')),
      "mkey.mkey: expects a number.",
    ],
    [
      "room that is no number",
      () => queryObject(mlx5, "rqt", JSON.parse('{"rqtn":1,"rqt_max_size":"2"}')),
      "rqt.rqt_max_size: expects a number.",
    ],
    [
      "room beyond what any list has",
      () => queryObject(mlx5, "rqt", { rqtn: 1, rqt_max_size: 0x1_0000 }),
      "rqt.rqt_max_size: 65536 does not fit 16 bits (0..65535).",
    ],
    [
      "a field that is none",
      () => queryObject(mlx5, "sq", JSON.parse('{"sqn":1,"sqm":1}')),
      'query_sq_in.sqm: is not a field of query_sq_in. Did you mean "sqn"?',
    ],
    [
      "an object that is none",
      () => queryObject(mlx5, JSON.parse('"__proto__"'), JSON.parse("{}")),
      'queryObject: knows no object "__proto__".',
    ],
  ])("%s", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });
});
