/**
 * The commands of a table: JSON, a list whose first element states what is usual in the family. The others are commands, and
 * leave out what is usual with them; `null` says that one has no such member. In what is usual `{NAME}` stands for the
 * command's name, `{name}` for that in small letters.
 */
import type { CommandDefinition } from "./command.js";

/** Members that follow from the name in most commands of a family. */
export type UsualMembers = Pick<CommandDefinition, "symbol" | "request" | "response" | "scope">;

type CommandRow = Omit<CommandDefinition, keyof UsualMembers> & {
  readonly [Member in keyof UsualMembers]: UsualMembers[Member] | null;
};

/** Reads them. */
export function readCommands(text: string): readonly CommandDefinition[] {
  const [usual, ...rows]: readonly [UsualMembers, ...CommandRow[]] = JSON.parse(text);
  return rows.map((row) => ({
    ...row,
    symbol: either(row.symbol, named(usual.symbol, row.name)),
    request: either(row.request, named(usual.request, row.name)),
    response: either(row.response, named(usual.response, row.name)),
    scope: either(row.scope, usual.scope),
  }));
}

function either<T>(stated: T | null | undefined, usual: T | undefined): T | undefined {
  return stated === null ? undefined : (stated ?? usual);
}

function named(pattern: string | undefined, name: string): string | undefined {
  return pattern?.replace("{NAME}", name).replace("{name}", name.toLowerCase());
}
