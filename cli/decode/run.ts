/** One run of `decode`: input after input, record after record. */
import { headerWords } from "../../reading/about.js";
import { readRecord } from "../../reading/read-record.js";
import type { Reading } from "../../reading/reading.js";
import { pickedCells, type RowMaker, rowMaker } from "../../reading/row.js";
import type { FlatRow } from "../../src/capture/index.js";
import { fileError } from "../file-error.js";
import { type Io, inputName } from "../io.js";
import { paintFor } from "../paint.js";
import { contextFor } from "./bare-bytes.js";
import { printerFor } from "./choose-printer.js";
import { FaultTeller } from "./fault-teller.js";
import type { InputSettings } from "./input-options.js";
import { Only } from "./only.js";
import { type OpenedRecords, openRecords } from "./open.js";
import type { Given } from "./options.js";
import type { Printer } from "./printers.js";
import { progressOf } from "./progress.js";
import { SaidOnce } from "./said-once.js";
import { Totals } from "./summary.js";

/** Everything that one run works with. */
interface Run {
  readonly given: Given;
  readonly io: Io;
  readonly settings: InputSettings;
  readonly only: Only | undefined;
  readonly rows: RowMaker;
  readonly opModWords: ReturnType<typeof headerWords>;
  readonly totals: Totals;
  /** Structs that were found out, each said once. */
  readonly told: Set<string>;
  readonly once: SaidOnce;
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
  const only = given.text("only");
  const opModWords = headerWords(settings.known.catalog.family(1));
  const run: Run = {
    given,
    io,
    settings,
    only: only === undefined ? undefined : new Only(only),
    rows: rowMaker(settings.known, opModWords),
    opModWords,
    totals: new Totals(),
    told: new Set(),
    once: new SaidOnce(),
  };
  const unread = await decodeAll(run, files);
  return { faults: run.totals.faults, unread };
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
      const words = fileError(error, inputName(file));
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
  for (const remark of printer === undefined ? [] : (run.only?.remarks ?? []))
    await io.stderr.write(`fwctl: ${remark}\n`);
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

const isForMachines = (given: Given): boolean =>
  (["json", "ndjson", "value"] as const).some((name) => given.flag(name));

/** Machine-readable forms and structs have no summary. */
function wantsSummary(given: Given): boolean {
  return !isForMachines(given) && given.texts("pick").length === 0 && given.text("as") === undefined;
}

async function decodeOne(run: Run, opened: OpenedRecords, file: string, printer: Printer): Promise<void> {
  const { totals, rows, only, given } = run;
  const picks = given.texts("pick");
  // Forms that show values alone have no place for what was damaged.
  const tellFaults = given.flag("value") || given.flag("summary") || (picks.length > 0 && !given.flag("ndjson"));
  // Rows and documents must not depend on the records before.
  const once = isForMachines(given) ? { of: (reading: Reading): Reading => reading } : run.once;
  const teller = new FaultTeller(run.io, inputName(file));
  let number = 0;
  for await (const record of opened.records) {
    const context = await contextFor(record, opened.format, run.settings, picks, (struct) => tellStruct(run, struct));
    const reading = once.of(readRecord(record, context));
    number += 1;
    const place = number;
    let made: FlatRow | undefined;
    const row = (): FlatRow => {
      made ??= { ...rows(reading, file, place), ...pickedCells(reading, picks) };
      return made;
    };
    if (record.kind !== "lost" && only?.test(reading, row()) === false) continue;
    totals.add(reading);
    if (tellFaults) await teller.tell(reading);
    await printer.print(reading, file, place, row);
  }
  await teller.end();
  if (number === 0) await run.io.stderr.write(`fwctl: ${inputName(file)}: ${nothingIn(opened)}\n`);
}

/** A log without a line of the drivers is no fault, and silence would look like one. */
function nothingIn({ format, best }: OpenedRecords): string {
  const looks = best.format === format ? "" : `; it looks like ${best.format}: ${best.why}`;
  return `nothing in it that is read of the format ${format}${looks}`;
}

/** Each struct that was found out is said once. */
async function tellStruct({ io, told }: Run, struct: string): Promise<void> {
  if (told.has(struct)) return;
  told.add(struct);
  await io.stderr.write(`fwctl: read as ${struct}, the one struct of that length with that field; --as overrides\n`);
}
