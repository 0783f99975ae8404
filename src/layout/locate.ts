/** Finds the place that a path names: `a.b[2].c`, `register_data.ptys_reg.proto_mask`, `capability.odp_cap`. */
import { dataView } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { guestUnion, selectorArms } from "./arms.js";
import type { PartDefinition } from "./definition.js";
import {
  type Elements,
  elementsOf,
  member,
  overlayEnd,
  type Payload,
  payloadArm,
  payloadNamed,
  payloadRecords,
  recordScope,
} from "./elements.js";
import type { DecodeContext } from "./layout.js";
import type { Plan, PlanField } from "./plan.js";
import { follow } from "./position.js";
import { requireText } from "./region.js";
import { innerScope, pathOf, rootScope, type Scope } from "./scope.js";

export interface Place {
  /** The layout around the field. */
  readonly scope: Scope;
  /** `undefined`: the whole layout. */
  readonly field: PlanField | undefined;
  /** First bit of the field, or of one element. */
  readonly bit: number;
  /** The element of an array, or -1. */
  readonly index: number;
  /** Bits that the element takes. */
  readonly stride: number;
  readonly part?: PartDefinition;
  /** The record (or list of records) behind an open-ended array. */
  readonly payload?: Payload;
}

/**
 * The place of a path in bytes, which need not be there.
 *
 * @throws FwctlFault `unknown-key` for a path that leads nowhere, `count` for an index behind
 * the elements that are there, `kind` for what is no path.
 */
export function locate(plan: Plan, bytes: Uint8Array, given: unknown, context?: DecodeContext): Place {
  const path = requireText(plan.name, "a path (text)", given);
  const scope = rootScope(plan, dataView(bytes), 0, bytes.byteLength, context);
  let place: Place = { scope, field: undefined, bit: 0, index: -1, stride: 0 };
  for (const step of steps(path)) {
    place = typeof step === "number" ? element(place, step, path) : named(place, step, path);
  }
  return place;
}

/** Splits `a.b[2].c` into names and indexes. */
function steps(path: string): (string | number)[] {
  if (path === "") return [];
  const found: (string | number)[] = [];
  for (const piece of path.split(".")) {
    const match = /^([^[\]]+)(?:\[(\d{1,9})\])?$/.exec(piece);
    if (match === null) throw nowhere(path, piece, []);
    found.push(match[1] ?? "");
    if (match[2] !== undefined) found.push(Number(match[2]));
  }
  return found;
}

function nowhere(path: string, step: string, known: Iterable<string>): FwctlFault {
  const near = nearest(step, known, 1);
  return new FwctlFault({
    code: "unknown-key",
    path: path.slice(0, 200),
    expected: "this layout",
    remedy: near.length === 0 ? undefined : `Did you mean ${JSON.stringify(near[0])}?`,
  });
}

/** One name further: into the struct, the union, or the record that the place holds. */
function named(place: Place, name: string, path: string): Place {
  const { field } = place;
  if (place.part !== undefined) throw nowhere(path, name, []);
  const part = field?.definition.parts?.find((one) => one.name === name);
  if (part !== undefined) return { ...place, part };
  const scope = enter(place);
  if (scope === undefined) {
    const record = field === undefined ? undefined : payloadStep(place, field, name, path);
    if (record !== undefined) return record;
    throw nowhere(path, name, []);
  }
  const way = scope.plan.names.get(name) ?? guestWay(scope, field, name);
  if (way === undefined) {
    const list = overlayNamed(scope, name);
    if (list !== undefined) return list;
    throw nowhere(path, name, scope.plan.names.keys());
  }
  return { ...follow(scope, way), field: way[way.length - 1], index: -1, stride: 0 };
}

/** The list of that name over reserved bits, as far as it may reach. */
function overlayNamed(scope: Scope, name: string): Place | undefined {
  for (const way of scope.plan.names.values()) {
    const reserved = way[way.length - 1];
    if (reserved?.overlay?.name !== name) continue;
    const spot = follow(scope, way);
    const end = Math.min(spot.scope.end, overlayEnd(spot.scope, reserved, spot.bit));
    const bit = spot.bit + reserved.overlay.offset - reserved.offset;
    return { scope: { ...spot.scope, end }, field: reserved.overlay, bit, index: -1, stride: 0 };
  }
  return undefined;
}

/** The way to a layout that a selector names beside the members of a union. */
function guestWay(scope: Scope, field: PlanField | undefined, name: string): readonly PlanField[] | undefined {
  const union = scope.plan.union ? undefined : guestUnion(scope.plan, name);
  const guest = member(
    union?.nested?.plan ?? (scope.plan.union ? scope.plan : undefined),
    name,
    scope.parent?.plan ?? scope.plan,
  );
  if (guest === undefined) return undefined;
  if (union !== undefined) return [union, guest];
  return field === undefined || field.arms.includes(name) ? [guest] : undefined;
}

/** The scope inside a place: the layout of its field (or the root). Without one, the field holds no names. */
function enter({ scope, field, bit, index, stride, payload }: Place): Scope | undefined {
  if (field === undefined) return scope;
  if (payload !== undefined) {
    return payload.list && index < 0 ? undefined : recordScope(scope, field, payload, bit, index);
  }
  const plan = field.nested?.plan;
  if (plan === undefined || (index < 0 && (field.count >= 0 || field.open))) return undefined;
  const end = index >= 0 ? Math.min(scope.end, bit + stride) : scope.end;
  return innerScope(scope, field, plan, bit, end, index);
}

function element(place: Place, index: number, path: string): Place {
  const { scope, field, bit, payload } = place;
  if (field === undefined || place.part !== undefined || place.index >= 0 || payload?.list === false) {
    throw nowhere(path, `[${index}]`, []);
  }
  if (payload !== undefined) {
    const records = payloadRecords(scope, field, payload, bit);
    requireElement(scope, `${field.name}.${payload.arm}`, index, records);
    return { ...place, bit: bit + index * records.stride, index };
  }
  if (field.count < 0 && !field.open) throw nowhere(path, `[${index}]`, []);
  const elements = field.open
    ? elementsOf(scope, field, bit, scope.end)
    : { count: field.count, stride: field.bits, stated: field.count };
  requireElement(scope, field.name, index, elements);
  const stride = strideFor(scope, field, path, elements.stride);
  return { ...place, bit: bit + index * stride, index, stride };
}

/** Where something says how many elements there are, what stands behind them is no element. Else the bytes say it. */
function requireElement(
  scope: Scope,
  name: string,
  index: number,
  { count, stated }: Pick<Elements, "count" | "stated">,
): void {
  if (stated === undefined || index < count) return;
  throw new FwctlFault({ code: "count", path: pathOf(scope, `${name}[${index}]`), what: `has ${count} elements` });
}

/** An arm wider than the stride that a field chose was written with its own width (`extended_dest_format`). */
function strideFor(scope: Scope, field: PlanField, path: string, stride: number): number {
  if (field.definition.open?.stride === undefined) return stride;
  const name = field.arms.find((one) => path.includes(`].${one}`));
  return Math.max(stride, member(field.nested?.plan, name, scope.plan)?.bits ?? 0);
}

/** `register_data.ptys_reg`, `klm_pas_mtt.klm`: a record that a selector may put behind an open-ended array. */
function payloadStep(place: Place, field: PlanField, name: string, path: string): Place | undefined {
  if (!field.open || place.index >= 0 || place.payload !== undefined) return undefined;
  const arm = payloadArm(selectorArms(field.definition.select), name, path.includes(`.${name}[`));
  if (arm === undefined) return undefined;
  return { ...place, payload: payloadNamed(place.scope.plan, arm) };
}
