/**
 * A Layout: one struct or union of a protocol, ready to read and write bytes.
 * It is a handle on a definition; the work is done by the interpreter beside it or by generated code.
 */
import { dataView, type Endian } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { decodeLayout } from "./decode.js";
import type { ByteOrder, Condition, EnumDefinition, LayoutDefinition } from "./definition.js";
import { encodeLayout } from "./encode.js";
import { guarded } from "./guard.js";
import { inspectLayout } from "./inspect.js";
import type { Inspection, InspectOptions } from "./inspection.js";
import { createPlan, type Plan } from "./plan.js";
import { holds } from "./reference.js";
import { regionOf, requireBytes, requireOffset, requireText } from "./region.js";
import { rootScope } from "./scope.js";
import type { StructValue } from "./value.js";
import { viewClass } from "./view.js";
import type { View } from "./view-base.js";

/** Where a layout finds the layouts and enumerations it refers to. */
export interface LayoutScope {
  layout(name: string): Layout<object> | undefined;
  enumeration(name: string): EnumDefinition | undefined;
}

/** A definition that is parsed when it is asked for; its head is known before. */
export interface LazyDefinition extends Pick<LayoutDefinition, "name" | "kind" | "bits" | "order"> {
  parse(): LayoutDefinition;
}

/** What a reader may tell a layout about the world around the bytes. */
export interface DecodeContext {
  /** The decoded request that a reply answers (or the part a selector asks for). */
  readonly request?: object | undefined;
  /** Byte order of `host` numbers; little-endian when absent. */
  readonly hostOrder?: Endian | undefined;
}

export interface DecodeOptions extends DecodeContext {
  /** Every note becomes a fault: reserved bits, unknown enum values, trailing bytes, wrong counts. */
  readonly strict?: boolean | undefined;
}

export interface EncodeOptions {
  /** Byte order of `host` numbers; little-endian when absent. */
  readonly hostOrder?: Endian | undefined;
  /**
   * `zero`: every number, text and member that is absent is zeros, all the way down; constants and lengths still fill
   * themselves in. Otherwise it is refused as `missing`.
   */
  readonly absent?: "refused" | "zero" | undefined;
}

/** The straight-line functions that the code generator writes for a layout. */
export interface GeneratedCode<Value extends object, V extends object> {
  readonly decode?: (data: DataView, at: number, end: number, context?: DecodeContext) => Value;
  /** The bytes of a plain value; `undefined` for what the interpreter must say something of. */
  readonly encode?: (plan: Plan, value: unknown) => Uint8Array<ArrayBuffer> | undefined;
  readonly view?: ViewConstructor<V>;
}

/** Views of bytes `at` to `end`. One that is a member of another view is told of which, and its name and index there. */
export type ViewConstructor<V extends object = object> = new (
  data: DataView,
  at: number,
  end: number,
  from?: View,
  member?: string,
  index?: number,
) => V;

/**
 * One struct or union.
 *
 * @example
 * const value = FwctlRpc.decode(bytes);      // plain object, own keys in field order
 * const bytes = FwctlRpc.encode({ ...value, scope: "DEBUG_READ_ONLY" });
 * const view = FwctlRpc.view(bytes);         // zero-copy: view.scope reads four bytes
 */
export class Layout<Value extends object = StructValue, V extends object = object> {
  readonly name: string;
  readonly kind: "struct" | "union";
  /** Size of the fixed part in bits (C's `sizeof`). */
  readonly bits: number;
  readonly order: ByteOrder;
  readonly scope: LayoutScope;
  readonly #source: LayoutDefinition | LazyDefinition;
  readonly #code: GeneratedCode<Value, V> | undefined;
  #plan: Plan | undefined;
  #view: ViewConstructor<V> | undefined;

  constructor(definition: LayoutDefinition | LazyDefinition, scope: LayoutScope, code?: GeneratedCode<Value, V>) {
    this.name = definition.name;
    this.kind = definition.kind;
    this.bits = definition.bits;
    this.order = definition.order;
    this.#source = definition;
    this.scope = scope;
    this.#code = code;
  }

  /** What the layout is, as data. */
  get definition(): LayoutDefinition {
    return "parse" in this.#source ? this.#source.parse() : this.#source;
  }

  /** Bytes of the fixed part, the last one perhaps partly used. */
  get bytes(): number {
    return Math.ceil(this.bits / 8);
  }

  /** @internal The definition with everything resolved that reading needs; made on first use. */
  get plan(): Plan {
    this.#plan ??= createPlan(this.definition, this.scope);
    return this.#plan;
  }

  /** @internal Generated code, when this layout has it. */
  get code(): GeneratedCode<Value, V> | undefined {
    return this.#code;
  }

  /** @internal The class of this layout's views. */
  get viewConstructor(): ViewConstructor<V> {
    const made = this.#view ?? this.#code?.view ?? viewClass<V>(this);
    this.#view = made;
    return made;
  }

  /**
   * A zero-copy view at byte `at`: getters and setters named like the fields.
   *
   * Nothing is checked again when a field of the fixed part is read. So this is the one place where something else than a
   * fault can be thrown: a getter throws the engine's own error when the buffer was detached or shrunk after the view was made.
   * Setters and `moveView` say so with a fault.
   *
   * @throws FwctlFault `truncated` when the fixed part does not fit; `kind` for what is no bytes.
   */
  view(bytes: Uint8Array, at = 0): V {
    const given = requireBytes(this.name, bytes);
    return new this.viewConstructor(dataView(given), at, given.byteLength);
  }

  /**
   * All fields as a plain object, own keys in field order. Non-zero reserved fields, padding (`@pad`) and bytes behind
   * the layout (`@tail`) are kept, so that `encode(decode(bytes))` gives the same bytes.
   *
   * @throws FwctlFault `truncated` below the minimum length; `kind` for what is no bytes; with `strict` whatever would be
   * a note.
   */
  decode(bytes: Uint8Array, options?: DecodeOptions): Value {
    const given = requireBytes(this.name, bytes);
    if (options?.strict === true) this.#refuseNotes(given, options);
    const data = dataView(given);
    const decode = this.#code?.decode;
    return decode === undefined
      ? this.decodeAt(data, 0, given.byteLength, options)
      : decode(data, 0, given.byteLength, options);
  }

  #refuseNotes(bytes: Uint8Array, options: DecodeOptions): void {
    const [first] = this.inspect(bytes, options).notes;
    if (first !== undefined) throw new FwctlFault(first);
  }

  /**
   * The bytes of a value. Enum fields also take labels, flag fields lists of labels. Reserved fields, constants and lengths
   * may be left out, and an open-ended array that nothing counts, or whose count is 0: it has no elements then.
   *
   * @throws FwctlFault `range` `kind` `count` `missing` `unknown-key` `unknown-enum`; nothing is returned half written.
   */
  encode(value: unknown, options?: EncodeOptions): Uint8Array<ArrayBuffer> {
    const { code, plan } = this;
    const usual = options?.hostOrder !== "be" && options?.absent !== "zero";
    return guarded(this.name, () => {
      const quick = usual ? code?.encode?.(plan, value) : undefined;
      return quick ?? encodeLayout(plan, value, false, options);
    });
  }

  /** Encodes into `target` at byte `at` and returns the number of bytes written. On a fault `target` is untouched. */
  encodeInto(value: unknown, target: Uint8Array, at = 0, options?: EncodeOptions): number {
    const bytes = this.encode(value, options);
    copyInto(this.name, bytes, target, at);
    return bytes.length;
  }

  /** What is in the bytes, as a tree; no bytes make it throw. A truncated input yields the part that is there. */
  inspect(bytes: Uint8Array, options?: InspectOptions): Inspection {
    return inspectLayout(this.plan, requireBytes(this.name, bytes), options);
  }

  /** Whether all conditions hold for these bytes; a condition whose field cannot be read does not. */
  matches(bytes: Uint8Array, conditions: readonly Condition[], context?: DecodeContext): boolean {
    const given = requireBytes(this.name, bytes);
    const scope = rootScope(this.plan, dataView(given), 0, given.length, context);
    return guarded(this.name, () => conditions.every((condition) => holds(scope, condition)));
  }

  /** @internal The interpreter over part of a buffer: bytes `at` to `end`. */
  decodeAt(data: DataView, at: number, end: number, context?: DecodeContext): Value {
    const region = regionOf(this.name, data, at, end);
    return decodeLayout<Value>(this.plan, region, 0, region.byteLength, context);
  }

  /** @internal The interpreter's encode; `lenient` ignores unknown keys. Returns the bytes written. */
  encodeAt(data: DataView, at: number, value: unknown, lenient = false): number {
    const bytes = guarded(this.name, () => encodeLayout(this.plan, value, lenient));
    const target = regionOf(this.name, data, 0, Number.POSITIVE_INFINITY);
    copyInto(this.name, bytes, new Uint8Array(target.buffer, target.byteOffset, target.byteLength), at);
    return bytes.length;
  }
}

function copyInto(name: string, bytes: Uint8Array, given: unknown, at: number): void {
  const target = requireBytes(name, given);
  if (requireOffset(name, at, target.length) + bytes.length > target.length) {
    throw new FwctlFault({
      code: "truncated",
      path: name,
      byteOffset: at,
      width: bytes.length * 8,
      received: target.length,
    });
  }
  target.set(bytes, at);
}

/** Looks a layout up by name, with the nearest names in the fault. */
export function layoutByName(layouts: ReadonlyMap<string, Layout>, name: string, owner: string): Layout {
  const found = layouts.get(requireText(owner, "the name of a struct", name));
  if (found !== undefined) return found;
  const near = nearest(name, layouts.keys());
  throw new FwctlFault({
    code: "schema",
    path: owner,
    what: `has no struct ${JSON.stringify(name.slice(0, 64))}`,
    remedy: near.length === 0 ? undefined : `Nearest: ${near.join(", ")}.`,
    received: name.slice(0, 64),
  });
}
