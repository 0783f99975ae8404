/** The declarations of several files together, by name: what the meaning pass looks names up in. */
import type { EnumDefinition, LayoutDefinition } from "../layout/definition.js";
import { enumDefinition, layoutDefinition } from "./definitions.js";
import type { CommandShape, EnumShape, FieldShape, SchemaFile, Section, StructShape, UnionShape } from "./file.js";
import { mostSteps } from "./limits.js";
import type { Known } from "./model.js";
import { type Problems, pointerTo, quoted } from "./problems.js";

/** A file whose shape is proved. */
export interface CheckedFile {
  readonly source: string;
  readonly file: SchemaFile;
  /** Names of declarations whose shape is wrong: known, but nothing is known about them. */
  readonly lost: ReadonlyMap<Section, ReadonlySet<string>>;
}

/** A struct or union, with the place it was declared at (absent for those of another model). */
export interface LayoutEntry {
  readonly definition: LayoutDefinition;
  readonly shapes: readonly FieldShape[];
  readonly file: CheckedFile | undefined;
  readonly pointer: string;
}

/** Thrown by {@link Family.spend} when a schema takes more work than any honest one. */
export class TooMuchWork extends Error {}

export class Family {
  readonly files: readonly CheckedFile[];
  readonly problems: Problems;
  readonly layouts: Map<string, LayoutEntry> = new Map();
  readonly enums: Map<string, EnumDefinition> = new Map();
  /** Layouts and enumerations that are known by name only. */
  readonly lostLayouts: Set<string> = new Set();
  readonly lostEnums: Set<string> = new Set();
  readonly #declared = new Map<string, string>();
  #steps = mostSteps;

  constructor(files: readonly CheckedFile[], problems: Problems, known: readonly Known[]) {
    this.files = files;
    this.problems = problems;
    for (const model of known) this.#addKnown(model);
    for (const checked of files) this.#addEnums(checked);
    const sizes = this.#sizes();
    for (const checked of files) this.#addLayouts(checked, (name) => sizes.get(name));
  }

  /** Counts work; the meaning pass stops when a schema takes far more than any honest one. */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new TooMuchWork();
  }

  report(checked: CheckedFile, pointer: string, message: () => string): void {
    this.problems.add(checked.source, pointer, message);
  }

  isLayout(name: string): boolean {
    return this.layouts.has(name) || this.lostLayouts.has(name);
  }

  /** `no struct or union "x". Did you mean …?` */
  noLayout(name: string): string {
    return `no struct or union ${quoted(name)}${this.problems.suggestion(name, this.layouts.keys())}`;
  }

  /** Reserves a name or number in one name space; false (and a problem) when it is taken. */
  declare(space: string, key: string, what: string, checked: CheckedFile, pointer: string): boolean {
    const taken = this.#declared.get(`${space} ${key}`);
    if (taken !== undefined) {
      this.report(checked, pointer, () => `${what} is already declared at ${taken}`);
      return false;
    }
    this.#declared.set(`${space} ${key}`, `${this.files.length > 1 ? `${checked.source} ` : ""}${pointer}`);
    return true;
  }

  #addKnown(model: Known): void {
    for (const definition of model.layouts) {
      this.layouts.set(definition.name, { definition, shapes: [], file: undefined, pointer: "" });
      this.#declared.set(`layout ${definition.name}`, otherModel);
    }
    for (const definition of model.enums) {
      this.enums.set(definition.name, definition);
      this.#declared.set(`enum ${definition.name}`, otherModel);
    }
    for (const command of model.commands ?? []) {
      this.#declared.set(`command ${command.name}`, otherModel);
      this.#declared.set(`opcode ${numberOf(command.opcode, command.name)}`, otherModel);
    }
    for (const register of model.registers ?? []) {
      this.#declared.set(`register ${register.name}`, otherModel);
      this.#declared.set(`id ${numberOf(register.id, register.name)}`, otherModel);
    }
  }

  #addEnums(checked: CheckedFile): void {
    for (const section of ["enums", "flags"] as const) {
      for (const name of checked.lost.get(section) ?? []) this.lostEnums.add(name);
      for (const [name, shape] of declarations<EnumShape>(checked.file[section])) {
        if (!this.declare("enum", name, quoted(name), checked, pointerTo(section, name))) continue;
        this.enums.set(name, enumDefinition(name, section === "enums" ? "enum" : "flags", shape));
      }
    }
  }

  /** Stated sizes, known before any field is placed. The first declaration of a name counts. */
  #sizes(): Map<string, number> {
    const sizes = new Map<string, number>();
    for (const [name, { definition }] of this.layouts) sizes.set(name, definition.bits);
    for (const { file } of this.files) {
      for (const [name, shape] of layoutShapes(file)) if (!sizes.has(name)) sizes.set(name, shape.bits);
    }
    return sizes;
  }

  #addLayouts(checked: CheckedFile, sizeOf: (name: string) => number | undefined): void {
    for (const section of ["structs", "unions"] as const) {
      for (const name of checked.lost.get(section) ?? []) this.lostLayouts.add(name);
    }
    for (const [name, shape] of layoutShapes(checked.file)) {
      const union = "members" in shape;
      const pointer = pointerTo(union ? "unions" : "structs", name);
      if (!this.declare("layout", name, quoted(name), checked, pointer)) continue;
      const definition = layoutDefinition(name, shape, checked.file, sizeOf);
      this.layouts.set(name, { definition, shapes: union ? shape.members : shape.fields, file: checked, pointer });
    }
  }
}

const otherModel = "another schema that this one is checked with";

/** An opcode or register id as one source knows it: `PTYS` and `PTYS~adb` are the same register, described twice. */
export function numberOf(value: number, name: string): string {
  const source = name.indexOf("~");
  return source < 0 ? String(value) : `${value}${name.slice(source)}`;
}

/** The named declarations of one section, in file order. */
export function declarations<T>(section: Readonly<Record<string, T>> | undefined): [string, T][] {
  return section === undefined ? [] : Object.entries(section);
}

/** Structs, then unions. */
export function layoutShapes(file: SchemaFile): [string, StructShape | UnionShape][] {
  return [...declarations<StructShape | UnionShape>(file.structs), ...declarations<UnionShape>(file.unions)];
}

/** Commands with their pointers. */
export function commandsOf(checked: CheckedFile): { name: string; command: CommandShape; pointer: string }[] {
  return declarations(checked.file.commands).map(([name, command]) => ({
    name,
    command,
    pointer: pointerTo("commands", name),
  }));
}

/** Pointer of the field at an index of a layout. */
export function fieldPointer(entry: LayoutEntry, index: number): string {
  return `${entry.pointer}/${entry.definition.kind === "union" ? "members" : "fields"}/${index}`;
}
