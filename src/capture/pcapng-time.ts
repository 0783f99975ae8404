/** Times of recorders as nanoseconds since 1970, which is what pcapng stores, and back. */

const nanosecond = 1_000_000_000n;
const mostNanoseconds: bigint = (1n << 64n) - 1n;

/**
 * The time that a recorder wrote. Text: seconds with a fraction (`920.711591`, as the kernel's log has them) or an ISO date. Numbers
 * do not state their unit, so their size does: seconds below 10^11, then milliseconds, microseconds and nanoseconds, each up to a
 * thousand times more. `undefined` for anything else.
 */
export function nanosecondsOf(ts: string | number | undefined): bigint | undefined {
  const found = typeof ts === "number" ? ofNumber(ts) : ts === undefined ? undefined : ofText(ts.trim());
  return found !== undefined && found >= 0n && found <= mostNanoseconds ? found : undefined;
}

function ofNumber(ts: number): bigint | undefined {
  if (!Number.isFinite(ts) || ts < 0 || ts >= 1e20) return undefined;
  if (ts >= 1e17) return BigInt(Math.floor(ts));
  const unit = ts < 1e11 ? 1e9 : ts < 1e14 ? 1e6 : 1e3;
  const whole = Math.floor(ts);
  return BigInt(whole) * BigInt(unit) + BigInt(Math.round((ts - whole) * unit));
}

function ofText(text: string): bigint | undefined {
  const [, seconds, fraction = ""] = /^(\d{1,11})(?:\.(\d{1,9})\d{0,9})?$/.exec(text) ?? [];
  if (seconds !== undefined) return BigInt(seconds) * nanosecond + BigInt(fraction.padEnd(9, "0"));
  const [, date, part = "", zone] =
    /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  const offset = zone === undefined ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  const milliseconds = Date.parse(`${date.replace(" ", "T")}${offset}`);
  return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds) * 1_000_000n + BigInt(part.padEnd(9, "0"));
}

/** Nanoseconds as an ISO date in UTC with nine digits of fraction; a time that no date can hold, as seconds. */
export function isoText(nanoseconds: bigint): string {
  const fraction = (nanoseconds % nanosecond).toString().padStart(9, "0");
  const date = new Date(Number(nanoseconds / nanosecond) * 1000);
  if (Number.isNaN(date.getTime())) return `${nanoseconds / nanosecond}.${fraction}`;
  return `${date.toISOString().slice(0, -5)}.${fraction}Z`;
}

/** Units of an interface's resolution to nanoseconds. `resolution` is the byte of `if_tsresol`: 10^-n, or 2^-n with the top bit. */
export function scaled(units: bigint, resolution: number): bigint {
  const power = resolution & 0x7f;
  if ((resolution & 0x80) !== 0) return (units * nanosecond) >> BigInt(power);
  return power <= 9 ? units * 10n ** BigInt(9 - power) : units / 10n ** BigInt(power - 9);
}
