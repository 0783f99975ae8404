/**
 * Where a caller says that bytes are: an array, or part of a DataView, which may be shorter than that, detached, or none at
 * all. JavaScript does not see the types: whatever it is, a fault tells it instead of the engine's own words.
 */
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "./encode-refusal.js";
import { guarded } from "./guard.js";
import type { Layout } from "./layout.js";
import type { Plan } from "./plan.js";
import { isStruct } from "./value.js";

/**
 * The bytes that were given: a Uint8Array, or another view of a buffer as the bytes it covers. One whose buffer was transferred
 * away has none.
 *
 * @throws FwctlFault `kind` for what is no view of a buffer.
 */
export function requireBytes(path: string, bytes: unknown): Uint8Array {
  if (!ArrayBuffer.isView(bytes)) throw kindFault(path, "bytes (a Uint8Array)", bytes);
  if (bytes instanceof Uint8Array) return bytes;
  const length = lengthOf(bytes);
  return length === 0 ? new Uint8Array(0) : new Uint8Array(bytes.buffer, bytes.byteOffset, length);
}

/** @throws FwctlFault `kind` for what is no text; `expected` says what it should be. */
export function requireText(path: string, expected: string, given: unknown): string {
  if (typeof given === "string") return given;
  throw kindFault(path, expected, given);
}

/**
 * What reading goes by, of the layout that a function was given.
 *
 * @throws FwctlFault `kind` for what is no layout.
 */
export function planOf(layout: Layout<object>): Plan {
  const plan = guarded("layout", () => (isStruct(layout) ? layout.plan : undefined));
  if (plan === undefined) throw kindFault("layout", "a layout", layout);
  return plan;
}

/** @throws FwctlFault `kind` for what is no DataView. */
export function requireDataView(path: string, data: unknown): DataView {
  if (isDataView(data)) return data;
  throw kindFault(path, "a DataView", data);
}

const isDataView = (data: unknown): data is DataView => ArrayBuffer.isView(data) && "getUint8" in data;

/**
 * A place among `length` bytes, which need not hold anything.
 *
 * @throws FwctlFault `kind` for what is no number, `truncated` for a number that no byte can have.
 */
export function requireOffset(path: string, at: unknown, length: number): number {
  if (typeof at !== "number") throw kindFault(path, "a number of bytes", at);
  if (Number.isInteger(at) && at >= 0) return at;
  throw new FwctlFault({
    code: "truncated",
    path,
    what: `begins at byte ${at}, which no buffer has`,
    received: length,
  });
}

/** The bytes that a view of a buffer has now: none, when the buffer was transferred away or has shrunk. */
export function lengthOf(view: ArrayBufferView): number {
  try {
    return view.byteLength;
  } catch {
    return 0;
  }
}

/** Even to name what was given may throw, when it is made to. */
function kindFault(path: string, expected: string, received: unknown): FwctlFault {
  return guarded(path, () => wrongKind(path, expected, received));
}

/**
 * Bytes `at` to `end` of `data`, as far as there are any: what is cut short is told by whoever reads it. A DataView whose
 * buffer was transferred away has no bytes.
 *
 * @throws FwctlFault `kind` for what is no DataView; `truncated` when the region begins where no bytes are.
 */
export function regionOf(path: string, given: unknown, at: number, end: number): DataView {
  const data = requireDataView(path, given);
  const length = lengthOf(data);
  if (requireOffset(path, at, length) > length) {
    throw new FwctlFault({ code: "truncated", path, byteOffset: at, width: 0, received: length });
  }
  const size = typeof end === "number" && end > at ? Math.min(Math.floor(end), length) - at : 0;
  return size === 0 ? new DataView(new ArrayBuffer(0)) : new DataView(data.buffer, data.byteOffset + at, size);
}
