/** Every command of every family that has a described request, by name and as generated builder. */
import { bnxt } from "../../src/bnxt/index.js";
import { type Catalog, type Command, createCatalog, type Family } from "../../src/catalog/index.js";
import { cxl } from "../../src/cxl/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import { generatedModules } from "./generated.js";

export const families: readonly [mlx5: Family, cxl: Family, bnxt: Family, pds: Family] = [
  mlx5.with(mlx5Registers),
  cxl,
  bnxt,
  pds,
];

export const catalog: Catalog = createCatalog(...families);

/** As the family knows them by name. */
export function namedCommands(family: Family): Command<object, object>[] {
  return [...family.commands.values()].filter((command) => command.request !== undefined);
}

/** As the generated modules export them. */
export async function generatedCommands(name: string): Promise<Command<object, object>[]> {
  const modules: { readonly [name: string]: unknown }[] = await Promise.all(
    generatedModules(name).map((path) => import(path)),
  );
  return modules.flatMap((module) => Object.values(module).filter(isCommandValue));
}

const isCommandValue = (value: unknown): value is Command<object, object> =>
  typeof value === "object" &&
  value !== null &&
  "call" in value &&
  "opcode" in value &&
  "request" in value &&
  value.request !== undefined;
