import { describe, expect, test } from "vitest";
import { commandEffects, decodeEffects } from "../../src/cxl/effects.js";
import { exclusiveUuids, type FeatureEntry, isExclusive } from "../../src/cxl/feature-entry.js";
import { ecsUnitCount, featureInWords, knownFeatures } from "../../src/cxl/features.js";
import { explainReturnCode, returnCodes } from "../../src/cxl/return-codes.js";
import { kernelFeatures } from "../support/kernel-record.js";

describe("return codes", () => {
  test.each([
    [0, "SUCCESS", undefined],
    [1, "BACKGROUND", "ENXIO"],
    [2, "INPUT", "ENXIO"],
    [3, "UNSUPPORTED", "ENXIO"],
    [4, "INTERNAL", "ENXIO"],
    [5, "RETRY", "ENXIO"],
    [6, "BUSY", "ENXIO"],
    [7, "MEDIADISABLED", "ENXIO"],
    [8, "FWINPROGRESS", "ENXIO"],
    [9, "FWOOO", "ENXIO"],
    [10, "FWAUTH", "ENXIO"],
    [11, "FWSLOT", "ENXIO"],
    [12, "FWROLLBACK", "ENXIO"],
    [13, "FWRESET", "ENXIO"],
    [14, "HANDLE", "ENXIO"],
    [15, "PADDR", "EFAULT"],
    [16, "POISONLMT", "EBUSY"],
    [17, "MEDIAFAILURE", "ENXIO"],
    [18, "ABORT", "ENXIO"],
    [19, "SECURITY", "ENXIO"],
    [20, "PASSPHRASE", "ENXIO"],
    [21, "MBUNSUPPORTED", "ENXIO"],
    [22, "PAYLOADLEN", "ENXIO"],
    [23, "LOG", "ENXIO"],
    [24, "INTERRUPTED", "ENXIO"],
    [25, "FEATUREVERSION", "ENXIO"],
    [26, "FEATURESELVALUE", "ENXIO"],
    [27, "FEATURETRANSFERIP", "ENXIO"],
    [28, "FEATURETRANSFEROOO", "ENXIO"],
    [29, "RESOURCEEXHAUSTED", "ENXIO"],
    [30, "EXTLIST", "ENXIO"],
    [31, undefined, "ENXIO"],
    [0xffff_ffff, undefined, "ENXIO"],
  ])("%d is %s, errno %s", (code, name, errno) => {
    const meaning = explainReturnCode(code);
    expect([meaning.value, meaning.name, meaning.errno]).toEqual([code, name, errno]);
  });

  test("31 have names", () => {
    expect(returnCodes.length).toBe(31);
  });
});

describe("command effects", () => {
  test.each([
    [0x0000, [], []],
    [0x0202, ["CONFIG_CHANGE_IMMEDIATE", "EFFECTS_VALID"], []],
    [0x0600, ["EFFECTS_VALID", "CONFIG_CHANGE_CONV_RESET"], []],
    [0x1142, ["CONFIG_CHANGE_IMMEDIATE", "BACKGROUND"], [8, 12]],
  ])("0x%s", (mask, names, unnamed) => {
    const decoded = decodeEffects(mask);
    expect([decoded.effects.map((effect) => effect.name), decoded.unnamedBits]).toEqual([names, unnamed]);
  });

  test("all bits set: eleven have names", () => {
    expect(decodeEffects(0xffff)).toEqual({ effects: commandEffects, unnamedBits: [8, 12, 13, 14, 15] });
    expect(commandEffects.length).toBe(11);
  });
});

describe("features", () => {
  test("the kernel keeps exactly the features it describes", () => {
    expect(new Set(knownFeatures.keys())).toEqual(exclusiveUuids);
    expect(isExclusive("E5B13F22-2328-4A14-B8BA-B9691E893386")).toBe(true);
  });

  test.each([
    [1, 0, 0],
    [9, 2, 4],
    [0, 0, 0],
    [41, 10, 20],
  ])("ECS data of %d bytes describes %d units when read, %d when written", (size, read, write) => {
    expect([ecsUnitCount(size, "read"), ecsUnitCount(size, "write")]).toEqual([read, write]);
  });

  const entry: FeatureEntry = {
    uuid: "f0000001-0001-4001-8001-0102030405e1",
    get_feat_size: 13,
    set_feat_size: 7,
    flags: 0x01,
    get_feat_ver: 2,
    set_feat_ver: 1,
    effects: 0x0600,
  };

  test("a vendor's feature in words", () => {
    expect(featureInWords(entry)).toEqual({
      name: "f0000001-0001-4001-8001-0102030405e1",
      owner: "user space: nothing in the kernel claims it",
      scope: "takes effect after a reset: needs DEBUG_WRITE (2)",
      takesEffect: "configuration changes after a conventional reset",
      survivesReset: "not promised: the device keeps no saved copy",
      survivesUpdate: "no: a firmware update may reset it",
      drift: [],
    });
  });

  test("one of the kernel's, with a saved copy", () => {
    const scrub = { ...entry, uuid: "96DAD7D6-FDE8-482B-A733-75774E06DB8A", flags: 0x70, effects: 0x0202 };
    expect(featureInWords(scrub)).toEqual({
      name: "patrol scrub",
      owner: "the kernel: use EDAC; fwctl refuses to write it",
      scope: "takes effect at once: needs DEBUG_WRITE_FULL (3)",
      takesEffect: "configuration changes at once",
      survivesReset: "yes: the device keeps a saved copy, and fwctl always asks it to save",
      survivesUpdate: "yes",
      drift: ["get payload is version 2, described is 1; newer: fields behind the described ones are kept as bytes"],
    });
  });

  test("the versions that the recorded device lists are the described ones", () => {
    const described = kernelFeatures.filter(({ name }) => knownFeatures.has(name));
    const drifts = described.map(
      ({ name, get_ver, set_ver }) =>
        featureInWords({ ...entry, uuid: name, get_feat_ver: get_ver, set_feat_ver: set_ver }).drift,
    );
    expect(drifts).toEqual([[], []]);
  });

  test("a registry of one's own: name and version drift", () => {
    const registry = new Map([[entry.uuid, { name: "acme fan curve", getVersion: 1, setVersion: 2 }]]);
    const words = featureInWords({ ...entry, effects: 0 }, registry);
    expect([words.name, words.takesEffect, words.drift]).toEqual([
      "acme fan curve",
      "not stated: no effect is declared",
      [
        "get payload is version 2, described is 1; newer: fields behind the described ones are kept as bytes",
        "set payload is version 1, described is 2; older: later fields may be absent",
      ],
    ]);
  });
});
