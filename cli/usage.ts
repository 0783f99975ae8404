/** Exit codes, and the error of a command that was called wrongly. */

/** What the process says when it ends. */
export const exitCodes: {
  /** All is well. */
  readonly fine: 0;
  /** The data had faults, or the device refused. */
  readonly faults: 1;
  /** The command was called wrongly, or a file could not be read. */
  readonly usage: 2;
  /** `diff` found differences. */
  readonly differences: 3;
} = { fine: 0, faults: 1, usage: 2, differences: 3 };

export { UsageError } from "../reading/usage-error.js";
