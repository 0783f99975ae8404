/**
 * What FWCTL_INFO says of a pds device. The driver of Linux 7.2 fills `fwctl_info_pds` but reports its length as 0, so the kernel
 * zeroes the buffer and the capabilities never arrive; and it makes them of enum values instead of bits, ORed: 0 | 1.
 *
 * Source: include/uapi/fwctl/pds.h, drivers/fwctl/pds/main.c (Linux 7.2.13).
 */
import { dataView } from "../bits/index.js";

/** Capabilities as far as they can be known. */
export interface PdsCapabilities {
  /** `undefined` when the info data did not arrive. */
  readonly value: number | undefined;
  /** Of `QUERY_CAP` and `SEND_CAP`, those that are stated. */
  readonly names: readonly ("QUERY_CAP" | "SEND_CAP")[];
  readonly reason: string;
}

/** The number that a driver makes of both capabilities: QUERY_CAP is 0 and SEND_CAP is 1, ORed as they are. */
const both = 1;

/**
 * @param data device data of FWCTL_INFO, cut to the length that the kernel reports.
 * @example readCapabilities(new Uint8Array(0)).value // undefined
 */
export function readCapabilities(data: Uint8Array, hostOrder: "be" | "le" = "le"): PdsCapabilities {
  if (data.length < 4) {
    const reason = "the driver reports no info data, as in Linux 7.2, so nothing is known; assume both";
    return { value: undefined, names: [], reason };
  }
  const value = dataView(data).getUint32(0, hostOrder === "le");
  if (value === both) {
    return { value, names: ["QUERY_CAP", "SEND_CAP"], reason: "the enum values 0 and 1, ORed by the driver: both" };
  }
  if (value === 0) {
    return { value, names: [], reason: "0: QUERY_CAP as a value, or nothing written; the two look the same" };
  }
  return { value, names: [], reason: "a number that the driver of Linux 7.2 does not make" };
}
