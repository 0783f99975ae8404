/** What is said of an exchange as a whole: commands that nobody has described, and those that the driver would not let through. */
import { type Note, note } from "../fault/index.js";
import type { Reading, Rpc } from "./decode-rpc.js";

/** How notes name the command of an exchange. */
export const nameOf = ({ command, opcode, family }: Rpc): string =>
  command?.name ?? (opcode === undefined ? family : `0x${opcode.toString(16)}`);

/** Where the driver would not have let the request through as it is. */
export function scopeNotes({ family, exchange, rpc }: Reading): Note[] {
  if (rpc.command === undefined) return [];
  const path = rpc.command.name;
  const least = family.protocol.leastScope?.(exchange.in) ?? rpc.command.scope;
  if (least === "refused") {
    return [note({ code: "transport", path, what: "fwctl lets this command through at no scope" })];
  }
  if (exchange.scope === undefined || least === undefined || exchange.scope >= least) return [];
  return [note({ code: "transport", path, what: `needs scope ${least}, asked with ${exchange.scope}` })];
}

/** What cannot be read for want of a description. */
export function unknownNotes({ rpc, requestLayout, responseLayout, exchange }: Reading): Note[] {
  const name = nameOf(rpc);
  const notes: Note[] = [];
  const add = (what: string): void => {
    notes.push({ code: "unknown-command", path: name, what, message: `${name}: ${what}.` });
  };
  if (rpc.command === undefined) add("opcode without a name; header decoded, the rest kept as bytes");
  else if (requestLayout === undefined)
    add("nobody has described this request; header decoded, the rest kept as bytes");
  if (rpc.command !== undefined && responseLayout === undefined && exchange.out !== undefined) {
    add("nobody has described this reply; header decoded, the rest kept as bytes");
  }
  return notes;
}
