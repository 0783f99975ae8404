/**
 * The DEBUG capability: the kernel's `debug_cap` calls everything from bit 64 on reserved, in OFED and mlx5ctl the diagnostic counters
 * start at bit 512. Their number stands in the GENERAL capability, so the list goes as far as there is something.
 */
import { describe, expect, test } from "vitest";
import { createCatalog, decodeRpc, inspectRpc } from "../../src/catalog/index.js";
import { get, type InspectionNode, type Layout } from "../../src/layout/index.js";
import { queryCapability } from "../../src/mlx5/capability-query.js";
import { QueryHcaCapOut } from "../../src/mlx5/gen/hca-cap.js";
import { mlx5 } from "../../src/mlx5/index.js";

const catalog = createCatalog(mlx5);
const { in: request } = queryCapability(mlx5, "DEBUG", "current");
const context = { request: mlx5.layout("query_hca_cap_in").decode(request) };

/** A reply with counters 0x401, 0x402, …, behind the header and 64 bytes of the capability. */
function replyWith(counters: number, size = 4112): Uint8Array {
  const out = new Uint8Array(size);
  out[16] = 0x80;
  const view = new DataView(out.buffer);
  for (let index = 0; index < counters; index += 1) view.setUint32(16 + 64 + index * 4, 0x401 + index);
  return out;
}

function ids(node: InspectionNode): unknown[] {
  return node.name === "counter_id" ? [node.value] : node.children.flatMap(ids);
}

const sources: readonly [string, Layout<object>][] = [
  ["by name", mlx5.layout("query_hca_cap_out")],
  ["generated", QueryHcaCapOut],
];

describe.each(sources)("its counters, %s", (_how, layout) => {
  test.each([
    ["none", 0, 4112],
    ["three, inside the kernel's struct", 3, 4112],
    ["forty-eight, which fill it", 48, 4112],
    ["a hundred, behind it inside the union", 100, 4112],
    ["a hundred, in a reply that ends with them", 100, 16 + 64 + 400],
    ["as many as the union holds", 1008, 4112],
  ])("%s: a row each, no notes, strict decode takes them, the same bytes come back", (_what, count, size) => {
    const out = replyWith(count, size);
    const tree = layout.inspect(out, context);
    expect(ids(tree)).toEqual(Array.from({ length: count }, (_, index) => 0x401 + index));
    expect(tree.notes).toEqual([]);
    expect(layout.encode(layout.decode(out, { ...context, strict: true }))).toEqual(out);
  });

  test("by path", () => {
    const path = "capability.debug_cap.diagnostic_counter";
    expect(get(layout, replyWith(60), `${path}[59].counter_id`)).toBe(0x401 + 59);
    expect(get(layout, replyWith(2), path)).toEqual([
      { sync: 0, counter_id: 0x401 },
      { sync: 0, counter_id: 0x402 },
    ]);
  });
});

test("decoded values keep the kernel's names and the bytes behind its struct", () => {
  const { response, notes } = decodeRpc(catalog, { deviceType: 1, in: request, out: replyWith(50) });
  expect(notes).toEqual([]);
  expect(response).toMatchObject({
    capability: { debug_cap: { core_dump_general: 1, reserved_at_40: expect.any(Uint8Array) } },
  });
  expect([mlx5.layout("debug_cap").bits, response?.["@tail"]]).toEqual([2048, replyWith(50).subarray(16 + 256)]);
});

describe("bytes behind a capability that nothing describes", () => {
  const notesOf = (size: number, at: number): string[] => {
    const out = new Uint8Array(size);
    out[at] = 1;
    const { in: qos } = queryCapability(mlx5, "QOS", "current");
    return inspectRpc(catalog, { deviceType: 1, in: qos, out }).notes.map(({ code, message }) => `${code} ${message}`);
  };

  test.each([
    ["zero", 4112, 20, []],
    [
      "not zero: they are inside the reply's 4112 bytes",
      4112,
      400,
      [
        "trailing query_hca_cap_out: 3840 bytes behind qos_cap, which ends at 0x110, in a layout of 0x1010 bytes. Kept.",
      ],
    ],
    [
      "behind the reply",
      4116,
      20,
      ["trailing query_hca_cap_out: 4 bytes behind the layout, which ends at 0x1010. Kept."],
    ],
  ])("%s", (_what, size, at, notes) => {
    expect(notesOf(size, at).filter((note) => note.startsWith("trailing"))).toEqual(notes);
  });
});
