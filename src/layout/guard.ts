/** Values from outside may be anything: a getter or a Proxy may throw whatever it likes while it is read. */
import { FwctlFault, isFwctlFault } from "../fault/index.js";

/**
 * Runs what reads a caller's value, so that only faults leave.
 *
 * @throws FwctlFault whatever `read` finds wrong; `kind` with the foreign error as `cause` when the value itself throws.
 */
export function guarded<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (isFwctlFault(error)) throw error;
    const facts = { path, expected: "plain data", received: "a value that throws when it is read" };
    throw new FwctlFault({ code: "kind", ...facts }, { cause: error });
  }
}
