/**
 * `encode` of a layout takes a quicker way for plain values: generated code, or a list of dword accesses. Whoever calls it must
 * not be able to tell, whatever the value is.
 */
import { describe, expect, test } from "vitest";
import { CxlFeatEntry, CxlMboxGetSupFeatsOut } from "../../src/cxl/gen/features.js";
import { encodeLayout } from "../../src/layout/encode.js";
import type { Layout } from "../../src/layout/index.js";
import { QueryHcaCapOut, TlsCap } from "../../src/mlx5/gen/hca-cap.js";
import { FwctlRpc } from "../../src/uapi/gen/fwctl.js";
import { faultOf } from "../support/every-layout.js";
import { runTimeSchema } from "../support/run-time.js";
import { schemaOf } from "../support/schema.js";

const entry = {
  uuid: "96d2f0d4-1c41-4dc1-8a1b-111111111111",
  id: 1,
  get_feat_size: 2,
  set_feat_size: 3,
  flags: 0,
  get_feat_ver: 1,
  set_feat_ver: 1,
  effects: 0x40,
};
const list = { num_entries: 1, supported_feats: 9, ents: [entry] };
const tls = { tls_1_2_aes_gcm_128: 1, tls_1_3_aes_gcm_128: 0, tls_1_2_aes_gcm_256: 1, tls_1_3_aes_gcm_256: 0 };
const reply = { status: 0, syndrome: 0, capability: { tls_cap: tls } };
const rpc = { scope: 1, in_len: 8, out_len: 16, in: 1n, out: 2n };

const byName = (family: string, name: string): Layout<object> => {
  const layout = runTimeSchema(family).layouts.get(name);
  if (layout === undefined) throw new Error(`no ${name}`);
  return layout;
};

/** The generated layout, the one loaded by name, and a plain value. */
const kinds: readonly (readonly [string, Layout<object>, Layout<object>, object])[] = [
  ["numbers and lengths", FwctlRpc, byName("uapi", "fwctl_rpc"), rpc],
  ["single bits", TlsCap, byName("mlx5", "tls_cap"), tls],
  ["a uuid among numbers", CxlFeatEntry, byName("cxl", "cxl_feat_entry"), entry],
  ["a list", CxlMboxGetSupFeatsOut, byName("cxl", "cxl_mbox_get_sup_feats_out"), list],
  ["an arm", QueryHcaCapOut, byName("mlx5", "query_hca_cap_out"), reply],
];

class Given {
  constructor(value: object) {
    Object.assign(this, value);
  }
}

describe.each(kinds)("a value of %s", (_what, generated, runTime, value) => {
  const wanted = encodeLayout(runTime.plan, value, true);

  test.each([
    ["as it is", value],
    ["frozen", Object.freeze({ ...value })],
    ["without a prototype", Object.assign(Object.create(null), value)],
    ["with a class", new Given(value)],
    ["behind a proxy", new Proxy(value, {})],
    ["with its keys the other way round", Object.fromEntries(Object.entries(value).reverse())],
  ])("gives the same bytes %s", (_how, given) => {
    expect([generated.encode(given), runTime.encode(given)]).toEqual([wanted, wanted]);
  });

  test.each([
    ["a stranger", { ...value, stranger: 1 }],
    ["a stranger that is nothing", { ...value, stranger: undefined }],
    ["a stranger in place of its first field", strangerFirst(value)],
    ["a stranger, its first field inherited", Object.assign(Object.create(value), strangerFirst(value))],
    ["padding below its last byte", { ...value, "@pad": 1 }],
  ])("is refused with %s, in the same words", (_what, given) => {
    const faults = [generated, runTime].map((layout) => faultOf(() => layout.encode(given))?.message);
    expect(faults[0]).toMatch(/is not a field|is missing|does not fit/);
    expect(faults[1]).toBe(faults[0]);
  });
});

/** As many keys as before. */
function strangerFirst(value: object): object {
  const [, ...others] = Object.entries(value);
  return Object.fromEntries([["stranger", 0], ...others]);
}

describe("a key that no field has", () => {
  test.each([
    ["in an element", CxlMboxGetSupFeatsOut, { ...list, ents: [{ ...entry, stranger: 1 }] }],
    ["in an arm", QueryHcaCapOut, { ...reply, capability: { tls_cap: { ...tls, stranger: 1 } } }],
    ["beside an arm", QueryHcaCapOut, { ...reply, capability: { tls_cap: tls, stranger: {} } }],
  ])("%s is refused", (_where, layout: Layout<object>, value) => {
    expect(faultOf(() => layout.encode(value))?.code).toMatch(/^(unknown-key|count)$/);
  });
});

describe("a stranger in place of a field that may be left out", () => {
  const { layouts } = schemaOf({
    structs: {
      constants: { bits: 8, fields: [{ name: "magic", bits: 8, constant: 7 }] },
      odd: {
        bits: 40,
        fields: [
          { name: "toString", layout: "constants" },
          { name: "kind", bits: 32 },
        ],
      },
    },
  });

  test("is refused, even where every object has something of that name", () => {
    expect(faultOf(() => layouts.get("odd")?.encode({ kind: 2, stranger: 1 }))?.code).toBe("unknown-key");
  });
});

describe("the bytes of a value", () => {
  test("are nobody else's: neither the next encode nor the one before changes them", () => {
    const first = TlsCap.encode(tls);
    const copy = first.slice();
    first.fill(0xff);
    const second = TlsCap.encode(tls);
    TlsCap.encode({ ...tls, tls_1_2_aes_gcm_128: 0 });
    expect(second).toEqual(copy);
  });

  test("are right when a getter of the value encodes another", () => {
    const inside = { ...tls };
    Object.defineProperty(inside, "tls_1_3_aes_gcm_256", {
      enumerable: true,
      get: () => (TlsCap.encode({ ...tls, tls_1_2_aes_gcm_128: 0 })[0] ?? 0) & 0,
    });
    expect(TlsCap.encode(inside)).toEqual(TlsCap.encode(tls));
  });

  test("hold zeros where nothing was given, whatever was encoded before", () => {
    QueryHcaCapOut.encode({ ...reply, capability: { tls_cap: tls } });
    CxlMboxGetSupFeatsOut.encode({ ...list, num_entries: 9, ents: new Array(9).fill({ ...entry, effects: 0xffff }) });
    expect(
      QueryHcaCapOut.encode(reply)
        .subarray(17)
        .every((byte) => byte === 0),
    ).toBe(true);
  });

  test("are not prepared for a list that only says it is long", () => {
    const fault = faultOf(() => CxlMboxGetSupFeatsOut.encode({ ...list, ents: new Array(2 ** 32 - 1) }));
    expect(fault?.message).toMatch(/num_entries says 1, 4294967295 given/);
  });
});
