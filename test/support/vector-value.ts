/** A nested value from the flat paths of a vector: `a.b[2].c`. */
import type { FieldDefinition, Layout } from "../../src/layout/index.js";

type Tree = { [key: string]: unknown };

/** The value that a layout encodes, from paths and the numbers or digits that stand there. */
export function structValue(layout: Layout<object>, fields: { readonly [path: string]: number | string }): Tree {
  const root: Tree = {};
  for (const [path, value] of Object.entries(fields)) place(root, path.split(/[.[]/), value);
  return converted(layout, root);
}

function place(root: Tree, steps: readonly string[], value: unknown): void {
  let at: Tree = root;
  for (const [index, step] of steps.entries()) {
    const key = step.replace("]", "");
    if (index === steps.length - 1) at[key] = value;
    else {
      const next = at[key];
      const inner: Tree = isTree(next) ? next : {};
      at[key] = inner;
      at = inner;
    }
  }
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

function converted(layout: Layout<object>, tree: Tree): Tree {
  const value: Tree = {};
  for (const field of layout.definition.fields) {
    const nested = field.layout === undefined ? undefined : layout.scope.layout(field.layout);
    if (field.anonymous === true && nested !== undefined) Object.assign(value, converted(nested, tree));
    else if (Object.hasOwn(tree, field.name)) value[field.name] = fieldValue(field, nested, tree[field.name]);
    else if (isUnion(field, nested) && layout.kind === "struct") value[field.name] = {};
  }
  return value;
}

/** A union of which a vector states nothing: the C program chose the padding in it, which has no name to state. */
const isUnion = (field: FieldDefinition, nested: Layout<object> | undefined): boolean =>
  nested?.kind === "union" && field.count === undefined && field.open === undefined;

function fieldValue(field: FieldDefinition, nested: Layout<object> | undefined, stated: unknown): unknown {
  const array = field.count !== undefined || field.open !== undefined;
  if (!array) return elementValue(field, nested, stated);
  const elements = isTree(stated) ? Object.values(stated) : [];
  const values = elements.map((one) => elementValue(field, nested, one));
  return field.kind === "uint" && field.bits === 8 ? Uint8Array.from(values.map(Number)) : values;
}

function elementValue(field: FieldDefinition, nested: Layout<object> | undefined, stated: unknown): unknown {
  if (nested !== undefined) return converted(nested, isTree(stated) ? stated : {});
  if (field.bits <= 32) return stated;
  const number = BigInt(String(stated));
  if (field.bits <= 64) return number;
  return Uint8Array.from(Buffer.from(number.toString(16).padStart(Math.ceil(field.bits / 8) * 2, "0"), "hex"));
}
