/** Colours, on terminals only. */
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

const plain: Paint = (text) => text;

const coloured: Paint = (text, ink) =>
  codes[ink] === "" || text === "" ? text : `\u001b[${codes[ink]}m${text}\u001b[0m`;

/** `FORCE_COLOR` (not 0) wins over `NO_COLOR` (any text), and that over whether `output` is a terminal. */
export function paintFor(io: Io, output: Output = io.stdout): Paint {
  const force = io.env["FORCE_COLOR"];
  if (force !== undefined) return force === "0" || force === "false" ? plain : coloured;
  if ((io.env["NO_COLOR"] ?? "") !== "" || io.env["TERM"] === "dumb") return plain;
  return output.isTTY ? coloured : plain;
}
