/** A family: everything known by name about one driver's protocol. An immutable value. */
import { FwctlFault, nearest } from "../fault/index.js";
import {
  type EnumDefinition,
  type Layout,
  type LayoutDefinition,
  layoutByName,
  type StructValue,
} from "../layout/index.js";
import { once } from "../layout/once.js";
import {
  type Command,
  type CommandDefinition,
  type CommandParts,
  type CommandVariant,
  defineCommand,
} from "./command.js";
import { duplicate, LazyLayouts } from "./lazy-layouts.js";
import type { Protocol } from "./protocol.js";

/** A source of definitions: a compact table, or a schema loaded at run time. */
export interface Definitions {
  /** Names of all layouts. */
  names(): Iterable<string>;
  definition(name: string): LayoutDefinition | undefined;
  enumeration(name: string): EnumDefinition | undefined;
  enumerations(): Iterable<string>;
  readonly commands: readonly CommandDefinition[];
  readonly registers: readonly RegisterDefinition[];
}

/** A register: what stands behind the register access command for one id. */
export interface RegisterDefinition {
  readonly name: string;
  readonly id: number;
  /** What another source calls it. */
  readonly symbol?: string | undefined;
  readonly layout?: string | undefined;
  readonly doc?: string | undefined;
}

/** What `with` adds to a family: definitions, and changes to layouts that the family has. */
export interface FamilyExtension {
  readonly name: string;
  readonly definitions: Definitions;
  /** Changes a definition of the family that the extension knows more about (the payload of a register access). */
  extend?(definition: LayoutDefinition): LayoutDefinition;
}

export interface Family {
  readonly name: string;
  /** fwctl_device_type. */
  readonly deviceType: number;
  readonly protocol: Protocol;
  /** By kernel name; each layout is made on first use. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** By name (`QUERY_HCA_CAP`). */
  readonly commands: ReadonlyMap<string, Command>;
  readonly registers: ReadonlyMap<string, RegisterDefinition>;
  /** @throws FwctlFault with the nearest names when there is no such layout. */
  layout(name: string): Layout;
  enumeration(name: string): EnumDefinition | undefined;
  enumerations(): Iterable<string>;
  /** The command of an opcode. */
  command(opcode: number): Command | undefined;
  /** A new family that also knows what the extension states. Names that exist already are refused. */
  with(extension: FamilyExtension): Family;
}

/**
 * Puts a family together from a protocol and its definitions.
 *
 * @throws FwctlFault `duplicate` when two sources state the same layout, command or opcode.
 */
export function createFamily(protocol: Protocol, definitions: Definitions): Family {
  return assemble(protocol, [definitions], []);
}

function assemble(protocol: Protocol, sources: readonly Definitions[], extensions: readonly FamilyExtension[]): Family {
  // Everything is made when it is first asked for, so that importing a family costs next to nothing.
  const layouts = once(() => new LazyLayouts(sources, (definition) => changed(definition, extensions)));
  const commands = once(() => commandsOf(protocol, sources, layouts));
  const registers = once(() => new Map(sources.flatMap((source) => source.registers).map((one) => [one.name, one])));
  return {
    name: protocol.family,
    deviceType: protocol.deviceType,
    protocol,
    get layouts() {
      return layouts();
    },
    get commands() {
      return commands().byName;
    },
    get registers() {
      return registers();
    },
    layout: (name) => layoutByName(layouts(), name, protocol.family),
    enumeration: (name) => layouts().enumeration(name),
    enumerations: () => sources.flatMap((source) => [...source.enumerations()]),
    command: (opcode) => commands().byOpcode.get(opcode),
    with(extension) {
      const extended = assemble(protocol, [...sources, extension.definitions], [...extensions, extension]);
      // Looking at them now is what refuses names that are stated twice.
      void extended.layouts;
      void extended.commands;
      return extended;
    },
  };
}

const changed = (definition: LayoutDefinition, extensions: readonly FamilyExtension[]): LayoutDefinition =>
  extensions.reduce((before, extension) => extension.extend?.(before) ?? before, definition);

interface Commands {
  readonly byName: ReadonlyMap<string, Command>;
  readonly byOpcode: ReadonlyMap<number, Command>;
}

function commandsOf(protocol: Protocol, sources: readonly Definitions[], layouts: () => LazyLayouts): Commands {
  const byName = new Map<string, Command>();
  const byOpcode = new Map<number, Command>();
  for (const definition of sources.flatMap((source) => source.commands)) {
    if (byName.has(definition.name) || byOpcode.has(definition.opcode)) throw duplicate(definition.name);
    const command = commandOf(protocol, layouts, definition);
    byName.set(command.name, command);
    byOpcode.set(command.opcode, command);
  }
  return { byName, byOpcode };
}

/** A command whose layouts are looked up when they are asked for. */
function commandOf(protocol: Protocol, layouts: () => LazyLayouts, definition: CommandDefinition): Command {
  const find = (name: string | undefined): Layout | undefined => (name === undefined ? undefined : layouts().get(name));
  const parts: CommandParts<StructValue, StructValue> = {
    name: definition.name,
    opcode: definition.opcode,
    symbol: definition.symbol,
    scope: definition.scope,
    doc: definition.doc,
    get request() {
      return find(definition.request);
    },
    get response() {
      return find(definition.response);
    },
    get variants() {
      return (definition.variants ?? []).map(
        (one): CommandVariant => ({
          name: one.name,
          when: one.when,
          get request() {
            return find(one.request);
          },
          get response() {
            return find(one.response);
          },
        }),
      );
    },
  };
  return defineCommand(protocol, parts, find);
}

/** A command by name or opcode text, with the nearest names in the fault. */
export function commandNamed(family: Family, name: string): Command {
  const found = family.commands.get(name) ?? family.command(Number(name));
  if (found !== undefined) return found;
  const near = nearest(name, family.commands.keys());
  throw new FwctlFault({
    code: "unknown-command",
    path: family.name,
    what: `has no command ${JSON.stringify(name.slice(0, 64))}`,
    remedy: near.length === 0 ? undefined : `Nearest: ${near.join(", ")}.`,
  });
}
