/**
 * Colours, on terminals only, and what else a terminal is told. Until it is written, our own escape character is a text that no file can
 * know; so whatever else looks like one came from outside and is shown, not obeyed (`safe-io.ts`).
 */
import { toHex } from "../src/bits/index.js";
import { printable } from "../src/fault/index.js";
import type { Role } from "../src/text/index.js";
import type { Io, Output } from "./io.js";

/** What a piece of text is; the grid's roles and those of the command line. */
export type Ink = Role | "good" | "bad" | "faint";

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (text: string, ink: Ink) => string;

/** Select Graphic Rendition codes; colours that are readable on dark and on light ground. */
const codes: { readonly [ink in Ink]: string } = {
  title: "1",
  offset: "2",
  name: "",
  value: "",
  label: "36",
  note: "33",
  reserved: "2",
  good: "32",
  bad: "31",
  faint: "2",
};

/** Stands for the escape character in what commands write. */
export const ownEscape: string = `\u001b${toHex(crypto.getRandomValues(new Uint8Array(8)))}`;

/** Back to the first column of the line, which is wiped. */
export const wipeLine: string = `${ownEscape}[G${ownEscape}[K`;

const colours = new RegExp(`${ownEscape}\\[[0-9;]*m`, "g");

/** Characters that take room. */
export const visible = (text: string): number => printable(text.replace(colours, "")).length;

/** A row that is put together already: a line feed from a file does not begin another. */
export const oneLine = (text: string): string => text.replaceAll("\n", printable);

const plain: Paint = (text) => printable(text);

const coloured: Paint = (text, ink) =>
  codes[ink] === "" || text === "" ? printable(text) : `${ownEscape}[${codes[ink]}m${printable(text)}${ownEscape}[0m`;

/** `FORCE_COLOR` (not 0) wins over `NO_COLOR` (any text), and that over whether `output` is a terminal. */
export function paintFor(io: Io, output: Output = io.stdout): Paint {
  const force = io.env["FORCE_COLOR"];
  if (force !== undefined) return force === "0" || force === "false" ? plain : coloured;
  if ((io.env["NO_COLOR"] ?? "") !== "" || io.env["TERM"] === "dumb") return plain;
  return output.isTTY ? coloured : plain;
}
