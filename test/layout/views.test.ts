/** A view is checked when it is made or moved, says in faults which member it is, and prints its fields. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type Layout, moveView, View } from "../../src/layout/index.js";
import { QueryHcaCapOut } from "../../src/mlx5/gen/hca-cap.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { FwctlRpc } from "../../src/uapi/gen/fwctl.js";
import { faultOf } from "../support/every-layout.js";
import { runTimeSchema } from "../support/run-time.js";
import { hex, schemaOf } from "../support/schema.js";

const { layouts } = schemaOf({
  enums: { mode: { values: { OFF: 0, ON: 1 } } },
  structs: {
    list: {
      bits: 8,
      fields: [
        { name: "num", bits: 8 },
        { name: "pairs", layout: "pair", count: { field: "num" } },
      ],
    },
    pair: {
      bits: 16,
      fields: [
        { name: "mode", bits: 8, enum: "mode" },
        { name: "size", bits: 8 },
      ],
    },
    outer: {
      bits: 24,
      fields: [
        { name: "inner", layout: "middle" },
        { name: "after", bits: 8 },
      ],
    },
    middle: { bits: 16, fields: [{ name: "pair", layout: "pair" }] },
  },
});

function named(name: string): Layout {
  const layout = layouts.get(name);
  if (layout === undefined) throw new Error(name);
  return layout;
}

const reading = (view: object, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : at), view);

interface Losing {
  readonly bytes: Uint8Array;
  readonly lose: () => void;
}

/** Bytes whose buffer is given away. */
function detaching(size: number): Losing {
  const bytes = new Uint8Array(size);
  return { bytes, lose: () => structuredClone(bytes.buffer, { transfer: [bytes.buffer] }) };
}

/** Bytes whose buffer shrinks to twenty; the types do not know yet that one can. */
function shrinking(size: number): Losing {
  const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [size, { maxByteLength: size }]);
  return {
    bytes: new Uint8Array(buffer, 0, size),
    lose: () => Reflect.apply(Reflect.get(buffer, "resize"), buffer, [20]),
  };
}

describe.each([
  ["generated", QueryHcaCapOut, FwctlRpc],
  ["by name", mlx5.layout("query_hca_cap_out"), runTimeSchema("uapi").layouts.get("fwctl_rpc") ?? FwctlRpc],
] as const)("%s", (_kind, reply, rpc) => {
  test("the fault of a member says the way to it, and offsets in the buffer", () => {
    const view = reply.view(new Uint8Array(16));
    expect(faultOf(() => reading(view, "capability", "odp_cap"))?.message).toBe(
      "query_hca_cap_out.capability.odp_cap: needs bytes 0x10..0x10f (256), buffer ends at 0x10 (16 bytes).",
    );
  });

  test("a view behind other bytes counts from the start of the buffer", () => {
    expect(faultOf(() => reading(reply.view(new Uint8Array(40), 8), "capability", "odp_cap"))?.message).toBe(
      "query_hca_cap_out.capability.odp_cap: needs bytes 0x18..0x117 (256), buffer ends at 0x28 (40 bytes).",
    );
  });

  test.each([
    [0.5, "truncated", "fwctl_rpc: begins at byte 0.5, which no buffer has."],
    [-1, "truncated", "fwctl_rpc: begins at byte -1, which no buffer has."],
    [Number.NaN, "truncated", "fwctl_rpc: begins at byte NaN, which no buffer has."],
    ["8", "kind", 'fwctl_rpc: expects a number of bytes, received "8".'],
    [33, "truncated", "fwctl_rpc.out: needs bytes 0x39..0x40 (8), buffer ends at 0x40 (64 bytes)."],
  ])("is neither made at nor moved to %s, and stays where it was", (at, code, message) => {
    const bytes = new Uint8Array(64);
    bytes[4] = 7;
    const view = rpc.view(bytes);
    expect(faultOf(() => Reflect.apply(moveView, undefined, [view, at]))).toMatchObject({ code, message });
    expect(faultOf(() => Reflect.apply(rpc.view, rpc, [bytes, at]))).toMatchObject({ code, message });
    expect(reading(view, "scope")).toBe(7);
  });

  test("is moved to the last byte that it fits behind", () => {
    const bytes = new Uint8Array(64);
    bytes[36] = 9;
    const view = rpc.view(bytes);
    if (view instanceof View) moveView(view, 32);
    expect(reading(view, "scope")).toBe(9);
  });

  test.each([
    ["detached", detaching],
    ["shrunk", shrinking],
  ])("over a buffer that was %s is moved nowhere and set to nothing", (_what, losing) => {
    const { bytes, lose } = losing(64);
    const view = rpc.view(bytes);
    lose();
    const gone = "fwctl_rpc.size: needs bytes 0x0..0x3 (4), buffer ends at 0x0 (0 bytes).";
    expect(faultOf(() => view instanceof View && moveView(view, 0))?.message).toBe(gone);
    expect(faultOf(() => Reflect.set(view, "size", 1))?.message).toBe(gone);
  });
});

test("a view without a fixed part is moved behind the last byte, and no further", () => {
  const view = mlx5.layout("hca_cap_union").view(new Uint8Array(4));
  expect(view instanceof View && moveView(view, 4)).toBe(view);
  expect(faultOf(() => view instanceof View && moveView(view, 5))?.code).toBe("truncated");
});

test.each([null, undefined, {}, "view", Object.create(View.prototype)])(
  "moveView refuses what is no view: %s",
  (view) => {
    expect(faultOf(() => Reflect.apply(moveView, undefined, [view, 0]))?.code).toBe("kind");
  },
);

describe("a view prints", () => {
  test("its layout, and its fields with values and labels", () => {
    const view = FwctlRpc.view(FwctlRpc.encode({ scope: 1, in_len: 16, out_len: 32, in: 0n, out: 4096n }));
    expect(inspect(view, { breakLength: 200 })).toBe(
      "fwctl_rpc { size: 32, scope: 1 (DEBUG_READ_ONLY), in_len: 16, out_len: 32, in: 0n, out: 4096n }",
    );
  });

  test("the same whether generated or loaded by name", () => {
    const bytes = new Uint8Array(4112).fill(3);
    const generated = QueryHcaCapOut.view(bytes);
    const byName = mlx5.layout("query_hca_cap_out").view(bytes);
    expect(inspect(generated)).toBe(inspect(byName));
    expect(inspect(generated.capability.odp_cap)).toBe(inspect(reading(byName, "capability", "odp_cap")));
  });

  test("members that lie over one another by name alone", () => {
    expect(inspect(QueryHcaCapOut.view(new Uint8Array(16)))).toContain("odp_cap: [odp_cap]");
  });

  test("nested views as deep as the console goes", () => {
    const view = named("outer").view(hex("01 02 03"));
    expect(inspect(view, { breakLength: 200 })).toBe(
      "outer { inner: middle { pair: pair { mode: 1 (ON), size: 2 } }, after: 3 }",
    );
    expect(inspect(view, { depth: 0 })).toBe("outer { inner: [middle], after: 3 }");
  });

  test("arrays as long as the console shows any", () => {
    const view = named("list").view(new Uint8Array(401).fill(200));
    expect(inspect(view, { maxArrayLength: 1 })).toMatch(
      /pairs: \[ pair \{ mode: 200, size: 200 \}, \.\.\. 199 more items \]/,
    );
    expect(inspect(view, { depth: 0 })).toBe("list { num: 200, pairs: [Array] }");
  });

  test("that its buffer is gone", () => {
    const { bytes, lose } = detaching(32);
    const view = FwctlRpc.view(bytes);
    lose();
    expect(inspect(view)).toBe("fwctl_rpc [its buffer was detached or shrunk]");
  });

  test("without a word of its own where the class itself is printed", () => {
    expect(inspect(View.prototype)).toBe("View {}");
    expect(inspect(Object.getPrototypeOf(FwctlRpc.view(new Uint8Array(32))))).toBe("View {}");
  });

  test("and has no string keys but its fields", () => {
    const view = FwctlRpc.view(new Uint8Array(32));
    const keys: string[] = [];
    for (const key in view) keys.push(key);
    expect(keys).toEqual(["size", "scope", "in_len", "out_len", "in", "out"]);
    expect(Object.getOwnPropertyNames(View.prototype)).toEqual([]);
  });
});
