/** A reply that refuses is an answer: a call decodes it as `decodeRpc` does, however short the device left it. */
import { describe, expect, test } from "vitest";
import { type Call, type Command, callFromJson, callToJson, decodeRpc } from "../../src/catalog/index.js";
import { capabilityOf, queryCapability, queryObject, readRegister, registerOf } from "../../src/mlx5/calls.js";
import { queryQp } from "../../src/mlx5/gen/queue-pair.js";
import { catalog, families, generatedCommands, namedCommands } from "../support/commands.js";
import { hex } from "../support/schema.js";

const [mlx5, cxl, bnxt, pds] = families;

/** What each driver copies to the caller when the device refuses. */
const refusals: readonly [family: (typeof families)[number], reply: Uint8Array][] = [
  [mlx5, hex("05000000 0065b500 00000000 00000000")],
  [cxl, hex("00000000 05000000")],
  [bnxt, hex("0300 0000 0000 1000 00000000 0000 02 00")],
  [pds, new Uint8Array(48).fill(0xff, 20, 24)],
];

const responseOf = ({ deviceType }: { deviceType: number }, call: Call<object>, out: Uint8Array): object | undefined =>
  decodeRpc(catalog, { deviceType, in: call.in, out, outLength: out.length }).response;

/** The commands whose call reads a refusal otherwise than `decodeRpc`. */
function different(commands: readonly Command<object, object>[], out: Uint8Array): string[] {
  return commands.flatMap((command) => {
    const call = command.call();
    if (call.in.length < 16 || command.response === undefined) return [];
    try {
      expect(call.decode({ out, outLength: out.length })).toEqual(responseOf(command, call, out));
      return [];
    } catch (error) {
      return [`${command.name}: ${String(error)}`];
    }
  });
}

describe.each(refusals.map(([family, out]) => [family.name, family, out] as const))("%s", (name, family, out) => {
  const sent = ({ name: command }: Command<object, object>): boolean => family !== pds || command === "FWCTL_RPC";

  test("every command by name", () => {
    expect(different(namedCommands(family).filter(sent), out)).toEqual([]);
  });

  test("every generated command", async () => {
    expect(different((await generatedCommands(name)).filter(sent), out)).toEqual([]);
  });
});

describe("mlx5 builders take a refusal of 16 bytes", () => {
  const out = hex("05000000 0065b500 00000000 00000000");
  const header = { status: 5, syndrome: 0x65b500 };

  test.each<[string, Call<object>]>([
    ["of an object", queryObject(mlx5, "qp", { qpn: 1 })],
    ["of a capability", queryCapability(mlx5, "GENERAL", "current")],
    ["of a register", readRegister(mlx5, "PTYS", { local_port: 1, proto_mask: 4 })],
    ["of a generated command", queryQp.call({ qpn: 1 })],
    ["of a stored call", callFromJson(catalog, callToJson(queryQp.call({ qpn: 1 })))],
  ])("%s", (_what, call) => {
    expect(call.decode({ out, outLength: 16 })).toMatchObject(header);
    expect(call.decode(out)).toMatchObject(header);
  });

  test("in which there is no capability and no register", () => {
    expect(capabilityOf(queryCapability(mlx5, "GENERAL", "current").decode(out))).toBeUndefined();
    expect(registerOf(readRegister(mlx5, "PTYS", { local_port: 1, proto_mask: 4 }).decode(out))).toBeUndefined();
  });
});

test("a damaged reply is still refused", () => {
  expect(() => queryQp.call().decode(new Uint8Array(16))).toThrow(
    "query_qp_out.opt_param_mask: needs bytes 0x10..0x13 (4), buffer ends at 0x10 (16 bytes).",
  );
});

test("bytes that the driver did not write are no part of a bnxt refusal", () => {
  const command = bnxt.commands.get("VER_GET");
  const out = new Uint8Array(command?.response?.bytes ?? 0);
  out.set(hex("0300 0000 0000 1000"));
  expect(Object.keys(command?.call().decode(out) ?? {})).not.toContain("@tail");
});
