/** How a generated module makes its layouts and view classes. Everything is made on first use, so that importing costs little. */
import type { EnumDefinition } from "./definition.js";
import { exactNumber } from "./enumeration.js";
import { encodeGenerated, type WriteObject } from "./generated-encode.js";
import { type Fill, keysOf } from "./generated-long.js";
import { setterOf } from "./generated-view.js";
import { type DecodeContext, Layout, type LayoutScope, type ViewConstructor } from "./layout.js";
import { once } from "./once.js";
import type { Plan } from "./plan.js";
import { parseEnum, parseHead, parseLayout } from "./table.js";
import { LAYOUT, SMALLEST } from "./view-state.js";

type Needed = Layout<object> | EnumDefinition;

/** An enumeration from its compact line. */
export function defineEnum(line: string): EnumDefinition {
  return parseEnum(line);
}

/** The values of an enumeration as constants; what is text in the definition (above 2^53) is a bigint. */
export function valuesOf<Values extends object>(definition: EnumDefinition): Values;
export function valuesOf(definition: EnumDefinition): object {
  const entries = Object.entries(definition.values);
  return Object.fromEntries(entries.map(([label, value]) => [label, exactNumber(value)]));
}

/**
 * A layout from its compact line and its straight-line decode. `needs` gives the layouts and enumerations it refers to; it
 * is called late, since modules may refer to each other. `fill` is there when the line leaves out the names of numbers.
 */
export function defineLayout<Value extends object>(
  line: string,
  decode?: (data: DataView, at: number, end: number, context?: DecodeContext) => Value,
  needs: () => readonly Needed[] = () => [],
  fill?: Fill<Value>,
): Layout<Value> {
  const scope = scopeOf(needs);
  const head = parseHead(line);
  const parse = once(() => {
    const names = fill === undefined ? [] : keysOf(fill, head.bits / 8);
    return parseLayout(line, (name) => scope.layout(name)?.bits ?? 0, names);
  });
  const code = decode === undefined ? undefined : { decode };
  return new Layout<Value>({ ...head, parse }, scope, code);
}

/** The same layout with its view class and its encode. Apart, so that a page that only decodes ships neither. */
export function withView<Value extends object, V extends object>(
  layout: Layout<Value>,
  view: ViewConstructor<V>,
  encode?: WriteObject["write"],
): Layout<Value, V> {
  const { name, kind, bits, order } = layout;
  const lazy = { name, kind, bits, order, parse: () => layout.definition };
  const whole = encode && { encode: (plan: Plan, value: unknown) => encodeGenerated(plan, encode, value) };
  return new Layout<Value, V>(lazy, layout.scope, { ...layout.code, view, ...whole });
}

function scopeOf(needs: () => readonly Needed[]): LayoutScope {
  const found = once(
    () => new Map(needs().map((need) => [need instanceof Layout ? need.name : `enum ${need.name}`, need])),
  );
  return {
    layout(name) {
      const need = found().get(name);
      return need instanceof Layout ? need : undefined;
    },
    enumeration(name) {
      const need = found().get(`enum ${name}`);
      return need === undefined || need instanceof Layout ? undefined : need;
    },
  };
}

/**
 * A view class of at least `least` bytes: its string keys are its fields, in order, and nothing else. Setters are added here:
 * they take what encode takes, and touch only their own bits.
 */
export function defineView<V extends object>(
  layout: Layout<object>,
  least: number,
  view: ViewConstructor<V>,
): ViewConstructor<V> {
  const prototype: object = view.prototype;
  Reflect.deleteProperty(prototype, "constructor");
  for (const name of Object.getOwnPropertyNames(prototype)) {
    Object.defineProperty(prototype, name, { set: setterOf(layout, name), enumerable: true });
  }
  Object.defineProperty(prototype, LAYOUT, { value: layout });
  Object.defineProperty(prototype, SMALLEST, { value: least });
  return view;
}
