/**
 * Who is behind a fwctl device: `enum fwctl_device_type` (include/uapi/fwctl/fwctl.h) and what each driver puts into
 * the info data. The list is open: drivers outside mainline use other numbers, and every number is kept as it is.
 */

/** The numbers of mainline (Linux 7.2). Any other number is a device type too, only one without a name here. */
export const deviceTypes: {
  readonly ERROR: 0;
  readonly MLX5: 1;
  readonly CXL: 2;
  readonly BNXT: 3;
  readonly PDS: 4;
} = { ERROR: 0, MLX5: 1, CXL: 2, BNXT: 3, PDS: 4 };

/** The drivers of mainline, by the names used everywhere in this library. */
export type DriverName = "mlx5" | "cxl" | "bnxt" | "pds";

/** What a driver tells through FWCTL_INFO. */
export interface DriverInfo {
  readonly deviceType: number;
  /** The record in `out_device_data`; `undefined` when the driver has none. */
  readonly struct: string | undefined;
  /** Size of that record in bytes. */
  readonly bytes: number;
  /**
   * What comes back as `device_data_len`. The kernel copies at most that much and zeroes the rest of the buffer,
   * so pds, which reports 0 in 7.2, never shows its record.
   */
  readonly reported: number;
}

/** The info data of each mainline driver. */
export const drivers: { readonly [name in DriverName]: DriverInfo } = {
  mlx5: { deviceType: 1, struct: "fwctl_info_mlx5", bytes: 8, reported: 8 },
  cxl: { deviceType: 2, struct: undefined, bytes: 0, reported: 0 },
  bnxt: { deviceType: 3, struct: "fwctl_info_bnxt", bytes: 4, reported: 4 },
  pds: { deviceType: 4, struct: "fwctl_info_pds", bytes: 4, reported: 0 },
};

const names = ["error", "mlx5", "cxl", "bnxt", "pds"];

/**
 * A name for a device type. `registry` adds or replaces names; a number that neither knows is spelled out, never refused.
 *
 * @example deviceTypeName(2) // "cxl"
 * @example deviceTypeName(9) // "device type 9"
 * @example deviceTypeName(9, new Map([[9, "acme"]])) // "acme"
 */
export function deviceTypeName(deviceType: number, registry?: ReadonlyMap<number, string>): string {
  return registry?.get(deviceType) ?? names[deviceType] ?? `device type ${deviceType}`;
}

/** The mainline driver of a device type, `undefined` for every other number. */
export function driverOf(deviceType: number): DriverName | undefined {
  const name = names[deviceType];
  return name === "mlx5" || name === "cxl" || name === "bnxt" || name === "pds" ? name : undefined;
}

/** Path of the device node with number `index`, 0 to 4095. */
export function devicePath(index: number): string {
  return `/dev/fwctl/fwctl${index}`;
}
