/**
 * A schema file as it stands on disk, typed. `shape.ts` proves that a JSON value is one; `docs/schema-language.md`
 * describes the language for those who write it.
 */
import type {
  ByteOrder,
  Condition,
  CountRule,
  ElementRun,
  FieldDefinition,
  LabelBinding,
  LengthRule,
  OpenArray,
  PointerRule,
  Selector,
} from "../layout/definition.js";

/** Where the facts of a file come from. */
export interface SchemaSource {
  readonly header: string;
  readonly revision: string;
  readonly license?: string;
  /** `kernel` when absent; else `ofed`, `mlx5ctl`, `rdma-core`, `adb`, or a name of your own. */
  readonly name?: string;
}

export interface SchemaFile {
  /** For editors: where the JSON Schema of the language stands. */
  readonly $schema?: string;
  readonly family: string;
  readonly group?: string;
  readonly order: ByteOrder;
  readonly source: SchemaSource;
  readonly doc?: string;
  readonly enums?: Readonly<Record<string, EnumShape>>;
  readonly flags?: Readonly<Record<string, EnumShape>>;
  readonly structs?: Readonly<Record<string, StructShape>>;
  readonly unions?: Readonly<Record<string, UnionShape>>;
  readonly commands?: Readonly<Record<string, CommandShape>>;
  readonly registers?: Readonly<Record<string, RegisterShape>>;
}

export interface EnumShape {
  readonly prefix?: string;
  readonly values: Readonly<Record<string, number | string>>;
  readonly partial?: true;
  readonly doc?: string;
}

interface LayoutShape {
  readonly bits: number;
  readonly doc?: string;
  readonly order?: ByteOrder;
  readonly source?: string;
}

export interface StructShape extends LayoutShape {
  readonly fields: readonly FieldShape[];
}

export interface UnionShape extends LayoutShape {
  readonly members: readonly FieldShape[];
}

export type FieldType = "u8" | "u16" | "u32" | "u64" | "char" | "uuid" | "mac";

/** An enumeration by name, or a binding that says how its values are read. */
export type EnumUse = string | LabelBinding;

export interface FieldShape {
  readonly name: string;
  readonly bits?: number;
  readonly type?: FieldType;
  readonly layout?: string;
  readonly anonymous?: true;
  readonly count?: number | "end" | CountRule;
  /** Strings one behind the other, for `char` with a count. */
  readonly repeat?: number;
  readonly runs?: readonly ElementRun[];
  readonly stride?: NonNullable<OpenArray["stride"]>;
  readonly order?: ByteOrder;
  readonly reserved?: true;
  readonly constant?: number | string;
  readonly length?: LengthRule;
  readonly pointer?: PointerRule;
  readonly enum?: EnumUse | readonly EnumUse[];
  readonly flags?: string;
  readonly parts?: readonly PartShape[];
  readonly overlay?: OverlayShape;
  readonly select?: Selector;
  readonly valid?: readonly Condition[];
  readonly access?: NonNullable<FieldDefinition["access"]>;
  readonly doc?: string;
}

/** A list of records over reserved bits. */
export interface OverlayShape {
  readonly name: string;
  readonly layout: string;
  readonly at: number;
  readonly doc?: string;
}

export interface PartShape {
  readonly name: string;
  readonly lsb: number;
  readonly bits: number;
  readonly enum?: EnumUse | readonly EnumUse[];
  readonly flags?: string;
  readonly doc?: string;
}

export type ScopeName = "CONFIGURATION" | "DEBUG_READ_ONLY" | "DEBUG_WRITE" | "DEBUG_WRITE_FULL";

export interface CommandShape {
  readonly opcode: number;
  readonly symbol?: string;
  readonly request?: string;
  readonly response?: string;
  readonly scope?: ScopeName | "refused";
  readonly variants?: readonly VariantShape[];
  readonly doc?: string;
}

export interface VariantShape {
  readonly name: string;
  readonly when: readonly Condition[];
  readonly request?: string;
  readonly response?: string;
  readonly doc?: string;
}

export interface RegisterShape {
  readonly id: number;
  readonly symbol?: string;
  readonly layout: string;
  readonly doc?: string;
}

/** Sections of a file that declare something by name. */
export const sections = ["enums", "flags", "structs", "unions", "commands", "registers"] as const;

export type Section = (typeof sections)[number];

/** True for a list, also where a type allows a read-only one beside other objects. */
export function isList<T>(value: unknown | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
