/** A call as it lies in memory, and the way back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import type { Pointer, RpcRequest } from "../../src/catalog/rpc.js";
import {
  type Allocate,
  type Allocation,
  infoImage,
  ioctlImage,
  readImage,
  readInfoImage,
} from "../../src/transport/index.js";

/** A little address space: buffers one behind the other, with a gap, from 0x10000000. */
function addressSpace(): { allocate: Allocate; at(address: bigint): Uint8Array; lent: Allocation[] } {
  const lent: Allocation[] = [];
  let next = 0x1000_0000n;
  return {
    lent,
    allocate: (length) => {
      const allocation = { address: next, bytes: new Uint8Array(length).fill(0xee) };
      next += BigInt(length) + 0x1000n;
      lent.push(allocation);
      return allocation;
    },
    at(address) {
      const found = lent.find((allocation) => allocation.address === address);
      if (found === undefined) throw new Error(`nothing lies at ${address}`);
      return found.bytes;
    },
  };
}

const bytes = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

describe("fwctl_rpc, 32 bytes", () => {
  const request: RpcRequest = { scope: 1, in: bytes("0102030405"), outLength: 16 };

  test("size, scope, in_len, out_len, in, out, in x86-64 memory order", () => {
    const image = ioctlImage(request, addressSpace().allocate);
    expect(image.number).toBe(0x9a01);
    expect(toHex(image.argument.bytes)).toBe("2000000001000000050000001000000000000010000000000510001000000000");
  });

  test("the same numbers on a big-endian host", () => {
    const image = ioctlImage(request, addressSpace().allocate, { hostOrder: "be", noneIsOne: true });
    expect(image.number).toBe(0x20009a01);
    expect(toHex(image.argument.bytes)).toBe("0000002000000001000000050000001000000000100000000000000010001005");
  });

  test("in holds the request, out starts as zeros whatever the memory held", () => {
    const space = addressSpace();
    const image = ioctlImage(request, space.allocate);
    expect(toHex(space.at(0x1000_0000n))).toBe("0102030405");
    expect(toHex(image.out.bytes)).toBe("00".repeat(16));
  });

  test("an empty buffer has the address 0 and no memory", () => {
    const space = addressSpace();
    const image = ioctlImage({ scope: 0, in: bytes(""), outLength: 0 }, space.allocate);
    expect(space.lent).toHaveLength(1);
    expect(toHex(image.argument.bytes)).toBe(`20${"00".repeat(31)}`);
  });

  test("a reply longer than the buffer is cut, and its true length kept", () => {
    const image = ioctlImage(request, addressSpace().allocate);
    image.out.bytes.fill(7);
    new DataView(image.argument.bytes.buffer).setUint32(12, 24, true);
    expect(readImage(image)).toEqual({ out: new Uint8Array(16).fill(7), outLength: 24 });
  });

  test("a shorter reply ends where out_len says", () => {
    const image = ioctlImage(request, addressSpace().allocate);
    image.out.bytes.fill(7);
    new DataView(image.argument.bytes.buffer).setUint32(12, 3, true);
    expect(readImage(image)).toEqual({ out: bytes("070707"), outLength: 3 });
  });
});

describe("fwctl_info, 24 bytes", () => {
  test("the argument offers room for the driver's record", () => {
    const image = infoImage(8, addressSpace().allocate);
    expect(image.number).toBe(0x9a00);
    expect(toHex(image.argument.bytes)).toBe("180000000000000000000000080000000000001000000000");
  });

  test("the answer is cut to the length that the kernel reports", () => {
    const image = infoImage(8, addressSpace().allocate);
    image.argument.bytes.set(bytes("0200000000000000"), 8);
    expect(readInfoImage(image)).toEqual({ deviceType: 2, data: bytes("") });
    image.argument.bytes.set(bytes("0100000008000000"), 8);
    image.out.bytes.set(bytes("0700000004000000"));
    expect(readInfoImage(image)).toEqual({ deviceType: 1, data: bytes("0700000004000000") });
  });
});

describe("pointers", () => {
  const pdsLike: RpcRequest = {
    scope: 0,
    in: new Uint8Array(48).fill(1),
    outLength: 48,
    pointers: [
      { at: 16, direction: "in", data: bytes("a1a2a3"), length: 3 },
      { at: 40, direction: "out", length: 4 },
    ],
  };

  test("each address stands at its place, in host order", () => {
    const space = addressSpace();
    ioctlImage(pdsLike, space.allocate);
    const message = new DataView(space.at(0x1000_0000n).buffer);
    expect(toHex(space.at(message.getBigUint64(16, true)))).toBe("a1a2a3");
    expect(toHex(space.at(message.getBigUint64(40, true)))).toBe("00000000");
  });

  test("what the device wrote behind an address comes back in request order", () => {
    const space = addressSpace();
    const image = ioctlImage(pdsLike, space.allocate);
    const message = new DataView(space.at(0x1000_0000n).buffer);
    space.at(message.getBigUint64(40, true)).set(bytes("b1b2b3b4"));
    expect(readImage(image).pointers).toEqual([
      { at: 16, direction: "in", data: bytes("a1a2a3"), length: 3 },
      { at: 40, direction: "out", data: bytes("b1b2b3b4"), length: 4 },
    ]);
  });

  test("a reply that returns the request shows no address of this process", () => {
    const space = addressSpace();
    const image = ioctlImage(pdsLike, space.allocate);
    image.out.bytes.set(space.at(0x1000_0000n));
    expect(toHex(readImage(image).out)).toBe("01".repeat(48));
  });

  test.each<[string, Pointer[], string]>([
    [
      "behind the end of its buffer",
      [{ at: 41, direction: "in", length: 1 }],
      "fwctl_rpc.in.pointers[0].at: an address at byte 41 needs bytes 41..48, the buffer has 48.",
    ],
    [
      "over another address",
      [
        { at: 0, direction: "in", length: 1 },
        { at: 7, direction: "in", length: 1 },
      ],
      "fwctl_rpc.in.pointers[1].at: byte 7 belongs to the address of another pointer.",
    ],
    [
      "with more data than buffer",
      [{ at: 0, direction: "in", data: new Uint8Array(3), length: 2 }],
      "fwctl_rpc.in.pointers[0].data: 3 bytes of data for a buffer of 2.",
    ],
    [
      "beyond all memory",
      [{ at: 0, direction: "out", length: 0xffff_ffff }],
      "fwctl_rpc.in.pointers[0]: buffers exceed the limit of 67108864 bytes. Ask for less, or raise `limit`.",
    ],
  ])("a pointer %s is refused", (_, pointers, message) => {
    expect(() => ioctlImage({ ...pdsLike, pointers }, addressSpace().allocate)).toThrow(message);
  });

  test("buffers that contain each other end at eight", () => {
    const pointers: Pointer[] = [];
    pointers.push({ at: 0, direction: "in", length: 8, pointers });
    expect(() => ioctlImage({ ...pdsLike, pointers }, addressSpace().allocate)).toThrow(
      "pointers nest deeper than 8 buffers",
    );
  });

  test("a backend that lends too little is named", () => {
    const stingy: Allocate = (length) => ({ address: 1n, bytes: new Uint8Array(length - 1) });
    expect(() => ioctlImage(pdsLike, stingy)).toThrow("fwctl_rpc.in: the backend lent 47 bytes, 48 were asked for.");
  });
});

/** Buffers of up to 40 bytes, also of none, each with up to three pointers anywhere that do not overlap, three levels deep. */
const pointersOf = (length: number, depth: number): fc.Arbitrary<Pointer[]> =>
  fc.nat({ max: 7 }).chain((shift) => {
    const places = Array.from(
      { length: Math.max(0, Math.floor((length - shift) / 8)) },
      (_, index) => shift + index * 8,
    );
    return fc
      .subarray(places, { maxLength: depth === 0 ? 0 : Math.min(3, places.length) })
      .chain((chosen) => fc.tuple(...chosen.map((at) => pointerAt(at, depth))));
  });

const pointerAt = (at: number, depth: number): fc.Arbitrary<Pointer> =>
  fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.constantFrom("in", "out", "inout")).chain(([data, direction]) =>
    pointersOf(data.length, depth - 1).map((pointers): Pointer => {
      const length = data.length;
      return pointers.length === 0 ? { at, direction, data, length } : { at, direction, data, length, pointers };
    }),
  );

const anyRequest: fc.Arbitrary<RpcRequest> = fc
  .tuple(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 3 }))
  .chain(([message, scope]) =>
    pointersOf(message.length, 3).map((pointers) => ({ scope, in: message, outLength: message.length, pointers })),
  );

/** Follows the addresses of an image through memory, as a kernel or a remote agent would. */
function follow(message: Uint8Array, pointers: readonly Pointer[], at: (address: bigint) => Uint8Array): Uint8Array[] {
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  return pointers.flatMap((pointer) => {
    const address = view.getBigUint64(pointer.at, true);
    // A buffer of no bytes lies nowhere.
    const behind = address === 0n ? new Uint8Array() : at(address);
    return [behind.slice(), ...follow(behind, pointer.pointers ?? [], at)];
  });
}

describe("an image read back", () => {
  test("is the request, for any call with nested pointers, when the device returns what it was given", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const space = addressSpace();
        const image = ioctlImage(request, space.allocate);
        if (request.in.length > 0) image.out.bytes.set(space.at(0x1000_0000n));
        const reply = readImage(image);
        expect(reply.out).toEqual(request.in);
        expect(reply.pointers ?? []).toEqual(request.pointers);
      }),
    );
  });

  test("leads through every address to the right buffer", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const space = addressSpace();
        ioctlImage(request, space.allocate);
        if (request.in.length === 0) return;
        const flat = (pointers: readonly Pointer[]): Pointer[] =>
          pointers.flatMap((pointer) => [pointer, ...flat(pointer.pointers ?? [])]);
        const found = follow(space.at(0x1000_0000n), request.pointers ?? [], space.at);
        const plain = flat(request.pointers ?? []).filter((pointer) => pointer.pointers === undefined);
        for (const pointer of plain) expect(found).toContainEqual(pointer.data);
      }),
    );
  });
});
