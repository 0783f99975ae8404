/** How an attempt was refused, as text: code and message of the fault. Any other error, and none, are told apart. */
import { isFwctlFault } from "../../src/fault/index.js";

export function refused(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isFwctlFault(error) ? `${error.code} ${error.message}` : `foreign ${String(error)}`;
  }
  return "no fault";
}
