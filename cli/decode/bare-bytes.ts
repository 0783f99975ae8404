/** Bytes without a header: what `--as` has not named, `--pick` may find out; else the caller is asked. */
import type { Known } from "../../reading/families.js";
import type { Context } from "../../reading/reading.js";
import { type BytesRecord, type CaptureRecord, type FormatName, formats } from "../../src/capture/index.js";
import { many } from "../table.js";
import { UsageError } from "../usage.js";
import type { InputSettings } from "./input-options.js";
import { inferred } from "./pick.js";

/** Says once what was found out. */
export type Tell = (struct: string) => Promise<void>;

/**
 * The context for one record.
 *
 * @throws UsageError for bytes that nobody named.
 */
export async function contextFor(
  record: CaptureRecord,
  format: FormatName,
  { context, known, as: named }: InputSettings,
  picks: readonly string[],
  tell: Tell,
): Promise<Context> {
  const bare = record.kind === "bytes" && (format === formats.raw || format === formats.hex);
  if (!bare || named !== undefined) return context;
  if (picks.length === 0) throw unnamedBytes(known, record, format);
  const as = inferred(known, picks, record.bytes.length, { selected: new Map(), hostOrder: context.hostOrder });
  await tell(as.layout.name);
  return { ...context, as };
}

/** What the first bytes would be as a header, offered but not assumed. */
function unnamedBytes(known: Known, { bytes }: BytesRecord, format: FormatName): UsageError {
  const guesses = [...known.catalog.families.values()].flatMap((family) => {
    if (bytes.length < Math.max(family.protocol.leastRequest, 4)) return [];
    const opcode = family.protocol.opcode(bytes);
    const command = opcode === undefined || opcode === 0 ? undefined : family.command(opcode);
    return command === undefined ? [] : [`--as ${family.name}/${command.name}:in`];
  });
  const of = format === formats.raw ? "raw data" : "hex text";
  const what = `${many(bytes.length, "byte")} of ${of} ${bytes.length === 1 ? "does not say what it is" : "do not say what they are"}`;
  const guess = guesses.length === 0 ? [] : [`The first bytes would fit ${guesses.slice(0, 3).join(" or ")}.`];
  const packed = packers.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  const unpack = packed === undefined ? [] : [`It is compressed: ${packed.command} FILE | fwctl decode -`];
  return new UsageError(
    what,
    ...unpack,
    "Name it: --as STRUCT, --as REGISTER, --as COMMAND:in or --as COMMAND:out.",
    ...guess,
  );
}

/** What rotated logs are compressed with, by the first bytes. */
const packers: readonly { readonly magic: readonly number[]; readonly command: string }[] = [
  { magic: [0x1f, 0x8b], command: "gzip -dc" },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], command: "zstd -dc" },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], command: "xz -dc" },
  { magic: [0x42, 0x5a, 0x68], command: "bzip2 -dc" },
];
