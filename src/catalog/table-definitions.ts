/** The definitions of a family from its compact table; each part is parsed on first use. */
import { createTable, type TableText } from "../layout/index.js";
import { once } from "../layout/once.js";
import { readCommands } from "./command-rows.js";
import type { Definitions, RegisterDefinition } from "./family.js";

/** What a generated table module exports. */
export interface FamilyTable extends TableText {
  /** JSON. */
  commands(): string;
  /** JSON. */
  registers(): string;
}

/** Opens a generated table. */
export function tableDefinitions(text: FamilyTable): Definitions {
  const table = once(() => createTable(text));
  const commands = once(() => readCommands(text.commands()));
  const registers = once((): readonly RegisterDefinition[] => JSON.parse(text.registers()));
  return {
    names: () => table().names(),
    definition: (name) => table().definition(name),
    enumeration: (name) => table().enumeration(name),
    enumerations: () => table().enumerations(),
    get commands() {
      return commands();
    },
    get registers() {
      return registers();
    },
  };
}
