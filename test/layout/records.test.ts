/** Records whose members stand in the struct around them: given by their members, or by their own name, never both. */
import { describe, expect, test } from "vitest";
import { encodeFwctlRpcCxl } from "../../src/cxl/gen/envelope.js";
import { encodeCxlMboxGetSupFeatsOut } from "../../src/cxl/gen/features.js";
import { cxl } from "../../src/cxl/index.js";
import { fromJson } from "../../src/text/index.js";
import { hex, schemaOf } from "../support/schema.js";

const envelope = cxl.layout("fwctl_rpc_cxl");
const bytes = hex("00050000 00000000 08000000 00000000 30000000 0000 0000");
const whole = envelope.decode(bytes);
const { opcode, flags, op_size, ...content } = whole;
const hdr = { opcode, flags, op_size };

describe("the header of an envelope, by its own name", () => {
  test("stands for its members", () => {
    expect(envelope.encode({ hdr, ...content })).toEqual(bytes);
  });

  test("in JSON too", () => {
    const json = { hdr: { opcode: "0x500", flags: 0, op_size: 8 }, get_sup_feats_in: { count: 48, start_idx: 0 } };
    expect(envelope.encode({ ...fromJson(envelope, json), "@tail": hex("") })).toEqual(envelope.encode(whole));
  });
});

describe("refused", () => {
  const refused: readonly [string, object, string, string][] = [
    ["no object", { ...whole, hdr: 5 }, "kind", "fwctl_rpc_cxl.hdr: expects an object, received the number 5."],
    [
      "the header and its members",
      { ...whole, hdr },
      "count",
      "fwctl_rpc_cxl.hdr: is given by itself, and by opcode, flags, op_size too.",
    ],
    [
      "a header without a member",
      { hdr: { opcode, flags }, ...content },
      "missing",
      "fwctl_rpc_cxl.op_size: is missing.",
    ],
    [
      "a key that is no member",
      { hdr: { ...hdr, x: 1 }, ...content },
      "unknown-key",
      "fwctl_rpc_cxl.x: is not a field of fwctl_rpc_cxl_hdr.",
    ],
    [
      "text for a union without a name",
      { ...hdr, "@0": "zz" },
      "kind",
      'fwctl_rpc_cxl.@0: expects bytes, received "zz".',
    ],
    ["an object for one", { ...hdr, "@0": { x: 1 } }, "kind", "fwctl_rpc_cxl.@0: expects bytes, received an object."],
    [
      "its bytes and its member",
      { ...whole, "@0": hex("01") },
      "count",
      "fwctl_rpc_cxl.@0: is given by itself, and by get_sup_feats_in too.",
    ],
  ];
  test.each(refused)("%s", (_what, value, code, message) => {
    expect(() => envelope.encode(value)).toThrow(expect.objectContaining({ code, message }));
  });

  test("the name of a struct without a name", () => {
    const fields = [{ name: "@0", layout: "small", anonymous: true }];
    const layout = schemaOf({
      structs: { small: { bits: 8, fields: [{ name: "x", bits: 8 }] }, outer: { bits: 8, fields } },
    }).layouts.get("outer");
    expect(() => layout?.encode({ x: 1, "@0": { x: 2 } })).toThrow("outer.@0: is not a field of outer.");
  });
});

describe("the generated functions", () => {
  const target = (): DataView => new DataView(new ArrayBuffer(64));
  const page = { num_entries: 0, supported_feats: 8, ents: [] };

  test("refuse a header beside its members", () => {
    const message = "cxl_mbox_get_sup_feats_out.hdr: is given by itself, and by num_entries, supported_feats too.";
    expect(() => encodeCxlMboxGetSupFeatsOut(target(), 0, { ...page, ...{ hdr: page } })).toThrow(message);
  });

  test("take it by its own name", () => {
    const data = target();
    const value = { ...content, ...{ hdr } };
    expect(Reflect.apply(encodeFwctlRpcCxl, undefined, [data, 0, value])).toBe(bytes.length);
    expect(new Uint8Array(data.buffer, 0, bytes.length)).toEqual(bytes);
  });
});
