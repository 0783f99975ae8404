import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import type { RpcReply } from "../../src/catalog/index.js";
import { type AllCapabilities, allCapabilities } from "../../src/mlx5/all-capabilities.js";
import { capabilityOf, queryCapability } from "../../src/mlx5/capability-query.js";
import { type HcaCapType, hcaCapOpMod, hcaCapTypes, isHcaCapType } from "../../src/mlx5/capability-types.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { refused } from "../support/refused.js";

const types = Object.keys(hcaCapTypes).filter(isHcaCapType);

describe("op_mod of QUERY_HCA_CAP", () => {
  test.each<[HcaCapType | number, "current" | "max", number]>([
    ["GENERAL", "max", 0],
    ["GENERAL", "current", 1],
    ["ETHERNET_OFFLOADS", "max", 2],
    ["GENERAL_2", "current", 0x41],
    ["TLP_EMULATION", "current", 85],
    [99, "current", 199],
    [0x7fff, "current", 0xffff],
  ])("%s, %s is %d", (type, mode, op_mod) => {
    expect(hcaCapOpMod(type, mode)).toBe(op_mod);
  });

  test.each<[string, () => unknown, string]>([
    [
      "a name that is none",
      () => hcaCapOpMod(JSON.parse('"GENERL"'), "current"),
      'unknown-enum hca_cap_type: "GENERL" is not a capability type. Did you mean "GENERAL"?',
    ],
    [
      "a name out of an object's prototype",
      () => hcaCapOpMod(JSON.parse('"constructor"'), "max"),
      'unknown-enum hca_cap_type: "constructor" is not a capability type.',
    ],
    [
      "a number too large",
      () => hcaCapOpMod(0x8000, "max"),
      "range hca_cap_type: 32768 does not fit 15 bits (0..32767).",
    ],
    ["no whole number", () => hcaCapOpMod(1.5, "max"), "range hca_cap_type: 1.5 does not fit 15 bits (0..32767)."],
    [
      "a mode that is none",
      () => hcaCapOpMod("ODP", JSON.parse('"now"')),
      'kind hca_cap_mode: expects "current" or "max", received now.',
    ],
  ])("%s is refused", (_what, action, message) => {
    expect(refused(action)).toBe(message);
  });

  test("the names and numbers are those of the schema", () => {
    const values = mlx5.enumeration("hca_cap_type")?.values ?? {};
    const named = Object.entries(values).filter(([name]) => isHcaCapType(name));
    expect(Object.fromEntries(named)).toEqual(hcaCapTypes);
    const others = Object.keys(values).filter((name) => !isHcaCapType(name));
    expect(others, "NUM is no type, NVMF another name of 14").toEqual(["NUM", "NVMF"]);
  });
});

describe("a capability query", () => {
  test.each(types)("%s, current and maximum", (type) => {
    for (const mode of ["current", "max"] as const) {
      const call = queryCapability(mlx5, type, mode);
      const op_mod = hcaCapOpMod(type, mode).toString(16).padStart(4, "0");
      expect(toHex(call.in)).toBe(`010000000000${op_mod}0000000000000000`);
      expect([call.command.name, call.scope, call.outLength]).toEqual(["QUERY_HCA_CAP", 0, 4112]);
    }
  });

  test("of another function", () => {
    const call = queryCapability(mlx5, "GENERAL", "max", { other_function: 1, function_id: 3 });
    expect(toHex(call.in)).toBe("01000000000000008000000300000000");
  });

  test("a function number that does not fit is refused", () => {
    expect(refused(() => queryCapability(mlx5, "GENERAL", "max", { function_id: 0x1_0000 }))).toMatch(/^range /);
  });

  test("the reply's struct with its kernel name", () => {
    const out = new Uint8Array(4112);
    out[16] = 0x80;
    expect(capabilityOf(queryCapability(mlx5, "ODP", "current").decode(out))?.layout).toBe("odp_cap");
  });

  test("a type that nobody has described has none", () => {
    const response = queryCapability(mlx5, "IPOIB_OFFLOADS", "current").decode(new Uint8Array(4112));
    expect(capabilityOf(response)).toBeUndefined();
    expect(response["capability"]).toBeInstanceOf(Uint8Array);
  });
});

/** Plays a device: what it answers to a type and mode. */
function converse(answer: (type: number, mode: "current" | "max") => Uint8Array): {
  result: AllCapabilities;
  asked: number[];
  progress: [done: number, total: number][];
} {
  const conversation = allCapabilities(mlx5);
  const asked: number[] = [];
  const progress: [number, number][] = [];
  let step = conversation.next();
  while (step.done !== true) {
    const op_mod = new DataView(step.value.in.buffer).getUint16(6);
    asked.push(op_mod);
    progress.push([step.value.progress.done, step.value.progress.total]);
    const out = answer(op_mod >> 1, (op_mod & 1) === 1 ? "current" : "max");
    const reply: RpcReply = { out, outLength: out.length };
    step = conversation.next(reply);
  }
  return { result: step.value, asked, progress };
}

/** A reply whose capability starts with the given bytes. */
function reply(...start: number[]): Uint8Array {
  const out = new Uint8Array(4112);
  out.set(start, 16);
  return out;
}

function refusal(): Uint8Array {
  const out = new Uint8Array(16);
  out.set([0x03, 0, 0, 0, 0, 0x65, 0xb5, 0]);
  return out;
}

describe("all capabilities", () => {
  const { DEBUG, ODP, ROCE } = hcaCapTypes;
  const { result, asked, progress } = converse((type, mode) => {
    if (type === ODP) return refusal();
    if (type === DEBUG) return mode === "current" ? reply(0x80) : refusal();
    if (type === ROCE) return mode === "current" ? reply(0x00) : reply(0x80);
    return type === hcaCapTypes.QOS ? new Uint8Array(8) : reply();
  });

  test("asks every type for current, then for maximum; a refused or damaged one only once", () => {
    expect(asked.length).toBe(types.length * 2 - 2);
    expect(asked.slice(0, 5)).toEqual([1, 0, 3, 2, 5]);
  });

  test("says how far it is", () => {
    expect([progress[0], progress.at(-1)]).toEqual([
      [0, types.length],
      [types.length - 1, types.length],
    ]);
  });

  test("headroom: what is off and could be on", () => {
    expect(result.answered.get("ROCE")?.headroom).toEqual([
      { path: "roce_apm", current: 0, maximum: 1, state: "raise" },
    ]);
  });

  test("a refused type is left out, with what the device said", () => {
    expect(result.answered.has("ODP")).toBe(false);
    expect(result.refused.get("ODP")).toMatchObject({ name: "MLX5_CMD_STAT_BAD_PARAM_ERR", syndrome: 0x65b500 });
  });

  test("a refused maximum leaves the current value", () => {
    const debug = result.answered.get("DEBUG");
    expect([debug?.current?.["core_dump_general"], debug?.maximum, debug?.headroom]).toEqual([1, undefined, []]);
  });

  test("a damaged reply does not end the conversation", () => {
    expect([...result.damaged].map(([type, { code }]) => [type, code])).toEqual([["QOS", "truncated"]]);
  });

  test("a type that nobody has described keeps its bytes", () => {
    const found = result.answered.get("RESERVED_14");
    expect([found?.layout, found?.current, found?.raw.current.length]).toEqual([undefined, undefined, 4096]);
  });

  test("what the transport throws ends it", () => {
    const conversation = allCapabilities(mlx5);
    conversation.next();
    const gone = new Error("gone");
    expect(() => conversation.throw(gone)).toThrow(gone);
  });
});
