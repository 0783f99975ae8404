/**
 * What stands before the driver's words in a line of a kernel log: times of dmesg, journald, syslog and ftrace, and the
 * host's name. Everything is kept as it is written; the formats name no year or time zone that could be filled in.
 */

/** The parts of a prefix that are there. */
export interface LogPrefix {
  /** The date when there is one, else seconds since boot. */
  readonly ts?: string | undefined;
  readonly host?: string | undefined;
}

const months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
/** `journalctl -o short-iso`, `dmesg --time-format iso`, RFC 5424. */
const isoDate = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;
/** `journalctl`, RFC 3164. */
const syslogDate = new RegExp(`${months} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?`);
/** `dmesg -T`. */
const clockDate = new RegExp(
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${months} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})? \\d{4}`,
);
/** `[  920.711591]`, also before a caller id `[ T123]`. */
const bootTime = /\[ {0,8}(\d{1,12}\.\d{3,9})\]/;
/** `kworker/u8:1-123 [003] d..1. 920.711591: ` of ftrace, trace-cmd and perf. */
const traceTime = /(?:^|\s)(\d{1,12}\.\d{3,9}):\s*$/;

/** A prefix longer than this is searched at its end alone. */
const most = 400;

function hostBehind(prefix: string, date: string): string | undefined {
  const rest = prefix.slice(prefix.indexOf(date) + date.length);
  return /^\s+(\S{1,253})\s+(?:kernel\b|-\s|\S{1,64}\[\d+\]:)/.exec(rest)?.[1];
}

/** Reads the text before the driver's name. */
export function readPrefix(text: string): LogPrefix {
  const prefix = text.length > most ? text.slice(-most) : text;
  const clock = clockDate.exec(prefix)?.[0];
  if (clock !== undefined) return { ts: clock, host: undefined };
  const date = isoDate.exec(prefix)?.[0] ?? syslogDate.exec(prefix)?.[0];
  if (date !== undefined) {
    return { ts: date, host: hostBehind(prefix, date) };
  }
  const seconds = bootTime.exec(prefix)?.[1] ?? traceTime.exec(prefix)?.[1];
  return { ts: seconds, host: undefined };
}

/** True for a line that starts with a time: it begins an entry of its own and continues none. */
export function startsEntry(text: string): boolean {
  const head = text.slice(0, 80);
  return /^\s*(?:<\d+>)?\s*(?:\[[ \d]+\.\d+\]|\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )/.test(head) || startsWithDate(head);
}

const dated = new RegExp(`^\\s*(?:<\\d+>1? ?)?(?:${isoDate.source}|${syslogDate.source})`);

function startsWithDate(head: string): boolean {
  return dated.test(head);
}
