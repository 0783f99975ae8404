/** Writes commands the way `src/catalog/command-rows.ts` reads them: what is usual first, then each without that. */
import type { UsualMembers } from "../catalog/command-rows.js";
import type { CommandDefinition } from "../catalog/index.js";

type Member = keyof UsualMembers;

const members: readonly Member[] = ["symbol", "request", "response", "scope"];

/** The list in rows of JSON: what is usual, and a command each. */
export function commandRows(commands: readonly CommandDefinition[]): object[] {
  const usual = new Map<Member, number | string>();
  for (const member of members) {
    const pattern = mostUsual(commands, member);
    if (pattern !== undefined) usual.set(member, pattern);
  }
  return [Object.fromEntries(usual), ...commands.map((command) => rowOf(command, usual))];
}

function rowOf(command: CommandDefinition, usual: ReadonlyMap<Member, number | string>): object {
  const row: { [member: string]: unknown } = { ...command };
  for (const [member, pattern] of usual) {
    const value = patternOf(command, member);
    if (value === pattern) delete row[member];
    else if (value === undefined) row[member] = null;
  }
  return row;
}

/** The pattern that most commands follow, if leaving it out saves more than is paid where there is nothing to leave out. */
function mostUsual(commands: readonly CommandDefinition[], member: Member): number | string | undefined {
  const times = new Map<number | string, number>();
  for (const command of commands) {
    const pattern = patternOf(command, member);
    if (pattern !== undefined) times.set(pattern, (times.get(pattern) ?? 0) + 1);
  }
  const [best] = [...times].sort(([, a], [, b]) => b - a);
  if (best === undefined) return undefined;
  const without = commands.filter((command) => command[member] === undefined).length;
  return best[1] > without ? best[0] : undefined;
}

/** What a command states, with its name taken out. */
function patternOf(command: CommandDefinition, member: Member): number | string | undefined {
  const value = command[member];
  if (typeof value !== "string") return value;
  const { name } = command;
  return value.includes(name) ? value.replace(name, "{NAME}") : value.replace(name.toLowerCase(), "{name}");
}
