/** A device and a catalog together: calls go out, decoded exchanges come back. */
import { type Call, type Catalog, decodeRpc, type Family, familyOf, type Rpc } from "../catalog/index.js";
import type { StructValue } from "../layout/index.js";
import type { Delivery } from "../uapi/explain.js";
import { decodeInfo } from "./info-record.js";
import { type Conversation, type RunOptions, run } from "./run.js";
import { type Reply, send, sendInfo } from "./send.js";
import type { DeviceInfo, Transport, TransportOptions } from "./transport.js";

/** One exchange with a device, decoded. */
export interface DeviceRpc<Response extends object = StructValue> extends Rpc {
  readonly reply: Reply<Response>;
  /** As {@link Reply.delivery}. */
  readonly delivery: Delivery;
}

/** An open device. */
export interface Device {
  readonly info: DeviceInfo;
  /** The driver's own record of it, as {@link decodeInfo} reads it. */
  readonly record: StructValue | undefined;
  readonly family: Family;
  readonly transport: Transport;
  /**
   * Sends a call and decodes what came back. The device's status is in `status`; nothing that the device says rejects.
   *
   * @throws FwctlFault as `send`.
   */
  rpc<Response extends object>(call: Call<Response>, options?: TransportOptions): Promise<DeviceRpc<Response>>;
  /** As `run`, on this device. */
  run<Result>(conversation: Conversation<Result>, options?: RunOptions): Promise<Result>;
}

/**
 * Asks a device what it is, and chooses its family from the catalog.
 *
 * @throws FwctlFault `unknown-command` when the catalog has no family for the device type; as `send` otherwise.
 * @example
 * const device = await openDevice(transport, createCatalog(mlx5, cxl));
 * const { status, response } = await device.rpc(queryHcaCap.call({ op_mod: 1 }));
 */
export async function openDevice(transport: Transport, catalog: Catalog, options?: TransportOptions): Promise<Device> {
  const info = await sendInfo(transport, options);
  const family = familyOf(catalog, info.deviceType);
  return {
    info,
    record: decodeInfo(info),
    family,
    transport,
    run: (conversation, how) => run(transport, conversation, how),
    rpc: async (call, how) => {
      const reply = await send(transport, call, how);
      const { out, outLength, pointers } = reply;
      const { in: request, scope } = call;
      const rpc = decodeRpc(catalog, { deviceType: info.deviceType, in: request, out, outLength, scope, pointers });
      return Object.assign(rpc, { reply, delivery: reply.delivery });
    },
  };
}
