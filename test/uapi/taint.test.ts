import { describe, expect, test } from "vitest";
import { decodeTaint, fwctlTaint, taints } from "../../src/uapi/explain.js";
import { kernelIoctls, recordBytes } from "../support/kernel-record.js";

describe("taint masks", () => {
  test("twenty bits, each with its letter", () => {
    expect(taints.map((taint) => taint.letter).join("")).toBe("PFSRMBUDAWCIOELKXTNJ");
    expect(taints.map((taint) => taint.bit)).toEqual(Array.from({ length: 20 }, (_, bit) => bit));
  });

  test.each<[number | bigint, string, number[], boolean]>([
    [0, "G", [], false],
    [1, "P", [], false],
    [524_288, "GJ", [], true],
    [524_800, "GWJ", [], true],
    [4097, "PO", [], false],
    [0xfffff, "PFSRMBUDAWCIOELKXTNJ", [], true],
    [1_048_576, "G", [20], false],
    [(1n << 63n) | 1n, "P", [63], false],
  ])("%d is %s", (mask, letters, unknownBits, byFwctl) => {
    const decoded = decodeTaint(mask);
    expect([decoded.letters, decoded.unknownBits, decoded.byFwctl]).toEqual([letters, unknownBits, byFwctl]);
  });

  test.each([-1, 0.5, Number.NaN, 1n << 64n])("%s is no mask", (mask) => {
    expect(() => decodeTaint(mask)).toThrow(/^taint: .* does not fit 64 bits/);
  });

  test("a running kernel was tainted by RPCs of scope 2 and 3 and by nothing else of fwctl", () => {
    const tainted = kernelIoctls.filter(
      ({ dev, taint_before = 0, taint_after = 0 }) => dev.includes("fwctl") && taint_before !== taint_after,
    );
    expect(tainted.length).toBeGreaterThan(0);
    for (const { arg_before, taint_before = 0, taint_after = 0 } of tainted) {
      expect(taint_after - taint_before).toBe(fwctlTaint.mask);
      expect(recordBytes(arg_before)[4]).toBeGreaterThanOrEqual(2);
    }
  });
});
