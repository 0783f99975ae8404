import { describe, expect, test } from "vitest";
import { uuidText } from "../../src/bits/index.js";
import type { FeatureEntry } from "../../src/cxl/feature-entry.js";
import { leastSetScope, predictSetFeature } from "../../src/cxl/scope.js";
import { kernelFeatures, kernelIoctls, recordBytes } from "../support/kernel-record.js";

/** The feature list as the recorded kernel gave it. */
const listed = new Map<string, FeatureEntry>(
  kernelFeatures.map(({ name, get_feat_size, set_feat_size, flags, get_ver, set_ver, effects }) => [
    name,
    { uuid: name, get_feat_size, set_feat_size, flags, get_feat_ver: get_ver, set_feat_ver: set_ver, effects },
  ]),
);

/** Every FWCTL_RPC of the record whose request is a Set Feature. */
const sets = kernelIoctls.filter(({ req, in_before }) => {
  const request = recordBytes(in_before);
  return req === 0x9a01 && request.length >= 32 && request[0] === 0x02 && request[1] === 0x05;
});

describe("against a running kernel", () => {
  test("the record holds 112 Set Features, accepted and refused with each errno", () => {
    expect([sets.length, [...new Set(sets.map((record) => record.errname))].sort()]).toEqual([
      112,
      ["EINVAL", "EPERM", "OK"],
    ]);
  });

  test.each(sets.map((record) => [record.seq, record.name, record] as const))("%d %s", (_seq, _name, record) => {
    const argument = new DataView(recordBytes(record.arg_before).buffer);
    const request = recordBytes(record.in_before);
    const prediction = predictSetFeature({
      entry: listed.get(uuidText(request, 16)),
      scope: argument.getUint32(4, true),
      dataLength: new DataView(request.buffer).getUint32(8, true) - 32,
      inLength: argument.getUint32(8, true),
      outLength: argument.getUint32(12, true),
      rawio: record.as === "uid0",
    });
    expect(prediction.errno ?? "OK").toBe(record.errname);
    const tainted = ((record.taint_after ?? 0) & 524_288) !== 0;
    expect(tainted || !prediction.taints).toBe(true);
  });
});

/** A changeable feature of user space's own; parts are replaced case by case. */
const own: FeatureEntry = {
  uuid: "f0000001-0001-4001-8001-0102030405e1",
  get_feat_size: 13,
  set_feat_size: 7,
  flags: 1,
  get_feat_ver: 1,
  set_feat_ver: 1,
  effects: 0x0600,
};
const patrolScrub: FeatureEntry = { ...own, uuid: "96DAD7D6-FDE8-482B-A733-75774E06DB8A", flags: 0, effects: 0x0202 };

describe("the least scope follows from the declared effects", () => {
  test.each([
    ["cold reset", 0x0001, 2],
    ["conventional reset", 0x0400, 2],
    ["CXL reset", 0x0800, 2],
    ["configuration at once", 0x0002, 3],
    ["data at once", 0x0004, 3],
    ["policy at once", 0x0008, 3],
    ["log at once", 0x0010, 3],
    ["at once and after a reset", 0x0003, 3],
    ["security state only", 0x0020, "refused"],
    ["in the background", 0x0041, "refused"],
    ["abortable only", 0x0080, "refused"],
    ["valid bit only", 0x0200, "refused"],
    ["nothing", 0x0000, "refused"],
    ["a reserved bit", 0x1001, "refused"],
    ["the last reserved bit", 0x8002, "refused"],
  ])("%s (0x%s): %s", (_, effects, scope) => {
    expect(leastSetScope({ ...own, effects }).scope).toBe(scope);
  });

  test("a feature that is not changeable has none; of an exclusive one the listed flag says nothing", () => {
    expect([leastSetScope({ ...own, flags: 0 }).scope, leastSetScope(patrolScrub).scope]).toEqual(["refused", 3]);
  });
});

describe("the checks come in the kernel's order", () => {
  const ask = (over: Partial<Parameters<typeof predictSetFeature>[0]>): string => {
    const { errno, reason } = predictSetFeature({ entry: own, scope: 2, dataLength: 7, outLength: 16, ...over });
    return `${errno ?? "accepted"}: ${reason}`;
  };

  test.each<[string, Partial<Parameters<typeof predictSetFeature>[0]>, string]>([
    ["enough", {}, "accepted: takes effect after a reset: needs DEBUG_WRITE (2)"],
    ["lengths before the scope", { outLength: 2_097_153, scope: 9 }, "EMSGSIZE: in_len or out_len is above 2 MiB"],
    ["exactly 2 MiB", { outLength: 2_097_152 }, "accepted: takes effect after a reset: needs DEBUG_WRITE (2)"],
    ["an unknown scope", { scope: 4 }, "EOPNOTSUPP: scope 4 is none of 0 to 3"],
    [
      "the capability before the rule",
      { scope: 3, rawio: false, entry: undefined },
      "EPERM: scope 3 needs CAP_SYS_RAWIO",
    ],
    ["no Set command", { settable: false }, "EINVAL: the device has no Set Feature command"],
    ["an unknown UUID", { entry: undefined, outLength: 0 }, "EINVAL: the device lists no feature with this UUID"],
    [
      "scope too low",
      { scope: 1, dataLength: 0 },
      "EINVAL: scope 1 is too low: takes effect after a reset: needs DEBUG_WRITE (2)",
    ],
    [
      "no data before exclusive",
      { entry: patrolScrub, scope: 3, dataLength: 0 },
      "EINVAL: no data: op_size is not above 32",
    ],
    [
      "exclusive, scope too low: not EPERM",
      { entry: patrolScrub },
      "EINVAL: scope 2 is too low: takes effect at once: needs DEBUG_WRITE_FULL (3)",
    ],
    [
      "exclusive before out_len",
      { entry: patrolScrub, scope: 3, outLength: 0 },
      "EPERM: the kernel keeps this feature to itself: use EDAC",
    ],
    ["a reply buffer too small", { outLength: 7 }, "EINVAL: out_len is below 8"],
    ["op_size beyond the request", { inLength: 54 }, "EINVAL: op_size is larger than the request"],
  ])("%s", (_, over, expected) => {
    expect(ask(over)).toBe(expected);
  });

  test("only an exclusive feature leaves a doubt: what the device itself calls changeable is hidden", () => {
    const certain = (entry: FeatureEntry): boolean =>
      predictSetFeature({ entry, scope: 3, dataLength: 1, outLength: 8 }).certain;
    expect([certain(own), certain(patrolScrub)]).toEqual([true, false]);
  });

  test("scopes 2 and 3 taint even when the driver then refuses", () => {
    const taints = (scope: number, rawio = true): boolean =>
      predictSetFeature({ entry: undefined, scope, dataLength: 1, outLength: 8, rawio }).taints;
    expect([taints(0), taints(1), taints(2), taints(3), taints(3, false), taints(4)]).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
