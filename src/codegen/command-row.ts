/** Writes commands as the compact lines that `src/catalog/command-row.ts` parses. */
import type { CommandDefinition } from "../catalog/index.js";

/** A command as one line. */
export function commandRow({ name, opcode, scope, symbol, request, response, ...rest }: CommandDefinition): string {
  const short = (text = "-"): string => text.replace(name, () => "^").replace(name.toLowerCase(), () => "~");
  const parts = [name, opcode, scope ?? "-", short(symbol), short(request), short(response)];
  const line = parts.join(" ").replace(/( -)+$/, "");
  return Object.values(rest).every((value) => value === undefined) ? line : `${line}\t${JSON.stringify(rest)}`;
}
