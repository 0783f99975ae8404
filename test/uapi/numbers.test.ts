import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  argumentBytes,
  devicePath,
  deviceTypeName,
  deviceTypes,
  driverOf,
  drivers,
  FWCTL_INFO,
  FWCTL_RPC,
  ioctlName,
  ioctlNr,
  ioctlNumber,
  ioctlType,
  MLX5CTL_IOCTL_CMDRPC,
  MLX5CTL_IOCTL_INFO,
  maxRpcBytes,
  scopeName,
  scopeNumber,
  scopes,
} from "../../src/uapi/index.js";

const constants = new Map<string, unknown>(
  Object.entries(JSON.parse(readFileSync(new URL("../vectors/uapi/constants.json", import.meta.url), "utf8"))),
);

describe("numbers as the C compiler prints them", () => {
  const prefixed = (prefix: string, table: object): [string, unknown][] =>
    Object.entries(table).map(([name, value]) => [`${prefix}${name}`, value]);
  test.each([
    ["FWCTL_TYPE", ioctlType],
    ["FWCTL_CMD_INFO", ioctlNr.info],
    ["FWCTL_CMD_RPC", ioctlNr.rpc],
    ["FWCTL_INFO", FWCTL_INFO],
    ["FWCTL_RPC", FWCTL_RPC],
    ["FWCTL_INFO", ioctlNumber("info")],
    ["FWCTL_RPC", ioctlNumber("rpc")],
    ...prefixed("FWCTL_DEVICE_TYPE_", deviceTypes),
    ...prefixed("FWCTL_RPC_", scopes),
  ])("%s is %d", (name, value) => {
    expect(value).toBe(constants.get(name));
  });
});

describe("ioctl numbers", () => {
  test("where _IOC_NONE is 1, bit 29 is set", () => {
    expect([ioctlNumber("info", true), ioctlNumber("rpc", true)]).toEqual([536_910_336, 536_910_337]);
  });

  test.each([
    [39_424, "info"],
    [39_425, "rpc"],
    [536_910_336, "info"],
    [536_910_337, "rpc"],
    [0x9a02, undefined],
    [0x9aff, undefined],
    [0x9b00, undefined],
    [0xc018_9a00, undefined],
  ])("%d is %s", (number, name) => {
    expect(ioctlName(number)).toBe(name);
  });

  test("the older mlx5ctl interface has its own", () => {
    expect([MLX5CTL_IOCTL_INFO, MLX5CTL_IOCTL_CMDRPC]).toEqual([2_148_555_776, 3_222_821_889]);
  });
});

describe("device types", () => {
  test.each([
    [0, "error"],
    [1, "mlx5"],
    [2, "cxl"],
    [3, "bnxt"],
    [4, "pds"],
    [5, "device type 5"],
    [4_294_967_295, "device type 4294967295"],
  ])("%d is %s", (number, name) => {
    expect(deviceTypeName(number)).toBe(name);
  });

  test("a registry names the others, and may rename", () => {
    const registry = new Map([
      [77, "acme"],
      [1, "mlx5-next"],
    ]);
    expect([77, 1, 2].map((type) => deviceTypeName(type, registry))).toEqual(["acme", "mlx5-next", "cxl"]);
  });

  test("only the four drivers of mainline have info data that is known", () => {
    expect([0, 1, 2, 3, 4, 5].map(driverOf)).toEqual([undefined, "mlx5", "cxl", "bnxt", "pds", undefined]);
    expect(Object.values(drivers).map(({ deviceType, bytes, reported }) => [deviceType, bytes, reported])).toEqual([
      [1, 8, 8],
      [2, 0, 0],
      [3, 4, 4],
      [4, 4, 0],
    ]);
  });

  test("their nodes", () => {
    expect(devicePath(4095)).toBe("/dev/fwctl/fwctl4095");
  });
});

describe("scopes", () => {
  test.each([
    [0, "CONFIGURATION"],
    [3, "DEBUG_WRITE_FULL"],
    [4, "scope 4"],
    [-1, "scope -1"],
  ])("%d is %s", (scope, name) => {
    expect(scopeName(scope)).toBe(name);
  });

  test.each([
    ["DEBUG_READ_ONLY", 1],
    ["FWCTL_RPC_DEBUG_WRITE", 2],
  ])("%s is %d", (name, scope) => {
    expect(scopeNumber(name)).toBe(scope);
  });

  test.each([
    ["DEBUG_READ", 'fwctl_rpc.scope: "DEBUG_READ" is not a fwctl_rpc_scope. Did you mean "DEBUG_READ_ONLY" (1)?'],
    [
      "__proto__",
      'fwctl_rpc.scope: "__proto__" is not a fwctl_rpc_scope. Known: CONFIGURATION, DEBUG_READ_ONLY, DEBUG_WRITE, DEBUG_WRITE_FULL.',
    ],
  ])("%s is none", (name, message) => {
    expect(() => scopeNumber(name)).toThrow(message);
  });
});

test("limits", () => {
  expect([maxRpcBytes, argumentBytes]).toEqual([2 * 1024 * 1024, { info: 24, rpc: 32 }]);
});
