/** Bits of a layout, bits of bytes, and the words for both. */
import { describe, expect, test } from "vitest";
import {
  bitInByte,
  byteText,
  dwordBits,
  dwordText,
  layoutBit,
  maskInByte,
  widthText,
} from "../../viewer/state/bits.js";

describe("a layout's bits", () => {
  test.each([
    { order: "be", byte: 0, inByte: 7, bit: 0 },
    { order: "be", byte: 1, inByte: 0, bit: 15 },
    { order: "le", byte: 0, inByte: 0, bit: 0 },
    { order: "le", byte: 1, inByte: 7, bit: 15 },
  ] as const)("$order: bit $inByte of byte $byte is bit $bit", ({ order, byte, inByte, bit }) => {
    expect(layoutBit(byte, inByte, order)).toBe(bit);
    expect(bitInByte(bit, order)).toEqual({ byte, inByte });
  });

  test.each([
    { order: "be", run: { bit: 0, width: 4 }, byte: 0, mask: 0xf0 },
    { order: "le", run: { bit: 0, width: 4 }, byte: 0, mask: 0x0f },
    { order: "be", run: { bit: 12, width: 8 }, byte: 1, mask: 0x0f },
    { order: "be", run: { bit: 12, width: 8 }, byte: 2, mask: 0xf0 },
    { order: "le", run: { bit: 12, width: 8 }, byte: 2, mask: 0x0f },
    { order: "le", run: { bit: 8, width: 16 }, byte: 1, mask: 0xff },
    { order: "le", run: { bit: 8, width: 16 }, byte: 3, mask: 0 },
  ] as const)("$order: $run covers 0x$mask of byte $byte", ({ order, run, byte, mask }) => {
    expect(maskInByte(run, byte, order)).toBe(mask);
  });
});

describe("places in words", () => {
  test.each([
    { order: "be", run: { bit: 48, width: 16 }, bytes: "bytes 0x06..0x07", dword: "dword 0x04, bits 15:0" },
    { order: "be", run: { bit: 129, width: 1 }, bytes: "byte 0x10", dword: "dword 0x10, bit 30" },
    { order: "le", run: { bit: 129, width: 1 }, bytes: "byte 0x10", dword: "dword 0x10, bit 1" },
    { order: "be", run: { bit: 0, width: 64 }, bytes: "bytes 0x00..0x07", dword: "dwords 0x00..0x04" },
  ] as const)("$order $run", ({ order, run, bytes, dword }) => {
    expect(byteText(run)).toBe(bytes);
    expect(dwordText(run, order)).toBe(dword);
  });

  test.each([
    [1, "1 bit"],
    [64, "64 bits"],
    [128, "16 bytes"],
    [129, "129 bits"],
  ])("%d bits are %s", (width, text) => {
    expect(widthText(width)).toBe(text);
  });
});

describe("the bits of a dword", () => {
  const bytes = Uint8Array.of(0x80, 0, 0, 0x01, 0xff);

  test("big-endian: bit 31 is the top bit of the first byte", () => {
    const bits = dwordBits(bytes, 0, "be");
    expect(bits).toHaveLength(32);
    expect(bits[0]).toEqual({ number: 31, bit: 0, set: true });
    expect(bits[31]).toEqual({ number: 0, bit: 31, set: true });
  });

  test("little-endian: bit 31 is the top bit of the last byte", () => {
    const bits = dwordBits(bytes, 0, "le");
    expect(bits[0]).toEqual({ number: 31, bit: 31, set: false });
    expect(bits[24]).toEqual({ number: 7, bit: 7, set: true });
  });

  test("a dword that the bytes cut has fewer bits", () => {
    expect(dwordBits(bytes, 4, "le").map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect(dwordBits(bytes, 4, "be").map(({ number }) => number)).toEqual([31, 30, 29, 28, 27, 26, 25, 24]);
  });
});
