/** Every layout there is by name, with the good bytes that are known for it and the requests that its replies answer. */
import type { Random } from "../../bench/random.js";
import { bnxt } from "../../src/bnxt/index.js";
import { type Family, tableDefinitions } from "../../src/catalog/index.js";
import { cxl } from "../../src/cxl/index.js";
import { type DecodeOptions, Layout, type LayoutScope, type StructValue } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import { table as uapiTable } from "../../src/uapi/gen/table.js";
import { someBytes } from "./bytes.js";
import { choose, onlyFaults } from "./case.js";
import { seedsOf } from "./vectors.js";

export interface Subject {
  readonly layout: Layout;
  readonly seeds: readonly Uint8Array[];
  /** Layouts of the requests that this layout answers. */
  readonly requests: readonly Layout<object>[];
  readonly registers: readonly number[];
}

export const families: readonly Family[] = [mlx5.with(mlx5Registers), cxl, pds, bnxt];

function subjectsOf(family: Family): Subject[] {
  const seeds = seedsOf(family.name);
  const requests = new Map<string, Layout<object>[]>();
  for (const command of family.commands.values()) {
    for (const { request, response } of [command, ...command.variants]) {
      if (request === undefined || response === undefined) continue;
      requests.set(response.name, [...(requests.get(response.name) ?? []), request]);
    }
  }
  const registers = [...family.registers.values()].map(({ id }) => id);
  return [...family.layouts.values()].map((layout) => ({
    layout,
    seeds: seeds.get(layout.name) ?? [],
    requests: requests.get(layout.name) ?? [],
    registers,
  }));
}

/** The records of the ioctls themselves belong to no family. */
function uapiSubjects(): Subject[] {
  const definitions = tableDefinitions(uapiTable);
  const layouts = new Map<string, Layout>();
  const scope: LayoutScope = {
    layout: (name) => layouts.get(name),
    enumeration: (name) => definitions.enumeration(name),
  };
  for (const name of definitions.names()) {
    const definition = definitions.definition(name);
    if (definition !== undefined) layouts.set(name, new Layout<StructValue>(definition, scope));
  }
  const seeds = seedsOf("uapi");
  return [...layouts.values()].map((layout) => ({
    layout,
    seeds: seeds.get(layout.name) ?? [],
    requests: [],
    registers: [],
  }));
}

export function allSubjects(): Subject[] {
  return [...families.flatMap(subjectsOf), ...uapiSubjects()];
}

/** A request that chooses among a reply's arms: random, with small numbers, as selectors have them. */
export function someRequest(random: Random, { requests, registers }: Subject): DecodeOptions {
  if (requests.length === 0 || random.below(8) === 0) return {};
  const layout = choose(random, requests);
  const bytes = someBytes(random, layout.bytes, []);
  const request: { [field: string]: unknown } = { ...onlyFaults("request", () => layout.decode(bytes)) };
  for (const [name, value] of Object.entries(request)) {
    if (typeof value === "number" && random.bits(1) === 0) request[name] = random.below(96);
  }
  if (registers.length > 0 && Object.hasOwn(request, "register_id")) request["register_id"] = choose(random, registers);
  return { request };
}
