/** Giving up: a signal ends the wait, not the command. */
import { FwctlFault, isFwctlFault } from "../fault/index.js";

/** The fault of an aborted call; its cause is the signal's reason. */
export function abortedFault(signal: AbortSignal, path: string, sent: boolean): FwctlFault {
  const what = sent ? "aborted while it was under way" : "aborted before it was sent";
  const remedy = sent ? "The device may have run it all the same: read the state back." : undefined;
  return new FwctlFault({ code: "aborted", path, what, remedy }, { cause: signal.reason });
}

/**
 * Waits for a result unless the signal comes first. A result or an error that comes after the signal is dropped.
 *
 * @throws FwctlFault `aborted`
 */
export async function unlessAborted<T>(
  start: () => Promise<T>,
  signal: AbortSignal | undefined,
  path: string,
): Promise<T> {
  if (signal === undefined) return start();
  if (signal.aborted) throw abortedFault(signal, path, false);
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortedFault(signal, path, true));
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([start(), aborted]);
  } catch (error) {
    // A backend that heeds the signal rejects with an error of its own, perhaps before our listener ran.
    throw signal.aborted && !isFwctlFault(error) ? abortedFault(signal, path, true) : error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
