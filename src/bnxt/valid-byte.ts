/**
 * The `valid` byte, last of every HWRM reply: the device writes it after everything else, so that a reader of its memory
 * knows the reply is complete. The driver clears it before it copies the reply out, so through fwctl it is 0.
 * Source: include/linux/bnxt/hsi.h (HWRM_RESP_VALID_KEY), drivers/fwctl/bnxt/main.c (Linux 7.2).
 */
import { dataView } from "../bits/index.js";

/** Where the reply was read. */
export type ReplyOrigin = "fwctl" | "memory";

/** The byte, judged. */
export interface ValidByte {
  /** Offset in the reply, from `resp_len`. */
  readonly at: number;
  readonly value: number;
  /** Whether it is what this origin should show: 0 through fwctl, 1 in device memory. */
  readonly expected: boolean;
  readonly meaning: string;
}

/**
 * Reads the valid byte of a reply.
 *
 * @returns `undefined` when `resp_len` is below 9 or beyond the bytes that are there.
 */
export function validByte(reply: Uint8Array, origin: ReplyOrigin = "fwctl"): ValidByte | undefined {
  if (reply.length < 8) return undefined;
  const at = dataView(reply).getUint16(6, true) - 1;
  const value = at < 8 ? undefined : reply[at];
  if (value === undefined) return undefined;
  const expected = value === (origin === "fwctl" ? 0 : 1);
  return { at, value, expected, meaning: meaningOf(value, origin) };
}

function meaningOf(value: number, origin: ReplyOrigin): string {
  if (origin === "fwctl") {
    return value === 0
      ? "cleared by the driver, as always"
      : "not cleared: these bytes did not come through the 7.2 driver";
  }
  return value === 1 ? "the reply is complete" : "the device had not finished the reply";
}
