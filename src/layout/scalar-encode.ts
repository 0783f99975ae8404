/** Checking one value that encode was given (kind, range, label), and writing it. */
import { type Endian, macBytes, uuidBytes, writeBigint, writeBytes, writeNumber, writeRun } from "../bits/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import { ownPart } from "./composed-label.js";
import type { PlanField } from "./plan.js";
import { kindOf, numberText } from "./value.js";

type Path = () => string;

/** Writes one value after every check. */
export function putScalar(
  data: DataView,
  field: PlanField,
  bit: number,
  endian: Endian,
  given: unknown,
  path: Path,
): void {
  if (field.definition.kind !== "uint") {
    writeRun(data, bit, field.bits, endian, scalarBytes(field, given, path));
  } else if (field.bits > 64) {
    writeBytes(data, bit, field.bits, endian, scalarBytes(field, given, path));
  } else {
    writeInteger(data, field.bits, bit, endian, scalarNumber(field, given, path));
  }
}

/** Writes a number that was checked. */
export function writeInteger(data: DataView, width: number, bit: number, endian: Endian, value: number | bigint): void {
  if (typeof value === "bigint") writeBigint(data, bit, width, endian, value);
  else writeNumber(data, bit, width, endian, value);
}

/** The integer a value stands for: a number or bigint as the width asks, a label, or a list of flag names. */
export function scalarNumber(field: PlanField, given: unknown, path: Path): number | bigint {
  const width = field.bits;
  if (typeof given === "string") return fitted(labelled(field, given, path), width, path);
  if (Array.isArray(given)) return fitted(combined(field, given, path), width, path);
  if (width > 32) {
    if (typeof given === "bigint") return fitted(given, width, path);
    if (typeof given === "number" && Number.isSafeInteger(given) && field.definition.length !== undefined) {
      return fitted(BigInt(given), width, path);
    }
    throw new FwctlFault({
      code: "kind",
      path: path(),
      width,
      expected: `a bigint (${width} bits)`,
      received: kindOf(given),
      remedy: typeof given === "number" && Number.isInteger(given) ? `Write ${given}n.` : undefined,
    });
  }
  if (typeof given !== "number") {
    throw new FwctlFault({
      code: "kind",
      path: path(),
      width,
      expected: `a number (${width} bits)`,
      received: kindOf(given),
      remedy: typeof given === "bigint" ? `Write ${numberText(given)}.` : undefined,
    });
  }
  return fitted(given, width, path);
}

function fitted(value: number | bigint, width: number, path: Path): number | bigint {
  if (typeof value === "number" && value >>> 0 === value && value < 2 ** width) {
    return width > 32 ? BigInt(value) : value;
  }
  const wide = width > 32;
  const whole = typeof value === "bigint" || Number.isInteger(value);
  if (whole && value >= 0 && BigInt(value) < 1n << BigInt(width)) return wide ? BigInt(value) : Number(value);
  const received = typeof value === "bigint" && value >> 128n !== 0n ? numberText(value) : value;
  throw new FwctlFault({ code: "range", path: path(), width, received });
}

/** The number of one label, shifted to where the binding has it; the low part of one that another field completes. */
function labelled(field: PlanField, label: string, path: Path): number | bigint {
  for (const { binding, enumeration, as } of field.labels) {
    const value = enumeration.value(label);
    if (value === undefined) continue;
    const shift = BigInt(binding.shift ?? 0);
    return as === "bit" ? 1n << (BigInt(value) + shift) : ownPart(binding, value) << shift;
  }
  throw unknownLabel(field, label, path);
}

function combined(field: PlanField, labels: readonly unknown[], path: Path): bigint {
  let value = 0n;
  for (const label of labels) {
    if (typeof label !== "string") {
      throw new FwctlFault({ code: "kind", path: path(), expected: "a list of names", received: kindOf(label) });
    }
    value |= BigInt(labelled(field, label, path));
  }
  return value;
}

function unknownLabel(field: PlanField, label: string, path: Path): FwctlFault {
  const names = field.labels.map(({ enumeration }) => enumeration.name);
  if (names.length === 0) {
    return new FwctlFault({
      code: "kind",
      path: path(),
      width: field.bits,
      expected: `a ${field.bits > 32 ? "bigint" : "number"} (${field.bits} bits)`,
      received: kindOf(label),
    });
  }
  const known = field.labels.flatMap(({ enumeration }) => [...enumeration.labels()]);
  const [near] = nearest(label, known, 1);
  const values = field.labels
    .map(({ enumeration }) => enumeration.value(near ?? ""))
    .filter((one) => one !== undefined);
  return new FwctlFault({
    code: "unknown-enum",
    path: path(),
    width: field.bits,
    expected: names.join(" or "),
    received: label.slice(0, 64),
    remedy: near === undefined ? undefined : `Did you mean ${JSON.stringify(near)} (${values[0]})?`,
  });
}

/** The bytes of a value wider than 64 bits, or of text. */
function scalarBytes(field: PlanField, given: unknown, path: Path): Uint8Array {
  const size = Math.ceil(field.bits / 8);
  switch (field.definition.kind) {
    case "string":
      return textBytes(field, given, size, path);
    case "uuid":
      return named(given, uuidBytes, "a uuid", path);
    case "mac":
      return named(given, macBytes, "a mac address", path);
    case "uint":
    case "layout":
      return wideBytes(field, given, size, path);
  }
}

function named(
  given: unknown,
  parse: (text: string) => Uint8Array | undefined,
  expected: string,
  path: Path,
): Uint8Array {
  const bytes = typeof given === "string" ? parse(given) : undefined;
  if (bytes !== undefined) return bytes;
  throw new FwctlFault({ code: "kind", path: path(), expected, received: kindOf(given) });
}

function textBytes(field: PlanField, given: unknown, size: number, path: Path): Uint8Array {
  if (typeof given !== "string") {
    throw new FwctlFault({ code: "kind", path: path(), expected: `text of ${size} bytes`, received: kindOf(given) });
  }
  if (given.length > size) {
    throw new FwctlFault({
      code: "range",
      path: path(),
      width: field.bits,
      received: given.length,
      what: `text of ${given.length} bytes does not fit ${size}`,
    });
  }
  const bytes = new Uint8Array(size);
  for (let index = 0; index < given.length; index += 1) {
    const code = given.charCodeAt(index);
    if (code > 255) {
      const what = `character ${index} (${JSON.stringify(given[index])}) is not latin1`;
      throw new FwctlFault({ code: "range", path: path(), width: field.bits, what });
    }
    bytes[index] = code;
  }
  return bytes;
}

function wideBytes(field: PlanField, given: unknown, size: number, path: Path): Uint8Array {
  if (!(given instanceof Uint8Array)) {
    throw new FwctlFault({ code: "kind", path: path(), expected: `${size} bytes`, received: kindOf(given) });
  }
  if (given.length !== size) {
    throw new FwctlFault({
      code: "count",
      path: path(),
      width: field.bits,
      what: `has ${size} bytes, ${given.length} given`,
    });
  }
  const spare = size * 8 - field.bits;
  if (spare > 0 && (given[0] ?? 0) >> (8 - spare) !== 0) {
    throw new FwctlFault({
      code: "range",
      path: path(),
      width: field.bits,
      what: `the first ${spare} bits are not part of ${field.bits} bits and must be 0`,
    });
  }
  return given;
}
