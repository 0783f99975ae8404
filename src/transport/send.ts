/** One call to a device, checked on both sides. */
import type { Call, Pointer } from "../catalog/index.js";
import type { DecodeOptions, StructValue } from "../layout/index.js";
import { type Delivery, deliveryOf } from "../uapi/explain.js";
import { type DriverName, drivers } from "../uapi/index.js";
import { unlessAborted } from "./abort.js";
import { backendFault, checkedInfo, checkedReply, replyAsFarAs } from "./check.js";
import { errnoOf, ioctlPath } from "./errno.js";
import { keepExchanges } from "./exchanges.js";
import type { DeviceInfo, Transport, TransportExchange, TransportOptions } from "./transport.js";

/** What came back of a call: the bytes, and the knowledge of how to read them. */
export interface Reply<Response extends object = StructValue> {
  readonly call: Call<Response>;
  readonly out: Uint8Array;
  /** What the driver says it produced; it may exceed `out`. */
  readonly outLength: number;
  /** In the order of the call's, with the data as it was after the call. */
  readonly pointers?: readonly Pointer[] | undefined;
  /**
   * Whether the device got the command. `unknown` where a driver reports its own failure in the device's field, or
   * success looks like a time-out: read the state back.
   */
  readonly delivery: Delivery;
  /**
   * The decoded response; of a reply that refuses, the fields that it has.
   *
   * @throws FwctlFault as `Layout.decode`, when the reply is damaged; never for one that refuses.
   */
  decode(options?: DecodeOptions): Response;
}

/**
 * Sends one call. A refusal by the device (status, syndrome, return code) is part of the reply and does not reject;
 * see `decodeRpc`, or `openDevice` for both in one.
 *
 * @throws FwctlFault `transport` for an errno, which it explains, and for a backend that fails or answers with
 *   something else than a reply; `aborted` when the signal comes first. `exchangesOf` has what was sent.
 * @example
 * const reply = await send(transport, queryHcaCap.call({ op_mod: 1 }), { signal: AbortSignal.timeout(5000) });
 * reply.decode().capability;
 */
export async function send<Response extends object>(
  transport: Transport,
  call: Call<Response>,
  options: TransportOptions = {},
): Promise<Reply<Response>> {
  const { family, name } = call.command;
  const deviceType = deviceTypeOf(family);
  const path = ioctlPath("rpc", deviceType, name);
  let answer: unknown;
  try {
    answer = await unlessAborted(async () => transport.rpc(requestOf(call), options), options.signal, path);
    const reply = checkedReply(answer, call, path);
    return {
      call,
      ...reply,
      delivery: deliveryOf({ driver: driverNamed(family), out: reply.out }),
      decode: (how) => call.decode(reply, how),
    };
  } catch (error) {
    const fault = backendFault(error, { ioctl: "rpc", deviceType, command: name, request: call });
    const exchange = { ioctl: "rpc", deviceType, request: requestOf(call), ...replyKey(answer) } as const;
    throw keepExchanges(fault, [failed(exchange, fault)]);
  }
}

/**
 * Asks what is behind a device.
 *
 * @throws FwctlFault as {@link send}.
 */
export async function sendInfo(transport: Transport, options: TransportOptions = {}): Promise<DeviceInfo> {
  try {
    return checkedInfo(await unlessAborted(async () => transport.info(options), options.signal, ioctlPath("info")));
  } catch (error) {
    const fault = backendFault(error, { ioctl: "info" });
    throw keepExchanges(fault, [failed({ ioctl: "info" }, fault)]);
  }
}

/** The bare request: a backend may be in another process, where functions cannot go. */
export function requestOf(call: Call<object>): {
  scope: number;
  in: Uint8Array;
  outLength: number;
  pointers?: readonly Pointer[];
} {
  const { scope, in: input, outLength, pointers } = call;
  return { scope, in: input, outLength, ...(pointers === undefined ? {} : { pointers }) };
}

/** What a backend answered, though it was refused: its bytes help to find out why. */
function replyKey(answer: unknown): Pick<TransportExchange, "reply"> {
  const reply = replyAsFarAs(answer);
  return reply === undefined ? {} : { reply };
}

function failed(exchange: TransportExchange, fault: unknown): TransportExchange {
  const errno = errnoOf(fault);
  return errno === undefined ? exchange : { ...exchange, errno };
}

function driverNamed(family: string): DriverName | undefined {
  return family === "mlx5" || family === "cxl" || family === "bnxt" || family === "pds" ? family : undefined;
}

function deviceTypeOf(family: string): number | undefined {
  const name = driverNamed(family);
  return name === undefined ? undefined : drivers[name].deviceType;
}
