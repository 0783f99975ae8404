/**
 * Dump formats: what lies around in tickets, read piece by piece into records. Bytes and text in, records out; no
 * files, no devices.
 *
 * @packageDocumentation
 */
export { type CaptureOptions, captureLineLimit, captureReader, readCapture } from "./capture.js";
export { captureVersion } from "./capture-keys.js";
export { readCaptureLine } from "./capture-line.js";
export { captureJsonSchema } from "./capture-schema.js";
export { writeCaptureLine } from "./capture-write.js";
export {
  type AsyncInput,
  type AsyncRecords,
  type Chunk,
  type RecordReader,
  type Records,
  readWith,
  type SyncInput,
  sliceBytes,
} from "./chunks.js";
export { type Detection, detect, detectBytes } from "./detect.js";
export { devlinkReader, readDevlink } from "./devlink.js";
export { driverLineMeanings } from "./driver-line.js";
export { compileFilter, type Filter, type FilterLookup, type FilterValue } from "./filter.js";
export {
  eventCells,
  type FlatColumn,
  type FlatOptions,
  type FlatRow,
  type FlatValue,
  flatColumns,
  flatNumber,
  flatRow,
} from "./flat.js";
export { type FormatName, formats, isFormatName } from "./formats.js";
export { type HexText, hexLimit } from "./hex-bytes.js";
export { type HexOptions, type HexWords, hexFormats, hexWords } from "./hex-formats.js";
export { hexReader, readHex, readHexBlocks, readHexText } from "./hex-text.js";
export { type KernelLogOptions, kernelLogReader, readKernelLog } from "./kernel-log.js";
export { type LogTopic, logTopics } from "./log-text.js";
export type { Find } from "./needles.js";
export { type RawOptions, rawReader, readRaw } from "./raw.js";
export { type AnyOptions, anyReader, readAny, readerFor } from "./read-any.js";
export type {
  BytesRecord,
  CapturePointer,
  CaptureRecord,
  CommandDump,
  ErrorLineRecord,
  EventField,
  EventRecord,
  InfoRecord,
  JsonObject,
  JsonValue,
  LostRecord,
  RecordCommon,
  RecorderKeys,
  RpcRecord,
  SegmentsRecord,
} from "./record.js";
export { type ResourceDumpOptions, readResourceDump, resourceDumpReader } from "./resource-dump.js";
export { readStrace, type StraceOptions, straceReader } from "./strace.js";
export { type Sighting, Summarizer, type Summary, type SummaryEntry, type SummaryGroup } from "./summary.js";
