import { describe, expect, test } from "vitest";
import { errorCodes, explainErrorCode } from "../../src/bnxt/errors.js";
import { validByte } from "../../src/bnxt/valid-byte.js";
import { versionsOf } from "../../src/bnxt/versions.js";

describe("error codes", () => {
  test.each([
    [0, "SUCCESS", undefined, "delivered"],
    [1, "FAIL", "EIO", "delivered"],
    [2, "INVALID_PARAMS", "EINVAL", "delivered"],
    [3, "RESOURCE_ACCESS_DENIED", "EACCES", "delivered"],
    [4, "RESOURCE_ALLOC_ERROR", "ENOSPC", "delivered"],
    [5, "INVALID_FLAGS", "EINVAL", "delivered"],
    [6, "INVALID_ENABLES", "EINVAL", "delivered"],
    [7, "UNSUPPORTED_TLV", "EINVAL", "delivered"],
    [8, "NO_BUFFER", "ENOMEM", "delivered"],
    [9, "UNSUPPORTED_OPTION_ERR", "EINVAL", "delivered"],
    [10, "HOT_RESET_PROGRESS", "EAGAIN", "delivered"],
    [11, "HOT_RESET_FAIL", "EIO", "delivered"],
    [12, "NO_FLOW_COUNTER_DURING_ALLOC", "EIO", "delivered"],
    [13, "KEY_HASH_COLLISION", "EIO", "delivered"],
    [14, "KEY_ALREADY_EXISTS", "EIO", "delivered"],
    [15, "HWRM_ERROR", "EIO", "delivered"],
    [16, "BUSY", "EAGAIN", "delivered"],
    [17, "RESOURCE_LOCKED", "EROFS", "delivered"],
    [18, "PF_UNAVAILABLE", "ENODEV", "delivered"],
    [19, "ENTITY_NOT_PRESENT", "EIO", "delivered"],
    [20, "SECURE_SOC_ERROR", "EIO", "delivered"],
    [21, undefined, "EIO", "delivered"],
    [0x7fff, undefined, "EIO", "delivered"],
    [0x8000, "TLV_ENCAPSULATED_RESPONSE", "EIO", "delivered"],
    [0xfeff, undefined, "EIO", "delivered"],
    [0xff00, "-errno 256", "errno 256", "unknown"],
    [0xff92, "-ETIMEDOUT", "ETIMEDOUT", "unknown"],
    [0xfff0, "-EBUSY", "EBUSY", "unknown"],
    [0xfffd, "-errno 3", "errno 3", "unknown"],
    [0xfffe, "UNKNOWN_ERR", "EIO", "unknown"],
    [0xffff, "CMD_NOT_SUPPORTED", "EOPNOTSUPP", "unknown"],
  ])("%d is %s, errno %s, %s", (code, name, errno, delivery) => {
    const meaning = explainErrorCode(code);
    expect([meaning.value, meaning.name, meaning.errno, meaning.delivery]).toEqual([code, name, errno, delivery]);
  });

  test("24 have names", () => {
    expect(errorCodes.size).toBe(24);
  });
});

describe("the valid byte", () => {
  const reply = (length: number, valid: number, size = 16): Uint8Array => {
    const bytes = new Uint8Array(size);
    new DataView(bytes.buffer).setUint16(6, length, true);
    bytes[15] = valid;
    return bytes;
  };

  test.each([
    [reply(16, 0), "fwctl", true, "cleared by the driver, as always"],
    [reply(16, 1), "fwctl", false, "not cleared: these bytes did not come through the 7.2 driver"],
    [reply(16, 1), "memory", true, "the reply is complete"],
    [reply(16, 0), "memory", false, "the device had not finished the reply"],
  ] as const)("%s", (bytes, origin, expected, meaning) => {
    expect(validByte(bytes, origin)).toEqual({ at: 15, value: bytes[15], expected, meaning });
  });

  test.each([
    ["a resp_len beyond the reply", reply(17, 0)],
    ["a resp_len inside the header", reply(8, 0)],
    ["a resp_len of 0", reply(0, 0)],
    ["a reply without its header", new Uint8Array(7)],
  ])("is not there: %s", (_, bytes) => {
    expect(validByte(bytes)).toBeUndefined();
  });
});

describe("versions of VER_GET", () => {
  const narrow = {
    hwrm_intf_maj_8b: 1,
    hwrm_intf_min_8b: 10,
    hwrm_intf_upd_8b: 3,
    hwrm_intf_rsvd_8b: 151,
    hwrm_fw_maj_8b: 229,
    hwrm_fw_min_8b: 0,
    hwrm_fw_bld_8b: 154,
    hwrm_fw_rsvd_8b: 0,
    hwrm_fw_name: "chimp",
    flags: 0,
  };
  const wide = { hwrm_fw_major: 300, hwrm_fw_minor: 1, hwrm_fw_build: 2, hwrm_fw_patch: 3 };

  test("8 bits wide", () => {
    expect(versionsOf(narrow)).toEqual([
      { component: "hwrm_intf", version: "1.10.3.151", name: "" },
      { component: "hwrm_fw", version: "229.0.154.0", name: "chimp" },
    ]);
  });

  test("16 bits wide once the flag says so, as far as they are there", () => {
    expect(versionsOf({ ...narrow, ...wide, flags: 2 }).map((row) => row.version)).toEqual(["1.10.3.151", "300.1.2.3"]);
    expect(versionsOf({ ...narrow, ...wide }).map((row) => row.version)).toEqual(["1.10.3.151", "229.0.154.0"]);
  });

  test("nothing of a reply that is no VER_GET", () => {
    expect(versionsOf({})).toEqual([]);
  });
});
