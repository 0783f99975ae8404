/** `--as`: what bytes without a header are. */
import { type Command, type Family, layoutsFor } from "../src/catalog/index.js";
import { type Note, note } from "../src/fault/index.js";
import type { Inspection, Layout } from "../src/layout/index.js";
import { type Json, toJson } from "../src/text/index.js";
import { findNamed, type Known } from "./families.js";
import { hex } from "./phrases.js";
import { selectedRequest } from "./select.js";
import { UsageError } from "./usage-error.js";

/** How bytes without a header are read. */
export interface As {
  readonly family: Family;
  /** The struct that is applied when the bytes do not choose another. */
  readonly layout: Layout<object>;
  read(bytes: Uint8Array): AsReading;
  /**
   * The bytes as a value.
   *
   * @throws FwctlFault as `Layout.decode`.
   */
  decode(bytes: Uint8Array): { [field: string]: Json };
}

/** What `--as` is read with. */
export interface AsOptions {
  /** The request behind a reply, from `--select`. */
  readonly selected: ReadonlyMap<string, string>;
  readonly hostOrder: "be" | "le" | undefined;
}

export interface AsReading {
  readonly title: string;
  readonly tree: Inspection;
  readonly notes: readonly Note[];
}

/**
 * Finds what `--as` names.
 *
 * @throws UsageError with the nearest names.
 */
export function asNamed(known: Known, asked: string, options: AsOptions): As {
  const [, name, side] = /^(.+):(in|out|request|reply)$/.exec(asked) ?? [];
  if (name !== undefined) {
    const [found] = findNamed(known, name, ["command"]);
    if (found?.kind === "command")
      return asSide(found.family, found.command, side === "in" || side === "request", options);
  }
  const [found] = findNamed(known, asked, ["struct", "command", "register"]);
  if (found?.kind === "struct") return asStruct(found.family, found.layout, options);
  const register = found?.kind === "register" ? found.family.layouts.get(found.register.layout ?? "") : undefined;
  if (found?.kind === "register" && register !== undefined) return asStruct(found.family, register, options);
  throw new UsageError(
    `"${asked.slice(0, 60)}" is a ${found?.kind ?? "name"}, which does not say what the bytes are`,
    found?.kind === "command" ? `Say --as ${asked}:in for a request, --as ${asked}:out for a reply.` : "Name a struct.",
  );
}

function asStruct(family: Family, layout: Layout<object>, options: AsOptions): As {
  const request = selectedRequest(options.selected, undefined)?.value;
  return made(family, layout, `${family.name} ${layout.name}`, options, () => ({ layout, request, notes: [] }));
}

/** What is applied to some bytes. */
interface Applied {
  readonly layout: Layout<object>;
  readonly request: object | undefined;
  readonly notes: readonly Note[];
}

function made(
  family: Family,
  layout: Layout<object>,
  title: string,
  { hostOrder }: AsOptions,
  applied: (bytes: Uint8Array) => Applied,
): As {
  return {
    family,
    layout,
    read: (bytes) => {
      const { layout: chosen, request, notes } = applied(bytes);
      return { title, tree: chosen.inspect(bytes, { request, hostOrder }), notes };
    },
    decode: (bytes) => {
      const { layout: chosen, request } = applied(bytes);
      return toJson(chosen, chosen.decode(bytes, { request, hostOrder }));
    },
  };
}

function asSide(family: Family, command: Command, isRequest: boolean, options: AsOptions): As {
  const layout = isRequest ? command.request : command.response;
  if (layout === undefined) {
    throw new UsageError(`nobody has described the ${isRequest ? "request" : "reply"} of ${command.name}`);
  }
  return isRequest ? asRequest(family, command, layout, options) : asReply(family, command, layout, options);
}

function asRequest(family: Family, command: Command, layout: Layout<object>, options: AsOptions): As {
  return made(family, layout, `${family.name} ${command.name} request`, options, (bytes) => ({
    layout: layoutsFor(command, bytes).requestLayout ?? layout,
    request: undefined,
    notes: otherOpcode(family, command, bytes, options),
  }));
}

function otherOpcode(family: Family, command: Command, bytes: Uint8Array, { hostOrder }: AsOptions): Note[] {
  if (bytes.length < family.protocol.leastRequest) return [];
  const opcode = family.protocol.opcode(bytes, hostOrder);
  if (opcode === undefined || opcode === command.opcode) return [];
  const what = `the bytes say opcode ${hex(opcode, 4)}, which is not ${command.name} (${hex(command.opcode, 4)})`;
  return [note({ code: "mismatch", path: command.name, what })];
}

function asReply(family: Family, command: Command, layout: Layout<object>, options: AsOptions): As {
  const selected = selectedRequest(options.selected, command);
  const chosen = selected?.bytes === undefined ? layout : (layoutsFor(command, selected.bytes).layout ?? layout);
  const applied = { layout: chosen, request: selected?.value, notes: [] };
  return made(family, chosen, `${family.name} ${command.name} reply`, options, () => applied);
}
