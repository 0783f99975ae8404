/** How much of a protocol the schemas describe: numbers that may grow and must not fall. */
import type { Family } from "../../src/catalog/index.js";

export interface Coverage {
  readonly commands: number;
  /** Commands that a driver lets through. */
  readonly permitted: number;
  /** Of those, with the layouts of both sides. */
  readonly described: number;
  readonly layouts: number;
  /** Fields of all layouts, padding not counted. */
  readonly fields: number;
  /** Fields and bit ranges that an enumeration names. */
  readonly named: number;
  readonly enumerations: number;
}

export function coverageOf(family: Family): Coverage {
  const commands = [...family.commands.values()];
  const permitted = commands.filter((command) => command.scope !== "refused");
  const described = permitted.filter((command) => command.request !== undefined && command.response !== undefined);
  const fields = [...family.layouts.values()].flatMap((layout) => layout.definition.fields);
  const labelled = [...fields, ...fields.flatMap((field) => field.parts ?? [])];
  return {
    commands: commands.length,
    permitted: permitted.length,
    described: described.length,
    layouts: family.layouts.size,
    fields: fields.filter((field) => field.reserved !== true).length,
    named: labelled.filter((field) => (field.labels ?? []).length > 0).length,
    enumerations: [...family.enumerations()].length,
  };
}

/** Those numbers that fell below what is expected, in words. */
export function fallen(found: Coverage, least: Coverage): string[] {
  const keys = ["commands", "permitted", "described", "layouts", "fields", "named", "enumerations"] as const;
  return keys.filter((key) => found[key] < least[key]).map((key) => `${key}: ${found[key]}, was ${least[key]}`);
}

/** One line for the log of a test run. */
export function coverageLine(name: string, coverage: Coverage): string {
  const parts = Object.entries(coverage).map(([key, value]) => `${value} ${key}`);
  return `${name}: ${parts.join(", ")}`;
}
