/** The defaults of a builder: every absent integer is 0, and the opcode is the command's own. */
import { FwctlFault } from "../fault/index.js";
import type { FieldDefinition, Layout } from "../layout/index.js";
import type { Command } from "./command.js";
import type { Protocol } from "./protocol.js";

/**
 * The bytes of a request made from a part of its fields. A command with variants is tried with its own layout first, to see
 * which variant the given fields choose.
 */
export function requestBytes(protocol: Protocol, command: Command<object, object>, fields: object): Uint8Array {
  const base = command.request;
  if (base === undefined) throw undescribed(command, "request");
  const opcode = protocol.opcodeField === undefined ? {} : { [protocol.opcodeField]: command.opcode };
  const given = { ...opcode, ...protocol.requestDefaults?.(fields), ...fields };
  if (command.variants.length === 0) return base.encode(filled(base, given));
  const known = Object.fromEntries(Object.entries(given).filter(([name]) => base.plan.names.has(name)));
  const probe = base.encode(filled(base, known));
  const variant = command.variants.find((one) => one.request !== undefined && base.matches(probe, one.when));
  const layout = variant?.request ?? base;
  return layout.encode(filled(layout, nestedHeader(layout, base, given)));
}

/** A variant holds the command's own header as its first field: what the caller gave of it belongs there. */
function nestedHeader(layout: Layout<object>, base: Layout<object>, given: object): object {
  const header = layout.definition.fields.find((field) => field.layout === base.name);
  if (header === undefined || header.anonymous === true) return given;
  const inside = Object.entries(given).filter(([name]) => base.plan.names.has(name));
  const beside = Object.entries(given).filter(([name]) => !base.plan.names.has(name));
  return {
    ...Object.fromEntries(beside),
    [header.name]: { ...Object.fromEntries(inside), ...headerGiven(given, header.name) },
  };
}

function headerGiven(given: object, name: string): object {
  const found = Object.entries(given).find(([key]) => key === name)?.[1];
  return typeof found === "object" && found !== null ? found : {};
}

export function undescribed(command: { readonly name: string }, side: "request" | "reply"): FwctlFault {
  return new FwctlFault({
    code: "unknown-command",
    path: command.name,
    what: `nobody has described the ${side} of this command`,
    remedy: "Send its bytes as they are, or add a schema that describes it.",
  });
}

/** The given fields with zeros for what is absent, all the way down. Keys that are no field stay, for encode to refuse. */
function filled(layout: Layout<object>, given: object): Record<string, unknown> {
  const value: Record<string, unknown> = { ...given };
  for (const field of layout.definition.fields) fill(layout, field, value);
  return value;
}

function fill(layout: Layout<object>, field: FieldDefinition, value: Record<string, unknown>): void {
  const nested = field.layout === undefined ? undefined : layout.scope.layout(field.layout);
  if (field.anonymous === true) {
    if (nested?.kind === "struct") for (const inner of nested.definition.fields) fill(nested, inner, value);
    return;
  }
  const present = value[field.name];
  if (present !== undefined) {
    const isStruct = nested?.kind === "struct" && field.count === undefined && field.open === undefined;
    if (isStruct && typeof present === "object" && present !== null) value[field.name] = filled(nested, present);
    return;
  }
  const filledIn = field.reserved ?? field.constant ?? field.length ?? field.open;
  if (filledIn === undefined) value[field.name] = zero(field, nested);
}

/** What zero is for a field: a number, bytes, text, or a struct of zeros. */
function zero(field: FieldDefinition, nested: Layout<object> | undefined): unknown {
  const one = zeroElement(field, nested);
  if (field.count === undefined) return one;
  if (field.kind === "uint" && field.bits === 8) return new Uint8Array(field.count);
  return Array.from({ length: field.count }, () => one);
}

function zeroElement(field: FieldDefinition, nested: Layout<object> | undefined): unknown {
  switch (field.kind) {
    case "uint":
      return field.bits > 64 ? new Uint8Array(Math.ceil(field.bits / 8)) : field.bits > 32 ? 0n : 0;
    case "string":
      return "";
    case "uuid":
      return "00000000-0000-0000-0000-000000000000";
    case "mac":
      return "00:00:00:00:00:00";
    case "layout":
      return nested?.kind === "struct" ? filled(nested, {}) : new Uint8Array(0);
  }
}
