/** Writes the module of one schema file: types, decode and encode functions, view classes, layouts, enumerations, commands. */
import { armsOf } from "../layout/arms.js";
import type { LabelBinding, LayoutDefinition } from "../layout/index.js";
import { commandConstant, commandImports, isDescribed } from "./commands.js";
import { decodeFunction } from "./decode.js";
import { encodeBody, encodeFunction } from "./encode.js";
import { enumConstants } from "./enums.js";
import { camelCase, enumNames, type Identifiers, layoutNames } from "./identifiers.js";
import { Imports } from "./imports.js";
import type { Library, SourceFile } from "./library.js";
import { isLong, type Shape, shapeOf } from "./shape.js";
import { layoutLine, unnamedLine } from "./table.js";
import { docLines, literal } from "./text.js";
import { valueType, viewType } from "./types.js";
import { viewClass } from "./view.js";

/**
 * The text of a generated module.
 *
 * @throws FwctlFault `duplicate` when two names of the source become one identifier.
 */
export function groupModule(source: SourceFile, library: Library, identifiers: Identifiers): string {
  const { model, module } = source;
  const imports = new Imports(library, module);
  claimAll(source, identifiers);
  const sections = [
    ...model.enums.map((one) => enumConstants(one, model.docs.enums.get(one.name), imports)),
    ...model.layouts.flatMap((one) => layoutSections(one, source, imports)),
    ...model.commands.filter(isDescribed).map((one) => commandConstant(one, imports)),
  ];
  const up = "../".repeat(module.split("/").length);
  const commands = model.commands.some(isDescribed) ? commandImports(`${up}../`, up) : [];
  const head = [
    `// Generated from ${source.file}. Do not edit: change the schema instead.`,
    ...banner(source),
    ...commands,
    ...imports.lines(`${up}../`),
  ];
  const held = imports.held();
  const parts = held.length === 0 ? [head, ...sections] : [head, held, ...sections];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function banner({ model }: SourceFile): string[] {
  const { header, revision, license } = model.source;
  const facts = `Facts: ${header} (${revision})${license === undefined ? "" : `; ${license}`}.`;
  return docLines([model.doc, facts, "", "@packageDocumentation"].filter((line) => line !== undefined).join("\n"));
}

function claimAll({ model }: SourceFile, identifiers: Identifiers): void {
  for (const { name } of model.layouts) {
    for (const identifier of Object.values(layoutNames(name))) identifiers.claim(identifier, name);
  }
  for (const { name } of model.enums) {
    for (const identifier of Object.values(enumNames(name))) identifiers.claim(identifier, `enumeration ${name}`);
  }
  for (const command of model.commands) {
    if (isDescribed(command)) identifiers.claim(camelCase(command.name), `command ${command.name}`);
  }
}

function layoutSections(definition: LayoutDefinition, source: SourceFile, imports: Imports): string[][] {
  const docs = source.model.docs.layouts.get(definition.name);
  const shape = shapeOf(definition, imports.library);
  const body = encodeBody(definition, shape, imports);
  return [
    valueType(definition, docs, imports),
    viewType(definition, docs, imports),
    decodeFunction(definition, shape, imports),
    encodeFunction(definition, shape, body, imports),
    codecConstant(definition, shape, imports),
    viewClass(definition, imports),
    layoutConstant(definition, body !== undefined, docs?.doc, imports),
  ];
}

/** The layout without its views: what functions fall back to, and what other layouts refer to. */
function codecConstant(definition: LayoutDefinition, shape: Shape, imports: Imports): string[] {
  const { codec, value, decode, fill } = layoutNames(definition.name);
  const needs = needsOf(definition, imports);
  const unnamed = shape.kind === "fixed" && isLong(definition);
  const functions = [
    ...(shape.kind === "interpreted" ? (needs.length > 0 ? ["undefined"] : []) : [decode]),
    ...(needs.length > 0 ? [`() => [${needs.join(", ")}]`] : unnamed ? ["undefined"] : []),
    ...(unnamed ? [fill] : []),
  ];
  // Each name is in the text of a long struct thrice: where it is declared, where it is decoded, where it is encoded.
  const parts = [literal(unnamed ? unnamedLine(definition) : layoutLine(definition)), ...functions];
  return [
    "/** @internal */",
    `export const ${codec}: ${imports.useType("Layout")}<${value}> = /* @__PURE__ */ ${imports.use("defineLayout")}(`,
    ...parts.map((part) => `  ${part},`),
    ");",
  ];
}

function layoutConstant(
  definition: LayoutDefinition,
  straight: boolean,
  doc: string | undefined,
  imports: Imports,
): string[] {
  const { layout, codec, value, view, encode } = layoutNames(definition.name);
  const parts = [codec, view, ...(straight ? [encode] : [])].join(", ");
  const about = doc ?? `${definition.name}, ${definition.bits} bits.`;
  return [
    ...docLines(about),
    `export const ${layout}: Layout<${value}, ${view}> = /* @__PURE__ */ ${imports.use("withView")}(${parts});`,
  ];
}

/** The layouts and enumerations that a definition names, each once. */
function needsOf(definition: LayoutDefinition, imports: Imports): string[] {
  const { library } = imports;
  const needs = new Set<string>();
  const need = (name: string): void => {
    needs.add(imports.from(library.layout(name).module, layoutNames(name).codec));
  };
  const label = (bindings: readonly LabelBinding[] = []): void => {
    for (const binding of bindings) {
      const entry = library.enumeration(binding.enum);
      if (entry !== undefined) needs.add(imports.from(entry.module, enumNames(binding.enum).definition));
    }
  };
  for (const field of definition.fields) {
    if (field.layout !== undefined) need(field.layout);
    for (const name of outsideNames(definition, field, library)) need(name);
    label(field.labels);
    for (const part of field.parts ?? []) label(part.labels);
    if (field.pointer?.layout !== undefined) need(field.pointer.layout);
    if (field.overlay !== undefined) need(field.overlay.layout);
  }
  return [...needs];
}

/** Layouts that selectors name and that are no members of the union they are about. */
function outsideNames(
  definition: LayoutDefinition,
  field: LayoutDefinition["fields"][number],
  library: Library,
): string[] {
  const members = new Set(
    field.layout === undefined ? [] : library.layout(field.layout).definition.fields.map((member) => member.name),
  );
  return armsOf(field)
    .filter((arm) => !members.has(arm))
    .map((arm) => arm.replace(/\[\]$/, ""))
    .filter((name) => name !== definition.name);
}
