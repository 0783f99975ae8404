import { describe, expect, test } from "vitest";
import type { Layout } from "../../src/layout/index.js";
import { roomFor } from "../../src/layout/room.js";
import { mlx5 } from "../../src/mlx5/index.js";

const fixed = (layout: Layout<object>, ...values: readonly (readonly [at: number, value: number])[]): Uint8Array => {
  const bytes = new Uint8Array(layout.bytes);
  for (const [at, value] of values) bytes[at] = value;
  return bytes;
};

const [rule, counters, dump, record] = ["query_fte_out", "query_flow_counter_out", "mtrc_stdb", "qpc"].map((name) =>
  mlx5.layout(name),
);

describe("room for a value whose lists are still to come", () => {
  test.each([
    ["no list: the fixed part", record, [], undefined, 232],
    ["a list that nothing counts yet: one element", dump, [], undefined, 8 + 1],
    ["as many as a field counts, in its own unit", dump, [[3, 64]], undefined, 8 + 64],
    ["as many as the request counts", counters, [], { num_of_counters: 3 }, 16 + 48],
    [
      "runs in a nested struct",
      rule,
      [
        [64 + 19, 2],
        [64 + 23, 1],
      ],
      undefined,
      832 + 3 * 8,
    ],
  ] as const)("%s", (_what, layout, values, request, bytes) => {
    if (layout === undefined) throw new Error("no such layout");
    expect(roomFor(layout, fixed(layout, ...values), undefined, { request })).toBe(bytes);
  });
});
