/** Exchanges that are damaged or do not fit together: decoded as far as the bytes allow, with what is wrong by name. */
import { describe, expect, test } from "vitest";
import { createCatalog, decodeRpc, type Rpc } from "../../src/catalog/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { queryCapability } from "../../src/mlx5/capability-query.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { queryObject } from "../../src/mlx5/object-queries.js";
import { readRegister, writeRegister } from "../../src/mlx5/register-access.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";

const catalog = createCatalog(mlx5.with(mlx5Registers));

const exchange = (request: Uint8Array, out?: Uint8Array): Rpc =>
  decodeRpc(catalog, { deviceType: 1, in: request, ...(out === undefined ? {} : { out }) });

const notes = (rpc: Rpc): string[] => rpc.notes.map((one) => `${one.code} ${one.message}`);
const faults = (rpc: Rpc): string[] => rpc.faults.map((one) => `${one.code} ${one.message}`);

const capability = queryCapability(mlx5, "GENERAL", "current").in;
const adapter = mlx5.commands.get("QUERY_ADAPTER")?.call().in ?? new Uint8Array(0);
const queue = queryObject(mlx5, "cq", { cqn: 1 }).in;

describe("request and reply of different commands", () => {
  test("a longer reply: what stands behind the layout is kept, with a note", () => {
    const rpc = exchange(adapter, new Uint8Array(4112));
    expect(notes(rpc)).toEqual([
      "trailing query_adapter_out: 3840 bytes behind the layout, which ends at 0x110. Kept.",
    ]);
    expect([rpc.response?.["@tail"], rpc.faults]).toEqual([new Uint8Array(3840), []]);
  });

  test("a shorter reply: one fault says where it ends; status and raw bytes are there", () => {
    const rpc = exchange(capability, new Uint8Array(144));
    expect(faults(rpc)).toEqual([
      "truncated query_hca_cap_out.capability.cmd_hca_cap.general_obj_types: needs bytes 0x90..0x97 (8), buffer ends at 0x90 (144 bytes).",
    ]);
    expect([rpc.response, rpc.status?.ok, rpc.raw.out?.length]).toEqual([undefined, true, 144]);
    expect(rpc.request?.["op_mod"]).toBe(1);
  });
});

describe("capability types", () => {
  test.each([
    ["that have no name", 99],
    ["that nobody has described", 5],
  ])("%s keep their bytes", (_what, type) => {
    const out = new Uint8Array(4112).fill(3, 16);
    const rpc = exchange(queryCapability(mlx5, type, "current").in, out);
    expect([rpc.response?.["capability"], rpc.faults]).toEqual([out.subarray(16), []]);
  });
});

describe("a register that is shorter than its layout", () => {
  const { in: request } = readRegister(mlx5, "PTYS", { local_port: 1, proto_mask: 4 });
  const short = "register_data: ptys_reg takes 64 bytes, 28 are there; kept as they are.";

  test("in the reply: dwords, with a note", () => {
    const rpc = exchange(request, new Uint8Array(16 + 28));
    expect(notes(rpc)).toContain(`truncated access_register_out.${short}`);
    expect([rpc.response?.["register_data"], rpc.faults]).toEqual([[0, 0, 0, 0, 0, 0, 0], []]);
  });

  test("in the request: the same", () => {
    const rpc = exchange(request.subarray(0, 16 + 28));
    expect(notes(rpc)).toContain(`truncated access_register_in.${short}`);
  });

  test("not at all", () => {
    const rpc = exchange(request, new Uint8Array(16));
    expect(notes(rpc)).toContain(
      "truncated access_register_out.register_data: ptys_reg takes 64 bytes, 0 are there; kept as they are.",
    );
  });
});

describe("a list that is cut", () => {
  test("in the middle of an element: whole ones, and the rest of the bytes with a note", () => {
    const rpc = exchange(queue, new Uint8Array(272 + 12));
    expect(rpc.response?.["pas"]).toEqual([0n]);
    expect(notes(rpc)).toContain("trailing query_cq_out: 4 bytes behind the layout, which ends at 0x118. Kept.");
  });

  test("before the number of elements that the request asked for", () => {
    const request = queryObject(mlx5, "flow_counter", { flow_counter_id: 1, num_of_counters: 4 }).in;
    const rpc = exchange(request, new Uint8Array(16 + 40));
    expect(rpc.response?.["flow_statistics"]).toEqual([
      { packets: 0n, octets: 0n },
      { packets: 0n, octets: 0n },
    ]);
    expect(notes(rpc)).toEqual([
      "count query_flow_counter_out.flow_statistics: num_of_counters says 4, the bytes hold 2.",
      "trailing query_flow_counter_out: 8 bytes behind the layout, which ends at 0x30. Kept.",
    ]);
  });

  test("before the number of destinations of a flow that the flow itself states", () => {
    const out = new Uint8Array(832 + 20);
    out.set([0, 0, 3], 64 + 17);
    const request = queryObject(mlx5, "flow_entry", { table_type: 0, table_id: 1, flow_index: 1 }).in;
    const rpc = exchange(request, out);
    expect(rpc.faults).toEqual([]);
    expect(notes(rpc).some((one) => /^count .*destination/.test(one))).toBe(true);
  });
});

describe("opcodes", () => {
  test("one that nobody has named: the header is decoded", () => {
    const rpc = exchange(Uint8Array.from([0xee, 0xee, 0, 5, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0]));
    expect([rpc.command, rpc.opcode, rpc.header["uid"], rpc.header["op_mod"]]).toEqual([undefined, 0xeeee, 5, 7]);
    expect(notes(rpc)[0]).toBe(
      "unknown-command 0xeeee: opcode without a name; header decoded, the rest kept as bytes.",
    );
  });

  test("one that nobody has described", () => {
    const rpc = exchange(new Uint8Array([0x01, 0x0c, ...new Uint8Array(14)]), new Uint8Array(16));
    expect([rpc.command?.name, rpc.request, rpc.response]).toEqual(["QUERY_DRIVER_VERSION", undefined, undefined]);
    expect(notes(rpc).filter((one) => one.startsWith("unknown-command")).length).toBe(2);
  });

  test("one that the driver refuses decodes all the same: it may come from a kernel log", () => {
    const command = mlx5.commands.get("INIT_HCA");
    const rpc = exchange(command?.call().in ?? new Uint8Array(0), new Uint8Array(16));
    expect([rpc.command?.scope, rpc.faults, rpc.response?.["status"]]).toEqual(["refused", [], 0]);
  });

  test("too short for a header is the one thing that throws", () => {
    try {
      exchange(capability.subarray(0, 15));
    } catch (error) {
      expect(isFwctlFault(error) && error.code).toBe("truncated");
      return;
    }
    expect.unreachable();
  });
});

describe("replies", () => {
  test.each([0, 3, 7])("of %d bytes have no status", (length) => {
    const rpc = exchange(capability, new Uint8Array(length));
    expect([rpc.status, rpc.response, rpc.faults.length]).toEqual([undefined, undefined, 1]);
  });

  test("a status without a name is kept, and is no success", () => {
    const rpc = exchange(queue, new Uint8Array(272).fill(0x99, 0, 1));
    expect([rpc.status?.code, rpc.status?.name, rpc.status?.ok]).toEqual([0x99, undefined, false]);
    expect(notes(rpc)).toContain(
      "unknown-enum query_cq_out.status: 153 has no name in command_status. Value kept as 153.",
    );
  });
});

describe("values out of range are refused before a byte is written", () => {
  test.each<[string, () => unknown, string]>([
    ["a queue number", () => queryObject(mlx5, "sq", { sqn: -1 }), "range"],
    ["a capability type", () => queryCapability(mlx5, 40_000, "max"), "range"],
    ["a port", () => readRegister(mlx5, "PMTU", { local_port: 1000 }), "range"],
    ["a fraction", () => writeRegister(mlx5, "PMTU", { local_port: 1, admin_mtu: 1.5 }), "range"],
    ["text", () => writeRegister(mlx5, "PMTU", { local_port: 1, admin_mtu: "much" }), "kind"],
    ["a label that is none", () => queryObject(mlx5, "flow_table", { table_type: "FDX", table_id: 1 }), "unknown-enum"],
  ])("%s", (_what, action, code) => {
    try {
      action();
    } catch (error) {
      expect(isFwctlFault(error) ? error.code : error).toBe(code);
      return;
    }
    expect.unreachable();
  });
});

describe("what a reply's own bytes cannot say", () => {
  test.each([99, 5])("capability type %d is named in a note", (type) => {
    const rpc = exchange(queryCapability(mlx5, type, "current").in, new Uint8Array(4112));
    expect(notes(rpc)).toEqual([
      `selector query_hca_cap_out.capability: nobody has described capability type ${type}; kept as bytes.`,
    ]);
  });

  test("an opcode that the driver refuses has a note", () => {
    const command = mlx5.commands.get("INIT_HCA");
    const rpc = exchange(command?.call().in ?? new Uint8Array(0), new Uint8Array(16));
    expect(notes(rpc)).toEqual(["transport INIT_HCA: fwctl lets this command through at no scope."]);
  });
});
