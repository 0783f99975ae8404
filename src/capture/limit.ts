/** A limit of a reader, as its caller gives it. */
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "../layout/encode-refusal.js";

/**
 * The limit in bytes, or `usual` when none is given. `Infinity` is none.
 *
 * @throws FwctlFault `kind` for what is no number, `range` for one that nothing could be within.
 */
export function limitOf(name: string, given: unknown, usual: number): number {
  if (given === undefined) return usual;
  if (typeof given !== "number" || Number.isNaN(given)) throw wrongKind(name, "a number of bytes", given);
  if (given >= 1 && (Number.isInteger(given) || given === Number.POSITIVE_INFINITY)) return given;
  const what = `${given} is no limit: it is a whole number of bytes, at least 1`;
  throw new FwctlFault({ code: "range", path: name, received: given, what });
}
