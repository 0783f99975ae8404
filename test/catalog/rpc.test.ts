/** One exchange: the pair is the unit, damage on one side leaves the other, and only two things throw. */
import { describe, expect, test } from "vitest";
import { bnxt } from "../../src/bnxt/index.js";
import { callFromJson, callToJson, createCatalog, decodeRpc, inspectRpc } from "../../src/catalog/index.js";
import { cxl } from "../../src/cxl/index.js";
import { queryGeneralObject } from "../../src/mlx5/gen/general-object.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import { hex } from "../support/schema.js";

const catalog = createCatalog(mlx5, cxl, bnxt, pds);
const query = hex("0100 0000 0000 0001 00000000 00000000");

describe("mlx5", () => {
  const reply = new Uint8Array(4112);
  reply[16 + 4] = 1;
  const rpc = decodeRpc(catalog, { deviceType: 1, in: query, out: reply });

  test("command, header, status, request and response", () => {
    expect(rpc.command?.name).toBe("QUERY_HCA_CAP");
    expect(rpc.header).toMatchObject({ opcode: 0x100, uid: 0, op_mod: 1 });
    expect(rpc.status).toMatchObject({ code: 0, ok: true, syndrome: 0, delivery: "answered" });
    expect(rpc.request).toMatchObject({ opcode: 0x100, op_mod: 1 });
    expect(Object.keys(rpc.response ?? {})).toEqual(["status", "syndrome", "capability"]);
  });

  test("the reply's union is chosen by the request", () => {
    expect(Object.keys(Object(rpc.response?.["capability"]))).toEqual(["cmd_hca_cap"]);
  });

  test("uid is the driver's, no violation and no key", () => {
    const withUid = hex("0100 0042 0000 0001 00000000 00000000");
    const marked = inspectRpc(catalog, { deviceType: 1, in: withUid });
    expect(marked.header["uid"]).toBe(0x42);
    expect(Object.keys(marked.request ?? {})).not.toContain("reserved_at_10");
    expect(marked.notes).toEqual([]);
    expect(marked.requestTree.children[1]).toMatchObject({ name: "reserved_at_10", label: "uid", raw: "0042" });
  });

  test("an opcode without a name: header and raw bytes, a note", () => {
    const unknown = decodeRpc(catalog, { deviceType: 1, in: hex("fff0 0000 0000 0000 0102030405060708") });
    expect(unknown.command).toBeUndefined();
    expect(unknown.raw.in).toHaveLength(16);
    expect(unknown.notes[0]?.message).toBe("0xfff0: opcode without a name; header decoded, the rest kept as bytes.");
  });

  test("a damaged reply leaves the request, with one fault", () => {
    const damaged = decodeRpc(catalog, { deviceType: 1, in: query, out: hex("00 00 00 00 00") });
    expect(damaged.request).toBeDefined();
    expect(damaged.response).toBeUndefined();
    expect(damaged.faults.map((fault) => fault.message)).toEqual([
      "query_hca_cap_out.syndrome: needs bytes 0x4..0x7 (4), buffer ends at 0x5 (5 bytes).",
    ]);
  });

  test("register payloads are known once the registers are added", () => {
    const read = hex("0805 0000 0000 0001 0000 5004 00000000").slice();
    const out = new Uint8Array(16 + 64);
    const registers = catalog.replace(mlx5.with(mlx5Registers));
    expect(decodeRpc(catalog, { deviceType: 1, in: read, out }).notes.map((note) => note.path)).toContain(
      "register_data",
    );
    const known = decodeRpc(registers, { deviceType: 1, in: read, out }).response?.["register_data"];
    expect(Object.keys(Object(known))).toEqual(["ptys_reg"]);
  });
});

describe("only these throw", () => {
  test("a device type that is not in the catalog", () => {
    expect(() => decodeRpc(catalog, { deviceType: 9, in: query })).toThrow(
      "fwctl_info.out_device_type: device type 9 is not in this catalog (1 mlx5, 2 cxl, 3 bnxt, 4 pds). Extend the catalog with its family.",
    );
  });

  test.each([1, 2, 3, 4])("device type %i: an input too short for its header", (deviceType) => {
    expect(() => decodeRpc(catalog, { deviceType, in: new Uint8Array(3) })).toThrow(/needs bytes 0x0/);
  });
});

describe("calls", () => {
  const command = mlx5.commands.get("QUERY_HCA_CAP");
  const call = command?.call({ op_mod: 3 });

  test("the command fixes opcode, lengths and scope; absent integers are 0", () => {
    expect(call).toMatchObject({
      scope: 0,
      outLength: 4112,
      command: { family: "mlx5", name: "QUERY_HCA_CAP", opcode: 0x100 },
    });
    expect(call?.in).toEqual(hex("0100 0000 0000 0003 00000000 00000000"));
  });

  test("unknown keys are refused", () => {
    expect(() => command?.call({ op_mode: 3 })).toThrow(
      'query_hca_cap_in.op_mode: is not a field of query_hca_cap_in. Did you mean "op_mod"?',
    );
  });

  test("a general object's request is chosen by its fields, and its header is filled in", () => {
    const create = mlx5.commands.get("CREATE_GENERAL_OBJECT")?.call({ obj_type: "SAMPLER" });
    const rpc = create && decodeRpc(catalog, { deviceType: 1, in: create.in });
    expect([rpc?.variant, rpc?.header["opcode"], rpc?.faults]).toEqual(["SAMPLER", 0xa00, []]);
  });

  test.each([
    [10, 144],
    [12, 272],
    [13, 208],
    [19, 144],
    [28, 144],
    [31, 272],
    [32, 76],
    [39, 144],
    [58, 80],
    [70, 64],
    [88, 144],
    [24, 16],
  ])("a query of a general object of type %i makes room for its record: %i bytes", (obj_type, room) => {
    const fields = { obj_type, obj_id: 7 };
    expect(mlx5.commands.get("QUERY_GENERAL_OBJECT")?.call(fields).outLength).toBe(room);
    expect(queryGeneralObject.call(fields).outLength).toBe(room);
  });

  test("a call is plain data and comes back from JSON", () => {
    if (call === undefined) throw new Error("no call");
    const stored = JSON.parse(JSON.stringify(callToJson(call)));
    const again = callFromJson(catalog, stored);
    expect(callToJson(again)).toEqual(callToJson(call));
    const reply = new Uint8Array(16 + 256);
    expect(again.decode(reply)).toEqual(call.decode(reply));
  });

  const broken: readonly [string, unknown][] = [
    ["no object", 5],
    ["no command", {}],
    ["hex that is none", { command: { family: "mlx5", name: "x", opcode: 256 }, scope: 0, in: "0", outLength: 1 }],
    ["a command nobody knows", { command: { family: "mlx5", name: "x", opcode: 1 }, scope: 0, in: "", outLength: 1 }],
    [
      "pointers without end",
      { command: { family: "mlx5", name: "x", opcode: 256 }, scope: 0, in: "", outLength: 1, pointers: 5 },
    ],
  ];
  test.each(broken)("%s is refused", (_what, json) => {
    expect(() => callFromJson(catalog, json)).toThrow(expect.objectContaining({ name: "FwctlFault" }));
  });
});

describe("a stored call", () => {
  const good = {
    command: { family: "mlx5", name: "QUERY_HCA_CAP", opcode: 256 },
    scope: 3,
    in: "0100",
    outLength: 4096,
  };
  const pointer = { at: 0, direction: "in", length: 2, data: "0102" };
  /** Pointers within pointers, so many levels of them. */
  const nested = (levels: number): object => (levels === 1 ? pointer : { ...pointer, pointers: [nested(levels - 1)] });

  test.each([
    ["the largest scope", {}],
    ["the largest length", { outLength: 0xffff_ffff }],
    ["a pointer", { pointers: [pointer] }],
    ["pointers eight deep", { pointers: [nested(8)] }],
  ])("%s is read", (_what, more) => {
    expect(callToJson(callFromJson(catalog, { ...good, ...more }))).toEqual({ ...good, ...more });
  });

  test.each([
    ["a scope that fwctl has not", { scope: 4 }, "call.scope: expects a number from 0 to 3."],
    ["a scope below zero", { scope: -1 }, "call.scope: expects a number from 0 to 3."],
    ["a length of more than 32 bits", { outLength: 2 ** 32 }, "call.outLength: expects a number of bytes (32 bits)."],
    [
      "an opcode of more than 32 bits",
      { command: { ...good.command, opcode: 2 ** 32 } },
      "call.command: expects family, name and opcode.",
    ],
    ["an odd number of digits", { in: "010" }, "call.in: expects hex digits."],
    [
      "a pointer behind 32 bits",
      { pointers: [{ ...pointer, at: 2 ** 32 }] },
      "call.pointers: expects at and length as numbers of bytes (32 bits).",
    ],
    [
      "a pointer of no direction",
      { pointers: [{ ...pointer, direction: "up" }] },
      "call.pointers: expects a direction.",
    ],
    [
      "more data than its buffer holds",
      { pointers: [{ ...pointer, length: 1 }] },
      "call.pointers: 2 bytes of data for a buffer of 1.",
    ],
    [
      "pointers nine deep",
      { pointers: [nested(9)] },
      "call.pointers: expects a list of pointers, nested at most 8 deep.",
    ],
  ])("%s is refused", (_what, more, message) => {
    expect(() => callFromJson(catalog, { ...good, ...more })).toThrow(message);
  });

  test("a value that throws when it is read is refused", () => {
    const json = new Proxy(
      {},
      {
        get: () => {
          throw new Error("foreign");
        },
      },
    );
    expect(() => callFromJson(catalog, json)).toThrow(expect.objectContaining({ name: "FwctlFault", code: "kind" }));
  });
});

describe("the catalog", () => {
  test("is open and immutable", () => {
    const small = createCatalog(mlx5);
    const large = small.extend(cxl);
    expect([small.families.size, large.families.size]).toEqual([1, 2]);
  });

  test("refuses a device type twice", () => {
    expect(() => catalog.extend(mlx5)).toThrow(
      "mlx5: device type 1 is mlx5 already. Give the family a device type of its own, or use replace.",
    );
  });

  test("refuses an extension that states a layout twice", () => {
    expect(() => mlx5.with(mlx5Registers).with(mlx5Registers)).toThrow("is stated twice");
  });

  test("a wrong struct name is answered with the nearest", () => {
    expect(() => mlx5.layout("query_hca_cap_ou")).toThrow("Nearest: query_hca_cap_out");
  });
});
