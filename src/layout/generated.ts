/**
 * What generated modules call at run time. Nothing here is for users: the generator writes the calls.
 *
 * Generated decode and encode handle the plain case and hand everything else to the interpreter: a wrong length, a reserved
 * bit that is set, a value that fails a check. So there is one place that words faults.
 */

export { readBigint, readBytes, readNumber, writeBigint, writeNumber } from "../bits/index.js";
export type { EnumDefinition } from "./definition.js";
export { defineEnum, defineLayout, defineView, valuesOf, withView } from "./generated-define.js";
export { type Template, templateOf } from "./generated-long.js";
export {
  asked,
  bytes,
  closed,
  macAt,
  none,
  reservedBits,
  type Surplus,
  textAt,
  uuidAt,
} from "./generated-read.js";
export { readField } from "./generated-view.js";
export {
  areBigints,
  areNumbers,
  armName,
  clear,
  encodeWhole,
  fits,
  isBytes,
  isMac,
  isText,
  isUuid,
  listFits,
  type Part,
  putBytes,
  putMac,
  putText,
  putUuid,
  writeList,
} from "./generated-write.js";
export type { DecodeContext, Layout, ViewConstructor } from "./layout.js";
export type { FieldValue } from "./value.js";
export type { ViewArray } from "./view-array.js";
export { View } from "./view-base.js";
export { AT as VIEW_AT, DATA as VIEW_DATA, END as VIEW_END } from "./view-state.js";
