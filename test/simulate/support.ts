/** Helpers of the simulator's tests. */
import { fromHex } from "../../src/bits/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { errnoOf } from "../../src/transport/index.js";
import { errnoName } from "../../src/uapi/explain.js";

/** Bytes from hex digits with spaces. */
export const hex = (text: string): Uint8Array => {
  const bytes = fromHex(text.replaceAll(" ", ""));
  if (bytes === undefined) throw new Error(`no hex: ${text}`);
  return bytes;
};

/** `"OK"`, or the name of the errno with which a call was refused. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "OK";
  } catch (error) {
    const errno = errnoOf(error);
    if (isFwctlFault(error) && errno !== undefined) return errnoName(errno);
    throw error;
  }
}
