import { describe, expect, test } from "vitest";
import { deliveryOf, errnoName, errnos, explainErrno, findErrno } from "../../src/uapi/explain.js";
import { type DriverName, ioctlName } from "../../src/uapi/index.js";
import { kernelIoctls } from "../support/kernel-record.js";

describe("errno numbers and names", () => {
  test.each([
    [1, "EPERM"],
    [7, "E2BIG"],
    [14, "EFAULT"],
    [22, "EINVAL"],
    [25, "ENOTTY"],
    [74, "EBADMSG"],
    [90, "EMSGSIZE"],
    [95, "EOPNOTSUPP"],
    [110, "ETIMEDOUT"],
    [121, "EREMOTEIO"],
    [125, "ECANCELED"],
    [133, "EHWPOISON"],
    [200, "errno 200"],
  ])("%d is %s", (number, name) => {
    expect(errnoName(number)).toBe(name);
  });

  test("kernels return them negative", () => {
    expect(findErrno(-53)).toEqual({ number: 53, name: "EBADR", meaning: "bad request descriptor" });
  });

  test("each has a number of its own, a name and a meaning", () => {
    expect(new Set(errnos.map((entry) => entry.number)).size).toBe(errnos.length);
    expect(errnos.filter((entry) => entry.meaning === "")).toEqual([]);
  });

  test("a hostile name is no errno", () => {
    expect(findErrno("constructor")).toBeUndefined();
  });
});

describe("what an errno means where", () => {
  const conditions = (ioctl: "info" | "rpc", errno: string, driver?: DriverName): string[] =>
    explainErrno({ ioctl, driver, errno }).causes.map((cause) => `${cause.by}: ${cause.when}`);

  test.each([
    [
      "info",
      "E2BIG",
      undefined,
      ["core: size is larger than this kernel's struct and the bytes behind it are not zero"],
    ],
    ["info", "EOPNOTSUPP", "cxl", ["core: flags is not 0"]],
    ["rpc", "EOPNOTSUPP", "cxl", ["core: scope is not 0 to 3"]],
    ["rpc", "EMSGSIZE", "cxl", ["core: in_len or out_len is above 2 MiB"]],
    ["rpc", "EMSGSIZE", "mlx5", ["core: in_len or out_len is above 2 MiB", "mlx5: in_len or out_len is below 16"]],
    ["rpc", "EBADMSG", "mlx5", ["mlx5: the opcode is refused, or needs a higher scope"]],
    [
      "rpc",
      "EPERM",
      "cxl",
      ["core: scope 3 without CAP_SYS_RAWIO", "cxl: Set Feature: the kernel keeps this feature to itself"],
    ],
    [
      "rpc",
      "EPERM",
      "bnxt",
      [
        "core: scope 3 without CAP_SYS_RAWIO",
        "bnxt: the request type is refused, needs a higher scope, or the function is stopped",
      ],
    ],
    ["rpc", "EBADMSG", "bnxt", []],
    ["info", "EBADMSG", "mlx5", []],
  ] as const)("%s, %s, %s", (ioctl, errno, driver, expected) => {
    expect(conditions(ioctl, errno, driver)).toEqual(expected);
  });

  test("without a driver all drivers' conditions are listed", () => {
    const by = new Set(explainErrno({ ioctl: "rpc", errno: "EINVAL" }).causes.map((cause) => cause.by));
    expect(by).toEqual(new Set(["core", "mlx5", "cxl", "bnxt", "pds"]));
  });

  test("a number outside the list is kept and has no condition", () => {
    expect(explainErrno({ ioctl: "rpc", errno: 200 })).toEqual({
      number: undefined,
      name: "errno 200",
      meaning: "no errno that fwctl gives",
      causes: [],
    });
  });

  test("every errno that a running kernel gave has a condition", () => {
    const unexplained = kernelIoctls.filter((record) => {
      if (!record.dev.includes("fwctl") || record.ret === 0) return false;
      const ioctl = ioctlName(record.req) ?? "rpc";
      return explainErrno({ ioctl, driver: "cxl", errno: record.errno }).causes.length === 0;
    });
    expect(unexplained).toEqual([]);
  });
});

describe("delivered, not delivered, unknown", () => {
  const reply = (...bytes: number[]): Uint8Array => Uint8Array.from([...bytes, ...new Array<number>(16).fill(0)]);

  test.each<[string, Parameters<typeof deliveryOf>[0], string]>([
    ["a reply of an unknown driver", { out: reply(1) }, "delivered"],
    ["no core check passed", { driver: "mlx5", errno: "ENOTTY" }, "not delivered"],
    ["request or reply buffer bad: cannot be told apart", { driver: "cxl", errno: 14 }, "unknown"],
    ["mlx5: scope refused", { driver: "mlx5", errno: "EBADMSG" }, "not delivered"],
    ["mlx5: queue full", { driver: "mlx5", errno: "EAGAIN" }, "not delivered"],
    ["mlx5: any other errno", { driver: "mlx5", errno: 200 }, "not delivered"],
    ["mlx5: time-out", { driver: "mlx5", errno: "ETIMEDOUT" }, "unknown"],
    ["mlx5: refused by the device", { driver: "mlx5", out: reply(5, 0, 0, 0, 0, 0x65, 0xb5, 0) }, "delivered"],
    ["mlx5: aborted by the driver", { driver: "mlx5", out: reply(0xfe, 0, 0, 0, 0xba, 0xdd, 0, 0xde) }, "unknown"],
    ["cxl: rule", { driver: "cxl", errno: "EINVAL" }, "not delivered"],
    ["cxl: data came back", { driver: "cxl", out: reply(4) }, "delivered"],
    ["cxl: refused by the device", { driver: "cxl", out: reply(0, 0, 0, 0, 3) }, "delivered"],
    ["cxl: empty success", { driver: "cxl", errno: 0, out: reply() }, "unknown"],
    ["bnxt: lengths", { driver: "bnxt", errno: "EINVAL" }, "not delivered"],
    ["bnxt: refused by the firmware", { driver: "bnxt", out: reply(2, 0) }, "delivered"],
    ["bnxt: sending timed out", { driver: "bnxt", out: reply(0x92, 0xff) }, "unknown"],
    ["bnxt: not supported, or -1", { driver: "bnxt", out: reply(0xff, 0xff) }, "unknown"],
    ["bnxt: a TLV reply", { driver: "bnxt", out: reply(0x00, 0x80) }, "delivered"],
    ["pds: driver or firmware", { driver: "pds", errno: "EINVAL" }, "unknown"],
    ["pds: only the firmware", { driver: "pds", errno: "ENOSPC" }, "delivered"],
    ["pds: time-out", { driver: "pds", errno: "ETIMEDOUT" }, "unknown"],
    ["a reply too short to tell", { driver: "cxl", out: new Uint8Array(7) }, "delivered"],
    ["an errno nobody knows", { driver: "cxl", errno: 200 }, "unknown"],
  ])("%s", (_, question, outcome) => {
    expect(deliveryOf(question).outcome).toBe(outcome);
  });

  test.each<[Parameters<typeof deliveryOf>[0], string]>([
    [
      { driver: "cxl", errno: 14 },
      "EFAULT: the argument is not readable; or in is not readable; or out or the argument is not writable: the command HAS run",
    ],
    [{ driver: "bnxt", out: reply(0x92, 0xff) }, "error_code 0xff92: the driver's own -110, sending failed"],
    [{ driver: "bnxt", out: reply(0xfe, 0xff) }, "error_code 0xfffe: the firmware's \"unknown\" or the driver's -2"],
  ])("%o says why", (question, reason) => {
    expect(deliveryOf(question).reason).toBe(reason);
  });
});
