import { describe, expect, test } from "vitest";
import {
  attributeName,
  explainOperation,
  operationId,
  type PdsOperation,
  scopeOfAttribute,
  servesOperation,
  splitOperation,
} from "../../src/pds/scope.js";
import { explainPdsStatus, pdsStatuses } from "../../src/pds/status.js";

describe("adminq status", () => {
  test.each([
    [0, "SUCCESS", undefined],
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
  ])("%d is %s, errno %s", (value, name, errno) => {
    expect(explainPdsStatus(value)).toEqual({ value, name, errno });
  });

  test("26 have names, others none", () => {
    expect([pdsStatuses.size, explainPdsStatus(20)]).toEqual([26, undefined]);
  });
});

describe("firmware attributes become scopes", () => {
  test.each([
    [0, "READ", 0],
    [2, "DEBUG_READ", 1],
    [4, "WRITE", 0],
    [8, "DEBUG_WRITE", 2],
    [16, "SYNC", 0],
    [1, "attribute 1", 3],
    [6, "attribute 6", 3],
    [255, "attribute 255", 3],
  ])("%d, %s: scope %d", (attribute, name, scope) => {
    expect([attributeName(attribute), scopeOfAttribute(attribute)]).toEqual([name, scope]);
  });
});

describe("operation ids", () => {
  test("command and version", () => {
    expect(splitOperation(0x0002_0005)).toEqual({ cmd: 5, version: 2 });
    expect(operationId(5, 2)).toBe(0x0002_0005);
    expect(splitOperation(0xffff_ffff)).toEqual({ cmd: 0xffff, version: 0xff });
  });

  test.each([
    ["the same", 5, 2, 5, 2, true],
    ["an older version asked for", 5, 2, 5, 1, true],
    ["a newer version asked for", 5, 2, 5, 3, false],
    ["another command", 5, 2, 6, 2, false],
  ])("%s", (_, listedCmd, listedVersion, cmd, version, serves) => {
    expect(servesOperation(operationId(listedCmd, listedVersion), operationId(cmd, version))).toBe(serves);
  });
});

describe("what the driver answers", () => {
  const operations: readonly PdsOperation[] = [
    { id: operationId(5, 2), scope: 2 },
    { id: operationId(6, 0), scope: 8 },
    { id: operationId(7, 0), scope: 99 },
  ];

  test.each([
    ["enough scope", operationId(5, 1), 1, { scope: 1, errno: undefined, reason: "DEBUG_READ needs scope 1" }],
    ["too little", operationId(6, 0), 1, { scope: 2, errno: "EPERM", reason: "DEBUG_WRITE needs scope 2" }],
    [
      "an attribute nobody knows",
      operationId(7, 0),
      2,
      { scope: 3, errno: "EPERM", reason: "attribute 99 needs scope 3" },
    ],
    [
      "too new a version",
      operationId(5, 3),
      3,
      { scope: undefined, errno: "EINVAL", reason: "the endpoint has no command 5 of version 3 or newer" },
    ],
  ])("%s", (_, requested, scope, verdict) => {
    expect(explainOperation(requested, scope, operations)).toEqual(verdict);
  });

  test("an endpoint that is not listed", () => {
    expect(explainOperation(operationId(5, 1), 3, undefined).errno).toBe("EINVAL");
  });
});
