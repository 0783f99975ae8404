/** The options that say how an input is read; `decode` and `diff` share them. */
import { type As, asNamed } from "../../reading/as.js";
import type { Known } from "../../reading/families.js";
import type { Context } from "../../reading/reading.js";
import { selectedRequest, selections } from "../../reading/select.js";
import { type FormatName, formats, type HexWords, hexWords, isFormatName } from "../../src/capture/index.js";
import { nearest } from "../../src/fault/index.js";
import type { Arguments, Option } from "../arguments.js";
import type { Io } from "../io.js";
import { knownFor, schemaOptions } from "../schema-options.js";
import { UsageError } from "../usage.js";

type InputOption = "from" | "as" | "select" | "words" | "host-order" | "strict" | keyof typeof schemaOptions;

export const inputOptions: { readonly [name in InputOption]: Option } = {
  from: {
    type: "string",
    value: "FORMAT",
    help: `read as this format instead of the one that was found:\n${wrapped(Object.values(formats))}`,
  },
  as: {
    type: "string",
    value: "WHAT",
    help: "what bytes without a header are: STRUCT, REGISTER, COMMAND:in or COMMAND:out",
  },
  select: {
    type: "string",
    multiple: true,
    value: "FIELD=VALUE",
    help: "a field of the request that a reply without its request answers",
  },
  words: {
    type: "string",
    value: "ORDER",
    help: "byte order of the words in a hex dump that does not tell: le16, be16, le32,\nbe32, le64 or be64",
  },
  "host-order": { type: "string", value: "ORDER", help: "byte order of the host that recorded: le or be" },
  strict: { type: "boolean", help: "every surprise (reserved bits, unnamed values, trailing bytes) is a fault" },
  ...schemaOptions,
};

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length > 70) lines.push(name);
    else lines[lines.length - 1] = `${last}, ${name}`;
  }
  return lines.join(",\n");
}

/** How inputs are opened and their records read. */
export interface InputSettings {
  readonly known: Known;
  readonly from: FormatName | undefined;
  readonly as: As | undefined;
  readonly words: HexWords | undefined;
  readonly context: Context;
}

/** Settings from the command line; everything that is wrong with them is said before a file is opened. */
export async function inputSettings(given: Arguments<InputOption>, io: Io): Promise<InputSettings> {
  const known = await knownFor(given, io);
  const selected = selections(given.texts("select"));
  const hostOrder = orderOf(given.text("host-order"));
  const asked = given.text("as");
  const as = asked === undefined ? undefined : asNamed(known, asked, { selected, hostOrder });
  const from = given.text("from");
  return {
    known,
    from: from === undefined ? undefined : formatNamed(from),
    as,
    words: wordsOf(given.text("words")),
    context: {
      known,
      as,
      selected: (family, command) => selectedRequest(selected, family.commands.get(command))?.value,
      hostOrder,
      strict: given.flag("strict"),
    },
  };
}

function orderOf(text: string | undefined): "be" | "le" | undefined {
  if (text === undefined || text === "be" || text === "le") return text;
  throw new UsageError(`--host-order takes le or be, not "${text.slice(0, 60)}"`);
}

function formatNamed(name: string): FormatName {
  if (isFormatName(name)) return name;
  const known = Object.values<string>(formats);
  const near = nearest(name, known, 2);
  throw new UsageError(
    `--from: there is no format "${name.slice(0, 60)}"`,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Formats: ${known.join(", ")}.`,
  );
}

function wordsOf(text: string | undefined): HexWords | undefined {
  const found = hexWords.find((one) => one === text);
  if (text === undefined || found !== undefined) return found;
  throw new UsageError(`--words takes ${hexWords.join(", ")}, not "${text.slice(0, 60)}"`);
}
