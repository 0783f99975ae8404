/** What a node of an inspection is in its struct: the type and the struct that says so. The tree itself holds bytes only. */
import type { InspectionNode, Layout } from "../../src/layout/index.js";

type PlanField = Layout["plan"]["fields"][number];

/** Where a walk stands: the struct around, and the field it is inside of, when that is an array or a union. */
export interface Place {
  readonly layout: Layout<object> | undefined;
  /** Struct that declares the field. */
  readonly owner: string | undefined;
  readonly type: string;
  readonly order: "be" | "le" | undefined;
  readonly field: PlanField | undefined;
}

export function rootPlace(layout: Layout<object> | undefined): Place {
  return {
    layout,
    owner: layout?.name,
    type: layout === undefined ? "bytes" : `${layout.kind} ${layout.name}`,
    order: undefined,
    field: undefined,
  };
}

/** The place of a child. */
export function placeOf(node: InspectionNode, around: Place): Place {
  if (/^\[\d+\]$/.test(node.name) && around.field !== undefined) return element(node, around, around.field);
  const list = around.layout?.plan.fields.find(({ overlay }) => overlay?.name === node.name)?.overlay;
  const found = around.layout?.plan.names.get(node.name)?.at(-1) ?? list;
  if (found !== undefined && around.layout !== undefined) return named(node, found, around.layout);
  const record = around.layout?.scope.layout(node.name);
  if (record !== undefined && node.kind === "struct") return rootPlace(record);
  if (record !== undefined && node.kind === "array") return { ...rootPlace(record), type: `array of ${record.name}` };
  const type = node.kind === "part" ? bits(node.width) : "bytes";
  return { layout: around.layout, owner: around.owner, type, order: undefined, field: undefined };
}

function named(node: InspectionNode, field: PlanField, around: Layout<object>): Place {
  const owner = declaring(around, field) ?? around.name;
  const layout = field.nested ?? around;
  return { layout, owner, type: typeOf(node, field), order: orderOf(field), field };
}

function element(node: InspectionNode, around: Place, field: PlanField): Place {
  const type = field.nested === undefined ? scalar(field) : `${field.nested.kind} ${field.nested.name}`;
  return { ...around, layout: field.nested ?? around.layout, type: node.kind === "bytes" ? "bytes" : type, field };
}

/** Names reach through members without a name: the struct that has the field itself. */
function declaring(layout: Layout<object>, field: PlanField): string | undefined {
  for (const own of layout.plan.fields) {
    if (own === field) return layout.name;
    if (own.definition.anonymous !== true || own.nested === undefined) continue;
    const inner = declaring(own.nested, field);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const orderOf = (field: PlanField): "be" | "le" => (field.order === "be" ? "be" : "le");

const bits = (width: number): string => `${width} bit${width === 1 ? "" : "s"}`;

function typeOf(node: InspectionNode, field: PlanField): string {
  if (node.kind === "missing") return "missing";
  const count = field.count >= 0 ? `${field.count} times ` : field.open ? "list of " : "";
  if (field.nested !== undefined) return `${count}${field.nested.kind} ${field.nested.name}`;
  if (field.bytes) return `${node.width >> 3} bytes`;
  return `${count}${scalar(field)}`;
}

const orders = { be: "big-endian", le: "little-endian", host: "host order" } as const;

function scalar(field: PlanField): string {
  const { kind } = field.definition;
  if (field.reserved) return `reserved, ${bits(field.bits)}`;
  if (kind !== "uint") return `${kind}, ${field.bits >> 3} bytes`;
  const names = [...new Set(field.labels.map((label) => label.binding.enum))];
  const enums = names.length === 0 ? "number" : `enum ${names.join(" or ")}`;
  const order = field.bits > 8 && field.bits % 8 === 0 ? `, ${orders[field.order]}` : "";
  const access = field.definition.access === undefined ? "" : `, ${field.definition.access}`;
  return `${enums}, ${bits(field.bits)}${order}${access}`;
}
