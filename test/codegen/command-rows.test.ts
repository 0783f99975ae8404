/** What follows from a command's name in most commands of a family is said once, in front of them. */
import { describe, expect, test } from "vitest";
import { readCommands } from "../../src/catalog/command-rows.js";
import type { CommandDefinition } from "../../src/catalog/index.js";
import { commandRows } from "../../src/codegen/command-rows.js";
import { runTimeModels } from "../support/run-time.js";

const query = { name: "QUERY_QP", opcode: 0x50b, symbol: "MLX5_CMD_OP_QUERY_QP", request: "query_qp_in", scope: 1 };
const create = { name: "CREATE_QP", opcode: 0x500, symbol: "MLX5_CMD_OP_CREATE_QP", request: "create_qp_in", scope: 1 };
const usual = { symbol: "MLX5_CMD_OP_{NAME}", request: "{name}_in", scope: 1 };

describe("rows of commands", () => {
  test("state what is usual, and of each command the rest", () => {
    expect(commandRows([query, create])).toEqual([
      usual,
      { name: "QUERY_QP", opcode: 0x50b },
      { name: "CREATE_QP", opcode: 0x500 },
    ]);
  });

  test("state what is different in one", () => {
    const [, , , nop] = commandRows([query, create, { ...query, name: "NOP", opcode: 0x80d, scope: 0 }]);
    expect(nop).toEqual({
      name: "NOP",
      opcode: 0x80d,
      symbol: "MLX5_CMD_OP_QUERY_QP",
      request: "query_qp_in",
      scope: 0,
    });
  });

  test("say null where a command has nothing of the usual", () => {
    const [, , , nop] = commandRows([query, create, { name: "NOP", opcode: 0x80d }]);
    expect(nop).toEqual({ name: "NOP", opcode: 0x80d, symbol: null, request: null, scope: null });
  });

  test("have nothing usual that more commands lack than have", () => {
    expect(commandRows([query, { name: "NOP", opcode: 1 }, { name: "STOP", opcode: 2 }])[0]).toEqual({});
  });

  test.each(["mlx5", "cxl", "pds", "bnxt"])("of %s give every command back as it was", (family) => {
    const commands: readonly CommandDefinition[] = runTimeModels(family).flatMap((model) => model.commands);
    expect(commands.length).toBeGreaterThan(0);
    expect(readCommands(JSON.stringify(commandRows(commands)))).toEqual(commands);
  });
});
