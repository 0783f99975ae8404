import { describe, expect, test } from "vitest";
import { protocol } from "../../src/mlx5/protocol.js";
import {
  commandStatuses,
  deliveryStatuses,
  driverAbort,
  explainDelivery,
  explainStatus,
} from "../../src/mlx5/status.js";
import { syndromeText } from "../../src/mlx5/syndromes.js";
import { hex } from "../support/schema.js";

describe("status of a reply", () => {
  test.each([
    [0x00, "MLX5_CMD_STAT_OK", undefined],
    [0x01, "MLX5_CMD_STAT_INT_ERR", "EIO"],
    [0x02, "MLX5_CMD_STAT_BAD_OP_ERR", "EINVAL"],
    [0x03, "MLX5_CMD_STAT_BAD_PARAM_ERR", "EINVAL"],
    [0x04, "MLX5_CMD_STAT_BAD_SYS_STATE_ERR", "EIO"],
    [0x05, "MLX5_CMD_STAT_BAD_RES_ERR", "EINVAL"],
    [0x06, "MLX5_CMD_STAT_RES_BUSY", "EBUSY"],
    [0x07, "MLX5_CMD_STAT_NOT_READY", "EAGAIN"],
    [0x08, "MLX5_CMD_STAT_LIM_ERR", "ENOMEM"],
    [0x09, "MLX5_CMD_STAT_BAD_RES_STATE_ERR", "EINVAL"],
    [0x0a, "MLX5_CMD_STAT_IX_ERR", "EINVAL"],
    [0x0f, "MLX5_CMD_STAT_NO_RES_ERR", "EAGAIN"],
    [0x10, "MLX5_CMD_STAT_BAD_QP_STATE_ERR", "EINVAL"],
    [0x30, "MLX5_CMD_STAT_BAD_PKT_ERR", "EINVAL"],
    [0x40, "MLX5_CMD_STAT_BAD_SIZE_OUTS_CQES_ERR", "EINVAL"],
    [0x50, "MLX5_CMD_STAT_BAD_INP_LEN_ERR", "EIO"],
    [0x51, "MLX5_CMD_STAT_BAD_OUTP_LEN_ERR", "EIO"],
    [0xfe, "MLX5_DRIVER_STATUS_ABORTED", "EIO"],
    [0x77, "0x77", "EIO"],
  ])("0x%s is %s, errno %s", (status, name, errno) => {
    const meaning = explainStatus(status);
    expect([meaning.name, meaning.errno]).toEqual([name, errno]);
  });

  test("17 have names; what the driver writes when it aborts is none of the device's", () => {
    expect([commandStatuses().size, commandStatuses().has(driverAbort.status), driverAbort.syndrome]).toEqual([
      17,
      false,
      3_135_045_854,
    ]);
  });
});

describe("the status of a reply's bytes", () => {
  test.each([
    ["a success", "00000000 00000000", "MLX5_CMD_STAT_OK", undefined],
    ["a status that the kernel names", "05000000 0065b500", "MLX5_CMD_STAT_BAD_RES_ERR", "EINVAL"],
    ["one that nobody names is EIO to the kernel's own callers", "77000000 00000000", undefined, "EIO"],
    ["the driver's word needs its syndrome", "fe000000 00000000", undefined, "EIO"],
    ["and has a name with it", "fe000000 badd00de", "MLX5_DRIVER_STATUS_ABORTED", "EIO"],
  ])("%s", (_what, reply, name, errno) => {
    const status = protocol.status(hex(reply));
    expect([status?.name, status?.errno]).toEqual([name, errno]);
  });
});

describe("delivery status of a queue entry", () => {
  test.each([
    [0x00, "OK", undefined],
    [0x01, "SIGNAT_ERR", "EBADR"],
    [0x02, "TOK_ERR", "EBADR"],
    [0x03, "BAD_BLK_NUM_ERR", "EFAULT"],
    [0x04, "OUT_PTR_ALIGN_ERR", "EFAULT"],
    [0x05, "IN_PTR_ALIGN_ERR", "EFAULT"],
    [0x06, "FW_ERR", "EIO"],
    [0x07, "IN_LENGTH_ERR", "ENOMSG"],
    [0x08, "OUT_LENGTH_ERR", "ENOMSG"],
    [0x09, "RES_FLD_NOT_CLR_ERR", "ENOMSG"],
    [0x10, "CMD_DESCR_ERR", "ENOMSG"],
  ])("0x%s is %s, errno %s", (status, suffix, errno) => {
    const meaning = explainDelivery(status);
    expect([meaning.name, meaning.errno]).toEqual([`MLX5_CMD_DELIVERY_STAT_${suffix}`, errno]);
  });

  test("11 have names; any other is EINVAL", () => {
    expect([deliveryStatuses().size, explainDelivery(0x11).errno]).toEqual([11, "EINVAL"]);
  });
});

describe("a user's syndrome table", () => {
  const table = {
    "*": { "0x65b500": "any firmware", "0x1": "one" },
    "22.35": { "0x65B500": "this branch" },
    "22.35.0482": { "6665472": "this very firmware" },
  };

  test.each([
    [0x65b500, "22.35.482", "this very firmware"],
    [0x65b500, "22.35.0482", "this very firmware"],
    [0x65b500, "22.35.1012", "this branch"],
    [0x65b500, "22.4.1", "any firmware"],
    [0x65b500, undefined, "any firmware"],
    [1, "22.35.482", "one"],
    [2, "22.35.482", undefined],
  ])("0x%s on %s", (syndrome, firmware, text) => {
    expect(syndromeText(table, syndrome, firmware)).toBe(text);
  });

  test("hostile keys say nothing", () => {
    expect(syndromeText(JSON.parse('{"__proto__": {"1": "x"}, "": {"": "zero"}}'), 0, "constructor")).toBeUndefined();
  });
});
