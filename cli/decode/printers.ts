/** The forms in which `decode` prints readings. */
import type { As } from "../../reading/as.js";
import { readingJson } from "../../reading/json.js";
import type { Reading } from "../../reading/reading.js";
import type { FlatRow } from "../../src/capture/index.js";
import { inputName, type Output } from "../io.js";
import type { Paint } from "../paint.js";
import { fieldLines } from "./field-lines.js";
import { exchangeText, type GridStyle, gridsText, remarksText } from "./grid.js";
import { Picked } from "./pick.js";
import { timeline } from "./timeline.js";

/** Takes readings one by one; nothing is kept that could be printed. */
export interface Printer {
  /** A new input begins. `several`: it is one of many. */
  input?(name: string, several: boolean): Promise<void>;
  print(reading: Reading, source: string, number: number, row: () => FlatRow): Promise<void>;
  end(): Promise<void>;
}

const nothing = async (): Promise<void> => {};

/** A heading between inputs. */
function heading(out: Output, paint: Paint): (name: string, several: boolean) => Promise<void> {
  let first = true;
  return async (name, several) => {
    if (!several) return;
    await out.write(`${first ? "" : "\n"}${paint(`== ${inputName(name)}`, "title")}\n`);
    first = false;
  };
}

/** Every exchange in full, with an empty line between two. */
export function gridPrinter(out: Output, style: GridStyle): Printer {
  let first = true;
  return {
    input: heading(out, style.paint),
    print: async (reading, _source, number) => {
      await out.write(`${first ? "" : "\n"}${exchangeText(reading, number, style)}`);
      first = false;
    },
    end: nothing,
  };
}

/** One line a record; with `fields` what it holds below. */
export function timelinePrinter(
  out: Output,
  style: GridStyle,
  opModWords: (opcode: number, opMod: number) => string,
  fields: boolean,
): Printer {
  const line = timeline(style.paint, opModWords);
  return {
    input: heading(out, style.paint),
    print: async (reading) => {
      await out.write(line(reading));
      if (fields) await out.write(details(reading, style));
    },
    end: nothing,
  };
}

function details(reading: Reading, style: GridStyle): string {
  const text = `${fieldLines(reading.record, style.paint)}${gridsText(reading, style)}${remarksText(reading, style.paint)}`;
  return text === "" ? "" : text.replace(/^(?=[^\n ])/gm, "  ");
}

/** Bytes that `--as` names, without the head line of an exchange. */
export function structPrinter(out: Output, style: GridStyle): Printer {
  let first = true;
  return {
    input: heading(out, style.paint),
    print: async (reading) => {
      await out.write(`${first ? "" : "\n"}${gridsText(reading, style)}${remarksText(reading, style.paint)}`);
      first = false;
    },
    end: nothing,
  };
}

/** One JSON document, written as it comes. */
export function jsonPrinter(out: Output, as: As | undefined): Printer {
  let count = 0;
  return {
    print: async (reading, source, number) => {
      const text = JSON.stringify(readingJson(reading, source, number, as), undefined, 2).replace(/^/gm, "    ");
      await out.write(`${count === 0 ? '{\n  "records": [\n' : ",\n"}${text}`);
      count += 1;
    },
    end: async () => out.write(count === 0 ? '{\n  "records": []\n}\n' : "\n  ]\n}\n"),
  };
}

/** One flat row of JSON a record. */
export function ndjsonPrinter(out: Output): Printer {
  return {
    print: async (_reading, _source, _number, row) => out.write(`${JSON.stringify(row())}\n`),
    end: nothing,
  };
}

/** Only the value of each struct, as `fwctl encode` takes it. */
export function valuePrinter(out: Output, as: As): Printer {
  return {
    print: async ({ record, faults }) => {
      if (record.kind !== "bytes" || faults.length > 0) return;
      await out.write(`${JSON.stringify(as.decode(record.bytes), undefined, 2)}\n`);
    },
    end: nothing,
  };
}

/** A table of picked fields, at the end. */
export function pickPrinter(out: Output, paint: Paint, fields: readonly string[]): Printer {
  const picked = new Picked(fields);
  return {
    print: async (reading, source) => picked.add(reading, source),
    end: async () => out.write(picked.text(paint)),
  };
}

/** Nothing: for `--summary`. */
export const silentPrinter: Printer = { print: nothing, end: nothing };
