/**
 * Status of an adminq completion (`enum pds_core_status_code`, include/linux/pds/pds_adminq.h) and the errno that pds_core makes of
 * it (drivers/net/ethernet/amd/pds_core/dev.c, Linux 7.2). A status other than 0 becomes the ioctl's errno, and no reply is
 * written; `retval` of a reply is the operation's own result, in whatever numbers the product's firmware uses.
 */

/** One adminq status. */
export interface PdsStatus {
  readonly value: number;
  /** Header spelling without `PDS_RC_`. */
  readonly name: string;
  /** `undefined` for success. */
  readonly errno: string | undefined;
}

/** Number, name, errno. */
const rows: readonly (readonly [value: number, name: string, errno?: string])[] = [
  [0, "SUCCESS"],
  [1, "EVERSION", "EINVAL"],
  [2, "EOPCODE", "EIO"],
  [3, "EIO", "EIO"],
  [4, "EPERM", "EPERM"],
  [5, "EQID", "EINVAL"],
  [6, "EQTYPE", "EINVAL"],
  [7, "ENOENT", "ENOENT"],
  [8, "EINTR", "EIO"],
  [9, "EAGAIN", "EAGAIN"],
  [10, "ENOMEM", "ENOMEM"],
  [11, "EFAULT", "EFAULT"],
  [12, "EBUSY", "EBUSY"],
  [13, "EEXIST", "EEXIST"],
  [14, "EINVAL", "EINVAL"],
  [15, "ENOSPC", "ENOSPC"],
  [16, "ERANGE", "ERANGE"],
  [17, "BAD_ADDR", "EFAULT"],
  [18, "DEV_CMD", "EIO"],
  [19, "ENOSUPP", "EINVAL"],
  [29, "ERROR", "EIO"],
  [30, "ERDMA", "EIO"],
  [31, "EVFID", "ENODEV"],
  [32, "BAD_FW", "EIO"],
  [33, "ECLIENT", "ECHILD"],
  [255, "BAD_PCI", "ENXIO"],
];

/** The 26 statuses, by number. */
export const pdsStatuses: ReadonlyMap<number, PdsStatus> = /* @__PURE__ */ new Map(
  rows.map(([value, name, errno]) => [value, { value, name, errno }]),
);

/**
 * What an adminq status means; `undefined` for a number without a name.
 *
 * @example explainPdsStatus(33)?.errno // "ECHILD"
 */
export function explainPdsStatus(status: number): PdsStatus | undefined {
  return pdsStatuses.get(status);
}
