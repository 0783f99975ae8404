import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { type Call, callToJson, createCatalog, decodeRpc } from "../../src/catalog/index.js";
import { roomFor } from "../../src/layout/room.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { readRegister, registerOf, writeRegister } from "../../src/mlx5/register-access.js";
import { indexFields, registerContent, registerNamed } from "../../src/mlx5/register-layout.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { refused } from "../support/refused.js";

const family = mlx5.with(mlx5Registers);

/** Header and the first dwords of the content. */
const start = (call: Call, dwords: number): string => toHex(call.in.subarray(0, 16 + dwords * 4));

describe("reading", () => {
  test("opcode, op_mod 1, id, index fields; scope DEBUG_READ_ONLY; room for header and content", () => {
    const call = readRegister(mlx5, "PPCNT", { local_port: 1, grp: 0 });
    expect(start(call, 2)).toBe("08050000000000010000500800000000" + "0001000000000000");
    expect([call.in.length, call.outLength, call.scope]).toEqual([16 + 256, 16 + 256, 1]);
  });

  test.each<[string, Call, string]>([
    [
      "by number",
      readRegister(mlx5, 0x5008, { local_port: 2, grp: 1 }),
      "08050000000000010000500800000000" + "00020001",
    ],
    [
      "in any case of letters",
      readRegister(mlx5, "mcam", { feature_group: 0, access_reg_group: 1 }),
      "08050000000000010000907f00000000" + "00000001",
    ],
    [
      "by the label of an index",
      readRegister(mlx5, "PPCNT", { local_port: 1, grp: 0x10, prio_tc: 3 }),
      "08050000000000010000500800000000" + "0001001000000003",
    ],
    [
      "for user contexts",
      readRegister(mlx5, "MTMP", { sensor_index: 1 }, { command: "ACCESS_REGISTER_USER" }),
      "0b0c0000000000010000900a00000000" + "00000001",
    ],
    [
      "with an argument",
      readRegister(mlx5, "MTMP", { sensor_index: 1 }, { argument: 7 }),
      "08050000000000010000900a00000007" + "00000001",
    ],
  ])("%s", (_what, call, bytes) => {
    expect(toHex(call.in).startsWith(bytes)).toBe(true);
  });

  test.each<[string, () => unknown, string]>([
    [
      "no port",
      () => readRegister(mlx5, "PTYS", { proto_mask: 4 }),
      "missing ptys_reg.local_port: is missing. It chooses what PTYS returns.",
    ],
    [
      "no group",
      () => readRegister(mlx5, "PPCNT", { local_port: 1 }),
      "missing ppcnt_reg.grp: is missing. It chooses what PPCNT returns.",
    ],
    [
      "no page",
      () => readRegister(mlx5, "PDDR", { local_port: 1 }),
      "missing pddr_reg.page_select: is missing. It chooses what PDDR returns.",
    ],
    [
      "no priority for a group that is counted by priority",
      () => readRegister(mlx5, "PPCNT", { local_port: 1, grp: 0x10 }),
      "missing ppcnt_reg.prio_tc: is missing. It chooses what PPCNT returns.",
    ],
    [
      "no header of a configuration item",
      () => readRegister(family, "MNVDA", {}),
      "missing mnvda_reg.configuration_item_header: is missing. It chooses what MNVDA returns.",
    ],
    [
      "a port that does not fit",
      () => readRegister(mlx5, "PTYS", { local_port: 256 }),
      "range ptys_reg.local_port: 256 does not fit 8 bits (0..255).",
    ],
    [
      "a field that is none",
      () => readRegister(mlx5, "PTYS", { local_prt: 1 }),
      'unknown-key ptys_reg.local_prt: is not a field of ptys_reg. Did you mean "local_port"?',
    ],
    [
      "a register that nobody has",
      () => readRegister(mlx5, "PTYX"),
      'unknown-command mlx5: has no register "PTYX". Nearest: PTYS.',
    ],
    [
      "a number that nobody has",
      () => readRegister(mlx5, 0xfffe),
      "unknown-command mlx5: has no register 0xfffe. Use mlx5.with(mlx5Registers), or a schema that has it.",
    ],
    [
      "a name out of an object's prototype",
      () => readRegister(mlx5, "__proto__"),
      'unknown-command mlx5: has no register "__proto__". Use mlx5.with(mlx5Registers), or a schema that has it.',
    ],
  ])("%s is refused", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });
});

describe("every register that somebody has described", () => {
  const registers = [...family.registers.values()];

  test("their number", () => {
    expect([mlx5.registers.size, registers.length]).toEqual([65, 271]);
  });

  test("reads with its index fields, and decodes by its own layout", () => {
    const wrong = registers.flatMap(({ name }) => {
      const { layout, id } = registerNamed(family, name);
      const index = indexFields(layout).map((field) => [field.name, field.kind === "layout" ? {} : zero(field)]);
      const call = readRegister(family, name, Object.fromEntries(index));
      const content = registerContent(registerNamed(family, name), Object.fromEntries(index));
      const size = 16 + Math.ceil(roomFor(layout, content) / 4) * 4;
      const fine = call.in.length === size && call.outLength === size && call.scope === 1;
      const decoded = registerOf(call.decode(new Uint8Array(size))) !== undefined;
      return fine && decoded && new DataView(call.in.buffer).getUint16(10) === id ? [] : [name];
    });
    expect(wrong).toEqual([]);
  });

  test("by number the kernel's description comes first", () => {
    expect(registerNamed(family, 0x5004).layout.name).toBe("ptys_reg");
    expect(registerNamed(family, "PTYS~adb").layout.name).toBe("ptys_reg~adb");
  });

  test("where a version field chooses the layout, the kernel's oldest one is not the default", () => {
    expect([registerNamed(family, "SLRG").layout.name, registerNamed(family, "SLTP").layout.name]).toEqual([
      "slrg_reg~adb",
      "sltp_reg~adb",
    ]);
  });
});

function zero(field: { readonly bits: number; readonly count?: number }): unknown {
  const one = field.bits > 32 ? 0n : 0;
  return field.count === undefined ? one : Array.from({ length: field.count }, () => one);
}

describe("writing", () => {
  test("op_mod 0 and scope CONFIGURATION: the driver asks less for a write than for a read", () => {
    const call = writeRegister(mlx5, "PAOS", { swid: 0, local_port: 1, admin_status: 1, ase: 1 });
    expect(start(call, 4)).toBe("08050000000000000000500600000000" + "00010100" + "80000000" + "0000000000000000");
    expect(call.scope).toBe(0);
  });

  test("what was read can be written back with one field changed", () => {
    const out = new Uint8Array(80);
    out.set([0x00, 0x01, 0x00, 0x04], 16);
    out.set([0x12, 0x34, 0x56, 0x78], 16 + 0x18);
    const read = readRegister(mlx5, "PTYS", { local_port: 1, proto_mask: 4 });
    const content = registerOf(read.decode(out));
    const call = writeRegister(mlx5, "PTYS", { ...content, eth_proto_admin: 2 });
    out.set([0, 0, 0, 2], 16 + 0x18);
    expect(toHex(call.in.subarray(16))).toBe(toHex(out.subarray(16)));
  });

  test("bytes as they are, filled up to a dword", () => {
    const call = writeRegister(mlx5, "PMTU", new Uint8Array([1, 2, 3, 4, 5]));
    expect(toHex(call.in)).toBe("08050000000000000000500300000000" + "0102030405000000");
  });

  test("a port must be named here too", () => {
    expect(refused(() => writeRegister(mlx5, "PAOS", { admin_status: 1 }))).toMatch(/^missing paos_reg.local_port/);
  });
});

describe("a reply", () => {
  const call = readRegister(mlx5, "PMTU", { local_port: 1 });
  const out = new Uint8Array(16 + 16);
  out.set([0, 1, 0, 0, 0x26, 0x44], 16);

  test("decodes by the register's layout also in a family without registers", () => {
    expect(registerOf(call.decode(out))).toMatchObject({ local_port: 1, max_mtu: 0x2644 });
  });

  test("bytes behind the register are kept", () => {
    const longer = new Uint8Array([...out, 9, 9]);
    expect(call.decode(longer)["@tail"]).toEqual(new Uint8Array([9, 9]));
  });

  test("shorter than the register stays dwords", () => {
    const shorter = call.decode(out.subarray(0, 24));
    expect([shorter["register_data"], registerOf(shorter)]).toEqual([[0x0001_0000, 0x2644_0000], undefined]);
  });

  test("the other description of a register reads its own reply", () => {
    const other = readRegister(
      family,
      "PMTU~adb",
      Object.fromEntries(indexFields(registerNamed(family, "PMTU~adb").layout).map((field) => [field.name, 0])),
    );
    expect(Object.keys(other.decode(new Uint8Array(other.outLength))["register_data"] ?? {})).toEqual(["pmtu_reg~adb"]);
  });

  test("the call is a plain one: it is stored, sent and decoded like any other", () => {
    expect(callToJson(call).command).toEqual({ family: "mlx5", name: "ACCESS_REG", opcode: 0x805 });
    const rpc = decodeRpc(createCatalog(family), { deviceType: 1, in: call.in, out });
    expect([rpc.notes, rpc.faults]).toEqual([[], []]);
    expect(rpc.response === undefined ? undefined : registerOf(rpc.response)).toMatchObject({ max_mtu: 0x2644 });
  });
});
