/** The drivers' whole policy tables, as the kernel's own switch statements gave them, against the simulated drivers. */
import { describe, expect, test } from "vitest";
import { bnxt } from "../../src/bnxt/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { scopePolicy, simulatedKernel } from "../../src/simulate/index.js";
import { vectorBytes } from "../support/lines.js";
import { outcome } from "./support.js";

type Scope = number | "refused";
const table: { readonly commands: readonly (readonly [number, string, Scope | readonly [Scope, Scope]])[] } =
  JSON.parse(new TextDecoder().decode(vectorBytes("mlx5/scope.json")));

describe("mlx5", () => {
  const kernel = simulatedKernel({ device: { driver: "mlx5" }, policy: scopePolicy(mlx5) });

  test.each([0, 1, 2, 3])("at scope %i exactly the commands pass that the driver lets pass", async (scope) => {
    const wrong: string[] = [];
    for (const [opcode, name, least] of table.commands) {
      for (const op_mod of [0, 1] as const) {
        const needed = typeof least === "object" ? least[op_mod] : least;
        const input = new Uint8Array(16);
        const view = new DataView(input.buffer);
        view.setUint16(0, opcode);
        view.setUint16(6, op_mod);
        const expected = needed !== "refused" && scope >= needed ? "OK" : "EBADMSG";
        const answer = await outcome(kernel.rpc({ scope, in: input, outLength: 16 }));
        if (answer !== expected) wrong.push(`${name} op_mod ${op_mod}: ${answer}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("bnxt", () => {
  const rules: readonly { readonly req_type: number; readonly min_scope: number; readonly name: string }[] = JSON.parse(
    new TextDecoder().decode(vectorBytes("bnxt/scope_rules.json")),
  );
  const kernel = simulatedKernel({ device: { driver: "bnxt" }, policy: scopePolicy(bnxt) });

  test.each(rules.map((rule): [string, number, number] => [rule.name, rule.req_type, rule.min_scope]))(
    "%s passes from its least scope on",
    async (_, type, least) => {
      const input = new Uint8Array(16);
      new DataView(input.buffer).setUint16(0, type, true);
      const answers = [];
      for (const scope of [0, 1, 2, 3]) answers.push(await outcome(kernel.rpc({ scope, in: input, outLength: 16 })));
      expect(answers).toEqual([0, 1, 2, 3].map((scope) => (scope >= least ? "OK" : "EPERM")));
    },
  );
});
