/** A Call as JSON and back, for logs, recordings and queues. */
import { fromHex, toHex } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";
import { guarded } from "../layout/guard.js";
import { requireBytes } from "../layout/region.js";
import type { Catalog } from "./catalog.js";
import type { Call, CommandName } from "./command.js";
import { decodeReply } from "./command.js";
import type { LayoutNamed } from "./reply-data.js";
import type { Pointer } from "./rpc.js";

export interface PointerJson {
  readonly at: number;
  readonly direction: "in" | "out" | "inout";
  readonly length: number;
  readonly data?: string;
  readonly pointers?: readonly PointerJson[];
}

/** Bytes are hex strings. */
export interface CallJson {
  readonly command: CommandName;
  readonly scope: number;
  readonly in: string;
  readonly outLength: number;
  readonly pointers?: readonly PointerJson[];
}

/** @throws FwctlFault `kind` for what is no call. */
export function callToJson(call: Call<object>): CallJson {
  if (!isObject(call)) throw wrongKind("call", "a call", call);
  return {
    command: { ...call.command },
    scope: call.scope,
    in: toHex(requireBytes("call.in", call.in)),
    outLength: call.outLength,
    ...(call.pointers === undefined ? {} : { pointers: call.pointers.map(pointerToJson) }),
  };
}

function pointerToJson(pointer: Pointer): PointerJson {
  return {
    at: pointer.at,
    direction: pointer.direction,
    length: pointer.length,
    ...(pointer.data === undefined ? {} : { data: toHex(pointer.data) }),
    ...(pointer.pointers === undefined ? {} : { pointers: pointer.pointers.map(pointerToJson) }),
  };
}

/**
 * Reads a stored call. Its command is found by family and opcode.
 *
 * @throws FwctlFault `kind` when the JSON is no call, `range` for data longer than its buffer, `unknown-command` when the catalog does not know it.
 */
export function callFromJson(catalog: Catalog, json: unknown): Call {
  const stored = guarded("call", () => checked(json));
  const bytes = fromHex(stored.in);
  if (bytes === undefined) throw wrong("in", "hex digits");
  const family = [...catalog.families.values()].find((one) => one.name === stored.command.family);
  const command = family?.command(stored.command.opcode);
  if (family === undefined || command === undefined) {
    throw new FwctlFault({
      code: "unknown-command",
      path: stored.command.name.slice(0, 64),
      what: `${stored.command.family.slice(0, 64)} opcode ${stored.command.opcode} is not in this catalog`,
    });
  }
  const named: LayoutNamed = (name) => family.layouts.get(name);
  return {
    command: { family: command.family, name: command.name, opcode: command.opcode },
    scope: stored.scope,
    in: bytes,
    outLength: stored.outLength,
    pointers: stored.pointers?.map(pointerFromJson),
    decode: (reply, options) => decodeReply(family.protocol, command, named, bytes, reply, options),
  };
}

function wrong(key: string, expected: string): FwctlFault {
  return new FwctlFault({ code: "kind", path: `call.${key}`, expected });
}

function tooMuch(given: number, length: number): FwctlFault {
  const what = `${given} bytes of data for a buffer of ${length}`;
  return new FwctlFault({ code: "range", path: "call.pointers", what, expected: length, received: given });
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The lengths and offsets of fwctl_rpc have 32 bits, and no opcode has more. */
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;

/** fwctl_rpc_scope has the values 0 to 3 (include/uapi/fwctl/fwctl.h). */
const isScope = (value: unknown): value is number => isCount(value) && value <= 3;

/** Pointers within pointers that are followed, as transports and recordings do. */
const deepest = 8;

function checked(json: unknown): CallJson {
  if (!isObject(json)) throw wrong("json", "an object");
  const { command, scope, in: input, outLength, pointers } = json;
  if (!isObject(command)) throw wrong("command", "an object");
  const { family, name, opcode } = command;
  if (typeof family !== "string" || typeof name !== "string" || !isCount(opcode)) {
    throw wrong("command", "family, name and opcode");
  }
  if (!isScope(scope)) throw wrong("scope", "a number from 0 to 3");
  if (typeof input !== "string") throw wrong("in", "hex digits");
  if (!isCount(outLength)) throw wrong("outLength", "a number of bytes (32 bits)");
  const base = { command: { family, name, opcode }, scope, in: input, outLength };
  return pointers === undefined ? base : { ...base, pointers: pointerList(pointers, 0) };
}

function pointerList(value: unknown, depth: number): PointerJson[] {
  if (!Array.isArray(value) || depth >= deepest)
    throw wrong("pointers", `a list of pointers, nested at most ${deepest} deep`);
  return value.map((one: unknown) => {
    if (!isObject(one)) throw wrong("pointers", "objects");
    const { at, direction, length, data, pointers } = one;
    if (!isCount(at) || !isCount(length)) throw wrong("pointers", "at and length as numbers of bytes (32 bits)");
    if (direction !== "in" && direction !== "out" && direction !== "inout") throw wrong("pointers", "a direction");
    if (data !== undefined && typeof data !== "string") throw wrong("pointers", "data as hex digits");
    return {
      at,
      length,
      direction,
      ...(data === undefined ? {} : { data }),
      ...(pointers === undefined ? {} : { pointers: pointerList(pointers, depth + 1) }),
    };
  });
}

function pointerFromJson(json: PointerJson): Pointer {
  const data = json.data === undefined ? undefined : fromHex(json.data);
  if (json.data !== undefined && data === undefined) throw wrong("pointers", "data as hex digits");
  if (data !== undefined && data.length > json.length) throw tooMuch(data.length, json.length);
  return {
    at: json.at,
    direction: json.direction,
    length: json.length,
    data,
    pointers: json.pointers?.map(pointerFromJson),
  };
}
