/** The fwctl driver of bnxt (drivers/fwctl/bnxt/main.c, Linux 7.2) and the firmware behind it, made from a model. */
import { dataView } from "../bits/index.js";
import { findErrno } from "../uapi/explain.js";
import { deviceTypes } from "../uapi/index.js";
import type { BnxtModel, BnxtReplyModel } from "./bnxt-model.js";
import { modelBytes } from "./bytes.js";
import type { Driver, DriverCall, DriverReply } from "./driver.js";
import { type ErrnoName, errnoNameOf } from "./errno-name.js";
import { type Matcher, matcher } from "./match.js";
import type { ScopePolicy } from "./policy.js";

/** struct input (16 bytes), the longest request, and struct output (8 bytes): include/linux/bnxt/hsi.h. */
const limits = { least: 16, most: 128, replyHeader: 8 } as const;
const notSupported = 0xffff;

/** Answers one request with the response as the firmware writes it, or with the errno of a failed send. */
export type BnxtDevice = (request: Uint8Array, sequence: number) => Uint8Array | ErrnoName;

/** Binds the driver to a device. */
export function bindBnxt(
  device: BnxtDevice,
  policy: ScopePolicy,
  model: Pick<BnxtModel, "stopped" | "uctx_caps">,
): Driver {
  let sequence = 0;
  return {
    deviceType: deviceTypes.BNXT,
    info: () => {
      const record = new Uint8Array(4);
      dataView(record).setUint32(0, model.uctx_caps ?? 7, true);
      return record;
    },
    rpc: (call) => {
      const refused = validate(call, policy, model.stopped === true);
      if (refused !== undefined) return refused;
      sequence = (sequence + 1) & 0xffff;
      return send(device, call, sequence);
    },
  };
}

function validate(call: DriverCall, policy: ScopePolicy, stopped: boolean): ErrnoName | undefined {
  if (call.in.length < limits.least || call.in.length > limits.most) return "EINVAL";
  if (call.outLength < limits.replyHeader) return "EINVAL";
  const least = policy(call.in);
  return stopped || least === undefined || call.scope < least ? "EPERM" : undefined;
}

/** The driver numbers the request itself; an error of its own stands in the reply's error_code as the low 16 bits of -errno. */
function send(device: BnxtDevice, call: DriverCall, sequence: number): DriverReply {
  dataView(call.in).setUint16(4, sequence, true);
  const out = new Uint8Array(call.outLength);
  const response = device(call.in, sequence);
  if (typeof response === "string") {
    dataView(out).setUint16(0, -(findErrno(response)?.number ?? 0), true);
  } else {
    // The last byte, 1 in device memory when the response is complete, is cleared before the copy.
    response[response.length - 1] = 0;
    out.set(response.subarray(0, out.length));
  }
  return { out, outLength: call.outLength };
}

/**
 * A device that follows the model. A request without a canned reply is not supported.
 *
 * @throws FwctlFault `schema` for a model whose bytes cannot be read.
 */
export function bnxtDevice(model: BnxtModel): BnxtDevice {
  const replies = (model.replies ?? []).map((reply, index) => readReply(reply, `replies[${index}]`));
  return (request, sequence) => {
    const type = dataView(request).getUint16(0, true);
    const canned = replies.find((reply) => reply.type === type && reply.fits(request));
    if (canned?.errno !== undefined) return canned.errno;
    const body = canned?.body ?? new Uint8Array();
    const response = new Uint8Array(Math.max(16, Math.ceil((limits.replyHeader + body.length + 1) / 8) * 8));
    const view = dataView(response);
    view.setUint16(0, canned?.code ?? notSupported, true);
    view.setUint16(2, type, true);
    view.setUint16(4, sequence, true);
    view.setUint16(6, response.length, true);
    response.set(body, limits.replyHeader);
    response[response.length - 1] = 1;
    return response;
  };
}

interface Canned {
  readonly type: number;
  readonly fits: Matcher;
  readonly code: number;
  readonly body: Uint8Array;
  readonly errno: ErrnoName | undefined;
}

function readReply(model: BnxtReplyModel, path: string): Canned {
  const errno = model.errno === undefined ? undefined : errnoNameOf(model.errno, path);
  const body = modelBytes(model.out ?? "", path);
  return { type: model.req_type, fits: matcher(model.match, path), code: model.error_code ?? 0, body, errno };
}
