/** The dump formats that are recognised and read, by name. */

/** Names of the formats: what `detect` answers, and `readAny` and `--from` take. */
export const formats: {
  readonly capture: "fwctl-capture";
  readonly kernelLog: "kernel-log";
  readonly cxlTrace: "cxl-trace";
  readonly hex: "hex";
  readonly resourceDump: "resource-dump";
  readonly resourceDumpText: "resource-dump-text";
  readonly devlink: "devlink";
  readonly strace: "strace";
  readonly pcapng: "pcapng";
  readonly raw: "raw";
} = {
  /** NDJSON of this library, see docs/capture-format.md. */
  capture: "fwctl-capture",
  /** dmesg, journald, syslog, ftrace: error lines, command dumps, events. */
  kernelLog: "kernel-log",
  /** CXL trace events alone. */
  cxlTrace: "cxl-trace",
  /** Hex text of any kind. */
  hex: "hex",
  /** mstresourcedump -b. */
  resourceDump: "resource-dump",
  /** mstresourcedump. */
  resourceDumpText: "resource-dump-text",
  /** devlink health and region, text or JSON. */
  devlink: "devlink",
  strace: "strace",
  /** Exchanges as packets, see docs/pcapng.md. */
  pcapng: "pcapng",
  raw: "raw",
};

/** Name of a dump format. */
export type FormatName = (typeof formats)[keyof typeof formats];

/** True for a name of {@link formats}. */
export function isFormatName(name: string): name is FormatName {
  return Object.values<string>(formats).includes(name);
}
