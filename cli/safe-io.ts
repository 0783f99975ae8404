/**
 * The one place where text for people is made safe: nothing from a recording, a schema, a file's name or a device reaches the terminal as
 * something to obey. Bytes (`encode --binary`, `convert`) are written as they are.
 */
import { printableLines } from "../src/fault/index.js";
import type { Io, Output } from "./io.js";
import { ownEscape } from "./paint.js";

const escapeCharacter = "\u001b";

function safeOutput(output: Output): Output {
  return {
    isTTY: output.isTTY,
    write: (data) => output.write(typeof data === "string" ? safeText(data) : data),
  };
}

const safeText = (text: string): string => text.split(ownEscape).map(printableLines).join(escapeCharacter);

/** The same world, whose outputs obey our own escape sequences alone. */
export function safeIo(io: Io): Io {
  return { ...io, stdout: safeOutput(io.stdout), stderr: safeOutput(io.stderr) };
}
