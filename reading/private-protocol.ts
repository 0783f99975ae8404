/**
 * The message format of a private family, read off its schema: every request has a field `opcode` at one place, which tells the
 * commands apart; replies that all have a field `status` at one place state their outcome there, 0 being success.
 */
import type { Protocol, RpcStatus } from "../src/catalog/index.js";
import { type FieldDefinition, Layout, type LayoutDefinition, type LayoutScope } from "../src/layout/index.js";
import type { SchemaModel } from "../src/schema/index.js";
import { deliveryOf } from "../src/uapi/explain.js";
import { UsageError } from "./usage-error.js";

export interface PrivateProtocol {
  readonly protocol: Protocol;
  /** Layouts of what each request and each reply starts with, made here. See {@link isDeclared}. */
  readonly headers: readonly LayoutDefinition[];
}

/** A blank is in the name of no struct that a schema may declare, so those made here stand in nobody's way and are not listed. */
export const isDeclared = (name: string): boolean => !name.includes(" ");

const opcodeField = "opcode";
const statusField = "status";

/** Without a device type the family only lends its names, and no exchange is ever read with it. */
export function privateProtocol(
  family: string,
  deviceType: number | undefined,
  models: readonly SchemaModel[],
): PrivateProtocol {
  const request = header(models, "request", opcodeField, `${family} request header`);
  const response = header(models, "response", statusField, `${family} reply header`);
  if (request === undefined && deviceType !== undefined) throw noOpcode(family);
  const scope = scopeOf(models);
  const asked = request && new Layout(request, scope);
  const answered = response && new Layout(response, scope);
  const protocol: Protocol = {
    family,
    deviceType: deviceType ?? 0,
    ...(request === undefined ? {} : { opcodeField }),
    requestHeader: request?.name ?? "",
    ...(response === undefined ? {} : { responseHeader: response.name }),
    leastRequest: asked?.bytes ?? 0,
    opcode: (bytes, hostOrder) => numberIn(asked, bytes, opcodeField, hostOrder),
    delivery: ({ errno, out }) => deliveryOf({ errno, out }),
    status: (reply, exchange) => statusOf(answered, reply, exchange?.hostOrder),
  };
  return { protocol, headers: [request, response].filter((one) => one !== undefined) };
}

function noOpcode(family: string): UsageError {
  return new UsageError(
    `family ${family} has no field "${opcodeField}" at one place in the requests of all its commands`,
    "Its exchanges cannot be told apart. Leave --device-type away and name a struct with --as instead.",
  );
}

/** The fields up to `name`, which must stand at the same place in that side of every command. */
function header(
  models: readonly SchemaModel[],
  side: "request" | "response",
  name: string,
  headerName: string,
): LayoutDefinition | undefined {
  const layouts = new Map(models.flatMap((model) => model.layouts).map((layout) => [layout.name, layout]));
  const used = models.flatMap((model) => model.commands).flatMap((command) => layouts.get(command[side] ?? "") ?? []);
  const [first] = used;
  const field = first && fieldNamed(first, name);
  if (first === undefined || field === undefined) return undefined;
  const alike = used.every((layout) => samePlace(layout, first, name));
  if (!alike) return undefined;
  const fields = first.fields.slice(0, first.fields.indexOf(field) + 1);
  return { name: headerName, kind: "struct", order: first.order, bits: field.offset + field.bits, fields };
}

const fieldNamed = (layout: LayoutDefinition, name: string): FieldDefinition | undefined =>
  layout.fields.find((field) => field.name === name && field.kind === "uint" && field.bits <= 32);

function samePlace(layout: LayoutDefinition, first: LayoutDefinition, name: string): boolean {
  const [a, b] = [fieldNamed(layout, name), fieldNamed(first, name)];
  return a?.offset === b?.offset && a?.bits === b?.bits && (a?.order ?? layout.order) === (b?.order ?? first.order);
}

function scopeOf(models: readonly SchemaModel[]): LayoutScope {
  const enums = new Map(models.flatMap((model) => model.enums).map((one) => [one.name, one]));
  const definitions = new Map(models.flatMap((model) => model.layouts).map((one) => [one.name, one]));
  const scope: LayoutScope = {
    enumeration: (name) => enums.get(name),
    layout: (name) => {
      const definition = definitions.get(name);
      return definition && new Layout(definition, scope);
    },
  };
  return scope;
}

function numberIn(
  layout: Layout | undefined,
  bytes: Uint8Array,
  field: string,
  hostOrder: "be" | "le" = "le",
): number | undefined {
  if (layout === undefined || bytes.length < layout.bytes) return undefined;
  const value = layout.decode(bytes.subarray(0, layout.bytes), { hostOrder })[field];
  return typeof value === "number" ? value : undefined;
}

function statusOf(layout: Layout | undefined, reply: Uint8Array, hostOrder?: "be" | "le"): RpcStatus | undefined {
  const code = numberIn(layout, reply, statusField, hostOrder);
  if (layout === undefined || code === undefined) return undefined;
  const row = layout.inspect(reply.subarray(0, layout.bytes)).children.find((node) => node.name === statusField);
  return { code, name: row?.label, ok: code === 0, delivery: "answered" };
}
