/** The three builders: bytes, scope, room for the reply, and what they refuse. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import {
  type FeatureEntry,
  getFeature,
  getSupportedFeatures,
  type RequestOptions,
  setFeature,
} from "../../src/cxl/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import type { CVector } from "../support/c-vectors.js";
import { vectorLines } from "../support/lines.js";

const uuid = "f0000001-0001-4001-8001-0102030405e1";
const uuidHex = uuid.replaceAll("-", "");

const codeOf = (build: () => unknown): string => {
  try {
    build();
  } catch (error) {
    return isFwctlFault(error) ? error.message : String(error);
  }
  return "nothing";
};

describe("bytes", () => {
  test("Get Supported Features: 24, with room for the entries asked for", () => {
    const call = getSupportedFeatures({ count: 480, startIndex: 10 });
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([
      "00050000000000000800000000000000e00100000a000000",
      0,
      496,
    ]);
  });

  test("without anything said: 85 entries from the first", () => {
    const call = getSupportedFeatures();
    expect([toHex(call.in.subarray(16)), call.outLength]).toEqual(["f00f000000000000", 4096]);
  });

  test("Get Feature: 37, with room for the header and what is asked for", () => {
    const call = getFeature({ uuid: uuid.toUpperCase(), offset: 2, count: 300, selection: "SAVED" });
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([
      `01050000000000001500000000000000${uuidHex}02002c0102`,
      0,
      308,
    ]);
  });

  test("Set Feature: 48 and the data, with room for the header", () => {
    const call = setFeature({ uuid, version: 3, data: Uint8Array.of(1, 2, 3), flags: 8, offset: 1 });
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([
      `02050000000000002300000000000000${uuidHex}08000000010003000000000000000000010203`,
      2,
      8,
    ]);
  });

  test("a record that is known for the feature instead of bytes", () => {
    const scrub = { cxl_scrub_wr_attrbs: { scrub_cycle_hours: 12, scrub_flags: 1 } };
    const call = setFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", version: 1, data: scrub });
    expect([toHex(call.in.subarray(48)), call.in.length]).toEqual(["0c01", 50]);
  });

  test("as a C program writes the same requests", () => {
    const written = vectorLines<CVector>("uapi/semantic.jsonl").filter((vector) => vector.struct === "fwctl_rpc_cxl");
    const get = getFeature({ uuid: "e5b13f22-2328-4a14-b8ba-b9691e893386", offset: 4, count: 128, selection: 1 });
    const data = Uint8Array.from({ length: 7 }, (_, index) => 0x20 + index);
    const set = setFeature({
      uuid: "892ba475-fad8-474e-9d3e-692c917568bb",
      version: 2,
      offset: 14,
      flags: 2,
      data,
    });
    expect([get, set].map((call) => toHex(call.in))).toEqual(written.map((vector) => vector.hex));
  });
});

describe("the scope of a Set Feature", () => {
  const entry: FeatureEntry = {
    uuid,
    get_feat_size: 13,
    set_feat_size: 7,
    flags: 1,
    get_feat_ver: 1,
    set_feat_ver: 1,
    effects: 0x0600,
  };
  const scopeOf = (listed: FeatureEntry | undefined, options: RequestOptions = {}): number =>
    setFeature({ uuid, version: 1, data: Uint8Array.of(1), entry: listed }, options).scope;

  test.each<[string, FeatureEntry | undefined, RequestOptions, number]>([
    ["of an unlisted feature: the least that any feature needs", undefined, {}, 2],
    ["of one that changes after a reset", entry, {}, 2],
    ["of one that changes at once", { ...entry, effects: 0x0202 }, {}, 3],
    ["stated", entry, { scope: 3 }, 3],
    ["stated for a feature that the kernel refuses", { ...entry, flags: 0 }, { scope: 3 }, 3],
  ])("%s", (_, listed, options, scope) => {
    expect(scopeOf(listed, options)).toBe(scope);
  });

  test("a feature that is refused at every scope is not asked for", () => {
    expect(codeOf(() => scopeOf({ ...entry, effects: 0 }))).toBe(
      `${uuid}: the kernel refuses to write this feature at every scope: declares no effect. State a scope to send the request all the same.`,
    );
  });
});

describe("refused before a byte is made", () => {
  test.each<[string, () => unknown, string]>([
    [
      "nothing to read",
      () => getFeature({ uuid, count: 0 }),
      "cxl_mbox_get_feat_in.count: 0 bytes are asked for, which the kernel refuses (EINVAL).",
    ],
    [
      "a count beyond its field",
      () => getFeature({ uuid, count: 65_536 }),
      "fwctl_rpc_cxl.get_feat_in.count: 65536 does not fit 16 bits (0..65535).",
    ],
    [
      "a text that is no uuid",
      () => getFeature({ uuid: "patrol scrub", count: 1 }),
      'fwctl_rpc_cxl.get_feat_in.uuid: expects a uuid, received "patrol scrub".',
    ],
    [
      "nothing to write",
      () => setFeature({ uuid, version: 1, data: new Uint8Array(0) }),
      "cxl_mbox_set_feat_in.feat_data: there are no data, which the kernel refuses (EINVAL).",
    ],
    [
      "a version beyond its field",
      () => setFeature({ uuid, version: 256, data: Uint8Array.of(1) }),
      "cxl_mbox_set_feat_in.version: 256 does not fit 8 bits (0..255).",
    ],
    [
      "a record of another feature",
      () => setFeature({ uuid, version: 1, data: { cxl_scrub_rd_attrbs: {} } }),
      'cxl_mbox_set_feat_in.feat_data.cxl_scrub_rd_attrbs: is not a field of feat_data. Did you mean "cxl_scrub_wr_attrbs"?',
    ],
    [
      "a page index beyond its field",
      () => getSupportedFeatures({ startIndex: -1 }),
      "fwctl_rpc_cxl.get_sup_feats_in.start_idx: -1 does not fit 16 bits (0..65535).",
    ],
  ])("%s", (_, build, message) => {
    expect(codeOf(build)).toBe(message);
  });
});

test("the reply decodes by the request", () => {
  const call = getFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", count: 4 });
  expect(call.decode(Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 3, 12, 1, 0))).toMatchObject({
    size: 4,
    retval: 0,
    payload: { cxl_scrub_rd_attrbs: { scrub_cycle_cap: 3, scrub_cycle_hours: 0x010c, scrub_flags: 0 } },
  });
});
