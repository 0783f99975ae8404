/** Which form of output: what was asked for, else what suits the first input. */
import type { headerWords } from "../../reading/about.js";
import { type FormatName, formats } from "../../src/capture/index.js";
import type { Io } from "../io.js";
import { paintFor } from "../paint.js";
import type { InputSettings } from "./input-options.js";
import type { Given } from "./options.js";
import {
  gridPrinter,
  jsonPrinter,
  ndjsonPrinter,
  type Printer,
  pickPrinter,
  silentPrinter,
  structPrinter,
  timelinePrinter,
  valuePrinter,
} from "./printers.js";

/** What the choice depends on. */
export interface Wishes {
  readonly given: Given;
  readonly io: Io;
  readonly settings: InputSettings;
  readonly opModWords: ReturnType<typeof headerWords>;
}

const logFormats: ReadonlySet<string> = new Set([formats.kernelLog, formats.cxlTrace, formats.strace]);

/** The printer of a run. */
export function printerFor({ given, io, settings, opModWords }: Wishes, format: FormatName): Printer {
  const { stdout } = io;
  const paint = paintFor(io);
  const style = { paint, brief: given.flag("brief"), mostBytes: given.number("bytes", 1, 1 << 24) };
  if (given.flag("ndjson")) return ndjsonPrinter(stdout);
  if (given.flag("json")) return jsonPrinter(stdout, settings.as);
  if (given.flag("summary")) return silentPrinter;
  const picks = given.texts("pick");
  if (picks.length > 0) return pickPrinter(stdout, paint, picks);
  if (settings.as !== undefined)
    return given.flag("value") ? valuePrinter(stdout, settings.as) : structPrinter(stdout, style);
  const isLog = logFormats.has(format);
  if (given.flag("timeline") || isLog) return timelinePrinter(stdout, style, opModWords, given.flag("fields"));
  return gridPrinter(stdout, style);
}
