/** Encoding unions: one member, or bytes. What the selector would choose is not asked. */
import { byteOf, writeRun } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { member } from "./elements.js";
import { missing, structGiven, unknownMember, wrongKind } from "./encode-refusal.js";
import { own, reserve, type Sink, type Source } from "./encode-sink.js";
import { encodeField } from "./encode-struct.js";
import { fieldArms, hasDefault, type Plan, type PlanField } from "./plan.js";
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
  if (given instanceof Uint8Array) {
    writeRegion(sink, inner, bit, given, plan);
  } else if (field.definition.anonymous === true) {
    encodeAnonymousUnion(sink, inner, plan, value, scope, field);
  } else if (given === undefined) {
    if (!sink.zeros && !hasDefault(field)) throw missing(scope, field);
  } else {
    encodeArm(sink, inner, plan, structGiven(inner, given));
  }
  sink.extents.set(field, { count: 1, bits: inner.next - bit });
  settle(scope, inner, field, plan, bit);
}

/** Raw bytes for a union: fewer than the union are filled up with zeros, more are refused. */
export function writeRegion(sink: Sink, inner: Scope, bit: number, bytes: Uint8Array, plan: Plan): void {
  const most = Math.ceil(plan.bits / 8);
  if (bytes.length > most && !plan.open) {
    throw new FwctlFault({
      code: "count",
      path: pathOf(inner),
      what: `holds ${most} bytes, ${bytes.length} given`,
      width: plan.bits,
    });
  }
  const width = plan.open ? bytes.length * 8 : Math.min(bytes.length * 8, plan.bits);
  reserve(sink, bit + width);
  writeRun(sink.data, bit, width, endianOfPlan(plan, inner.host), bytes);
  inner.next = bit + width;
}

/** Members of a union without a name stand in the parent: at most one of them is given. */
function encodeAnonymousUnion(
  sink: Sink,
  inner: Scope,
  plan: Plan,
  value: Source,
  outer: Scope,
  field: PlanField,
): void {
  const given = [...plan.names.keys()].filter((name) => own(value, name) !== undefined);
  const members = plan.fields.filter((arm) => given.some((name) => plan.names.get(name)?.[0] === arm));
  const guests = fieldArms(field).filter((name) => !plan.names.has(name) && own(value, name) !== undefined);
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
  encodeArmTail(sink, inner, own(value, arm.name));
}

/** The one member of a union that the value names. */
export function encodeArm(sink: Sink, inner: Scope, plan: Plan, given: Source): void {
  const raw = own(given, "@0");
  if (inner.parent === undefined && raw instanceof Uint8Array) {
    writeRegion(sink, inner, inner.start, raw, plan);
    return;
  }
  const field = inner.field;
  const keys = Object.keys(given).filter((key) => key !== tailKey && key !== padKey);
  if (keys.length === 0 && (sink.zeros || plan.fields.some(hasDefault))) return;
  const guest = fieldArms(field).includes(keys[0] ?? "") ? member(plan, keys[0], inner.parent?.plan) : undefined;
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
  encodeArmTail(sink, inner, own(given, arm.name));
}

/** Bytes that decode kept behind an arm shorter than its union. */
function encodeArmTail(sink: Sink, inner: Scope, content: unknown): void {
  if (!isStruct(content)) return;
  const tail = own(content, tailKey);
  if (tail === undefined) return;
  if (!(tail instanceof Uint8Array)) throw wrongKind(`${pathOf(inner)}.${tailKey}`, "bytes", tail);
  const end = inner.start + inner.plan.bits;
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
