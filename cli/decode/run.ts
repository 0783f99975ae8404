/** One run of `decode`: input after input, record after record. */
import { compileFilter, type Filter, type FlatRow } from "../../src/capture/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { fileError } from "../file-error.js";
import { type Io, inputName } from "../io.js";
import { paintFor } from "../paint.js";
import { UsageError } from "../usage.js";
import { headerWords } from "./about.js";
import { contextFor } from "./bare-bytes.js";
import { printerFor } from "./choose-printer.js";
import type { InputSettings } from "./input-options.js";
import { type OpenedRecords, openRecords } from "./open.js";
import type { Given } from "./options.js";
import type { Printer } from "./printers.js";
import { progressOf } from "./progress.js";
import { readRecord } from "./read-record.js";
import type { Reading } from "./reading.js";
import { lookupIn, pickedCells, type RowMaker, rowMaker } from "./row.js";
import { Totals } from "./summary.js";

/** Everything that one run works with. */
interface Run {
  readonly given: Given;
  readonly io: Io;
  readonly settings: InputSettings;
  readonly filter: Filter | undefined;
  readonly rows: RowMaker;
  readonly opModWords: ReturnType<typeof headerWords>;
  readonly totals: Totals;
  /** Structs that were found out, each said once. */
  readonly told: Set<string>;
}

/** What came of a run. */
export interface Decoded {
  readonly faults: number;
  /** Inputs that could not be opened. */
  readonly unread: number;
}

/** Decodes all inputs and prints what is in them. */
export async function decodeInputs(
  given: Given,
  io: Io,
  settings: InputSettings,
  files: readonly string[],
): Promise<Decoded> {
  const opModWords = headerWords(settings.known.catalog.family(1));
  const run: Run = {
    given,
    io,
    settings,
    filter: filterOf(given.text("only")),
    rows: rowMaker(settings.known, opModWords),
    opModWords,
    totals: new Totals(),
    told: new Set(),
  };
  const unread = await decodeAll(run, files);
  return { faults: run.totals.faults, unread };
}

function filterOf(text: string | undefined): Filter | undefined {
  if (text === undefined) return undefined;
  try {
    return compileFilter(text);
  } catch (error) {
    if (isFwctlFault(error)) throw new UsageError(`--only: ${error.message}`);
    throw error;
  }
}

/** Decodes file after file; one that cannot be opened is reported, and the rest still read. Returns how many were not. */
async function decodeAll(run: Run, files: readonly string[]): Promise<number> {
  const { given, io, settings } = run;
  let printer: Printer | undefined;
  let unread = 0;
  for (const file of files) {
    const progress = await progressFor(io, file);
    let opened: OpenedRecords;
    try {
      opened = await openRecords(io, file, settings, progress.onBytes);
    } catch (error) {
      const words = fileError(error);
      if (words === undefined) throw error;
      await io.stderr.write(`fwctl: ${words}\n`);
      unread += 1;
      continue;
    }
    printer ??= printerFor(run, opened.format);
    if (opened.empty) await io.stderr.write(`fwctl: ${inputName(file)} is empty\n`);
    if (opened.empty && settings.as === undefined) continue;
    await printer.input?.(file, files.length > 1);
    await decodeOne(run, opened, file, printer);
    await progress.done();
  }
  await printer?.end();
  const text = given.flag("summary") || wantsSummary(given) ? run.totals.text(paintFor(io), run.opModWords) : "";
  if (text !== "") await io.stdout.write(given.flag("summary") ? text : `\n${text}`);
  return unread;
}

async function progressFor(io: Io, file: string): ReturnType<typeof progressOf> {
  try {
    return await progressOf(io, file);
  } catch {
    // The file is not there: opening it says so.
    return { onBytes: () => {}, done: async () => {} };
  }
}

/** Machine-readable forms and structs have no summary. */
function wantsSummary(given: Given): boolean {
  const machine = (["json", "ndjson", "value"] as const).some((name) => given.flag(name));
  return !machine && given.texts("pick").length === 0 && given.text("as") === undefined;
}

async function decodeOne(run: Run, opened: OpenedRecords, file: string, printer: Printer): Promise<void> {
  const { totals, rows, filter, given } = run;
  const picks = given.texts("pick");
  // Forms that show values alone have no place for what was damaged.
  const tellFaults = given.flag("value") || given.flag("summary") || (picks.length > 0 && !given.flag("ndjson"));
  let number = 0;
  for await (const record of opened.records) {
    const context = await contextFor(record, opened.format, run.settings, picks, (struct) => tellStruct(run, struct));
    const reading = readRecord(record, context);
    number += 1;
    const place = number;
    let made: FlatRow | undefined;
    const row = (): FlatRow => {
      made ??= { ...rows(reading, file, place), ...pickedCells(reading, picks) };
      return made;
    };
    if (record.kind !== "lost" && filter?.test(lookupIn(reading, row())) === false) continue;
    totals.add(reading);
    if (tellFaults) await tell(run.io, file, reading);
    await printer.print(reading, file, place, row);
  }
}

async function tell(io: Io, file: string, { faults }: Reading): Promise<void> {
  for (const fault of faults) await io.stderr.write(`fwctl: ${inputName(file)}: ${fault.message}\n`);
}

/** Each struct that was found out is said once. */
async function tellStruct({ io, told }: Run, struct: string): Promise<void> {
  if (told.has(struct)) return;
  told.add(struct);
  await io.stderr.write(`fwctl: read as ${struct}, the one struct of that length with that field; --as overrides\n`);
}
