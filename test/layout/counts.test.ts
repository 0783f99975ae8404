/** What encode says of lists whose count, or whose elements, do not fit what stands beside them. */
import { describe, expect, test } from "vitest";
import { cxl } from "../../src/cxl/index.js";
import type { Layout } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { hex, schemaOf } from "../support/schema.js";

const schema = schemaOf({
  structs: {
    filled: {
      bits: 16,
      fields: [
        { name: "num", bits: 8, length: { of: "count", field: "recs" } },
        { name: "recs", bits: 8, count: { field: "num" } },
        { name: "after", bits: 8 },
      ],
    },
    wrapped: {
      bits: 24,
      fields: [
        { name: "pair", layout: "filled" },
        { name: "end", bits: 8 },
      ],
    },
    stated: {
      bits: 8,
      fields: [
        { name: "num", bits: 8 },
        { name: "recs", bits: 8, count: { field: "num" } },
      ],
    },
    bounded: {
      bits: 8,
      fields: [
        { name: "num", bits: 8 },
        { name: "recs", bits: 8, count: { field: "num", most: true } },
      ],
    },
    uncounted: {
      bits: 8,
      fields: [
        { name: "a", bits: 8 },
        { name: "rest", bits: 8, count: "end" },
      ],
    },
    runs: {
      bits: 16,
      fields: [
        { name: "nd", bits: 8 },
        { name: "nc", bits: 8 },
        {
          name: "list",
          layout: "either",
          count: "end",
          runs: [
            { count: { field: "nd" }, select: "a" },
            { count: { field: "nc" }, select: "b" },
          ],
        },
      ],
    },
    one: { bits: 8, fields: [{ name: "x", bits: 8 }] },
    records: {
      bits: 16,
      fields: [
        { name: "kind", bits: 8 },
        { name: "num", bits: 8 },
        {
          name: "data",
          bits: 8,
          count: { field: "num" },
          select: { from: "self", field: "kind", map: { 1: "one[]" } },
        },
      ],
    },
  },
  unions: {
    either: {
      bits: 8,
      members: [
        { name: "a", bits: 8 },
        { name: "b", bits: 8 },
      ],
    },
  },
});

function named(name: string): Layout {
  const layout = schema.layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const entry = { uuid: "00000000-0000-0000-0000-000000000000", id: 0, get_feat_size: 0, set_feat_size: 0, flags: 0 };
const feature = { ...entry, get_feat_ver: 0, set_feat_ver: 0, effects: 0 };

describe("a list that its count contradicts", () => {
  const refused: readonly [string, Layout<object>, object, string][] = [
    [
      "a count that would have filled itself in",
      named("filled"),
      { num: 1, recs: [1, 2], after: 1 },
      "filled.recs: num says 1, 2 given.",
    ],
    [
      "the same inside another struct",
      named("wrapped"),
      { pair: { num: 3, recs: [1, 2], after: 1 }, end: 0 },
      "wrapped.pair.recs: num says 3, 2 given.",
    ],
    ["a list that is not given at all", named("stated"), { num: 2 }, "stated.recs: num says 2, 0 given."],
    ["more than the most", named("bounded"), { num: 1, recs: [1, 2] }, "bounded.recs: num says 1, 2 given."],
    ["runs", named("runs"), { nd: 2, nc: 1, list: [{ a: 1 }, { b: 1 }] }, "runs.list: nd and nc say 3, 2 given."],
    ["records", named("records"), { kind: 1, num: 2, data: { one: [{ x: 0 }] } }, "records.data: num says 2, 1 given."],
    [
      "entries of a page of features",
      cxl.layout("cxl_mbox_get_sup_feats_out"),
      { num_entries: 4, supported_feats: 8, ents: [feature, feature, feature] },
      "cxl_mbox_get_sup_feats_out.ents: num_entries says 4, 3 given.",
    ],
  ];
  test.each(refused)("%s is refused", (_what, layout, value, message) => {
    expect(() => layout.encode(value)).toThrow(expect.objectContaining({ code: "count", message }));
  });
});

describe("a list that its count allows", () => {
  const taken: readonly [string, Layout<object>, object, string][] = [
    ["a count that fills itself in", named("filled"), { recs: [1, 2], after: 9 }, "02 01 02 09"],
    ["one that is given and agrees", named("filled"), { num: 2, recs: [1, 2], after: 9 }, "02 01 02 09"],
    ["a count of none and no list", named("stated"), { num: 0 }, "00"],
    ["no list where nothing counts", named("uncounted"), { a: 1 }, "01"],
    ["fewer than the most", named("bounded"), { num: 3, recs: [1, 2] }, "03 01 02"],
    ["runs that add up", named("runs"), { nd: 1, nc: 1, list: [{ a: 1 }, { b: 2 }] }, "01 01 01 02"],
    [
      "a count that promises more than the bytes had",
      named("filled"),
      { num: 9, recs: [1], after: 2, "@tail": hex("") },
      "09 01 02",
    ],
    [
      "runs of which the bytes had fewer",
      named("runs"),
      { nd: 2, nc: 1, list: [{ a: 1 }], "@tail": hex("") },
      "02 01 01",
    ],
  ];
  test.each(taken)("%s is written", (_what, layout, value, bytes) => {
    expect(layout.encode(value)).toEqual(hex(bytes));
  });
});

describe("an element that takes more than its slot", () => {
  test("is refused in an open-ended array", () => {
    const context = {
      reformat_type: 0,
      reformat_param_0: 0,
      reformat_data_size: 6,
      reformat_param_1: 0,
      reformat_data: hex("01 02"),
      more_reformat_data: hex("03 04 05 06"),
    };
    const value = { status: 0, syndrome: 0, packet_reformat_context: [context] };
    expect(() => mlx5.layout("query_packet_reformat_context_out").encode(value)).toThrow(
      "query_packet_reformat_context_out.packet_reformat_context[0]: holds 8 bytes, 12 given.",
    );
  });

  test("is refused in front of another", () => {
    const dump = mlx5.layout("resource_dump_response");
    const { segment: _none, ...head } = dump.decode(new Uint8Array(dump.bytes));
    const { bytes } = mlx5.layout("resource_dump_resource_segment");
    const resource = { ...mlx5.layout("resource_dump_resource_segment").decode(new Uint8Array(bytes)) };
    const long = { ...resource, payload: [...new Uint8Array(20)] };
    const segment = [{ resource: long }, { resource }];
    expect(() => dump.encode({ ...head, segment })).toThrow(
      expect.objectContaining({ code: "count", path: "resource_dump_response.segment[0]" }),
    );
  });
});
