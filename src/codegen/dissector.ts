/**
 * A Wireshark dissector as Lua text: the definitions of families as Lua tables, in front of the small interpreter that reads them.
 * A pure function; the interpreter's own text is handed in.
 */
import type { Command, Family } from "../catalog/index.js";
import type {
  EnumDefinition,
  FieldDefinition,
  LabelBinding,
  Layout,
  LayoutDefinition,
  Selector,
} from "../layout/index.js";
import { luaTable, luaText } from "./lua.js";

/** A family as the dissector shows it. */
export interface DissectorFamily {
  readonly family: Family;
  /** The device data of FWCTL_INFO. */
  readonly info?: Layout<object> | undefined;
  /** The field of the reply's header that says how many bytes follow `plus` bytes of header, where the driver counts more. */
  readonly replyLength?: { readonly field: string; readonly plus: number } | undefined;
  /** The field of the reply's header that is 0 when all went well, and the bytes below which a reply does not say. */
  readonly status?: { readonly field: string; readonly bytes: number } | undefined;
}

export interface DissectorInput {
  readonly families: readonly DissectorFamily[];
  readonly scopes: ReadonlyMap<number, string>;
  readonly errnos: ReadonlyMap<number, string>;
  /** Texts of the interpreter, in order. */
  readonly program: readonly string[];
}

const banner = `-- Wireshark dissector of fwctl exchanges, for files that "fwctl convert" wrote (link type USER0, 147).
-- Generated from the schemas. Do not edit.
--
--   tshark -X lua_script:fwctl.lua -r session.pcapng
--   or copy it into a folder that Wireshark lists under Help, About, Folders, Personal Lua Plugins.
`;

/**
 * The text of the dissector.
 *
 * @example
 * writeFileSync("fwctl.lua", dissectorText({ families: [{ family: cxl }], scopes, errnos, program }));
 */
export function dissectorText({ families, scopes, errnos, program }: DissectorInput): string {
  const names = (name: string, map: ReadonlyMap<number, string>): string =>
    `local ${name} = {${[...map].map(([number, text]) => ` [${number}] = ${luaText(text)}`).join(",")} }\n`;
  return [
    banner,
    "local families = {}\n",
    names("scopeNames", scopes),
    names("errnoNames", errnos),
    ...families.map(familyText),
    ...program,
  ].join("\n");
}

function familyText(one: DissectorFamily): string {
  const { family, info, replyLength, status } = one;
  const { protocol } = family;
  const reached = new Reached();
  for (const name of [protocol.requestHeader, protocol.responseHeader, protocol.refusal?.layout]) {
    reached.name(family, name);
  }
  for (const command of family.commands.values()) reached.command(command);
  if (info !== undefined) reached.layout(info);
  const head = luaTable({
    name: family.name,
    requestHeader: protocol.requestHeader,
    responseHeader: protocol.responseHeader,
    refusal: protocol.refusal,
    opcodeField: protocol.opcodeField,
    soleCommand: protocol.soleCommand,
    leastRequest: protocol.leastRequest,
    overlay: protocol.overlay,
    info: info?.name,
    replyLength,
    status,
    commands: commandsOf(family),
  });
  const place = `families[${family.deviceType}]`;
  const layouts = [...reached.layouts.values()].map((layout) => row(layout.name, layoutTable(layout)));
  const enums = [...reached.enums.values()].map((found) => row(found.name, enumTable(found)));
  return `${place} = ${head}\n${place}.layouts = {\n${layouts.join("")}}\n${place}.enums = {\n${enums.join("")}}\n`;
}

const row = (name: string, table: string): string => `[${luaText(name)}] = ${table},\n`;

/** By opcode as text; a format without opcodes has one command, by name. */
function commandsOf(family: Family): object {
  const entries = [...family.commands.values()].map((command): [string, object] => [
    family.protocol.soleCommand === command.name ? command.name : String(command.opcode),
    {
      name: command.name,
      request: command.request?.name,
      response: command.response?.name,
      variants: command.variants.map(({ when, request, response }) => ({
        when,
        request: request?.name,
        response: response?.name,
      })),
    },
  ]);
  return Object.fromEntries(entries);
}

/** What reading does not need stays out: names of access, pointers, lengths to be filled in, conditions of validity. */
function layoutTable({ kind, order, bits, fields }: LayoutDefinition): string {
  return luaTable({
    kind,
    order,
    bits,
    fields: fields.map(({ access, pointer, length, valid, constant, kind: own, offset, ...field }) => ({
      ...field,
      kind: own === "uint" ? undefined : own,
      offset: offset === 0 ? undefined : offset,
    })),
  });
}

function enumTable({ kind, values }: EnumDefinition): string {
  const pairs = Object.entries(values).map(([label, value]) => luaTable([value, label]));
  return `{${kind === "flags" ? " flags = true," : ""} ${pairs.join(", ")} }`;
}

/** Layouts that commands lead to, and the enumerations that name their values. */
class Reached {
  readonly layouts: Map<string, LayoutDefinition> = new Map();
  readonly enums: Map<string, EnumDefinition> = new Map();

  name(family: Family, name: string | undefined): void {
    if (name !== undefined) this.layout(family.layouts.get(name));
  }

  command({ request, response, variants }: Command): void {
    this.layout(request);
    this.layout(response);
    for (const variant of variants) {
      this.layout(variant.request);
      this.layout(variant.response);
    }
  }

  layout(layout: Layout<object> | undefined): void {
    if (layout === undefined || this.layouts.has(layout.name)) return;
    const { definition, scope } = layout;
    this.layouts.set(layout.name, definition);
    const members = new Set(definition.fields.map((field) => field.name));
    for (const field of definition.fields) {
      for (const name of referredLayouts(field)) {
        const arm = name.endsWith("[]") ? name.slice(0, -2) : name;
        if (!members.has(arm) || field.layout === name) this.layout(scope.layout(arm));
      }
      for (const { enum: name } of bindingsOf(field)) {
        const found = scope.enumeration(name);
        if (found !== undefined) this.enums.set(name, found);
      }
    }
  }
}

function referredLayouts(field: FieldDefinition): string[] {
  const runs = field.open?.runs ?? [];
  const own = [field.layout, field.overlay?.layout].filter((name) => name !== undefined);
  return [...own, ...armsOf(field.select), ...runs.flatMap((run) => armsOf(run.select))];
}

/** Every arm that a selector can give. */
function armsOf(selector: Selector | undefined): string[] {
  if (selector === undefined) return [];
  if (typeof selector === "string") return [selector];
  if ("from" in selector) return [...Object.values(selector.map).flatMap(armsOf), ...armsOf(selector.else)];
  return selector.flatMap(armsOf);
}

const bindingsOf = ({ labels = [], parts = [] }: FieldDefinition): readonly LabelBinding[] => [
  ...labels,
  ...parts.flatMap((part) => part.labels ?? []),
];
