/** Units of the mailbox's numbers. Source: drivers/cxl/cxlmem.h, include/cxl/event.h (Linux 7.2.13). */

/** What one unit of a capacity stands for (CXL_CAPACITY_MULTIPLIER). */
export const capacityUnitBytes = 268_435_456n;

/** A capacity of Identify or of the partition commands in bytes. @example capacityInBytes(16n) // 4294967296n */
export function capacityInBytes(units: bigint): bigint {
  return units * capacityUnitBytes;
}

/** Degrees Celsius of a 16-bit temperature, which may be below zero. @example celsius(0xfffb) // -5 */
export function celsius(temperature: number): number {
  return temperature < 0x8000 ? temperature : temperature - 0x1_0000;
}
