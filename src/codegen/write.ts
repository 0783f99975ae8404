/** Expressions that check and statements that write one member in a generated encode function. */
import { layoutNames } from "./identifiers.js";
import type { Imports } from "./imports.js";
import { extentOf, type Member } from "./members.js";
import { isBareUnion } from "./shape.js";
import { hex, plus } from "./text.js";

/** A condition that holds when `name` cannot be written as the member. Nested layouts answer for themselves. */
export function checkOf(member: Member, name: string, imports: Imports): string {
  const { field, offset } = member;
  const at = plus("at", offset >> 3);
  if (field.layout !== undefined) return checkNested(member, name, at, imports);
  if (field.count !== undefined) return checkArray(member, name, imports);
  const size = field.bits >> 3;
  switch (field.kind) {
    case "string":
      return `!${imports.use("isText")}(${name}, ${size})`;
    case "uuid":
      return `!${imports.use("isUuid")}(${name})`;
    case "mac":
      return `!${imports.use("isMac")}(${name})`;
    default:
      return checkNumber(field.bits, name, imports);
  }
}

function checkNumber(bits: number, name: string, imports: Imports): string {
  if (bits < 32) return `(${name} & ${hex(2 ** bits - 1)}) !== ${name}`;
  if (bits === 32) return `${name} >>> 0 !== ${name}`;
  if (bits <= 64) return `!${imports.use("fits")}(${name}, ${bits})`;
  return `!${imports.use("isBytes")}(${name}, ${bits >> 3})`;
}

function checkArray({ field }: Member, name: string, imports: Imports): string {
  const { bits, count = 0 } = field;
  if (bits === 8) return `!${imports.use("isBytes")}(${name}, ${count})`;
  return `!${imports.use(bits <= 32 ? "areNumbers" : "areBigints")}(${name}, ${count}, ${bits})`;
}

function checkNested({ field }: Member, name: string, at: string, imports: Imports): string {
  if (isBareUnion(field, imports.library)) return `!${imports.use("isBytes")}(${name}, ${field.bits >> 3})`;
  const encode = encoderOf(field.layout ?? "", imports);
  if (field.count === undefined) return `${encode}(data, ${at}, ${name}, "check") < 0`;
  return `!${imports.use("listFits")}(${encode}, data, ${at}, ${name}, ${field.count}, ${field.bits >> 3})`;
}

export function encoderOf(layout: string, imports: Imports): string {
  return imports.from(imports.library.layout(layout).module, layoutNames(layout).encode);
}

/** Statements that write a member which no word holds. */
export function writeOf(member: Member, name: string, loose: boolean, imports: Imports): string[] {
  const { field, offset, little } = member;
  const at = plus("at", offset >> 3);
  if (loose) return writeLoose(member, name, imports);
  if (field.layout !== undefined && !isBareUnion(field, imports.library)) return writeNested(member, name, at, imports);
  switch (field.kind) {
    case "string":
      return [`${imports.use("putText")}(data, ${at}, ${name}, ${field.bits >> 3});`];
    case "uuid":
      return [`${imports.use("putUuid")}(data, ${at}, ${name});`];
    case "mac":
      return [`${imports.use("putMac")}(data, ${at}, ${name});`];
    default:
      break;
  }
  if (isByteRun(member)) return [`${imports.use("putBytes")}(data, ${at}, ${name});`];
  if (field.count === undefined) return [writeWhole(field.bits, at, name, little, imports)];
  const zero = field.bits <= 32 ? "0" : "0n";
  const element = writeWhole(
    field.bits,
    `${at} + index * ${field.bits >> 3}`,
    `${name}[index] ?? ${zero}`,
    little,
    imports,
  );
  return [`for (let index = 0; index < ${field.count}; index += 1) ${element}`];
}

/** Bytes, an array of bytes, a number of more than 64 bits, a union that nothing selects. */
function isByteRun({ field }: Member): boolean {
  return field.kind === "layout" || field.bits > 64 || (field.count !== undefined && field.bits === 8);
}

function writeWhole(bits: number, at: string, value: string, little: boolean, imports: Imports): string {
  const order = little ? ", true" : "";
  if (bits === 8) return `data.setUint8(${at}, ${value});`;
  if (bits === 16 || bits === 32) return `data.setUint${bits}(${at}, ${value}${order});`;
  if (bits === 64) return `data.setBigUint64(${at}, ${value}${order});`;
  const call = imports.use(bits <= 32 ? "writeNumber" : "writeBigint");
  return `${call}(data, (${at}) * 8, ${bits}, ${little ? '"le"' : '"be"'}, ${value});`;
}

function writeLoose({ field, offset, little }: Member, name: string, imports: Imports): string[] {
  const call = imports.use(field.bits <= 32 ? "writeNumber" : "writeBigint");
  const endian = little ? '"le"' : '"be"';
  if (field.count === undefined) return [`${call}(data, at * 8 + ${offset}, ${field.bits}, ${endian}, ${name});`];
  const value = `${name}[index] ?? ${field.bits <= 32 ? "0" : "0n"}`;
  const place = `at * 8 + ${offset} + index * ${field.bits}`;
  return [
    `for (let index = 0; index < ${field.count}; index += 1) ${call}(data, ${place}, ${field.bits}, ${endian}, ${value});`,
  ];
}

function writeNested({ field }: Member, name: string, at: string, imports: Imports): string[] {
  const encode = encoderOf(field.layout ?? "", imports);
  if (field.count === undefined) return [`${encode}(data, ${at}, ${name}, "checked");`];
  return [`${imports.use("writeList")}(${encode}, data, ${at}, ${name}, ${field.bits >> 3});`];
}

/** Members whose check goes through text, a list or a struct. */
export function isCostly({ field }: Member, imports: Imports): boolean {
  if (field.layout !== undefined) return !isBareUnion(field, imports.library);
  return field.kind !== "uint" || (field.count !== undefined && field.bits !== 8);
}

/** Members that only the interpreter encodes: odd widths above 64 bits, arrays of text or of wide numbers, unions without a name. */
export function isWritable({ field, offset }: Member): boolean {
  if (field.anonymous === true) return false;
  if (field.reserved === true || field.layout !== undefined) return true;
  if (field.count !== undefined) return field.kind === "uint" && field.bits <= 64;
  return field.bits <= 64 || ((offset | extentOf(field)) & 7) === 0;
}
