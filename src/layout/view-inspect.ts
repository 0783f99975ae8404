/**
 * How views and their arrays print in Node's console: the layout's name, and the fields with their values and labels. Nested
 * structs go as deep as the console asks for; members that lie over one another are only named, since most mean nothing.
 */
import { isFwctlFault } from "../fault/index.js";
import { labelsOf } from "./labels.js";
import type { Plan, PlanField } from "./plan.js";
import { lengthOf } from "./region.js";
import { rootScope } from "./scope.js";
import { AT, DATA, END, LAYOUT, SMALLEST, type ViewState } from "./view-state.js";

/** The method that Node's console calls, with the depth left, its options, and itself for what is inside. */
export const INSPECT: unique symbol = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/** Text that prints without quotes. */
interface Printed {
  [INSPECT](depth: unknown, style: unknown): string;
}

const printed = (parts: readonly (readonly [text: string, kind: string])[]): Printed => ({
  [INSPECT]: (_depth, style) => parts.map(([text, kind]) => painted(style, text, kind)).join(" "),
});

const aside = (text: string): Printed => printed([[`[${text}]`, "special"]]);

/** A view as the console prints it; never throws. */
export function inspectView(this: ViewState, depth?: unknown, style?: unknown, inspect?: unknown): unknown {
  // A class's own prototype has a layout, and no bytes.
  if (!(DATA in this)) return "View {}";
  const { name } = this[LAYOUT];
  if (typeof depth === "number" && depth < 0) return painted(style, `[${name}]`, "special");
  if (lengthOf(this[DATA]) < this[AT] + this[SMALLEST]) {
    return `${name} ${painted(style, "[its buffer was detached or shrunk]", "special")}`;
  }
  const members: { [member: string]: unknown } = {};
  for (const key of Object.keys(Object.getPrototypeOf(this))) members[key] = readable(() => member(this, key));
  return typeof inspect === "function" ? `${name} ${inspect(members, { ...optionsOf(style), depth })}` : members;
}

/** The elements of a view's array, as many as the console shows of any array; never throws. */
export function inspectElements(
  { length, get }: { readonly length: number; get(index: number): unknown },
  depth: unknown,
  style: unknown,
  inspect: unknown,
): unknown {
  if (typeof depth === "number" && depth < 0) return painted(style, "[Array]", "special");
  const most = optionsOf(style)["maxArrayLength"];
  const shown = Math.min(length, typeof most === "number" ? most : mostElements);
  const elements = Array.from({ length: shown }, (_, index) => readable(() => get(index)));
  // Of what is only counted the console says how much there is.
  elements.length = length;
  return typeof inspect === "function"
    ? inspect(elements, { ...optionsOf(style), maxArrayLength: shown, depth })
    : elements;
}

/** Elements to print when the console sets no limit. */
const mostElements = 65_536;

/** A value, or why there is none. */
function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return aside(isFwctlFault(error) ? error.message : "its buffer was detached or shrunk");
  }
}

function member(view: ViewState, key: string): unknown {
  const { plan } = view[LAYOUT];
  const way = plan.names.get(key) ?? [];
  const field = way[way.length - 1];
  if (field?.nested !== undefined && field.count < 0 && !field.open && isOverlaid(plan, way)) {
    return aside(field.nested.name);
  }
  const value: unknown = Reflect.get(view, key);
  if (field === undefined || field.labels.length === 0) return value;
  return labelled(view, field, value);
}

/** Other members lie over this one. */
const isOverlaid = (plan: Plan, way: readonly PlanField[]): boolean =>
  plan.union || way.slice(0, -1).some((hop) => hop.nested?.plan.union === true);

/** `1 (DEBUG_READ_ONLY)`. */
function labelled(view: ViewState, field: PlanField, value: unknown): unknown {
  if (typeof value !== "number" && typeof value !== "bigint") return value;
  const { text } = labelsOf(field.labels, value, rootScope(view[LAYOUT].plan, view[DATA], view[AT], view[END]));
  if (text === undefined) return value;
  const digits = typeof value === "bigint" ? `${value}n` : `${value}`;
  return printed([
    [digits, typeof value],
    [`(${text})`, "special"],
  ]);
}

type Options = { readonly [option: string]: unknown };

const optionsOf = (style: unknown): Options => (typeof style === "object" && style !== null ? { ...style } : {});

/** In the colour that the console gives this kind of text. */
function painted(style: unknown, text: string, kind: string): string {
  const { stylize } = { ...optionsOf(style) };
  return typeof stylize === "function" ? String(stylize(text, kind)) : text;
}
