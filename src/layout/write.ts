/**
 * Writing one field in place, for `set` and for the setters of views. Everything is checked before the first bit changes, and
 * only the field's own bits do.
 */
import { byteOf, dataView, writeRun } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { requireOtherPart } from "./composed-label.js";
import { arrayElements, member } from "./elements.js";
import { encodeLayout } from "./encode.js";
import type { EncodeOptions } from "./layout.js";
import { minimumBits, type Plan, type PlanField } from "./plan.js";
import { isZero } from "./scalar.js";
import { putScalar } from "./scalar-encode.js";
import { endianOf, endianOfPlan, pathOf, type Scope, truncation } from "./scope.js";
import { isStruct } from "./value.js";

/** Writes a field at `bit`: a whole array when it is one and `index` is negative, else one value. */
export function writeField(scope: Scope, field: PlanField, bit: number, index: number, value: unknown): void {
  if (index < 0 && (field.open || field.count >= 0)) writeArray(scope, field, bit, value);
  else writeElement(scope, field, bit, index, value);
}

function writeElement(scope: Scope, field: PlanField, bit: number, index: number, value: unknown): void {
  if (field.nested !== undefined) {
    writeLayout(scope, field.nested.plan, field, bit, index, value);
    return;
  }
  if (bit + field.bits > scope.end) throw truncation(scope, field, bit, field.bits, index);
  const path = (): string => pathOf(scope, field, index);
  requireOtherPart(scope, field, value, path);
  putScalar(scope.data, field, bit, endianOf(field, scope.host), value, path);
}

/** All elements of an array or none: a set cannot change how many there are. */
function writeArray(scope: Scope, field: PlanField, bit: number, value: unknown): void {
  const { count, stride } = arrayElements(scope, field, bit);
  const list = Array.isArray(value) || value instanceof Uint8Array ? value : [value];
  const given = list.length;
  if (given !== count) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(scope, field),
      what: `has ${count} elements, ${given} given`,
    });
  }
  if (bit + count * stride > scope.end) throw truncation(scope, field, bit, count * stride);
  const region = bytesOf(scope.data).subarray(byteOf(bit), Math.ceil((bit + count * stride) / 8));
  const before = region.slice();
  try {
    for (let index = 0; index < count; index += 1) writeElement(scope, field, bit + index * stride, index, list[index]);
  } catch (fault) {
    region.set(before);
    throw fault;
  }
}

const bytesOf = (data: DataView): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Writes a struct, a union or a record; a union also takes bytes, and is filled up with zeros. */
export function writeLayout(
  scope: Scope,
  plan: Plan,
  field: PlanField | undefined,
  bit: number,
  index: number,
  value: unknown,
): void {
  const called = (): string => pathOf(scope, field, index);
  const encoded = plan.union
    ? encodeUnion(scope, plan, field, value, called)
    : encodeLayout(plan, value, false, { hostOrder: scope.host }, called);
  const endian = endianOfPlan(plan, scope.host);
  const there = plan.open ? scope.end - bit : Math.min(scope.end - bit, plan.bits);
  const cutShort = value instanceof Uint8Array && (plan.open || there < plan.bits);
  // Bits behind the last whole byte of a union that ends early are padding, and none of its bytes.
  const room = cutShort ? byteOf(there) * 8 : there;
  // A union at the end of the bytes may be as short as its arm; then what is missing must be unused.
  const cut =
    room < plan.bits && room >= minimumBits(plan) && isZero(dataView(encoded), room, encoded.length * 8, endian);
  if (!cut && encoded.length > Math.ceil(room / 8)) throw tooLong(scope, field, bit, index, encoded.length, room);
  writeRun(scope.data, bit, Math.min(room, encoded.length * 8), endian, encoded);
}

/** Bytes, a member, or a layout that the field's selector names beside the members. */
function encodeUnion(
  scope: Scope,
  plan: Plan,
  field: PlanField | undefined,
  value: unknown,
  called: () => string,
): Uint8Array {
  const options: EncodeOptions = { hostOrder: scope.host };
  if (value instanceof Uint8Array) return encodeLayout(plan, { "@0": value }, false, options, called);
  const [key = "", ...more] = isStruct(value) ? Object.keys(value) : [];
  const beside = more.length === 0 && !plan.names.has(key) && field?.arms.includes(key) === true;
  const guest = beside ? member(plan, key, scope.plan)?.nested?.plan : undefined;
  if (guest === undefined || !isStruct(value)) return encodeLayout(plan, value, false, options, called);
  const encoded = encodeLayout(guest, value[key], false, options, () => `${called()}.${key}`);
  return encodeLayout(plan, { "@0": encoded }, false, options, called);
}

function tooLong(
  scope: Scope,
  field: PlanField | undefined,
  bit: number,
  index: number,
  length: number,
  room: number,
): FwctlFault {
  const path = pathOf(scope, field, index);
  if (bit + length * 8 > scope.end) {
    return new FwctlFault({
      code: "truncated",
      path,
      byteOffset: byteOf(bit),
      width: length * 8,
      received: byteOf(scope.end),
    });
  }
  return new FwctlFault({ code: "count", path, what: `holds ${byteOf(room)} bytes, ${length} given` });
}
