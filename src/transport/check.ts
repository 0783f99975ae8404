/** What a backend hands over, before anybody trusts it. */
import type { Pointer, RpcReply, RpcRequest } from "../catalog/rpc.js";
import { FwctlFault, isFwctlFault } from "../fault/index.js";
import { errnoOf, type IoctlFailure, ioctlFault, ioctlPath } from "./errno.js";
import type { DeviceInfo } from "./transport.js";

function wrong(path: string, what: string): FwctlFault {
  return new FwctlFault({ code: "transport", path, what, remedy: "The backend is at fault, not the device." });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Also for arrays of another realm (a worker, a frame), which `instanceof` does not know. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function isLength(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : value === undefined ? "nothing" : typeof value;
}

/**
 * A reply is the bytes, no more and no fewer than the smaller of the buffer and what the driver produced, and the
 * buffers behind the pointers as many as were sent.
 *
 * @throws FwctlFault `transport` that says what is wrong.
 */
export function checkedReply(value: unknown, request: RpcRequest, path: string): RpcReply {
  if (!isObject(value)) throw wrong(path, `the backend answered with ${kindOf(value)}`);
  const { out, outLength, pointers } = withKeys(value);
  if (!isBytes(out)) throw wrong(path, `the backend answered with ${kindOf(out)} as \`out\`, bytes are expected`);
  if (!isLength(outLength)) throw wrong(path, "the backend answered without the length in `outLength`");
  const expected = Math.min(outLength, request.outLength);
  if (out.length !== expected) {
    const much = out.length < expected ? "too little" : "too much";
    throw wrong(
      path,
      `the backend answered with ${much}: ${out.length} bytes, the driver gave ${outLength} for a buffer of ${request.outLength}`,
    );
  }
  const buffers = checkedPointers(pointers, request.pointers ?? [], path);
  return buffers.length === 0 ? { out, outLength } : { out, outLength, pointers: buffers };
}

/** The bytes of an answer that is no reply, when it has any. */
export function replyAsFarAs(value: unknown): RpcReply | undefined {
  if (!isObject(value)) return undefined;
  const { out, outLength } = withKeys(value);
  return isBytes(out) ? { out, outLength: isLength(outLength) ? outLength : out.length } : undefined;
}

function withKeys(value: { readonly out?: unknown; readonly outLength?: unknown; readonly pointers?: unknown }): {
  readonly out?: unknown;
  readonly outLength?: unknown;
  readonly pointers?: unknown;
} {
  return value;
}

function checkedPointers(value: unknown, sent: readonly Pointer[], path: string): readonly Pointer[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (list.length !== sent.length) {
    throw wrong(path, `the backend answered with ${list.length} buffers behind pointers, ${sent.length} were sent`);
  }
  return sent.map((pointer, index) => {
    const here = `${path}.pointers[${index}]`;
    const answer = list[index];
    if (!isObject(answer)) throw wrong(here, `the backend answered with ${kindOf(answer)}`);
    const { data, pointers: inner }: { readonly data?: unknown; readonly pointers?: unknown } = answer;
    if (data !== undefined && (!isBytes(data) || data.length > pointer.length)) {
      throw wrong(here, `the backend answered with data that does not fit a buffer of ${pointer.length} bytes`);
    }
    const { at, direction, length } = pointer;
    const nested = checkedPointers(inner, pointer.pointers ?? [], here);
    const own = data === undefined ? { at, direction, length } : { at, direction, length, data };
    return nested.length === 0 ? own : { ...own, pointers: nested };
  });
}

/** @throws FwctlFault `transport` when it is no device type with bytes. */
export function checkedInfo(value: unknown): DeviceInfo {
  const path = ioctlPath("info");
  if (!isObject(value)) throw wrong(path, `the backend answered with ${kindOf(value)}`);
  const { deviceType, data }: { readonly deviceType?: unknown; readonly data?: unknown } = value;
  if (!isLength(deviceType)) throw wrong(path, "the backend answered without a device type");
  if (!isBytes(data)) throw wrong(path, `the backend answered with ${kindOf(data)} as \`data\`, bytes are expected`);
  return { deviceType, data };
}

/** Any error of a backend as a fault that names the call: an errno is explained, a stranger is named. */
export function backendFault(error: unknown, failure: Omit<IoctlFailure, "errno" | "cause">): FwctlFault {
  const path = ioctlPath(failure.ioctl, failure.deviceType, failure.command);
  const errno = errnoOf(error);
  if (errno !== undefined) return ioctlFault({ ...failure, errno, cause: error });
  if (isFwctlFault(error)) return named(error, path);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : kindOf(error);
  const remedy = "Whether the command ran is not known: read the state back.";
  return new FwctlFault(
    { code: "transport", path, what: `the backend failed with ${short(said)}`, remedy },
    { cause: error },
  );
}

/** A transport's own fault (a recording that ended) does not know the call by name. */
function named(fault: FwctlFault, path: string): FwctlFault {
  if (fault.code !== "transport" || fault.path?.startsWith(path) === true) return fault;
  const { code, byteOffset, expected, received, what, remedy } = fault;
  const facts = { code, byteOffset, expected, received, what, remedy };
  const place = fault.path === undefined ? path : `${path}: ${fault.path}`;
  return new FwctlFault({ ...facts, path: place }, { cause: fault });
}

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 197)}...` : text).replace(/\s+/g, " ");
