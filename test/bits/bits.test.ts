/** n bits at a bit offset: both orders, any width, neighbours untouched. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dataView,
  fromHex,
  macBytes,
  macText,
  readBigint,
  readBytes,
  readNumber,
  readRun,
  toHex,
  uuidBytes,
  uuidText,
  writeBigint,
  writeBytes,
  writeNumber,
  writeRun,
} from "../../src/bits/index.js";

const order = fc.constantFrom<"be" | "le">("be", "le");

/** The bits of a range as the order counts them, one by one. */
function bitsOf(data: DataView, from: number, width: number, endian: "be" | "le"): number[] {
  return Array.from({ length: width }, (_, index) => {
    const bit = from + index;
    const byte = data.getUint8(bit >> 3);
    return endian === "be" ? (byte >> (7 - (bit & 7))) & 1 : (byte >> (bit & 7)) & 1;
  });
}

describe("what is written is read, and nothing else changes", () => {
  test("up to 32 bits", () => {
    fc.assert(
      fc.property(order, fc.nat(40), fc.integer({ min: 1, max: 32 }), fc.nat(), (endian, bit, width, seed) => {
        const data = new DataView(new ArrayBuffer(12));
        for (let index = 0; index < 12; index += 1) data.setUint8(index, (seed * (index + 3)) & 255);
        const before = bitsOf(data, 0, 96, endian);
        const value = seed % 2 ** width;
        writeNumber(data, bit, width, endian, value);
        expect(readNumber(data, bit, width, endian)).toBe(value);
        const after = bitsOf(data, 0, 96, endian);
        expect([...after.slice(0, bit), ...after.slice(bit + width)]).toEqual([
          ...before.slice(0, bit),
          ...before.slice(bit + width),
        ]);
      }),
    );
  });

  test("up to 64 bits", () => {
    fc.assert(
      fc.property(
        order,
        fc.nat(20),
        fc.integer({ min: 1, max: 64 }),
        fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
        (endian, bit, width, seed) => {
          const data = new DataView(new ArrayBuffer(12));
          const value = BigInt.asUintN(width, seed);
          writeBigint(data, bit, width, endian, value);
          expect(readBigint(data, bit, width, endian)).toBe(value);
        },
      ),
    );
  });

  test("wider, as bytes, most significant first", () => {
    fc.assert(
      fc.property(
        order,
        fc.nat(20),
        fc.integer({ min: 65, max: 130 }),
        fc.uint8Array({ minLength: 17, maxLength: 17 }),
        (endian, bit, width, seed) => {
          const data = new DataView(new ArrayBuffer(24));
          const size = Math.ceil(width / 8);
          const value = seed.slice(0, size);
          const spare = size * 8 - width;
          const whole = ((bit | width) & 7) === 0;
          if (!whole) value[0] = (value[0] ?? 0) & (255 >> spare);
          writeBytes(data, bit, width, endian, value);
          expect(readBytes(data, bit, width, endian)).toEqual(value);
        },
      ),
    );
  });
});

describe("bytes one behind the other, from any bit on", () => {
  const runs = fc.tuple(order, fc.nat(20), fc.integer({ min: 1, max: 70 }));

  test("what is written is read, and nothing else changes", () => {
    fc.assert(
      fc.property(
        runs,
        fc.uint8Array({ minLength: 9, maxLength: 9 }),
        fc.nat(255),
        ([endian, bit, width], seed, fill) => {
          const data = dataView(new Uint8Array(12).fill(fill));
          const before = bitsOf(data, 0, 96, endian);
          writeRun(data, bit, width, endian, seed);
          const after = bitsOf(data, 0, 96, endian);
          const bits = bitsOf(dataView(seed), 0, width, endian);
          expect(after).toEqual([...before.slice(0, bit), ...bits, ...before.slice(bit + width)]);
          const run = readRun(data, bit, width, endian);
          expect(bitsOf(dataView(run), 0, run.length * 8, endian)).toEqual([
            ...bits,
            ...Array.from({ length: run.length * 8 - width }, () => 0),
          ]);
        },
      ),
    );
  });

  const data = dataView(Uint8Array.from([0x12, 0x34, 0x56, 0x78]));
  const cases: readonly [string, number, number, "be" | "le", readonly number[]][] = [
    ["whole bytes", 8, 16, "le", [0x34, 0x56]],
    ["bytes inside bytes", 4, 16, "be", [0x23, 0x45]],
    ["bytes inside bytes", 4, 16, "le", [0x41, 0x63]],
    ["a last piece stands at the top", 4, 12, "be", [0x23, 0x40]],
    ["a last piece stands at the bottom", 4, 12, "le", [0x41, 0x03]],
    ["nothing", 5, 0, "be", []],
  ];
  test.each(cases)("%s: from bit %i, %i bits, %s", (_what, bit, width, endian, bytes) => {
    expect([...readRun(data, bit, width, endian)]).toEqual(bytes);
  });
});

describe("the place of bytes in their buffer", () => {
  test("is kept", () => {
    expect(dataView(Uint8Array.from([1, 2, 3, 4]).subarray(1, 3)).getUint16(0)).toBe(0x0203);
  });

  test("is nowhere once the buffer was transferred away", () => {
    const bytes = new Uint8Array(8);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(dataView(bytes).byteLength).toBe(0);
  });
});

describe("order", () => {
  const data = new DataView(Uint8Array.from([0x12, 0x34, 0x56, 0x78]).buffer);
  const reads: readonly [string, number, number, "be" | "le", number][] = [
    ["the top nibble", 0, 4, "be", 0x1],
    ["the low nibble", 0, 4, "le", 0x2],
    ["twelve bits", 4, 12, "be", 0x234],
    ["twelve bits", 4, 12, "le", 0x341],
    ["a dword", 0, 32, "be", 0x12345678],
    ["a dword", 0, 32, "le", 0x78563412],
    ["nothing", 8, 0, "be", 0],
  ];
  test.each(reads)("%s at bit %i, %i bits, %s", (_what, bit, width, endian, value) => {
    expect(readNumber(data, bit, width, endian)).toBe(value);
  });

  test("whole bytes are a view, not a copy", () => {
    expect(readBytes(data, 8, 16, "be").buffer).toBe(data.buffer);
  });
});

describe("text forms", () => {
  test("hex both ways", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromHex(toHex(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  const wrong: readonly string[] = ["0", "0g", "0x00", " 00", "é0"];
  test.each(wrong)("no hex: %j", (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  test("uuid and mac both ways", () => {
    const uuid = "96dad7d6-fde8-482b-a733-75774e06db8a";
    expect(uuidText(uuidBytes(uuid.toUpperCase()) ?? new Uint8Array(16))).toBe(uuid);
    expect(macText(macBytes("B8-3F-D2-00-00-01") ?? new Uint8Array(6))).toBe("b8:3f:d2:00:00:01");
  });

  test.each(["96dad7d6fde8482ba73375774e06db8a", "96dad7d6-fde8-482b-a733", ""])("no uuid: %j", (text) => {
    expect(uuidBytes(text)).toBeUndefined();
  });
});
