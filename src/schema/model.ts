/** A checked schema: what the code generator, the run-time loader and the documentation read. */
import type { ByteOrder, Condition, EnumDefinition, LayoutDefinition } from "../layout/definition.js";
import type { SchemaSource } from "./file.js";

/** One schema file, checked, with everything written out. */
export interface SchemaModel {
  readonly family: string;
  /** The object family; the family's own name when the file states none. */
  readonly group: string;
  /** The file's byte order; each layout states its own. */
  readonly order: ByteOrder;
  readonly source: SchemaSource;
  readonly doc: string | undefined;
  /** Structs, then unions, in file order. Offsets are absolute bits. */
  readonly layouts: readonly LayoutDefinition[];
  readonly enums: readonly EnumDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly registers: readonly RegisterDefinition[];
  readonly docs: SchemaDocs;
}

/** What the author wrote about layouts, fields and enumerations. */
export interface SchemaDocs {
  readonly layouts: ReadonlyMap<string, LayoutDocs>;
  readonly enums: ReadonlyMap<string, string>;
}

export interface LayoutDocs {
  readonly doc: string | undefined;
  /** By field name, and `field.part` for bit ranges. */
  readonly fields: ReadonlyMap<string, string>;
}

/** fwctl_rpc_scope as a number (0 CONFIGURATION to 3 DEBUG_WRITE_FULL); `refused` where the driver refuses the opcode. */
export type CommandScope = 0 | 1 | 2 | 3 | "refused";

/** A command of a device: its opcode and the layouts of its request and reply. */
export interface CommandDefinition {
  readonly name: string;
  readonly opcode: number;
  /** The source's name of the opcode. */
  readonly symbol?: string;
  /** Layout names; absent when nobody has described them. */
  readonly request?: string;
  readonly response?: string;
  /** The least scope the driver accepts. */
  readonly scope?: CommandScope;
  readonly variants?: readonly CommandVariant[];
  readonly doc?: string;
}

/** Other layouts for the same opcode, chosen by fields of the request (general objects). */
export interface CommandVariant {
  readonly name: string;
  readonly when: readonly Condition[];
  readonly request?: string;
  readonly response?: string;
  readonly doc?: string;
}

/** A register behind a register access command. */
export interface RegisterDefinition {
  readonly name: string;
  readonly id: number;
  /** What another source calls it. */
  readonly symbol?: string;
  readonly layout: string;
  readonly doc?: string;
}

/** What a schema may refer to beside itself. A {@link SchemaModel} is one; so are the definitions of a built-in family. */
export interface Known {
  readonly layouts: readonly LayoutDefinition[];
  readonly enums: readonly EnumDefinition[];
  readonly commands?: readonly Pick<CommandDefinition, "name" | "opcode">[];
  readonly registers?: readonly Pick<RegisterDefinition, "name" | "id">[];
}
