/** What holds for every ioctl, however malformed; and the kernel against the library's own prediction of a Set Feature. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uuidBytes } from "../../src/bits/index.js";
import { bnxt } from "../../src/bnxt/index.js";
import { type FeatureEntry, predictSetFeature } from "../../src/cxl/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import {
  type CxlModel,
  exampleBnxtDevice,
  exampleCxlDevice,
  exampleMlx5Device,
  examplePdsDevice,
  type MappedRange,
  mappedMemory,
  readDeviceModel,
  type SimulatedKernelOptions,
  scopePolicy,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { errnos } from "../../src/uapi/explain.js";
import { vectorBytes } from "../support/lines.js";
import { outcome } from "./support.js";

const word = fc.oneof(
  fc.constantFrom(
    0,
    1,
    2,
    3,
    8,
    16,
    21,
    24,
    31,
    32,
    33,
    48,
    0x500,
    0x501,
    0x502,
    2_097_152,
    2_097_153,
    0x1000_0000,
    0x2000_0000,
    0xffff_ffff,
  ),
  fc.nat({ max: 0xffff_ffff }),
);

/** Argument and buffers of any content: words that mean something here and there, random ones elsewhere. */
const bytesOf = (most: number): fc.Arbitrary<Uint8Array> =>
  fc.array(word, { maxLength: most / 4 }).map((words) => {
    const bytes = new Uint8Array(words.length * 4);
    const view = new DataView(bytes.buffer);
    words.forEach((value, index) => {
      view.setUint32(index * 4, value, true);
    });
    return bytes;
  });

const anyCall = fc.record({
  number: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(0x9a00, 0x9a01) },
    { weight: 1, arbitrary: fc.nat({ max: 0xffff_ffff }) },
  ),
  argument: bytesOf(64),
  input: bytesOf(96),
  output: bytesOf(256),
  at: fc.oneof({ weight: 8, arbitrary: fc.constant(0x1000_0000) }, { weight: 1, arbitrary: fc.double() }),
  rawIo: fc.boolean(),
  readOnly: fc.boolean(),
});

describe("any ioctl", () => {
  const known = new Set(["OK", ...errnos.map((errno) => errno.name)]);

  test.each<[string, SimulatedKernelOptions]>([
    ["cxl", { device: exampleCxlDevice }],
    ["mlx5", { device: exampleMlx5Device, policy: scopePolicy(mlx5) }],
    ["bnxt", { device: exampleBnxtDevice, policy: scopePolicy(bnxt) }],
    ["pds", { device: examplePdsDevice }],
  ])("on a device of %s ends with 0 or a known errno, and never throws", (_, options) => {
    const kernel = simulatedKernel(options);
    fc.assert(
      fc.property(anyCall, ({ number, argument, input, output, at, rawIo, readOnly }) => {
        const memory = mappedMemory([
          { address: 0x1000_0000, bytes: argument, readOnly },
          { address: 0x2000_0000, bytes: input, readOnly: true },
          { address: 0x3000_0000, bytes: output },
        ]);
        const { ret, errno, errname } = kernel.ioctl(number, at, memory, { rawIo });
        expect(known.has(errname)).toBe(true);
        expect([ret === 0, errno === 0]).toEqual([errname === "OK", errname === "OK"]);
      }),
      { numRuns: 1000 },
    );
  });

  test("leaves the argument as it was when it fails, and touches nothing behind the buffer that was offered", () => {
    const kernel = simulatedKernel({ device: exampleCxlDevice });
    fc.assert(
      fc.property(bytesOf(64), fc.nat({ max: 64 }), fc.nat({ max: 3 }), (input, outLength, scope) => {
        const argument = new Uint8Array(32);
        const view = new DataView(argument.buffer);
        [32, scope, input.length, outLength, 0x2000_0000, 0, 0x3000_0000, 0].forEach((value, index) => {
          view.setUint32(index * 4, value, true);
        });
        const before = argument.slice();
        const out = new Uint8Array(128).fill(0xaa);
        const ranges: MappedRange[] = [
          { address: 0x1000_0000, bytes: argument },
          { address: 0x2000_0000, bytes: input },
          { address: 0x3000_0000, bytes: out },
        ];
        const { errname } = kernel.ioctl(0x9a01, 0x1000_0000, mappedMemory(ranges));
        if (errname !== "OK") expect(argument).toEqual(before);
        expect(out.subarray(errname === "OK" ? outLength : 0).every((byte) => byte === 0xaa)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a Set Feature", () => {
  const device = readDeviceModel(new TextDecoder().decode(vectorBytes("kernel/device.json")));
  const features = device.driver === "cxl" ? device.features : [];

  test("is refused as the library predicts it, for any feature, effects, scope and lengths", async () => {
    const anyQuestion = fc.record({
      index: fc.nat({ max: features.length }),
      effects: fc.oneof(fc.constantFrom(0, 0x202, 0x600, 0x242, 0x1202), fc.nat({ max: 0xffff })),
      scope: fc.nat({ max: 4 }),
      dataLength: fc.integer({ min: -16, max: 8 }),
      outLength: fc.nat({ max: 16 }),
      rawio: fc.boolean(),
      settable: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyQuestion, async ({ index, effects, scope, dataLength, outLength, rawio, settable }) => {
        const changed = features.map((feature, place) => (place === index ? { ...feature, effects } : feature));
        const commands = settable ? [0x500, 0x501, 0x502] : [0x500, 0x501];
        const model: CxlModel = { driver: "cxl", features: changed, commands };
        const entry: FeatureEntry | undefined = changed[index];
        const kernel = simulatedKernel({ device: model, caller: { rawIo: rawio } });
        const input = new Uint8Array(48 + Math.max(0, dataLength));
        const view = new DataView(input.buffer);
        view.setUint32(0, 0x502, true);
        view.setUint32(8, 32 + dataLength, true);
        input.set(uuidBytes(entry?.uuid ?? "deadbeef-0000-4000-8000-000000000000") ?? [], 16);
        const answer = await outcome(kernel.rpc({ scope, in: input, outLength }));
        const prediction = predictSetFeature({ entry, scope, dataLength, outLength, rawio, settable });
        expect(answer).toBe(prediction.errno ?? "OK");
        expect(kernel.taint !== 0).toBe(prediction.taints);
      }),
      { numRuns: 1000 },
    );
  });
});
