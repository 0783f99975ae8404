/**
 * A command as one line of a compact table: name, opcode, least scope, symbol, request and response, `-` for one that is absent,
 * absent ones at the end left out; then, behind a tab, as JSON the documentation and the variants. `^` stands for the command's name,
 * `~` for that in lower case: `QUERY_MAD_DEMUX 2061 refused MLX5_CMD_OP_^ ~_in ~_out`.
 */
import type { CommandDefinition } from "./command.js";

/** Parses a command's line. */
export function parseCommand(row: string): CommandDefinition {
  const [line = "", rest = "{}"] = row.split("\t");
  const [name = "", opcode, scope = "-", ...named] = line.split(" ");
  const more: Pick<CommandDefinition, "doc" | "variants"> = JSON.parse(rest);
  const whole = (text = "-"): string | undefined =>
    text === "-" ? undefined : text.replace("^", () => name).replace("~", () => name.toLowerCase());
  const [symbol, request, response] = named;
  return {
    name,
    opcode: Number(opcode),
    symbol: whole(symbol),
    request: whole(request),
    response: whole(response),
    scope: scope === "-" ? undefined : scope === "refused" ? scope : Number(scope),
    ...more,
  };
}
