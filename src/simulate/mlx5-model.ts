/** An mlx5 device as data: capability records, registers, and canned replies for everything else. */
import type { ModelBytes } from "./bytes.js";
import type { MatchModel } from "./match.js";

/** One capability record for QUERY_HCA_CAP: 4096 bytes, filled up with zeros. */
export interface Mlx5CapabilityModel {
  /** Capability type, op_mod >> 1: 0 GENERAL, 1 ETHERNET_OFFLOADS, … */
  readonly type: number;
  /** op_mod & 1 = 1. */
  readonly current: ModelBytes;
  /** op_mod & 1 = 0. Default: as current. */
  readonly max?: ModelBytes;
}

/** One register for ACCESS_REG. The first whose id and conditions fit the request answers. */
export interface Mlx5RegisterModel {
  readonly id: number;
  /** Conditions on `register_data` of the request, such as a port or a group. */
  readonly match?: readonly MatchModel[];
  readonly data: ModelBytes;
  /** Bits that a write changes; without it a write is refused. */
  readonly writable?: ModelBytes;
}

/** A canned reply. The first whose opcode, op_mod and conditions fit answers. */
export interface Mlx5ReplyModel {
  readonly opcode: number;
  readonly op_mod?: number;
  /** Conditions on the request, from its first byte. */
  readonly match?: readonly MatchModel[];
  /** The device's own refusal, delivered in the reply. */
  readonly status?: number;
  readonly syndrome?: number;
  /** The reply from byte 8 on. */
  readonly out?: ModelBytes;
  /** The command queue fails: no reply, this errno (EIO, ENXIO, ETIMEDOUT, …). */
  readonly errno?: string;
}

/** An mlx5 device. */
export interface Mlx5Model {
  readonly driver: "mlx5";
  readonly doc?: string;
  /** User context of the first opened descriptor; the next ones count on. Default 1. */
  readonly uid?: number;
  /** `uctx_caps` of FWCTL_INFO. Default 4, tools resources. */
  readonly uctx_caps?: number;
  readonly capabilities?: readonly Mlx5CapabilityModel[];
  readonly registers?: readonly Mlx5RegisterModel[];
  readonly replies?: readonly Mlx5ReplyModel[];
  /** What the device says to everything else. Default: status 2, bad operation, syndrome 0. */
  readonly otherwise?: { readonly status: number; readonly syndrome: number };
}
