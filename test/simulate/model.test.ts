/** Device models as files: what is accepted, and how everything wrong is named. */
import { describe, expect, test } from "vitest";
import { mlx5 } from "../../src/mlx5/index.js";
import { readDeviceModel, scopePolicy, simulatedKernel } from "../../src/simulate/index.js";

const feature = {
  uuid: "f0000001-0001-4001-8001-0102030405e1",
  get_feat_size: 2,
  set_feat_size: 2,
  flags: 1,
  get_feat_ver: 1,
  set_feat_ver: 1,
  effects: 514,
  current: "0102",
};

describe("readDeviceModel", () => {
  test("accepts a model of each driver", () => {
    expect(readDeviceModel(JSON.stringify({ driver: "cxl", features: [feature] })).driver).toBe("cxl");
    expect(readDeviceModel('{"driver":"mlx5"}').driver).toBe("mlx5");
    expect(readDeviceModel('{"driver":"bnxt"}').driver).toBe("bnxt");
    expect(readDeviceModel('{"driver":"pds","endpoints":[]}').driver).toBe("pds");
  });

  test.each<[string, string, string]>([
    ["text that is no JSON", "{", "device: is not JSON."],
    ["no driver", "{}", "device: /driver is none of cxl, mlx5, bnxt, pds."],
    ["a driver out of the prototype", '{"driver":"constructor"}', "device: /driver is none of cxl, mlx5, bnxt, pds."],
    ["null", "null", "device: /driver is none of cxl, mlx5, bnxt, pds."],
    ["a missing list", '{"driver":"pds"}', "device: /endpoints is missing."],
    ["something else than a list", '{"driver":"pds","endpoints":{}}', "device: /endpoints is not a list."],
    ["something else than an object", '{"driver":"pds","endpoints":[7]}', "device: /endpoints/0 is not an object."],
    ["an unknown key", '{"driver":"bnxt","seed":1}', "device: /seed is not a known key."],
    ["the key __proto__", '{"driver":"bnxt","__proto__":{}}', "device: /__proto__ is not a known key."],
    ["a number that is none", '{"driver":"mlx5","uid":-1}', "device: /uid is not an integer of 32 bits."],
    [
      "everything wrong at once",
      '{"driver":"mlx5","uid":"a","registers":[{"id":1},{"data":5}]}',
      "device: /uid is not an integer of 32 bits; /registers/0/data is missing; /registers/1/id is missing; " +
        "/registers/1/data is not hex, or an object of offsets and hex.",
    ],
  ])("refuses %s", (_, text, message) => {
    expect(() => readDeviceModel(text)).toThrow(message);
  });

  test("names at most 20 places", () => {
    const text = JSON.stringify({ driver: "pds", endpoints: Array.from({ length: 1000 }, () => 0) });
    expect(() => readDeviceModel(text)).toThrow(/^(?:(?!\/endpoints\/20).)*$/);
  });
});

describe("a model that contradicts itself", () => {
  const kernel = (changes: object): (() => unknown) => {
    const model = readDeviceModel(
      JSON.stringify({ driver: "cxl", features: [{ ...feature, ...changes }, feature].slice(0, 1) }),
    );
    return () => simulatedKernel({ device: model });
  };

  test.each<[string, object, string]>([
    ["a uuid that is none", { uuid: "nobody" }, "features[0].uuid: is not a uuid."],
    ["data that is no hex", { current: "0g" }, "features[0].current: is not hex. Two digits a byte, no separators."],
    ["data longer than its size", { current: "010203" }, "features[0].current: has bytes up to 3, 2 are possible."],
    [
      "an offset that is no number",
      { current: { here: "01" } },
      "features[0].current: has bytes up to NaN, 2 are possible.",
    ],
    ["an offset below 0", { current: { "-1": "01" } }, "features[0].current: has bytes up to 0, 2 are possible."],
    [
      "a size of more than 16 bits",
      { get_feat_size: 65_536 },
      "features[0].get_feat_size: 65536 does not fit 16 bits.",
    ],
    ["a size of 4 GiB", { set_feat_size: 0xffff_ffff }, "features[0].set_feat_size: 4294967295 does not fit 16 bits."],
    ["a version of more than 8 bits", { set_feat_ver: 256 }, "features[0].set_feat_ver: 256 does not fit 8 bits."],
    [
      "a write to nowhere",
      { writes: [{ from: 0, to: 2 }] },
      "features[0].writes: reach behind set_feat_size or get_feat_size.",
    ],
  ])("%s", (_, changes, message) => {
    expect(kernel(changes)).toThrow(message);
  });

  test("a feature that stands twice", () => {
    const model = readDeviceModel(JSON.stringify({ driver: "cxl", features: [feature, feature] }));
    expect(() => simulatedKernel({ device: model })).toThrow("features[1].uuid: stands twice.");
  });

  test.each<[string, string, string]>([
    [
      "an errno that no kernel gives",
      '{"opcode":256,"errno":"EWHAT"}',
      'replies[0].errno: "EWHAT" is no errno. Known: EPERM, EIO,',
    ],
    ["a reply that is no hex", '{"opcode":256,"out":"0"}', "replies[0]: is not hex."],
    ["a condition that is no hex", '{"opcode":256,"match":[{"at":0,"bytes":"x"}]}', "replies[0]: is not hex."],
    [
      "a mask longer than its bytes",
      '{"opcode":256,"match":[{"at":0,"bytes":"00","mask":"ffff"}]}',
      "replies[0]: has bytes up to 2, 1 are possible.",
    ],
  ])("%s shows when the kernel is made, not in the middle of a call", (_, reply, message) => {
    const model = readDeviceModel(`{"driver":"mlx5","replies":[${reply}]}`);
    expect(() => simulatedKernel({ device: model, policy: scopePolicy(mlx5) })).toThrow(message);
  });
});
