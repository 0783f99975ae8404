/**
 * What the readers of dump formats yield. One list holds all of them, so that a command line or a page can show
 * exchanges, error lines, events and bare bytes on one time line.
 *
 * A reader states what its format knows and leaves the rest `undefined`; what the format cannot know stands in `notes`.
 */
import type { Pointer } from "../catalog/rpc.js";
import type { Note } from "../fault/index.js";

/** A value of a JSON document. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of a JSON document. Read it with `Object.hasOwn`: the keys come from a file. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What every record may carry. */
export interface RecordCommon {
  /** Line of the input on which the record starts, counted from 1. */
  readonly line?: number | undefined;
  /** Time as the input writes it: seconds since boot as text (`"920.711591"`), a date, or what a recorder stored. */
  readonly ts?: string | number | undefined;
  /** Device as the input names it: a PCI address, `mlx5_core.sf.4`, `/dev/fwctl/fwctl0`, `mem0`. */
  readonly dev?: string | undefined;
  /** Host name of a syslog or journal line. */
  readonly host?: string | undefined;
  readonly notes: readonly Note[];
}

/** A {@link Pointer} whose data was recorded twice: `data` before the call, `after` after it. */
export interface CapturePointer extends Pointer {
  readonly after?: Uint8Array | undefined;
  readonly pointers?: readonly CapturePointer[] | undefined;
}

/** What the files of recorders have besides the bytes, for both kinds of ioctl. */
export interface RecorderKeys {
  /** fwctl device type: 1 mlx5, 2 CXL, 3 bnxt, 4 pds; others exist. */
  readonly deviceType?: number | undefined;
  /** Length in bytes that the driver reported; it may exceed `out`. */
  readonly outLength?: number | undefined;
  /** Set when the call failed: a positive number, or a name such as `EINVAL`. */
  readonly errno?: number | string | undefined;
  /** Byte order of the host that recorded; `le` when absent. */
  readonly byteOrder?: "le" | "be" | undefined;
  /** Free words of the recorder (kernel, firmware, PSID). */
  readonly meta?: JsonObject | undefined;
  /** Keys of the line that the format does not name, kept so that nothing is lost. */
  readonly extra?: ReadonlyMap<string, JsonValue> | undefined;
}

/** What a kernel log says of a dumped mlx5 command besides its bytes. */
export interface CommandDump {
  /** Slot of the command queue; absent in logs of older kernels. */
  readonly slot?: number | undefined;
  /** Name and number as printed. */
  readonly command: string;
  readonly opcode: number;
  /** `data`: message bytes alone, in whole rows. `full`: queue entry and mailbox blocks, with lengths. */
  readonly mode: "data" | "full";
  /** Line and time of the reply's dump; `line` and `ts` of the record are the request's when there is one. */
  readonly outLine?: number | undefined;
  readonly outTs?: string | undefined;
}

/** One FWCTL_RPC, or one mlx5 command of a kernel log. Sides that the input does not hold are absent. */
export interface RpcRecord extends RecordCommon, RecorderKeys {
  readonly kind: "rpc";
  /** fwctl_rpc_scope, 0 to 3. */
  readonly scope?: number | undefined;
  readonly in?: Uint8Array | undefined;
  readonly out?: Uint8Array | undefined;
  readonly pointers?: readonly CapturePointer[] | undefined;
  readonly dump?: CommandDump | undefined;
}

/** One FWCTL_INFO; `out` is the driver's info struct. */
export interface InfoRecord extends RecordCommon, RecorderKeys {
  readonly kind: "info";
  readonly out?: Uint8Array | undefined;
}

/** The line that the mlx5 driver prints when a device refuses a command, or the trace event with the same words. */
export interface ErrorLineRecord extends RecordCommon {
  readonly kind: "error-line";
  /** `log`: printed by the driver. `trace`: event `mlx5:mlx5_cmd`, which names no device. */
  readonly via: "log" | "trace";
  /** Name as printed, upper case. */
  readonly command: string;
  readonly opcode: number;
  readonly opMod: number;
  readonly status: number;
  readonly statusText: string;
  readonly syndrome: number;
  /** Positive; absent in lines of older kernels. */
  readonly errno?: number | undefined;
  /** Function, source line and process that the driver printed. */
  readonly function?: string | undefined;
  readonly sourceLine?: number | undefined;
  readonly pid?: number | undefined;
}

/** One `key=value` of an event, in the order of the line. Numbers of 64 bits are `bigint` whatever their value. */
export interface EventField {
  readonly name: string;
  readonly value: number | bigint | string;
  /** The value as the line has it. */
  readonly text: string;
}

/** Another line of a driver, a trace event, or an entry of a firmware trace. */
export interface EventRecord extends RecordCommon {
  readonly kind: "event";
  readonly family: "mlx5" | "cxl";
  /** `cxl_general_media`, `slots-stalled`, `fw-trace`, … */
  readonly name: string;
  readonly fields: readonly EventField[];
  /** The words of the line, without its prefix. */
  readonly text: string;
  /** The record that the line stands for, when it can be rebuilt, and the struct that describes it. */
  readonly bytes?: Uint8Array | undefined;
  readonly struct?: string | undefined;
}

/** Bytes without a header that would tell what they are. */
export interface BytesRecord extends RecordCommon {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
  /** Offset that the input gives the first byte. */
  readonly base: number;
  /** How they were written: a value of `hexFormats`, `raw`, `cr-dump`, … */
  readonly format: string;
  /** The struct that the caller named. */
  readonly struct?: string | undefined;
}

/** A resource-dump stream: segments one behind the other, big-endian dwords, header first. */
export interface SegmentsRecord extends RecordCommon {
  readonly kind: "segments";
  readonly bytes: Uint8Array;
  readonly source: "binary" | "text" | "json";
}

/** Input that could not be read. The readers go on behind it; a command that meets one exits with 1. */
export interface LostRecord extends RecordCommon {
  readonly kind: "lost";
}

/** Anything a reader yields. */
export type CaptureRecord =
  | RpcRecord
  | InfoRecord
  | ErrorLineRecord
  | EventRecord
  | BytesRecord
  | SegmentsRecord
  | LostRecord;
