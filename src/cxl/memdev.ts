/**
 * The commands of the character device `/dev/cxl/memN`: its own ids, the mailbox opcodes behind them, the lengths the kernel asks
 * for, and the errnos of CXL_MEM_SEND_COMMAND.
 *
 * Source: include/uapi/linux/cxl_mem.h, drivers/cxl/core/mbox.c (Linux 7.2.13).
 */

/** ioctl numbers: query the commands, send one. */
export const memdevIoctls: {
  readonly CXL_MEM_QUERY_COMMANDS: 0x8008_ce01;
  readonly CXL_MEM_SEND_COMMAND: 0xc030_ce02;
} = { CXL_MEM_QUERY_COMMANDS: 0x8008_ce01, CXL_MEM_SEND_COMMAND: 0xc030_ce02 };

/** One command of the character device. */
export interface MemdevCommand {
  readonly id: number;
  readonly name: string;
  /** Mailbox opcode; `undefined` for RAW, whose opcode stands in the request. */
  readonly opcode: number | undefined;
  /** Bytes of the request; `undefined` when they vary, or the command is not offered any more. */
  readonly inBytes: number | undefined;
  /** Bytes of the reply; likewise. */
  readonly outBytes: number | undefined;
  /** Named by the header, refused by the kernel. */
  readonly deprecated: boolean;
}

type Length = number | "varies";

type Row = readonly [name: string, opcode: number | undefined, inBytes?: Length, outBytes?: Length];

/** In the order of their ids, from 1 on; 0 is INVALID and 25 the end of the list. Without lengths: deprecated. */
const rows: readonly Row[] = [
  ["IDENTIFY", 0x4000, 0, 67],
  ["RAW", undefined, "varies", "varies"],
  ["GET_SUPPORTED_LOGS", 0x0400, 0, "varies"],
  ["GET_FW_INFO", 0x0200, 0, 80],
  ["GET_PARTITION_INFO", 0x4100, 0, 32],
  ["GET_LSA", 0x4102, 8, "varies"],
  ["GET_HEALTH_INFO", 0x4200, 0, 18],
  ["GET_LOG", 0x0401, 24, "varies"],
  ["SET_PARTITION_INFO", 0x4101, 10, 0],
  ["SET_LSA", 0x4103, "varies", 0],
  ["GET_ALERT_CONFIG", 0x4201, 0, 16],
  ["SET_ALERT_CONFIG", 0x4202, 12, 0],
  ["GET_SHUTDOWN_STATE", 0x4203, 0, 1],
  ["SET_SHUTDOWN_STATE", 0x4204, 1, 0],
  ["GET_POISON", 0x4300],
  ["INJECT_POISON", 0x4301],
  ["CLEAR_POISON", 0x4302],
  ["GET_SCAN_MEDIA_CAPS", 0x4303, 16, 4],
  ["SCAN_MEDIA", 0x4304],
  ["GET_SCAN_MEDIA", 0x4305],
  ["GET_TIMESTAMP", 0x0300, 0, 8],
  ["GET_LOG_CAPS", 0x0402, 16, 4],
  ["CLEAR_LOG", 0x0403, 16, 0],
  ["GET_SUP_LOG_SUBLIST", 0x0405, 2, "varies"],
];

/** The 24 commands, by id. */
export const memdevCommands: ReadonlyMap<number, MemdevCommand> = /* @__PURE__ */ new Map(
  rows.map(([name, opcode, inBytes, outBytes], index) => [
    index + 1,
    {
      id: index + 1,
      name,
      opcode,
      inBytes: inBytes === "varies" ? undefined : inBytes,
      outBytes: outBytes === "varies" ? undefined : outBytes,
      deprecated: inBytes === undefined,
    },
  ]),
);

/** What CXL_MEM_SEND_COMMAND means by each errno. A return code of the device is no errno: it stands in `retval`. */
export const memdevSendErrnos: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["ENOTTY", "the id is 0 or out of range, or the device does not have the command"],
  ["EINVAL", "in.size is above the mailbox, flags are set that nobody knows, or a reserved field is not 0"],
  ["ENOMEM", "in.size is not the command's, or out.size is below it"],
  ["EBUSY", "the kernel keeps the command to itself, or refuses its contents"],
  ["EPERM", "the raw opcode is not permitted"],
  ["EFAULT", "a payload is not accessible"],
]);
