/** The fwctl core: what happens to an ioctl before and after the driver, in the kernel's order. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import {
  type Caller,
  type MappedRange,
  mappedMemory,
  type PdsModel,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { hex } from "./support.js";

const info = 0x9a00;
const rpc = 0x9a01;
const device: PdsModel = { driver: "pds", endpoints: [] };
const at = 0x1000;

/** One ioctl with an argument at 0x1000 and a page of zeros at 0x2000 and of 0xaa at 0x3000. */
function ioctl(number: number, argument: Uint8Array, caller?: Caller, more: readonly MappedRange[] = []): string {
  const memory = mappedMemory([
    { address: at, bytes: argument },
    { address: 0x2000, bytes: new Uint8Array(4096) },
    { address: 0x3000, bytes: new Uint8Array(4096).fill(0xaa) },
    ...more,
  ]);
  return simulatedKernel({ device }).ioctl(number, at, memory, caller).errname;
}

/** struct fwctl_rpc as 32 bytes. */
function rpcArgument(fields: {
  size?: number;
  scope?: number;
  inLength?: number;
  outLength?: number;
  in?: bigint;
  out?: bigint;
}): Uint8Array {
  const argument = new Uint8Array(32);
  const view = new DataView(argument.buffer);
  view.setUint32(0, fields.size ?? 32, true);
  view.setUint32(4, fields.scope ?? 0, true);
  view.setUint32(8, fields.inLength ?? 16, true);
  view.setUint32(12, fields.outLength ?? 16, true);
  view.setBigUint64(16, fields.in ?? 0x2000n, true);
  view.setBigUint64(24, fields.out ?? 0x3000n, true);
  return argument;
}

describe("dispatch", () => {
  test.each([
    ["another number", 0x9a02],
    ["another type", 0x9b00],
    ["another encoding", 0xc0189a00],
    ["the encoding of other architectures", 0x20009a00],
  ])("%s is no ioctl of fwctl", (_, number) => {
    expect(ioctl(number, hex("18".padEnd(48, "0")))).toBe("ENOTTY");
  });

  test.each<[string, string, string]>([
    ["a size that cannot be read", "180000", "EFAULT"],
    ["a size below the struct", `17${"00".repeat(23)}`, "EINVAL"],
    ["a size below the struct in four mapped bytes", "17000000", "EINVAL"],
    ["a struct that is not all mapped", `18${"00".repeat(22)}`, "EFAULT"],
    ["a larger size with zeros", `20${"00".repeat(31)}`, "OK"],
    ["a larger size with something", `20${"00".repeat(30)}01`, "E2BIG"],
    ["a larger size that is not all mapped", `20${"00".repeat(24)}`, "EFAULT"],
    ["something before the unmapped part", `20${"00".repeat(23)}01`, "E2BIG"],
    ["flags and something behind", `2000000001${"00".repeat(26)}01`, "E2BIG"],
    ["flags", `1800000001${"00".repeat(19)}`, "EOPNOTSUPP"],
  ])("%s", (_, argument, errname) => {
    expect(ioctl(info, hex(argument))).toBe(errname);
  });

  test("no argument", () => {
    expect(simulatedKernel({ device }).ioctl(info, 0, mappedMemory([])).errname).toBe("EFAULT");
  });
});

describe("FWCTL_RPC, in this order", () => {
  test.each<[string, Parameters<typeof rpcArgument>[0], string]>([
    ["a request above 2 MiB, whatever the scope", { inLength: 2_097_153, scope: 9 }, "EMSGSIZE"],
    ["a reply above 2 MiB", { outLength: 2_097_153 }, "EMSGSIZE"],
    ["an unknown scope, before the request is read", { scope: 4, in: 0n }, "EOPNOTSUPP"],
    ["a request that cannot be read, before the driver looks", { in: 0n }, "EFAULT"],
    ["a request of which a part can be read", { in: 0x2ff8n, inLength: 8200 }, "EFAULT"],
    ["the driver's own check, before the reply is written", { out: 0n }, "EINVAL"],
    ["an empty request without an address", { in: 0n, inLength: 0 }, "EINVAL"],
  ])("%s", (_, fields, errname) => {
    expect(ioctl(rpc, rpcArgument(fields))).toBe(errname);
  });

  test("scope 3 needs CAP_SYS_RAWIO, and does not taint without it", () => {
    const kernel = simulatedKernel({ device });
    const memory = mappedMemory([{ address: at, bytes: rpcArgument({ scope: 3 }) }]);
    expect(kernel.ioctl(rpc, at, memory, { rawIo: false }).errname).toBe("EPERM");
    expect(kernel.taint).toBe(0);
  });

  test.each([
    [0, 0],
    [1, 0],
    [2, 524_288],
    [3, 524_288],
  ])("scope %i leaves the taint mask %i, though the driver refuses the command", (scope, taint) => {
    const kernel = simulatedKernel({ device });
    const memory = mappedMemory([
      { address: at, bytes: rpcArgument({ scope }) },
      { address: 0x2000, bytes: new Uint8Array(16) },
    ]);
    expect(kernel.ioctl(rpc, at, memory)).toEqual({ ret: -1, errno: 22, errname: "EINVAL" });
    expect(kernel.taint).toBe(taint);
  });

  test("a taint that was there stays", () => {
    const kernel = simulatedKernel({ device, taint: 512 });
    kernel.ioctl(rpc, at, mappedMemory([{ address: at, bytes: rpcArgument({ scope: 2 }) }]));
    expect(kernel.taint).toBe(524_800);
  });
});

describe("FWCTL_INFO", () => {
  const argument = (length: number, address: number): Uint8Array => {
    const bytes = hex(`18${"00".repeat(23)}`);
    const view = new DataView(bytes.buffer);
    view.setUint32(12, length, true);
    view.setBigUint64(16, BigInt(address), true);
    return bytes;
  };

  test("an error leaves the argument as it was", () => {
    const bytes = argument(64, 0x4000);
    expect(ioctl(info, bytes)).toBe("EFAULT");
    expect(bytes).toEqual(argument(64, 0x4000));
  });

  test("the part of the buffer that can be written is written before the fault", () => {
    const page = new Uint8Array(40).fill(0xaa);
    expect(ioctl(info, argument(64, 0x5fd8), undefined, [{ address: 0x5fd8, bytes: page }])).toBe("EFAULT");
    expect(page).toEqual(new Uint8Array(40));
  });

  test("an argument that can only be read is found out at the end", () => {
    const memory = mappedMemory([{ address: at, bytes: argument(0, 0), readOnly: true }]);
    expect(simulatedKernel({ device }).ioctl(info, at, memory).errname).toBe("EFAULT");
  });

  test("a length of 4 GiB ends at the first unmapped byte", () => {
    expect(ioctl(info, argument(0xffff_ffff, 0x3000))).toBe("EFAULT");
  });
});

describe("descriptors", () => {
  const memory = (): ReturnType<typeof mappedMemory> =>
    mappedMemory([{ address: at, bytes: hex(`18${"00".repeat(23)}`) }]);

  test("die for good when the device is unbound; the number and the size are looked at first", () => {
    const kernel = simulatedKernel({ device });
    kernel.unbind();
    expect(kernel.ioctl(info, at, memory()).errname).toBe("ENODEV");
    expect(kernel.ioctl(0x9a02, at, memory()).errname).toBe("ENOTTY");
    expect(kernel.ioctl(rpc, at, memory()).errname).toBe("EINVAL");
    kernel.bind();
    expect(kernel.ioctl(info, at, memory()).errname).toBe("ENODEV");
    expect(kernel.open().ioctl(info, at, memory()).errname).toBe("OK");
  });

  test("of an unbound device are not to be had", () => {
    const kernel = simulatedKernel({ device });
    kernel.unbind();
    expect(() => kernel.open()).toThrow("/dev/fwctl/fwctl0: is not there: no driver is bound to the device.");
  });

  test("that are closed, or only name a path, are bad", () => {
    const kernel = simulatedKernel({ device });
    const second = kernel.open();
    second.close();
    expect(second.ioctl(info, at, memory()).errname).toBe("EBADF");
    expect(kernel.ioctl(info, at, memory(), { pathOnly: true }).errname).toBe("EBADF");
    expect(kernel.ioctl(info, at, memory()).errname).toBe("OK");
  });
});

describe("user memory", () => {
  test("adjacent ranges are one piece", () => {
    const memory = mappedMemory([
      { address: 4, bytes: hex("0506") },
      { address: 0, bytes: hex("01020304") },
    ]);
    const target = new Uint8Array(6);
    expect([memory.read(0n, target), toHex(target)]).toEqual([6, "010203040506"]);
  });

  test("a copy stops at the first byte that is not mapped", () => {
    const bytes = hex("01020304");
    const memory = mappedMemory([
      { address: 0, bytes },
      { address: 5, bytes: new Uint8Array(4) },
    ]);
    expect(memory.write(2n, hex("aabbccdd"))).toBe(2);
    expect(toHex(bytes)).toBe("0102aabb");
  });

  test("nothing lies at the top of the address space", () => {
    expect(
      mappedMemory([{ address: 0, bytes: new Uint8Array(8) }]).read(0xffff_ffff_ffff_fffcn, new Uint8Array(8)),
    ).toBe(0);
  });
});
