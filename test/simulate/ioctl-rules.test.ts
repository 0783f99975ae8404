/** The rules of the ioctl level that show in memory: what is written, how far, and whether the command ran all the same. */
import { describe, expect, test } from "vitest";
import { toHex, uuidBytes } from "../../src/bits/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import {
  type Caller,
  type CxlModel,
  examplePdsDevice,
  type MappedRange,
  mappedMemory,
  type SimulatedKernel,
  scopePolicy,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { hex } from "./support.js";

const at = { argument: 0x1000, in: 0x2000, out: 0x3000, payload: 0x5000 };

/** The words of an argument struct, 32 bits each. */
function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  return bytes;
}

const wordAt = (bytes: Uint8Array, offset: number): number => new DataView(bytes.buffer).getUint32(offset, true);

interface Rpc {
  readonly scope?: number;
  readonly in: Uint8Array;
  readonly inLength?: number;
  readonly outLength: number;
  /** Mapped bytes of the reply buffer. Default: 8 KiB. */
  readonly outMapped?: number;
  readonly caller?: Caller;
  readonly more?: readonly MappedRange[];
}

/** One FWCTL_RPC; the reply buffer is filled with 0xaa before. */
function rpc(
  kernel: SimulatedKernel,
  call: Rpc,
): { readonly errname: string; readonly outLength: number; readonly out: Uint8Array } {
  const argument = words(32, call.scope ?? 0, call.inLength ?? call.in.length, call.outLength, at.in, 0, at.out, 0);
  const out = new Uint8Array(call.outMapped ?? 8192).fill(0xaa);
  const memory = mappedMemory([
    { address: at.argument, bytes: argument },
    { address: at.in, bytes: call.in },
    { address: at.out, bytes: out },
    ...(call.more ?? []),
  ]);
  const { errname } = kernel.ioctl(0x9a01, at.argument, memory, call.caller);
  return { errname, outLength: wordAt(argument, 12), out };
}

/** How many bytes of a buffer filled with 0xaa were written, counted up to the last. */
const written = (out: Uint8Array): number => out.findLastIndex((byte) => byte !== 0xaa) + 1;

describe("FWCTL_INFO copies what the driver has and zeroes the rest", () => {
  test.each<[number, number, string]>([
    [0, 0, "aaaaaaaaaaaaaaaaaaaaaaaa"],
    [1, 8, "07aaaaaaaaaaaaaaaaaaaaaa"],
    [4, 8, "07000000aaaaaaaaaaaaaaaa"],
    [8, 8, "0700000004000000aaaaaaaa"],
    [12, 8, "070000000400000000000000"],
  ])("device_data_len %i comes back as %i", (room, length, data) => {
    const kernel = simulatedKernel({ device: { driver: "mlx5", uid: 7 }, policy: scopePolicy(mlx5) });
    const argument = words(24, 0, 0, room, at.out, 0);
    const out = new Uint8Array(12).fill(0xaa);
    const memory = mappedMemory([
      { address: at.argument, bytes: argument },
      { address: at.out, bytes: out },
    ]);
    expect(kernel.ioctl(0x9a00, at.argument, memory).errname).toBe("OK");
    expect([wordAt(argument, 8), wordAt(argument, 12), toHex(out)]).toEqual([1, length, data]);
  });
});

const vendor = "f0000001-0001-4001-8001-0102030405e1";
const scrub = "96dad7d6-fde8-482b-a733-75774e06db8a";

/** Twelve features: patrol scrub, which the kernel keeps, one that changes after a reset, and ten more of its kind. */
const device: CxlModel = {
  driver: "cxl",
  features: [scrub, vendor, ...Array.from({ length: 10 }, (_, index) => vendor.replace("e1", String(10 + index)))].map(
    (uuid) => ({
      uuid,
      get_feat_size: 8,
      set_feat_size: 4,
      flags: 0x11,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: uuid === scrub ? 0x202 : 0x600,
      current: "0102030405060708",
    }),
  ),
};
const kernel = (): SimulatedKernel => simulatedKernel({ device });

/** struct fwctl_rpc_cxl: opcode, flags, op_size, reserved1, payload. */
function cxlRequest(opcode: number, payload: Uint8Array, opSize = payload.length): Uint8Array {
  return Uint8Array.of(...words(opcode, 0, opSize, 0), ...payload);
}
const list = (count: number, start: number): Uint8Array => cxlRequest(0x500, words(count, start));
const get = (uuid: string, offset: number, count: number, selection = 0): Uint8Array =>
  cxlRequest(0x501, Uint8Array.of(...(uuidBytes(uuid) ?? []), ...words(offset + count * 0x1_0000), selection));
const set = (uuid: string, data: string, opSize?: number): Uint8Array => {
  const head = [...(uuidBytes(uuid) ?? []), ...words(0, 0x1_0000), ...new Uint8Array(8)];
  return cxlRequest(0x502, Uint8Array.of(...head, ...hex(data)), opSize);
};

describe("the list of features comes from the kernel's cache", () => {
  const counts = [0, 1, 47, 48, 49, 95, 96, 576, 577, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
  const cases = counts.flatMap((count) => [0, 1, 5, 11].map((start): [number, number] => [count, start]));

  test.each(cases)("count %i from %i: as many entries as fit, and as there are", (count, start) => {
    const entries = Math.min(Math.floor(count / 48), 12 - start);
    const { errname, outLength, out } = rpc(kernel(), { in: list(count, start), outLength: 8192 });
    expect([errname, outLength, wordAt(out, 0), wordAt(out, 4)]).toEqual([
      "OK",
      24 + 48 * entries,
      8 + 48 * entries,
      0,
    ]);
    expect([wordAt(out, 8), wordAt(out, 12)]).toEqual([entries + 12 * 0x1_0000, 0]);
    expect(written(out)).toBe(24 + 48 * entries);
    // The eight bytes behind the data that out_len counts too many.
    expect(toHex(out.subarray(16 + 48 * entries, 24 + 48 * entries))).toBe("00".repeat(8));
  });

  test.each([12, 13, 0xffff])("from %i, behind the last: EINVAL", (start) => {
    expect(rpc(kernel(), { in: list(576, start), outLength: 8192 }).errname).toBe("EINVAL");
  });

  test.each([0, 1, 7, 8, 16, 17, 63, 64, 71, 72])("a reply buffer of %i bytes is filled and no more", (outLength) => {
    const reply = rpc(kernel(), { in: list(48, 1), outLength });
    expect([reply.errname, reply.outLength, written(reply.out)]).toEqual(["OK", 72, outLength]);
  });

  test("what the kernel keeps is shown without its flag and its size; effects stay", () => {
    const { out } = rpc(kernel(), { in: list(96, 0), outLength: 8192 });
    const entry = (index: number): string => toHex(out.subarray(16 + 48 * index + 16, 16 + 48 * index + 30));
    expect([entry(0), entry(1)]).toEqual(["0000080000001000000001010202", "0100080004001100000001010006"]);
  });
});

describe("lengths that lie", () => {
  const question = list(48, 0);
  test.each<[string, Partial<Rpc> & { readonly in: Uint8Array }, string]>([
    ["no request at all", { in: question, inLength: 0 }, "EINVAL"],
    ["a part of the header", { in: question, inLength: 15 }, "EINVAL"],
    ["op_size beyond in_len, though the bytes are there", { in: question, inLength: 23 }, "EINVAL"],
    ["op_size of all ones", { in: cxlRequest(0x500, words(48, 0), 0xffff_ffff) }, "EINVAL"],
    ["op_size below the payload", { in: cxlRequest(0x500, words(48, 0), 7) }, "EINVAL"],
    ["op_size above it", { in: cxlRequest(0x500, words(48, 0, 0), 9) }, "EINVAL"],
    ["bytes behind op_size", { in: cxlRequest(0x500, words(48, 0, 0x7777_7777), 8) }, "OK"],
    ["more than is mapped", { in: question, inLength: 25 }, "EFAULT"],
    ["a Get of 20 bytes", { in: cxlRequest(0x501, get(vendor, 0, 4).subarray(16, 36)) }, "EINVAL"],
    ["a Get of 22 bytes", { in: cxlRequest(0x501, Uint8Array.of(...get(vendor, 0, 4).subarray(16), 0)) }, "EINVAL"],
    ["a Set that ends in its uuid", { in: set(vendor, "00", 15), scope: 3 }, "EINVAL"],
    ["a Set without data", { in: set(vendor, "00", 32), scope: 3 }, "EINVAL"],
    ["a Set of the kernel's own without data", { in: set(scrub, "00", 32), scope: 3 }, "EINVAL"],
    ["a Set of the kernel's own", { in: set(scrub, "00"), scope: 3, outLength: 0 }, "EPERM"],
    ["a Set with a reply buffer of 7", { in: set(vendor, "00"), scope: 3, outLength: 7 }, "EINVAL"],
    ["a Set with a reply buffer of 8", { in: set(vendor, "00"), scope: 3, outLength: 8 }, "OK"],
  ])("%s", (_, call, errname) => {
    const reply = rpc(kernel(), { outLength: 64, ...call });
    expect(reply.errname).toBe(errname);
    if (errname !== "OK") expect([reply.outLength, written(reply.out)]).toEqual([call.outLength ?? 64, 0]);
  });
});

describe("Get Feature", () => {
  test.each<[number, number, string]>([
    [0, 64, "EINVAL"],
    [4, 0, "EINVAL"],
    [4, 11, "EINVAL"],
    [4, 12, "OK"],
    [8, 15, "EINVAL"],
    [8, 16, "OK"],
    [0xffff, 0x1_0006, "EINVAL"],
    [0xffff, 0x1_0007, "OK"],
  ])("of %i bytes into %i", (count, outLength, errname) => {
    expect(rpc(kernel(), { in: get(vendor, 0, count), outLength, outMapped: 0x1_0010 }).errname).toBe(errname);
  });

  test.each<[string, Uint8Array, number, number, string]>([
    ["all of it", get(vendor, 0, 8), 8, 0, "0102030405060708"],
    ["the middle", get(vendor, 3, 2), 2, 0, "0405"],
    ["more than there is: nothing, and the beginning left behind", get(vendor, 6, 3), 0, 0, "0708000000000000"],
    ["an offset at the end", get(vendor, 8, 1), 0, 2, "00".repeat(8)],
    ["a selection that is not there", get(vendor, 0, 8, 1), 0, 26, "00".repeat(8)],
    ["a selection nobody knows", get(vendor, 0, 8, 255), 0, 26, "00".repeat(8)],
    ["a uuid nobody knows", get("deadbeef-0001-4002-8003-010203040506", 0, 8), 0, 3, "00".repeat(8)],
  ])("%s", (_, request, size, code, data) => {
    const { errname, outLength, out } = rpc(kernel(), { in: request, outLength: 64 });
    expect([errname, outLength, wordAt(out, 0), wordAt(out, 4)]).toEqual(["OK", 16 + size, size, code]);
    expect(toHex(out.subarray(8, 8 + data.length / 2))).toBe(data);
    expect(written(out)).toBe(16 + size);
  });

  test.each([0x501, 0x1_0501, 0xffff_0501])("the opcode %i is cut to 16 bits", (opcode) => {
    expect(rpc(kernel(), { in: cxlRequest(opcode, get(vendor, 0, 8).subarray(16)), outLength: 64 }).errname).toBe("OK");
  });

  test.each([0, 1, 0x400, 0x503, 0x600, 0x4000, 0xffff])("the opcode %i is EINVAL at every scope", (opcode) => {
    const request = cxlRequest(opcode, new Uint8Array(21));
    const answers = [0, 1, 2, 3].map((scope) => rpc(kernel(), { in: request, outLength: 64, scope }).errname);
    expect(new Set(answers)).toEqual(new Set(["EINVAL"]));
  });
});

describe("a reply that cannot be written is EFAULT, and the command has run", () => {
  test("a Set without a reply buffer", () => {
    const one = kernel();
    expect(rpc(one, { in: set(vendor, "99"), scope: 2, outLength: 16, outMapped: 0 }).errname).toBe("EFAULT");
    expect(rpc(one, { in: get(vendor, 0, 1), outLength: 9 }).out[8]).toBe(0x99);
  });

  test("a Set with half of one: that half is written", () => {
    const one = kernel();
    const reply = rpc(one, { in: set(vendor, "98"), scope: 2, outLength: 16, outMapped: 5 });
    expect([reply.errname, reply.outLength, toHex(reply.out)]).toEqual(["EFAULT", 16, "0000000000"]);
    expect(rpc(one, { in: get(vendor, 0, 1), outLength: 9 }).out[8]).toBe(0x98);
  });

  test("an argument that can only be read: the reply is there, out_len is not", () => {
    const argument = words(32, 0, 24, 64, at.in, 0, at.out, 0);
    const out = new Uint8Array(64).fill(0xaa);
    const memory = mappedMemory([
      { address: at.argument, bytes: argument, readOnly: true },
      { address: at.in, bytes: list(0, 0) },
      { address: at.out, bytes: out },
    ]);
    expect(kernel().ioctl(0x9a01, at.argument, memory).errname).toBe("EFAULT");
    expect([wordAt(argument, 12), written(out)]).toEqual([64, 24]);
  });
});

describe("pds: the payloads are fetched and written by the driver", () => {
  /** An operation of the example's endpoint 1: `in` at 0x5000, room for the reply at `to`. */
  const message = (op: number, inLength: number, outLength: number, to: number): Uint8Array =>
    words(op, 1, 0, inLength, at.payload, 0, 0, 0, 0, outLength, to, 0);
  const payload = { address: at.payload, bytes: new Uint8Array(4) };
  const room = { address: 0x6000, bytes: new Uint8Array(8).fill(0xaa) };
  const ask = (request: Uint8Array, scope = 0): ReturnType<typeof rpc> =>
    rpc(simulatedKernel({ device: examplePdsDevice }), { in: request, outLength: 48, scope, more: [payload, room] });

  test.each<[string, Uint8Array, string]>([
    ["a request payload that is not mapped", message(1, 5, 0, 0), "EFAULT"],
    ["a reply payload that is not mapped", message(1, 4, 9, 0x6000), "EFAULT"],
    ["no reply payload, nowhere", message(1, 4, 0, 0), "OK"],
    ["no request payload", message(1, 0, 8, 0x6000), "OK"],
  ])("%s", (_, request, errname) => {
    const reply = ask(request);
    expect([reply.errname, written(reply.out)]).toEqual([errname, errname === "OK" ? 48 : 0]);
  });

  test("payloads that no kernel can allocate", () => {
    const limits = { max_req_sz: 0xffff_ffff, max_resp_sz: 0xffff_ffff };
    const huge = simulatedKernel({ device: { ...examplePdsDevice, ...limits } });
    const errnames = [message(1, 0xffff_ffff, 0, 0), message(1, 4, 0xffff_ffff, 0x6000)].map(
      (request) => rpc(huge, { in: request, outLength: 48, more: [payload, room] }).errname,
    );
    expect(errnames).toEqual(["ENOMEM", "ENOMEM"]);
  });
});
