/** Where a caller says that bytes are: part of a DataView, which may be shorter than that, detached, or none at all. */
import { FwctlFault } from "../fault/index.js";
import { wrongKind } from "./encode-refusal.js";

/**
 * Bytes `at` to `end` of `data`, as far as there are any: what is cut short is told by whoever reads it. A DataView whose
 * buffer was transferred away has no bytes.
 *
 * @throws FwctlFault `kind` for what is no DataView; `truncated` when the region begins where no bytes are.
 */
export function regionOf(path: string, data: unknown, at: number, end: number): DataView {
  if (!isDataView(data)) throw wrongKind(path, "a DataView", data);
  // The length of a DataView that lost its buffer cannot be asked for.
  const length = data.buffer.byteLength === 0 ? 0 : data.byteLength;
  if (!Number.isInteger(at) || at < 0 || at > length) {
    throw new FwctlFault({ code: "truncated", path, byteOffset: at, width: 0, received: length });
  }
  const size = end > at ? Math.min(Math.floor(end), length) - at : 0;
  return size === 0 ? new DataView(new ArrayBuffer(0)) : new DataView(data.buffer, data.byteOffset + at, size);
}

const isDataView = (data: unknown): data is DataView => ArrayBuffer.isView(data) && "getUint8" in data;
