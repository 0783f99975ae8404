/**
 * What a layout is: plain data. A schema file, a compact table and a generated module all end as these
 * definitions, and everything else (view, decode, encode, inspect, documentation, code generation) reads them.
 *
 * Every definition is JSON: it survives `JSON.parse(JSON.stringify(definition))`.
 */

/** Byte order of numbers. `host` is little-endian unless a reader is told otherwise. */
export type ByteOrder = "be" | "le" | "host";

/** A struct (members one behind the other) or a union (members at offset 0). */
export interface LayoutDefinition {
  /** Kernel spelling: `query_hca_cap_out`, `rqtc.@0` for a record without a name, `name~source` for another source's variant. */
  readonly name: string;
  readonly kind: "struct" | "union";
  readonly order: ByteOrder;
  /** Size of the fixed part in bits (C's `sizeof`); need be no multiple of 8. */
  readonly bits: number;
  readonly fields: readonly FieldDefinition[];
  /** Short name of the source that the layout stands in, where that is not the kernel (`ofed`, `mlx5ctl`, `rdma-core`, `adb`). */
  readonly source?: string;
}

/**
 * - `uint`: a number of `bits` bits; with `count` and 8 bits an array of bytes
 * - `string`: `bits / 8` bytes of latin1, padded with NULs
 * - `uuid` (128 bits) and `mac` (48 bits): text
 * - `layout`: the struct or union named by `layout`
 */
export type FieldKind = "uint" | "string" | "uuid" | "mac" | "layout";

export interface FieldDefinition {
  readonly name: string;
  readonly kind: FieldKind;
  /** Bit offset from the start of the layout, as if every open-ended array were empty. Members of a union have 0. */
  readonly offset: number;
  /** Width of one element in bits. */
  readonly bits: number;
  /** Name of the nested layout, for kind `layout`. */
  readonly layout?: string;
  /** The nested layout's members belong to this layout's own name space (C's anonymous struct or union). */
  readonly anonymous?: true;
  /** Elements of a fixed array. */
  readonly count?: number;
  /** The field is an open-ended array. */
  readonly open?: OpenArray;
  /** Overrides the layout's order. */
  readonly order?: ByteOrder;
  /** Padding: not a key of a decoded value unless it is not zero. */
  readonly reserved?: true;
  /** The only value allowed; the default on encode. Hex text (`"0x…"`) above 2^53. */
  readonly constant?: number | string;
  /** Filled in on encode when absent: the size of something. */
  readonly length?: LengthRule;
  /** The number is an address; the buffer behind it travels beside the message. */
  readonly pointer?: PointerRule;
  /** Enumerations that name values of this field. */
  readonly labels?: readonly LabelBinding[];
  /** Named bit ranges inside the number; they have labels of their own and no key in a decoded value. */
  readonly parts?: readonly PartDefinition[];
  /** What reserved bits hold all the same, as another source has it. */
  readonly overlay?: OverlayDefinition;
  /** What chooses the arm of a union, or the layout behind an open-ended array. */
  readonly select?: Selector;
  /** When the field means something: all conditions hold. Otherwise its value is kept and a note says so. */
  readonly valid?: readonly Condition[];
  /** Register access as the manual states it. `INDEX` fields choose what a read returns. */
  readonly access?: "RO" | "RW" | "WO" | "OP" | "INDEX";
}

/** Where a reference looks: the same layout, the layout around it, or the request that a reply answers. */
export type Origin = "self" | "parent" | "request";

/** A field elsewhere, by dotted path from the origin. */
export interface Reference {
  readonly from?: Origin;
  readonly field: string;
  readonly shift?: number;
  readonly mask?: number;
}

/** The value behind the reference equals `equals`, one of `in`, or (neither given) is not zero after `mask`. */
export interface Condition extends Reference {
  readonly equals?: number;
  readonly in?: readonly number[];
}

/** How many elements an open-ended array has: what the reference says, else as many as the bytes hold. */
export interface OpenArray {
  readonly count?: CountRule;
  /** As many as there are up to the last that is not zero. */
  readonly filled?: true;
  /** Element runs one behind the other, each with its own count and arm (flow_context.destination). */
  readonly runs?: readonly ElementRun[];
  /** Element width in bits chosen by a field. */
  readonly stride?: Reference & { readonly map: Readonly<Record<string, number>> };
}

export interface CountRule extends Reference {
  /** Bits that one unit of the count stands for, when it counts bytes or dwords instead of elements. */
  readonly unit?: number;
  /** Elements when the count is 0 (QUERY_FLOW_COUNTER: 0 means one). */
  readonly zero?: number;
  /** The count is an upper bound: fewer elements are no mismatch. */
  readonly most?: true;
  /** The array is there only when these conditions hold; else it is empty. */
  readonly when?: readonly Condition[];
}

export interface ElementRun {
  readonly count: CountRule;
  readonly select: Selector;
}

/**
 * Chooses an arm. A string names it (a member of the union, or any layout; `name[]` for an array of that layout
 * behind an open-ended array). A list is tried in order. A test reads a value and looks it up in `map`.
 */
export type Selector = string | SelectorTest | readonly Selector[];

export interface SelectorTest {
  /** `member`: the field stands in the union's members themselves, at the same place in each that has it. */
  readonly from: Origin | "member";
  readonly field: string;
  readonly shift?: number;
  readonly mask?: number;
  /** Value (decimal, or the text of a uuid) to arm or further selector. */
  readonly map: Readonly<Record<string, Selector>>;
  /** For any other value. */
  readonly else?: Selector;
}

/**
 * - `of: "layout"`: the bytes of the whole encoded value (`fwctl_rpc.size`)
 * - `of: "count"`: the elements of the open-ended array `field`
 * - `of: "bytes"`: the bytes of `field` (array or union), plus `plus`
 */
export interface LengthRule {
  readonly of: "layout" | "count" | "bytes";
  readonly field?: string;
  readonly plus?: number;
}

export interface PointerRule {
  /** The field that holds the length of the buffer behind the address. */
  readonly length: string;
  readonly direction: "in" | "out" | "inout";
  /** The layout of what the address points to, where it is always the same. */
  readonly layout?: string;
}

/**
 * Binds an enumeration to a field. `value`: the number has one name. `mask`: each value of the enumeration is a mask;
 * all that are set are named. `bit`: each value is a bit number. First `mask`, then `shift` right, then the lookup.
 */
export interface LabelBinding {
  readonly enum: string;
  readonly as?: "value" | "mask" | "bit";
  readonly shift?: number;
  readonly mask?: number;
  /** The value is put together from this field (high part, shifted left by `shift`) and this one. */
  readonly with?: { readonly field: string; readonly shift: number };
  readonly when?: readonly Condition[];
}

/**
 * A list of records over reserved bits: shown beside them, and no key of a decoded value. Its length stands nowhere in the layout, so it
 * goes up to the last record that is not zero. That of a union's last field runs on into what the union has behind its arm.
 */
export interface OverlayDefinition {
  readonly name: string;
  readonly layout: string;
  /** Bits of the reserved field in front of it. */
  readonly at: number;
  /** Width of one record. */
  readonly bits: number;
}

/** A bit range of a number: `lsb` counts from the least significant bit. */
export interface PartDefinition {
  readonly name: string;
  readonly lsb: number;
  readonly bits: number;
  readonly labels?: readonly LabelBinding[];
}

/** Names of values. `flags` declare bit numbers, `enum` values (or masks, as the binding says). */
export interface EnumDefinition {
  readonly name: string;
  readonly kind: "enum" | "flags";
  /** What the source's symbols start with, in front of each label: `MLX5_CMD_OP_`. */
  readonly prefix?: string;
  /** Label to value, in the source's order. Hex text above 2^53. The first of two labels of one value names it. */
  readonly values: Readonly<Record<string, number | string>>;
  /** The source names only some of the values, so an unnamed one is no surprise. */
  readonly partial?: true;
}

/** Names that would reach into an object's prototype; refused in schemas. */
export const refusedNames: readonly string[] = ["__proto__", "constructor", "prototype"];
