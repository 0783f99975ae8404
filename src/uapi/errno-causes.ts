/**
 * Under which condition the kernel gives which errno (drivers/fwctl/main.c and the four drivers, Linux 7.2), what to do,
 * and what became of the command: `not delivered`, `delivered` (it HAS run), or `unknown`.
 */
import { type Delivery, readBack } from "../catalog/index.js";
import { once } from "../layout/once.js";
import type { DriverName } from "./device-types.js";
import type { IoctlName } from "./ioctls.js";

/** What became of a command. */
export type Outcome = Delivery["outcome"];

/** One condition behind an errno. */
export interface ErrnoCause {
  readonly errno: string;
  /** Who gives it: the fwctl core for every device, or one driver. */
  readonly by: "core" | DriverName;
  /** Which ioctl; `undefined` for both. */
  readonly ioctl: IoctlName | undefined;
  readonly when: string;
  readonly remedy: string;
  readonly outcome: Outcome;
}

type Row = readonly [errnos: string, when: string, remedy: string, outcome?: Outcome];

function causes(by: "core" | DriverName, ioctl: IoctlName | undefined, rows: readonly Row[]): ErrnoCause[] {
  return rows.flatMap(([errnos, when, remedy, outcome = "not delivered"]) =>
    errnos.split(" ").map((errno) => ({ errno, by, ioctl, when, remedy, outcome })),
  );
}

const seeDevice = "See the kernel log and the device's health.";

// Lists stand in functions, because families import this file, and few ask it anything. V8 passes over the body of a function; of an
// arrow function that is a mere expression it reads all.
function ofBoth(): readonly Row[] {
  return [
    [
      "ENOTTY",
      "not an ioctl of fwctl",
      "Check the number and the descriptor; some architectures encode it differently.",
    ],
    ["EBADF", "the descriptor cannot be used for ioctls", "Open the device node for reading and writing."],
    ["EFAULT", "the argument is not readable", "Pass the address of the struct."],
    ["EINVAL", "size is smaller than the struct", "Set size to 24 (info) or 32 (rpc)."],
    [
      "E2BIG",
      "size is larger than this kernel's struct and the bytes behind it are not zero",
      "Zero them: this kernel does not know them.",
    ],
    ["ENODEV", "the device is gone", "Open the device again."],
  ];
}

function ofInfo(): readonly Row[] {
  return [
    ["EOPNOTSUPP", "flags is not 0", "Set flags to 0."],
    [
      "EFAULT",
      "out_device_data or the argument is not writable",
      "Pass a buffer of device_data_len bytes, or length 0.",
    ],
    ["ENOMEM", "the driver found no memory", "Try again."],
  ];
}

function ofRpc(): readonly Row[] {
  return [
    ["EMSGSIZE", "in_len or out_len is above 2 MiB", "Ask for less."],
    ["EOPNOTSUPP", "scope is not 0 to 3", "Use a fwctl_rpc_scope."],
    ["EPERM", "scope 3 without CAP_SYS_RAWIO", "Run with that capability, or use a lower scope."],
    ["ENOMEM", "no memory for the request", "Try again with less."],
    ["EFAULT", "in is not readable", "Pass a buffer of in_len bytes."],
    ["EFAULT", "out or the argument is not writable: the command HAS run", readBack, "delivered"],
  ];
}

function ofMlx5(): readonly Row[] {
  return [
    ["EMSGSIZE", "in_len or out_len is below 16", "Offer at least 16 bytes each way."],
    ["EBADMSG", "the opcode is refused, or needs a higher scope", "Ask for the command's least scope."],
    ["ENXIO", "the device is down or does not allow the opcode now", seeDevice],
    ["EBUSY", "no command slot became free in time", "Try again."],
    ["EAGAIN", "all command slots are taken or stalled", "Try again."],
    ["ECANCELED", "the command did not start in time", "Try again."],
    ["ETIMEDOUT", "the device did not complete the command in time; it may have run", readBack, "unknown"],
    ["EBADR EFAULT EIO ENOMSG EINVAL", "the command queue reports a delivery error", seeDevice],
  ];
}

function ofCxl(): readonly Row[] {
  return [
    ["EINVAL", "in_len is below 16, or op_size is larger than what follows the header", "Set op_size to in_len - 16."],
    [
      "EINVAL",
      "op_size is wrong for the opcode, count is 0, start_idx is past the end, or out is too small",
      "Correct the request.",
    ],
    ["EINVAL", "the opcode is none of the three feature commands", "Other commands do not go through fwctl."],
    [
      "EINVAL",
      "Set Feature: UUID unknown, not changeable, effects refused, or scope too low (never EPERM)",
      "Ask for the feature's least scope.",
    ],
    ["EPERM", "Set Feature: the kernel keeps this feature to itself", "Use EDAC."],
  ];
}

function ofBnxt(): readonly Row[] {
  return [
    ["EINVAL", "in_len is not 16 to 128, or out_len is below 8", "Correct the lengths."],
    [
      "EPERM",
      "the request type is refused, needs a higher scope, or the function is stopped",
      "Ask for the request's least scope.",
    ],
  ];
}

function ofPds(): readonly Row[] {
  return [
    [
      "EINVAL",
      "in_len is below 48, a payload is longer than the firmware takes, or endpoint or operation is unknown",
      "Compare with what the firmware reports.",
    ],
    ["EPERM", "the operation needs a higher scope", "Ask for the operation's scope."],
    ["ENOMEM", "the list of operations could not be read", "Try again."],
    ["EFAULT", "a payload buffer is not accessible", "Check both payload pointers.", "unknown"],
    [
      "EINVAL EIO EPERM ENOENT EAGAIN ENOMEM EFAULT EBUSY EEXIST ENOSPC ERANGE ENODEV ECHILD ENXIO",
      "the firmware refused; no reply is written",
      "The reply buffer holds nothing.",
      "delivered",
    ],
    ["ETIMEDOUT", "the firmware did not answer in time; the command may have run", readBack, "unknown"],
  ];
}

/** All conditions, core first, in the order of the kernel's checks; made when the first is asked for. */
export const allCauses: () => readonly ErrnoCause[] = /* @__PURE__ */ once(() => [
  ...causes("core", undefined, ofBoth()),
  ...causes("core", "info", ofInfo()),
  ...causes("core", "rpc", ofRpc()),
  ...causes("mlx5", "rpc", ofMlx5()),
  ...causes("cxl", "rpc", ofCxl()),
  ...causes("bnxt", "rpc", ofBnxt()),
  ...causes("pds", "rpc", ofPds()),
]);
