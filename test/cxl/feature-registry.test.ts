/** A vendor's features from a private schema: decoding, encoding and words know them, and nothing else changes. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc } from "../../src/catalog/index.js";
import {
  compareFeature,
  cxl,
  decodeFeature,
  featureInWords,
  featureRegistry,
  getFeature,
  setFeature,
} from "../../src/cxl/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { loadSchema } from "../../src/schema/index.js";

const uuid = "f0000003-0003-4003-8003-0102030405e3";

/** A private schema: a fan curve, read in six bytes and written in three. */
const acme = loadSchema({
  family: "acme",
  order: "le",
  source: { header: "acme fan curve, revision 2", revision: "2" },
  enums: { acme_fan_mode: { values: { AUTO: 0, MANUAL: 1 } } },
  structs: {
    acme_fan_rd: {
      bits: 48,
      fields: [
        { name: "mode", type: "u8", enum: "acme_fan_mode" },
        { name: "speed", type: "u16" },
        { name: "temperature", type: "u16" },
        { name: "alarms", type: "u8" },
      ],
    },
    acme_fan_wr: {
      bits: 24,
      fields: [
        { name: "mode", type: "u8", enum: "acme_fan_mode" },
        { name: "speed", type: "u16" },
      ],
    },
  },
});
const acmeFeatures = featureRegistry(
  "acme",
  { [uuid.toUpperCase()]: { name: "fan curve", read: "acme_fan_rd", write: "acme_fan_wr", getVersion: 2 } },
  acme,
);
const family = cxl.with(acmeFeatures);
const data = Uint8Array.of(1, 0x10, 0x27, 0x4b, 0, 3);

describe("reading", () => {
  const request = getFeature({ uuid, count: 6 });
  const out = Uint8Array.of(6, 0, 0, 0, 0, 0, 0, 0, ...data);

  test("the extended family decodes the reply by the vendor's record", () => {
    const rpc = decodeRpc(createCatalog(family), { deviceType: 2, in: request.in, out });
    expect(rpc.response?.["payload"]).toEqual({ acme_fan_rd: { mode: 1, speed: 10_000, temperature: 75, alarms: 3 } });
    expect(rpc.notes).toEqual([]);
  });

  test("the family itself keeps it as bytes", () => {
    expect(decodeRpc(createCatalog(cxl), { deviceType: 2, in: request.in, out }).response?.["payload"]).toEqual(data);
  });

  test("a call built with the extended family decodes its own reply", () => {
    const call = getFeature({ uuid, count: 6 }, { family });
    expect(call.decode(out)).toMatchObject({ payload: { acme_fan_rd: { speed: 10_000 } } });
  });

  test("data without an envelope", () => {
    expect(decodeFeature(uuid, data, family)).toMatchObject({ layout: "acme_fan_rd", value: { alarms: 3 } });
    expect(decodeFeature(uuid, data)).toBeUndefined();
    expect(decodeFeature(uuid, data.subarray(0, 5), family)).toBeUndefined();
  });

  test("the kernel's features are described as before", () => {
    const scrub = decodeFeature("96dad7d6-fde8-482b-a733-75774e06db8a", Uint8Array.of(3, 12, 1, 1), family);
    expect(scrub?.layout).toBe("cxl_scrub_rd_attrbs");
  });
});

describe("writing", () => {
  test("fields instead of bytes, labels too", () => {
    const call = setFeature({ uuid, version: 2, data: { acme_fan_wr: { mode: "MANUAL", speed: 300 } } }, { family });
    expect(toHex(call.in.subarray(48))).toBe("012c01");
  });

  test("what was written against what reads back, by name", () => {
    const compare = (hex: string): unknown => compareFeature(uuid, fromHex(hex) ?? data, data, family);
    expect(compare("011027")).toEqual({ proof: "same", differences: [] });
    expect(compare("001127")).toEqual({
      proof: "different",
      differences: ["mode: wrote 0, reads 1", "speed: wrote 10001, reads 10000"],
    });
  });
});

test("in words: the vendor's name, and version drift", () => {
  const entry = { uuid, get_feat_size: 6, set_feat_size: 3, flags: 1, get_feat_ver: 3, set_feat_ver: 1, effects: 1 };
  const words = featureInWords(entry, acmeFeatures.features);
  expect([words.name, words.drift]).toEqual([
    "fan curve",
    ["get payload is version 3, described is 2; newer: fields behind the described ones are kept as bytes"],
  ]);
});

test("a feature that is known already gets the new description", () => {
  const scrub = "96dad7d6-fde8-482b-a733-75774e06db8a";
  const replaced = cxl.with(
    featureRegistry("acme scrub", { [scrub]: { name: "acme scrub", read: "acme_fan_rd" } }, acme),
  );
  expect(decodeFeature(scrub, data, replaced)?.layout).toBe("acme_fan_rd");
});

describe("refused", () => {
  const messageOf = (build: () => unknown): string => {
    try {
      build();
    } catch (error) {
      return isFwctlFault(error) ? error.message : String(error);
    }
    return "nothing";
  };

  test.each<[string, () => unknown, string]>([
    [
      "a key that is no uuid",
      () => featureRegistry("x", { "fan curve": { name: "fan curve" } }),
      "featureRegistry: expects a uuid, received fan curve.",
    ],
    [
      "one uuid in two spellings",
      () => featureRegistry("x", { [uuid]: { name: "a" }, [uuid.toUpperCase()]: { name: "b" } }),
      `${uuid}: is described twice.`,
    ],
    [
      "a record that the family has already",
      () => family.with(acmeFeatures),
      "acme_fan_rd: is stated twice. Rename one, or leave one out.",
    ],
    [
      "a record that nobody states",
      () => decodeFeature(uuid, data, cxl.with(featureRegistry("x", { [uuid]: { name: "a", read: "nowhere" } }))),
      "get_feature_out: refers to nowhere, which is not in this schema.",
    ],
  ])("%s", (_, build, message) => {
    expect(messageOf(build)).toBe(message);
  });
});
