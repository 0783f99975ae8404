/** The defaults of a builder: every absent integer is 0, and the opcode is the command's own. */
import { FwctlFault } from "../fault/index.js";
import type { EncodeOptions, Layout } from "../layout/index.js";
import type { Command } from "./command.js";
import type { Protocol } from "./protocol.js";

const zeros: EncodeOptions = { absent: "zero" };

/**
 * The bytes of a request made from a part of its fields. A command with variants is tried with its own layout first, to see
 * which variant the given fields choose.
 */
export function requestBytes(protocol: Protocol, command: Command<object, object>, fields: object): Uint8Array {
  const base = command.request;
  if (base === undefined) throw undescribed(command, "request");
  const opcode = protocol.opcodeField === undefined ? {} : { [protocol.opcodeField]: command.opcode };
  const given = { ...opcode, ...protocol.requestDefaults?.(fields), ...fields };
  if (command.variants.length === 0) return base.encode(given, zeros);
  const known = Object.fromEntries(Object.entries(given).filter(([name]) => base.plan.names.has(name)));
  const probe = base.encode(known, zeros);
  const variant = command.variants.find((one) => one.request !== undefined && base.matches(probe, one.when));
  const layout = variant?.request ?? base;
  return layout.encode(nestedHeader(layout, base, given), zeros);
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
