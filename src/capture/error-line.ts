/**
 * The line that the mlx5 driver prints when a device refuses a command: `mlx5_cmd_out_err` (cmd.c, Linux 5.18 and
 * newer), `mlx5_cmd_check` before (without `err()`), and the trace event `mlx5:mlx5_cmd` (diag/cmd_tracepoint.h), which
 * has the same words and names no device.
 */
import type { Note } from "../fault/index.js";
import { commandPattern, hexNumber, readOrigin } from "./mlx5-words.js";
import { captureNote } from "./notes.js";
import type { ErrorLineRecord } from "./record.js";

const errorPattern = new RegExp(
  `${commandPattern}\\s+op_mod\\s?\\(${hexNumber(4)}\\)\\s+failed,\\s*status\\s+(.{0,60}?)\\s?\\(${hexNumber(2)}\\),` +
    `\\s*syndrome\\s*\\(${hexNumber(8)}\\)(?:,\\s*err\\s?\\(\\s?(-?\\d{1,9})\\))?`,
  "g",
);

/** The start of such a line, from which the rest may have been wrapped away. */
const openPattern =
  /mlx5_cmd_(?:out_err|check):\d+:\(pid\s|\)\s+op_mod\s?\(0(?:[^%]{0,3}[0-9a-f]|.{0,2}$)|\)\s+op_mod\s?\(?$/i;

/** What a line may break off with behind a complete error line: some of `, err(-22)`, or what was put together wrongly of it. */
const openTail = /^,\s*(?:e(?:r(?:r(?:\s?\([-\d\s]{0,12}\)?)?)?)?)?=?$/;

/** The pattern of the trace event's name: `mlx5_cmd:` of ftrace, `mlx5:mlx5_cmd:` of perf. */
const tracePattern = /(?:^|\s)(?:mlx5:)?mlx5_cmd:\s*$/;

/** What a text holds. */
export interface ErrorLines {
  readonly records: readonly ErrorLineRecord[];
  /** More may follow on the next line: the text breaks off inside an error line. */
  readonly open: boolean;
}

/** Reads the error lines of one line of a log (a paste may hold several). */
export function readErrorLines(text: string, line: number): ErrorLines {
  const records: ErrorLineRecord[] = [];
  let behind = 0;
  errorPattern.lastIndex = 0;
  for (let found = errorPattern.exec(text); found !== null; found = errorPattern.exec(text)) {
    records.push(oneRecord(found, text.slice(behind, found.index), line));
    behind = errorPattern.lastIndex;
  }
  const rest = text.slice(behind).trim();
  const last = records.at(-1);
  const cut = rest === "" && last?.function === "mlx5_cmd_out_err" && last.errno === undefined;
  return { records, open: cut || openTail.test(rest) || openPattern.test(rest) };
}

/** Words of `cmd_status_str` (cmd.c). */
const statusWords: ReadonlySet<string> = new Set(
  (
    "OK internal error bad operation parameter system state resource busy FW not ready limits exceeded index no resources " +
    "input output length QP packet (discarded) size too many outstanding CQEs unknown status"
  ).split(" "),
);

const pciAddress = /^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i;

/** Part of a name, cut off from the name that follows it. */
const dangling = /(?:^|[^\w])[A-Z0-9_]*[A-Z_]\s*$/;

/**
 * How much of a line that was wrapped makes sense in this way of putting it together: cut in the middle of a word, it reads as an
 * error line in more ways than one.
 */
export function plausibility(text: string, line: number): number {
  errorPattern.lastIndex = 0;
  const at = errorPattern.exec(text)?.index ?? 0;
  const [first] = readErrorLines(text, line).records;
  if (first === undefined) return 0;
  const { statusText, dev, function: name, errno } = first;
  const signs = [
    true,
    statusText.split(" ").every((word) => statusWords.has(word)),
    !dangling.test(text.slice(0, at)),
    dev !== undefined && (pciAddress.test(dev) || dev.startsWith("mlx5_core")),
    name === "mlx5_cmd_out_err" || name === "mlx5_cmd_check",
    errno !== undefined,
  ];
  return signs.filter((sign) => sign).length;
}

const hexOf = (digits: string | undefined): number => Number.parseInt(digits ?? "0", 16);

function oneRecord(found: RegExpExecArray, before: string, line: number): ErrorLineRecord {
  const trace = tracePattern.exec(before);
  const origin = readOrigin(trace === null ? before : before.slice(0, trace.index));
  const name = found[1] ?? "";
  const opcode = hexOf(found[2]);
  const opMod = hexOf(found[3]);
  const status = hexOf(found[5]);
  const syndrome = hexOf(found[6]);
  return {
    kind: "error-line",
    via: trace === null ? "log" : "trace",
    command: name === "unknown command opcode" ? name : name.toUpperCase(),
    opcode,
    opMod,
    status,
    statusText: found[4] ?? "",
    syndrome,
    errno: found[7] === undefined ? undefined : Math.abs(Number(found[7])),
    ts: origin.ts,
    host: origin.host,
    dev: origin.dev,
    function: origin.function,
    sourceLine: origin.sourceLine,
    pid: origin.pid,
    line,
    notes: trace === null ? none : reusedBuffer({ opcode, opMod, status, syndrome }, line),
  };
}

const none: readonly Note[] = [];

type HeaderValues = Pick<ErrorLineRecord, "opcode" | "opMod" | "status" | "syndrome">;

/**
 * When a reply is no longer than its request, the fwctl driver hands out the request's own buffer, and the event reads
 * opcode and op_mod after the reply overwrote them: status in the top byte, low half of the syndrome.
 */
function reusedBuffer(values: HeaderValues, line: number): Note[] {
  const { opcode, opMod, status, syndrome } = values;
  if (status === 0 || opcode !== status << 8 || opMod !== (syndrome & 0xffff)) return [];
  const what = `opcode 0x${opcode.toString(16)} and op_mod 0x${opMod.toString(16)} repeat the status and the syndrome`;
  const remedy =
    "This is what the event shows for a fwctl command whose reply replaced the request: the true opcode is lost.";
  return [captureNote(line, what, remedy)];
}
