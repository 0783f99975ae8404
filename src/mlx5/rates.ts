/** Rates in words, where the unit of the field is known. */
import { speedText } from "./link-modes.js";

/** Kbit/s that one unit stands for: PTYS counts in 100 Mbit/s, pacing in kbit/s, scheduling in Mbit/s. */
const units: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["data_rate_oper", 100_000],
  ["packet_pacing_max_rate", 1],
  ["packet_pacing_min_rate", 1],
  ["max_average_bw", 1000],
]);

/**
 * A rate in words.
 *
 * @example rateInWords("data_rate_oper", 1000) // "100 Gbit/s"
 * @returns `undefined` for fields that hold no rate of a known unit, and for 0, which is none.
 */
export function rateInWords(field: string, value: number): string | undefined {
  const unit = units.get(field);
  return unit === undefined || value === 0 ? undefined : speedText((value * unit) / 1000);
}
