/** Finding a register by name or number, and the bytes of its content. */
import type { Family, RegisterDefinition } from "../catalog/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import type { Condition, FieldDefinition, Layout } from "../layout/index.js";

/** A register that somebody has described. */
export interface Register {
  readonly name: string;
  readonly id: number;
  readonly layout: Layout;
}

/**
 * The register of a name (`PTYS`, or `PTYS~adb` for mstflint's description where the kernel has one too; in any case, and also
 * where a source has a name of its own: `DCBX_APP` is `DCBX_APPLICATION`) or of a number. By number the kernel's description
 * comes first.
 *
 * @throws FwctlFault `unknown-command` for a register that the family does not describe.
 */
export function registerNamed(family: Family, register: string | number): Register {
  const found = typeof register === "string" ? byName(family, register) : byNumber(family, register);
  const layout = found?.layout === undefined ? undefined : family.layouts.get(found.layout);
  if (found === undefined || layout === undefined) throw unknown(family, register);
  return { name: found.name, id: found.id, layout };
}

/** By exact spelling, else in any case, else as another source calls it. */
function byName(family: Family, name: string): RegisterDefinition | undefined {
  const exact = family.registers.get(name);
  if (exact !== undefined) return exact;
  const lower = name.toLowerCase();
  const all = [...family.registers.values()];
  return all.find((one) => one.name.toLowerCase() === lower) ?? all.find((one) => one.symbol?.toLowerCase() === lower);
}

function byNumber(family: Family, id: number): RegisterDefinition | undefined {
  for (const one of family.registers.values()) if (one.id === id && one.layout !== undefined) return one;
  return undefined;
}

function unknown(family: Family, register: string | number): FwctlFault {
  const name = typeof register === "number" ? `0x${register.toString(16)}` : JSON.stringify(register.slice(0, 64));
  const near = typeof register === "number" ? [] : nearest(register, family.registers.keys());
  return new FwctlFault({
    code: "unknown-command",
    path: family.name,
    what: `has no register ${name}`,
    remedy:
      near.length === 0 ? "Use mlx5.with(mlx5Registers), or a schema that has it." : `Nearest: ${near.join(", ")}.`,
    received: register,
  });
}

/**
 * Index fields that refine which port is meant and whose 0 is the port as it is numbered: the upper bits of its number
 * (ports above 255), whose numbering it is, which end of the link, one plane of several, one partition of a switch.
 */
const refinements: ReadonlySet<string> = /* @__PURE__ */ new Set(["lp_msb", "plane_ind", "pnat", "port_type", "swid"]);

/** PPCNT asks for a priority or traffic class only for the groups counted by one (`counter_set` of `ppcnt_reg`). */
const conditional: ReadonlyMap<string, Condition> = /* @__PURE__ */ new Map([
  ["prio_tc", { field: "grp", in: [0x10, 0x11, 0x13] }],
]);

/** The fields that choose what a read returns and that have no plain value of their own (`local_port`, `grp`, `page_select`). */
export function indexFields(layout: Layout): readonly FieldDefinition[] {
  return layout.definition.fields.filter((field) => choosesContent(layout, field) && !refinements.has(field.name));
}

/** An index field, or a record that holds some (`configuration_item_header` of MNVDA). */
function choosesContent(layout: Layout, field: FieldDefinition): boolean {
  if (field.access === "INDEX") return true;
  const nested = field.layout === undefined ? undefined : layout.scope.layout(field.layout);
  return nested?.kind === "struct" && nested.definition.fields.some((inner) => inner.access === "INDEX");
}

/**
 * The content of a register as bytes; absent numbers are 0. An index field must be given.
 *
 * @throws FwctlFault `missing` for an index field that is absent; as `Layout.encode`.
 */
export function registerContent({ name, layout }: Register, content: object): Uint8Array {
  const bytes = layout.encode(content, { absent: "zero" });
  for (const field of indexFields(layout)) {
    if (Object.hasOwn(content, field.name)) continue;
    const condition = conditional.get(field.name);
    if (condition !== undefined && !layout.matches(bytes, [condition])) continue;
    throw new FwctlFault({
      code: "missing",
      path: `${layout.name}.${field.name}`,
      width: field.bits,
      remedy: `It chooses what ${name} returns.`,
    });
  }
  return bytes;
}
