/** Encoding unions: one member, or bytes. What the selector would choose is not asked. */
import { byteOf, writeRun } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { member } from "./elements.js";
import { missing, refuseBoth, structGiven, unknownMember, wrongKind } from "./encode-refusal.js";
import { measure, own, reserve, type Sink, type Source } from "./encode-sink.js";
import { encodeField } from "./encode-struct.js";
import { hasDefault, isKey, type Plan, type PlanField } from "./plan.js";
import { endianOfPlan, innerScope, pathOf, type Scope, settle } from "./scope.js";
import { isStruct, padKey, tailKey } from "./value.js";

export function encodeUnion(
  sink: Sink,
  scope: Scope,
  field: PlanField,
  bit: number,
  given: unknown,
  value: Source,
): void {
  const plan = field.nested?.plan;
  if (plan === undefined) return;
  const inner = innerScope(scope, field, plan, bit, bit + plan.bits);
  reserve(sink, bit + plan.bits);
  const anonymous = field.definition.anonymous === true;
  if (given === undefined) {
    if (anonymous) encodeAnonymousUnion(sink, inner, plan, value, scope, field);
    else if (!sink.zeros && !hasDefault(field)) throw missing(scope, field);
  } else {
    const bytes = given instanceof Uint8Array ? given : undefined;
    if (bytes === undefined && field.name.startsWith("@")) throw wrongKind(pathOf(scope, field), "bytes", given);
    if (anonymous) refuseBoth(scope, field, value);
    if (bytes === undefined) encodeArm(sink, inner, plan, structGiven(inner, given));
    else writeRegion(sink, inner, bytes);
  }
  measure(sink, scope, field, { count: 1, bits: inner.next - bit });
  settle(scope, inner, field, plan, bit);
}

/** Raw bytes for a union: fewer than its region are filled up with zeros, more are refused. */
export function writeRegion(sink: Sink, inner: Scope, bytes: Uint8Array): void {
  const { plan, start } = inner;
  const region = regionEnd(inner) - start;
  const most = Math.ceil(region / 8);
  const open = plan.open && inner.index < 0;
  if (bytes.length > most && !open) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(inner),
      what: `holds ${most} bytes, ${bytes.length} given`,
      width: region,
    });
  }
  const width = open ? bytes.length * 8 : Math.min(bytes.length * 8, region);
  reserve(sink, start + width);
  writeRun(sink.data, start, width, endianOfPlan(plan, inner.host), bytes);
  inner.next = start + width;
}

/** A union by itself ends with its last bit; one inside a layout, or a slot of an array, with the scope. */
const regionEnd = (inner: Scope): number => (inner.parent === undefined ? inner.start + inner.plan.bits : inner.end);

/** Members of a union without a name stand in the parent: at most one of them is given. */
function encodeAnonymousUnion(
  sink: Sink,
  inner: Scope,
  plan: Plan,
  value: Source,
  outer: Scope,
  field: PlanField,
): void {
  const given = [...plan.names].filter(([name, way]) => way.slice(-1).every(isKey) && own(value, name) !== undefined);
  const members = plan.fields.filter((arm) => given.some(([, way]) => way[0] === arm));
  const guests = field.arms.filter((name) => !plan.names.has(name) && own(value, name) !== undefined);
  const arms = [...members, ...guests.map((name) => member(plan, name, outer.plan)).filter((arm) => arm !== undefined)];
  const [arm] = arms;
  if (arm === undefined) {
    if (!sink.zeros && !hasDefault(field)) throw missing(outer, field);
    return;
  }
  if (arms.length > 1) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(outer, field),
      what: `takes one member, ${arms.length} given (${arms.map((one) => one.name).join(", ")})`,
    });
  }
  encodeField(sink, inner, arm, inner.start, value);
  encodeTail(sink, inner, own(value, arm.name));
}

/** The one member of a union that the value names. */
export function encodeArm(sink: Sink, inner: Scope, plan: Plan, given: Source): void {
  const raw = own(given, "@0");
  const field = inner.field;
  const keys = Object.keys(given).filter((key) => key !== tailKey && key !== padKey);
  if (inner.parent === undefined && raw instanceof Uint8Array && keys.length === 1) {
    writeRegion(sink, inner, raw);
    return;
  }
  // A member that is all padding has no key.
  if (keys.length === 0 && (sink.zeros || plan.fields.some(hasDefault))) return;
  const guest = field?.arms.includes(keys[0] ?? "") === true ? member(plan, keys[0], inner.parent?.plan) : undefined;
  const arm = plan.fields.find((one) => one.name === keys[0]) ?? plan.names.get(keys[0] ?? "")?.[0] ?? guest;
  if (keys.length !== 1 && arm?.definition.anonymous !== true) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(inner),
      what: `takes one member, ${keys.length} given`,
      remedy: "Give an object with one key, or bytes.",
    });
  }
  if (arm === undefined) throw unknownMember(inner, keys[0] ?? "", plan, field);
  encodeField(sink, inner, arm, inner.start, given);
  encodeTail(sink, inner, own(given, arm.name));
}

/** Bytes that decode kept behind what is shorter than its region: an arm of a union, an element of a wide slot. */
export function encodeTail(sink: Sink, inner: Scope, content: unknown): void {
  if (!isStruct(content)) return;
  const tail = own(content, tailKey);
  if (tail === undefined) return;
  if (!(tail instanceof Uint8Array)) throw wrongKind(`${pathOf(inner)}.${tailKey}`, "bytes", tail);
  const end = regionEnd(inner);
  if (tail.length > Math.ceil((end - inner.next) / 8)) {
    throw new FwctlFault({
      code: "count",
      path: `${pathOf(inner)}.${tailKey}`,
      what: `holds ${byteOf(end - inner.next)} bytes, ${tail.length} given`,
    });
  }
  writeRun(
    sink.data,
    inner.next,
    Math.min(tail.length * 8, end - inner.next),
    endianOfPlan(inner.plan, inner.host),
    tail,
  );
}
