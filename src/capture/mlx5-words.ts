/**
 * Pieces of the lines that the mlx5 driver prints: numbers, command names, the device, the place in the source.
 * Formats: `mlx5_core_err`, `mlx5_core_warn`, `mlx5_core_dbg` (mlx5_core.h) and `mlx5_command_str` (cmd.c).
 */
import { readPrefix } from "./log-prefix.js";

/**
 * A hexadecimal number of at most `digits` digits, captured without its `0x`. Pastes carry U+00D7 for the `x`, as
 * itself, in another encoding, or read in the wrong one.
 */
export function hexNumber(digits: number): string {
  return `0(?:[xX\\u00d7\\ufffd]|\\u00c3[\\u0097\\u2014])([0-9a-fA-F]{1,${digits}})`;
}

/** `CREATE_QP(0x500)`: two captures, name and number. The driver writes three words for a number that it does not know. */
export const commandPattern: string = `\\b([A-Za-z0-9_]{1,64}|unknown command opcode)\\s?\\(${hexNumber(4)}\\)`;

/** `mlx5_core 0000:d2:00.0:`, `mlx5_core.sf mlx5_core.sf.4:`. */
const devicePattern = /mlx5_core(?:\.sf)?\s+([A-Za-z0-9_.:-]{1,63}?)(?::\s|:?\s|:$)/;

/** `mlx5_cmd_out_err:838:(pid 1441871):`. */
const placePattern = /([A-Za-z_][A-Za-z0-9_]{0,63}):(\d{1,6}):\(pid\s+(\d{1,10})\)/;

/** Where a line comes from. */
export interface LineSource {
  readonly ts: string | undefined;
  readonly host: string | undefined;
  readonly dev: string | undefined;
}

/** What the words before a message say. */
export interface MessageOrigin extends LineSource {
  readonly function: string | undefined;
  readonly sourceLine: number | undefined;
  readonly pid: number | undefined;
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Reads time, host and device from the text before a message. */
export function readSource(before: string): LineSource {
  const device = devicePattern.exec(before);
  const prefix = readPrefix(device === null ? before : before.slice(0, device.index));
  return { ts: prefix.ts, host: prefix.host, dev: device?.[1] };
}

/** Reads time, host, device and place from the text before a message. */
export function readOrigin(before: string): MessageOrigin {
  const { ts, host, dev } = readSource(before);
  const place = placePattern.exec(before);
  return { ts, host, dev, function: place?.[1], sourceLine: numberOf(place?.[2]), pid: numberOf(place?.[3]) };
}
