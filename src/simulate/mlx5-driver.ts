/** The fwctl driver of mlx5 (drivers/fwctl/mlx5/main.c, Linux 7.2): lengths, opcode policy, user context. */
import { dataView } from "../bits/index.js";
import { deviceTypes } from "../uapi/index.js";
import type { Driver, DriverCall, DriverReply } from "./driver.js";
import type { ErrnoName } from "./errno-name.js";
import type { Mlx5Device } from "./mlx5-device.js";
import type { ScopePolicy } from "./policy.js";

/** `struct mbox_in_hdr` and `mbox_out_hdr`. */
const headerBytes = 16;

/** What the driver was given for its descriptors. */
export interface Mlx5Context {
  /** User context of the first descriptor; the next ones count on. */
  readonly firstUid: number;
  readonly uctxCaps: number;
}

/** Binds the driver to a device. */
export function bindMlx5(device: Mlx5Device, policy: ScopePolicy, context: Mlx5Context): Driver {
  const uidOf = (descriptor: number): number => context.firstUid + descriptor - 1;
  return {
    deviceType: deviceTypes.MLX5,
    info: (descriptor) => {
      const record = new Uint8Array(8);
      const view = dataView(record);
      view.setUint32(0, uidOf(descriptor), true);
      view.setUint32(4, context.uctxCaps, true);
      return record;
    },
    rpc: (call) => rpc(device, policy, uidOf(call.descriptor), call),
  };
}

function rpc(device: Mlx5Device, policy: ScopePolicy, uid: number, call: DriverCall): DriverReply | ErrnoName {
  if (call.in.length < headerBytes || call.outLength < headerBytes) return "EMSGSIZE";
  const request = dataView(call.in);
  const least = policy(call.in);
  if (least === undefined || call.scope < least) return "EBADMSG";
  // Bytes 2 and 3 are the user context, whatever the caller wrote there.
  request.setUint16(2, uid);
  const out = new Uint8Array(call.outLength);
  const failed = device(call.in, out);
  return failed ?? { out, outLength: call.outLength };
}
