/** Requests and replies as JSON, for a backend in another process or on another machine. Bytes are hex digits. */
import { fromHex, toHex } from "../bits/index.js";
import type { Pointer, PointerJson, RpcReply, RpcRequest } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import type { DeviceInfo } from "./transport.js";

/** An {@link RpcRequest} as JSON. */
export interface RequestJson {
  readonly scope: number;
  readonly in: string;
  readonly outLength: number;
  readonly pointers?: readonly PointerJson[];
}

/** An {@link RpcReply} as JSON. */
export interface ReplyJson {
  readonly out: string;
  readonly outLength: number;
  readonly pointers?: readonly PointerJson[];
}

/** A {@link DeviceInfo} as JSON. */
export interface InfoJson {
  readonly deviceType: number;
  readonly data: string;
}

const deepest = 8;

/** @example JSON.stringify(requestToJson(request)) */
export function requestToJson(request: RpcRequest): RequestJson {
  const { scope, in: input, outLength, pointers } = request;
  return { scope, in: toHex(input), outLength, ...pointersToJson(pointers) };
}

export function replyToJson(reply: RpcReply): ReplyJson {
  const { out, outLength, pointers } = reply;
  return { out: toHex(out), outLength, ...pointersToJson(pointers) };
}

export function infoToJson(info: DeviceInfo): InfoJson {
  return { deviceType: info.deviceType, data: toHex(info.data) };
}

/**
 * Reads a request from the other side of a line.
 *
 * @throws FwctlFault `kind` naming the key that is wrong.
 */
export function requestFromJson(json: unknown): RpcRequest {
  const source = keysOf(json, "request");
  return {
    scope: count(source, "scope", "request"),
    in: bytes(source, "in", "request"),
    outLength: count(source, "outLength", "request"),
    ...pointersFromJson(source, "request", 0),
  };
}

/**
 * Reads a reply from the other side of a line.
 *
 * @throws FwctlFault `kind` naming the key that is wrong.
 */
export function replyFromJson(json: unknown): RpcReply {
  const source = keysOf(json, "reply");
  return {
    out: bytes(source, "out", "reply"),
    outLength: count(source, "outLength", "reply"),
    ...pointersFromJson(source, "reply", 0),
  };
}

/**
 * Reads an answer to FWCTL_INFO from the other side of a line.
 *
 * @throws FwctlFault `kind` naming the key that is wrong.
 */
export function infoFromJson(json: unknown): DeviceInfo {
  const source = keysOf(json, "info");
  return { deviceType: count(source, "deviceType", "info"), data: bytes(source, "data", "info") };
}

function pointersToJson(pointers: readonly Pointer[] | undefined): { readonly pointers?: readonly PointerJson[] } {
  if (pointers === undefined || pointers.length === 0) return {};
  return {
    pointers: pointers.map(({ at, direction, length, data, pointers: inner }) => ({
      at,
      direction,
      length,
      ...(data === undefined ? {} : { data: toHex(data) }),
      ...pointersToJson(inner),
    })),
  };
}

type Keys = { readonly [key: string]: unknown };

function wrong(path: string, expected: string): FwctlFault {
  return new FwctlFault({ code: "kind", path, expected });
}

function isKeys(value: unknown): value is Keys {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keysOf(json: unknown, path: string): Keys {
  if (!isKeys(json)) throw wrong(path, "an object");
  return json;
}

function count(source: Keys, key: string, path: string): number {
  const value = source[key];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw wrong(`${path}.${key}`, "a number from 0 on");
  return value;
}

function bytes(source: Keys, key: string, path: string): Uint8Array {
  const value = source[key];
  const read = typeof value === "string" ? fromHex(value) : undefined;
  if (read === undefined) throw wrong(`${path}.${key}`, "hex digits");
  return read;
}

function pointersFromJson(source: Keys, path: string, depth: number): { readonly pointers?: readonly Pointer[] } {
  const list = source["pointers"];
  if (list === undefined) return {};
  if (!Array.isArray(list) || depth >= deepest) throw wrong(`${path}.pointers`, `a list, at most ${deepest} deep`);
  return {
    pointers: list.map((element: unknown, index): Pointer => {
      const here = `${path}.pointers[${index}]`;
      const one = keysOf(element, here);
      const direction = one["direction"];
      if (direction !== "in" && direction !== "out" && direction !== "inout")
        throw wrong(`${here}.direction`, '"in", "out" or "inout"');
      const data = one["data"] === undefined ? {} : { data: bytes(one, "data", here) };
      const place = { at: count(one, "at", here), length: count(one, "length", here) };
      return { ...place, direction, ...data, ...pointersFromJson(one, here, depth + 1) };
    }),
  };
}
