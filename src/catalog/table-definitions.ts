/** The definitions of a family from its compact table; each part is parsed on first use. */
import { createTable, type TableText } from "../layout/index.js";
import type { CommandDefinition } from "./command.js";
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
  let table: ReturnType<typeof createTable> | undefined;
  let commands: readonly CommandDefinition[] | undefined;
  let registers: readonly RegisterDefinition[] | undefined;
  const opened = (): ReturnType<typeof createTable> => {
    table ??= createTable(text);
    return table;
  };
  return {
    names: () => opened().names(),
    definition: (name) => opened().definition(name),
    enumeration: (name) => opened().enumeration(name),
    enumerations: () => opened().enumerations(),
    get commands() {
      const parsed: readonly CommandDefinition[] = commands ?? JSON.parse(text.commands());
      commands = parsed;
      return parsed;
    },
    get registers() {
      const parsed: readonly RegisterDefinition[] = registers ?? JSON.parse(text.registers());
      registers = parsed;
      return parsed;
    },
  };
}
