import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explainScope, type MinimumScope, minimumScope } from "../../src/mlx5/index.js";

interface ScopeFacts {
  readonly commands: readonly (readonly [
    opcode: number,
    name: string,
    scope: MinimumScope | readonly [number, number],
  ])[];
}
interface ScopeRules {
  readonly rules: readonly { opcode: number; op_mod: number; min_scope: number | null; name?: string }[];
}

function readJson<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../vectors/mlx5/${name}`, import.meta.url), "utf8"));
}

const facts = readJson<ScopeFacts>("scope.json");
const byOpcode = new Map(facts.commands.map((row) => [row[0], row]));

test("every opcode with op_mod 0 to 3 needs what the compiled driver demands", () => {
  const wrong: string[] = [];
  let accepted = 0;
  for (let opcode = 0; opcode < 65_536; opcode += 1) {
    const stated = byOpcode.get(opcode)?.[2] ?? "refused";
    for (let op_mod = 0; op_mod < 4; op_mod += 1) {
      const expected = typeof stated === "object" ? stated[op_mod === 0 ? 0 : 1] : stated;
      const found = minimumScope({ opcode, op_mod });
      if (found !== expected) wrong.push(`${opcode}/${op_mod}: ${found}, expected ${expected}`);
      if (found !== "refused" && op_mod === 0) accepted += 1;
    }
  }
  expect([wrong, accepted]).toEqual([[], 94]);
});

test("the calls recorded from the compiled driver agree, through the bytes of a request", () => {
  const { rules } = readJson<ScopeRules>("scope_rules.json");
  const wrong = rules.filter(({ opcode, op_mod, min_scope }) => {
    const request = new Uint8Array(16);
    new DataView(request.buffer).setUint16(0, opcode);
    new DataView(request.buffer).setUint16(6, op_mod);
    return minimumScope(request) !== (min_scope ?? "refused");
  });
  expect([wrong, rules.length]).toEqual([[], 62]);
});

describe("why", () => {
  test.each([
    [0x100, 0, "QUERY_HCA_CAP", 0, "the driver accepts it at CONFIGURATION"],
    [0x50b, 0, "QUERY_QP", 1, "a query of debug state: needs DEBUG_READ_ONLY"],
    [0x805, 0, "ACCESS_REG", 0, "a register write (op_mod 0) is accepted at CONFIGURATION"],
    [0x805, 1, "ACCESS_REG", 1, "a register read (op_mod not 0) needs DEBUG_READ_ONLY"],
    [0xb0c, 3, "ACCESS_REGISTER_USER", 1, "a register read (op_mod not 0) needs DEBUG_READ_ONLY"],
    [0x820, 0, "SET_DIAGNOSTIC_PARAMS", 2, "it changes debug state: needs DEBUG_WRITE, which taints the kernel"],
    [0x102, 0, "INIT_HCA", "refused", "the driver does not let this command through: EBADMSG at every scope"],
    [0xffff, 0, "0xffff", "refused", "the driver does not know this opcode: EBADMSG at every scope"],
  ])("0x%s, op_mod %d", (opcode, op_mod, command, scope, reason) => {
    expect(explainScope({ opcode, op_mod })).toEqual({ opcode, op_mod, command, scope, reason });
  });

  test("fewer than 8 bytes name no op_mod", () => {
    expect(() => minimumScope(new Uint8Array(7))).toThrow(
      "mbox_in: needs bytes 0x0..0x7 (8), buffer ends at 0x7 (7 bytes).",
    );
  });
});
