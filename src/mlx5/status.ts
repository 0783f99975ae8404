/**
 * The two layers of mlx5 results: how the device answered (`status` and `syndrome`, the first eight bytes of every
 * reply) and whether the command queue delivered the message at all (`delivery status`, bits 7..1 of byte 63 of a
 * queue entry). Numbers and errnos: `enum` MLX5_CMD_STAT_* and MLX5_CMD_DELIVERY_STAT_* in include/linux/mlx5/device.h
 * and cmd.c (`cmd_status_to_err`, `deliv_status_to_err`), Linux 7.2.
 */
import { once } from "../layout/once.js";

/** One status number with the kernel's name for it and the errno that the kernel's own callers receive. */
export interface StatusMeaning {
  readonly value: number;
  /** Kernel spelling, for instance `MLX5_CMD_STAT_BAD_RES_ERR`. */
  readonly name: string;
  /** `undefined` for success. Through fwctl no status becomes an errno: the reply comes back as it is. */
  readonly errno: string | undefined;
  readonly meaning: string;
}

type Row = readonly [value: number, suffix: string, errno: string | undefined, meaning: string];

function table(prefix: string, rows: readonly Row[]): ReadonlyMap<number, StatusMeaning> {
  return new Map(
    rows.map(([value, suffix, errno, meaning]) => [value, { value, name: `${prefix}${suffix}`, errno, meaning }]),
  );
}

function commandRows(): readonly Row[] {
  return [
    [0x00, "OK", undefined, "done"],
    [0x01, "INT_ERR", "EIO", "internal error of the device"],
    [0x02, "BAD_OP_ERR", "EINVAL", "operation not supported or not possible now"],
    [0x03, "BAD_PARAM_ERR", "EINVAL", "a parameter is unsupported, reserved or out of range"],
    [0x04, "BAD_SYS_STATE_ERR", "EIO", "the device is not in a state that allows the command"],
    [0x05, "BAD_RES_ERR", "EINVAL", "the resource named does not exist or is not the caller's"],
    [0x06, "RES_BUSY", "EBUSY", "the resource is in use"],
    [0x07, "NOT_READY", "EAGAIN", "the device is not ready; ask again"],
    [0x08, "LIM_ERR", "ENOMEM", "a limit of the device would be exceeded"],
    [0x09, "BAD_RES_STATE_ERR", "EINVAL", "the resource is in the wrong state"],
    [0x0a, "IX_ERR", "EINVAL", "an index is out of range"],
    [0x0f, "NO_RES_ERR", "EAGAIN", "no resource is left"],
    [0x10, "BAD_QP_STATE_ERR", "EINVAL", "the queue pair is in the wrong state"],
    [0x30, "BAD_PKT_ERR", "EINVAL", "the management packet is malformed"],
    [0x40, "BAD_SIZE_OUTS_CQES_ERR", "EINVAL", "more completions are outstanding than the new size holds"],
    [0x50, "BAD_INP_LEN_ERR", "EIO", "the request is too short for this command"],
    [0x51, "BAD_OUTP_LEN_ERR", "EIO", "the reply buffer is too short for this command"],
  ];
}

function deliveryRows(): readonly Row[] {
  return [
    [0x00, "OK", undefined, "delivered"],
    [0x01, "SIGNAT_ERR", "EBADR", "a signature of the entry or of a block is wrong"],
    [0x02, "TOK_ERR", "EBADR", "the tokens of entry and blocks differ"],
    [0x03, "BAD_BLK_NUM_ERR", "EFAULT", "a block carries the wrong number"],
    [0x04, "OUT_PTR_ALIGN_ERR", "EFAULT", "the pointer to the reply blocks is not aligned"],
    [0x05, "IN_PTR_ALIGN_ERR", "EFAULT", "the pointer to the request blocks is not aligned"],
    [0x06, "FW_ERR", "EIO", "the firmware failed while taking the command"],
    [0x07, "IN_LENGTH_ERR", "ENOMSG", "the request length is wrong"],
    [0x08, "OUT_LENGTH_ERR", "ENOMSG", "the reply length is wrong"],
    [0x09, "RES_FLD_NOT_CLR_ERR", "ENOMSG", "a reserved field is not zero"],
    [0x10, "CMD_DESCR_ERR", "ENOMSG", "the queue entry is malformed"],
  ];
}

/** The 17 values of `status` in a reply that have a name. Made on first use, so that importing costs little. */
export const commandStatuses: () => ReadonlyMap<number, StatusMeaning> = /* @__PURE__ */ once(() =>
  table("MLX5_CMD_STAT_", commandRows()),
);

/** The 11 values of the delivery status of a command queue entry that have a name. */
export const deliveryStatuses: () => ReadonlyMap<number, StatusMeaning> = /* @__PURE__ */ once(() =>
  table("MLX5_CMD_DELIVERY_STAT_", deliveryRows()),
);

/** What the driver itself writes into a reply when it gave up on a command: status 0xfe with this syndrome. */
export const driverAbort: { readonly status: number; readonly syndrome: number } = {
  status: 0xfe,
  syndrome: 0xbadd00de,
};

const aborted: StatusMeaning = {
  value: driverAbort.status,
  name: "MLX5_DRIVER_STATUS_ABORTED",
  errno: "EIO",
  meaning: "written by the driver, not by the device: the command was aborted",
};

/** The kernel names no errno for a status it does not know; it uses these two. */
export const defaultErrno: { readonly status: string; readonly delivery: string } = {
  status: "EIO",
  delivery: "EINVAL",
};

/**
 * What `status` of a reply means.
 *
 * @example explainStatus(5).name // "MLX5_CMD_STAT_BAD_RES_ERR"
 */
export function explainStatus(status: number): StatusMeaning {
  if (status === driverAbort.status) return aborted;
  return commandStatuses().get(status) ?? unnamed(status, defaultErrno.status);
}

/**
 * What the delivery status of a queue entry means; 0 says delivered, whatever the reply's own status is.
 *
 * @example explainDelivery(3).errno // "EFAULT"
 */
export function explainDelivery(status: number): StatusMeaning {
  return deliveryStatuses().get(status) ?? unnamed(status, defaultErrno.delivery);
}

function unnamed(value: number, errno: string): StatusMeaning {
  return { value, name: `0x${value.toString(16)}`, errno, meaning: "a status without a public name" };
}
