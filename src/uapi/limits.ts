/** Limits of the fwctl core (drivers/fwctl/main.c). */

/** Longest request and longest reply buffer in bytes, `MAX_RPC_LEN`; one more is EMSGSIZE. */
export const maxRpcBytes = 2_097_152;

/** Most devices, so nodes are fwctl0 to fwctl4095. */
export const maxDevices = 4096;

/** Longest message of the older mlx5ctl interface in bytes. */
export const maxLegacyRpcBytes = 262_144;

/** Bytes of the argument structs that Linux 7.2 knows; both are also the least that it accepts. */
export const argumentBytes: { readonly info: 24; readonly rpc: 32 } = { info: 24, rpc: 32 };
