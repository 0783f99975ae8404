/** The fields of a layout as keys of its value: members of anonymous structs stand among those of the layout around them. */
import type { FieldDefinition, LayoutDefinition } from "../layout/index.js";
import type { Library } from "./library.js";

export interface Member {
  readonly key: string;
  readonly field: FieldDefinition;
  /** Bits from the start of the outermost layout. */
  readonly offset: number;
  readonly little: boolean;
  /** In the byte order of the host, which is little-endian unless a reader says otherwise. */
  readonly host: boolean;
  /** Inside a union without a name: there only when its bytes are. */
  readonly optional: boolean;
  /** Behind an open-ended array, so that `offset` holds only when that is empty. */
  readonly moved: boolean;
}

/** Fixed elements of a field, in bits. */
export const extentOf = (field: FieldDefinition): number =>
  field.open === undefined ? field.bits * (field.count ?? 1) : 0;

/** The members of a layout, anonymous structs flattened. Anonymous unions stay members of their own. */
export function membersOf(definition: LayoutDefinition, library: Library): Member[] {
  return collect(definition, library, { base: 0, optional: false, moved: false }, false);
}

/** The same with the members of anonymous unions, as types and views have them. */
export function everyMember(definition: LayoutDefinition, library: Library): Member[] {
  return collect(definition, library, { base: 0, optional: false, moved: false }, true);
}

/** Names of records whose members stand in the layout around them, so that a value may have these as keys instead. */
export function recordNames(definition: LayoutDefinition, library: Library): string[] {
  return definition.fields.flatMap(({ name, layout, anonymous }) => {
    const nested = anonymous === true && layout !== undefined ? library.layout(layout).definition : undefined;
    if (nested?.kind !== "struct") return [];
    return [...(name.startsWith("@") ? [] : [name]), ...recordNames(nested, library)];
  });
}

interface Around {
  readonly base: number;
  readonly optional: boolean;
  readonly moved: boolean;
}

function collect(definition: LayoutDefinition, library: Library, around: Around, unions: boolean): Member[] {
  const members: Member[] = [];
  const { base, optional } = around;
  let { moved } = around;
  for (const field of definition.fields) {
    const nested = field.layout === undefined ? undefined : library.layout(field.layout).definition;
    const single = field.count === undefined && field.open === undefined;
    const order = field.order ?? definition.order;
    const member = {
      key: field.name,
      field,
      offset: base + field.offset,
      little: order !== "be",
      host: order === "host",
      moved,
    };
    const inside = { base: member.offset, optional, moved };
    if (field.anonymous !== true || nested === undefined || !single) {
      members.push({ ...member, optional });
    } else if (nested.kind === "struct") {
      members.push(...collect(nested, library, inside, unions));
    } else {
      members.push({ ...member, optional });
      if (unions) members.push(...collect(nested, library, { ...inside, optional: true }, unions));
    }
    if (definition.kind === "struct" && runsOn(field, library)) moved = true;
  }
  return members;
}

/** True when any number in the layout, or in one nested in it, is in host order. */
export function usesHostOrder(definition: LayoutDefinition, library: Library): boolean {
  return definition.fields.some((field) =>
    field.layout === undefined
      ? (field.order ?? definition.order) === "host"
      : usesHostOrder(library.layout(field.layout).definition, library),
  );
}

/** True when what the bytes mean depends on them alone: no number in host order, nothing chosen or counted, all the way down. */
export function standsAlone(definition: LayoutDefinition, library: Library): boolean {
  return definition.fields.every(
    ({ layout, order = definition.order, select, open }) =>
      select === undefined &&
      open === undefined &&
      (layout === undefined ? order !== "host" : standsAlone(library.layout(layout).definition, library)),
  );
}

/** True when the layout has an open-ended array, itself or in what it holds: its size is not known before the bytes. */
export function isOpenEnded(definition: LayoutDefinition, library: Library): boolean {
  return definition.fields.some((field) => runsOn(field, library));
}

/** How much the field takes is not known before the bytes are. */
const runsOn = (field: FieldDefinition, library: Library): boolean =>
  field.open !== undefined ||
  (field.layout !== undefined &&
    field.count === undefined &&
    isOpenEnded(library.layout(field.layout).definition, library));
