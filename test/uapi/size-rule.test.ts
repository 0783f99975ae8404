import { describe, expect, test } from "vitest";
import { argumentBytes, checkSize, ioctlName } from "../../src/uapi/index.js";
import { kernelIoctls, recordBytes } from "../support/kernel-record.js";

const sized = (size: number, length: number, last = 0): Uint8Array => {
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setUint32(0, size, true);
  bytes[length - 1] = last;
  return bytes;
};

describe("the size of an argument of 32 bytes", () => {
  test.each([
    ["exact", sized(32, 32), "ok"],
    ["one byte less", sized(31, 32), "EINVAL"],
    ["zero", sized(0, 32), "EINVAL"],
    ["larger, zero tail", sized(40, 40), "ok"],
    ["larger, last byte set", sized(40, 40, 1), "E2BIG"],
    ["bytes behind the size do not count", sized(32, 40, 1), "ok"],
    ["larger than what is there", sized(4_294_967_295, 40), "EFAULT"],
    ["not even a size", new Uint8Array(3), "EFAULT"],
  ])("%s: %s", (_, argument, verdict) => {
    expect(checkSize(argument, argumentBytes.rpc)).toBe(verdict);
  });

  test("is read in host order", () => {
    expect(checkSize(Uint8Array.of(0, 0, 0, 4), 4, "be")).toBe("ok");
  });
});

describe("against a running kernel", () => {
  const calls = kernelIoctls.filter((record) => record.dev.includes("fwctl") && record.arg_before !== undefined);
  const table = calls.flatMap((record) => {
    const ioctl = ioctlName(record.req);
    return ioctl === undefined ? [] : [{ ...record, ioctl }];
  });

  test.each(["EINVAL", "E2BIG", "EFAULT"])("what the rule refuses with %s the kernel refused so", (errno) => {
    const refused = table.filter(
      ({ ioctl, arg_before }) => checkSize(recordBytes(arg_before), argumentBytes[ioctl]) === errno,
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((record) => record.errname))).toEqual(new Set([errno]));
  });

  test("what the kernel refused for its size, the rule refuses", () => {
    const refused = table.filter(({ name, errname }) => errname === "E2BIG" || /size=\d+ too small/.test(name));
    const verdicts = refused.map(({ ioctl, arg_before }) => checkSize(recordBytes(arg_before), argumentBytes[ioctl]));
    expect(verdicts).toEqual(refused.map((record) => record.errname));
  });

  test("what the kernel carried out, the rule accepts", () => {
    const done = table.filter((record) => record.ret === 0);
    const verdicts = done.map(({ ioctl, arg_before }) => checkSize(recordBytes(arg_before), argumentBytes[ioctl]));
    expect([new Set(verdicts), done.length]).toEqual([new Set(["ok"]), 203]);
  });
});
