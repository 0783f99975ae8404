/** Arguments of a command: read with `node:util`, described once, printed as help. */
import { parseArgs } from "node:util";
import { nearest } from "../src/fault/index.js";
import type { Io } from "./io.js";
import { exitCodes, UsageError } from "./usage.js";

/** One option. `value` names what it takes in the help (`FILE`). */
export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  readonly value?: string;
  readonly help: string;
}

export interface OptionTable {
  readonly [name: string]: Option;
}

/** Everything that `--help` prints of a command. */
export interface CommandHelp<Options extends OptionTable> {
  /** `decode`. */
  readonly name: string;
  /** What follows the name: `[OPTION …] [FILE … | -]`. */
  readonly usage: string;
  readonly about: string;
  readonly options: Options;
  /** A command line and what it does. */
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Paragraphs behind the options. */
  readonly more?: string;
}

/** What was given, by option name. */
export interface Arguments<Name extends string> {
  readonly positionals: readonly string[];
  text(name: Name): string | undefined;
  texts(name: Name): readonly string[];
  flag(name: Name): boolean;
  /** A whole number, decimal or `0x…`, within bounds. */
  number(name: Name, least: number, most: number): number | undefined;
}

type Values = { readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined };

/** Reads the arguments and runs `body` with them; `--help` prints the help instead. */
export async function withArguments<Options extends OptionTable>(
  help: CommandHelp<Options>,
  args: readonly string[],
  io: Io,
  body: (given: Arguments<keyof Options & string>) => Promise<number>,
): Promise<number> {
  const { values, positionals } = parsed(help, args);
  if (values["help"] === true) {
    await io.stdout.write(helpText(help));
    return exitCodes.fine;
  }
  return body(argumentsOf(values, positionals));
}

function argumentsOf<Name extends string>(values: Values, positionals: readonly string[]): Arguments<Name> {
  const list = (name: Name): readonly string[] => {
    const value = values[name];
    const all = typeof value === "object" ? value : [value];
    return all.filter((one) => typeof one === "string");
  };
  const text = (name: Name): string | undefined => list(name).at(-1);
  return {
    positionals,
    text,
    texts: list,
    flag: (name) => values[name] === true,
    number: (name, least, most) => {
      const given = text(name);
      return given === undefined ? undefined : wholeNumber(`--${name}`, given, least, most);
    },
  };
}

/** A whole number, decimal or `0x…`; anything else is the caller's mistake. */
export function wholeNumber(what: string, text: string, least: number, most: number): number {
  const value = /^(0x[0-9a-f]{1,13}|\d{1,15})$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${what} takes a whole number from ${least} to ${most}, not "${short(text)}"`);
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

const helpOption: OptionTable = { help: { type: "boolean", short: "h", help: "print this help" } };

function parsed<Options extends OptionTable>(
  help: CommandHelp<Options>,
  args: readonly string[],
): { values: Values; positionals: readonly string[] } {
  const options: OptionTable = { ...help.options, ...helpOption };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw argumentError(help.name, Object.keys(options), error);
  }
}

/** Node's own words, shortened to the sentence that matters, with the nearest option. */
function argumentError(command: string, known: readonly string[], error: unknown): Error {
  if (!(error instanceof TypeError)) return error instanceof Error ? error : new Error(String(error));
  const [sentence = error.message] = error.message.split(/\. To specify|\n/);
  const unknown = /Unknown option '--?([^']+)'/.exec(error.message)?.[1];
  const near = unknown === undefined ? [] : nearest(unknown, known, 2);
  const hints = near.length === 0 ? [] : [`Did you mean ${near.map((name) => `--${name}`).join(" or ")}?`];
  return new UsageError(sentence.replace(/\.$/, ""), ...hints, `Try "fwctl ${command} --help".`);
}

/** The help of one command. */
export function helpText<Options extends OptionTable>(help: CommandHelp<Options>): string {
  const options = Object.entries<Option>({ ...help.options, ...helpOption });
  const names = options.map(([name, option]) => {
    const dash = option.short === undefined ? "    " : `-${option.short}, `;
    return `  ${dash}--${name}${option.value === undefined ? "" : ` ${option.value}`}`;
  });
  const width = Math.max(...names.map((name) => name.length));
  const rows = options.map(([, option], index) => {
    const [first = "", ...rest] = option.help.split("\n");
    const more = rest.map((line) => `\n${" ".repeat(width + 2)}${line}`);
    return `${(names[index] ?? "").padEnd(width)}  ${first}${more.join("")}`;
  });
  const examples = help.examples.map(([command, what]) => `  ${command}\n      ${what}`);
  const paragraphs = [
    `Usage: fwctl ${help.name} ${help.usage}`,
    help.about,
    `Options:\n${rows.join("\n")}`,
    ...(help.more === undefined ? [] : [help.more]),
    `Examples:\n${examples.join("\n")}`,
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
