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
/** `dmesg -H`: `[Dec 2 09:56]`, of the first line of a minute. */
const minute = new RegExp(`\\[(${months} {1,2}\\d{1,2} \\d\\d:\\d\\d)\\]`);
/** `[  920.711591]`, also before a caller id `[ T123]`, and with the time since the last line (`dmesg -d`). */
const bootTime = /\[ {0,8}(\d{1,12}\.\d{3,9})(?: <[ \d.]{1,16}>)?\]/;
/** `journalctl -o short-unix`. */
const unixTime = /^\s*(\d{10}\.\d{3,9}) (?=\S{1,253} kernel:)/;
/** Priority, sequence number, microseconds since boot, flags of `/dev/kmsg`. */
const messageBuffer = /^\s*\d{1,4},\d{1,20},(\d{1,18}),[^;]{1,32};/;
/** `kworker/u8:1-123 [003] d..1. 920.711591: ` of ftrace, trace-cmd and perf. */
const traceTime = /(?:^|\s)(\d{1,12}\.\d{3,9}):\s*$/;

/** A prefix longer than this is searched at its end alone. */
const most = 400;

/** A zone in letters may stand between (`journalctl -o short-full`). */
function hostBehind(prefix: string, date: string): string | undefined {
  const rest = prefix.slice(prefix.indexOf(date) + date.length);
  return /^\]?\s+(?:[A-Z]{2,5}\s+)?(\S{1,253})\s+(?:kernel\b|-\s|\S{1,64}\[\d+\]:)/.exec(rest)?.[1];
}

/** Microseconds as the seconds that all other forms print. */
function secondsOf(microseconds: string): string {
  const digits = microseconds.padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Reads the text before the driver's name. */
export function readPrefix(text: string): LogPrefix {
  const prefix = text.length > most ? text.slice(-most) : text;
  // The usual form first: no date stands before or in it.
  const plain = prefix.startsWith("[") ? bootTime.exec(prefix) : null;
  if (plain?.index === 0 && plain[1] !== undefined) return { ts: plain[1], host: hostBehind(prefix, plain[1]) };
  const clock = clockDate.exec(prefix)?.[0];
  if (clock !== undefined) return { ts: clock, host: undefined };
  const date = isoDate.exec(prefix)?.[0] ?? syslogDate.exec(prefix)?.[0];
  if (date !== undefined) {
    return { ts: date, host: hostBehind(prefix, date) };
  }
  const seconds = bootTime.exec(prefix)?.[1];
  // `journalctl -o short-monotonic` has a host behind the time.
  if (seconds !== undefined) return { ts: seconds, host: hostBehind(prefix, seconds) };
  const unix = unixTime.exec(prefix)?.[1];
  if (unix !== undefined) return { ts: unix, host: hostBehind(prefix, unix) };
  const microseconds = messageBuffer.exec(prefix)?.[1];
  if (microseconds !== undefined) return { ts: secondsOf(microseconds), host: undefined };
  return { ts: minute.exec(prefix)?.[1] ?? traceTime.exec(prefix)?.[1], host: undefined };
}

/** True for a line that starts with a time: it begins an entry of its own and continues none. */
export function startsEntry(text: string): boolean {
  const head = text.slice(0, 80);
  return (
    /^\s*(?:<\d+>)?\s*(?:\[[ \d]+\.\d+[\] ]|\[ *\+\d|\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |\d{1,4},\d{1,20},\d{1,18},|\d{10}\.\d{3,9} \S{1,253} kernel:)/.test(
      head,
    ) || startsWithDate(head)
  );
}

const dated = new RegExp(`^\\s*(?:<\\d+>1? ?)?(?:${isoDate.source}|${syslogDate.source})`);

function startsWithDate(head: string): boolean {
  return dated.test(head);
}
