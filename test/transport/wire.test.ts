/** Requests and replies as JSON: what crosses a line comes back the same, and what is no request is refused. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pointer, RpcRequest } from "../../src/catalog/rpc.js";
import {
  infoFromJson,
  infoToJson,
  replyFromJson,
  replyToJson,
  requestFromJson,
  requestToJson,
} from "../../src/transport/index.js";

const overTheLine = (json: object): unknown => JSON.parse(JSON.stringify(json));

const { pointers } = fc.letrec<{ pointers: Pointer[]; pointer: Pointer }>((tie) => ({
  pointers: fc.array(tie("pointer"), { minLength: 1, maxLength: 3 }),
  pointer: fc.record(
    {
      at: fc.nat(),
      direction: fc.constantFrom("in", "out", "inout"),
      length: fc.nat(),
      data: fc.uint8Array(),
      pointers: fc.oneof({ maxDepth: 3 }, fc.constant([{ at: 0, direction: "in", length: 0 }]), tie("pointers")),
    },
    { requiredKeys: ["at", "direction", "length"] },
  ),
}));

const anyRequest: fc.Arbitrary<RpcRequest> = fc.record(
  { scope: fc.nat({ max: 3 }), in: fc.uint8Array(), outLength: fc.nat(), pointers },
  { requiredKeys: ["scope", "in", "outLength"] },
);

describe("what crosses a line", () => {
  test("a request comes back the same", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(requestFromJson(overTheLine(requestToJson(request)))).toEqual(request);
      }),
    );
  });

  test("a reply comes back the same", () => {
    fc.assert(
      fc.property(anyRequest, ({ in: out, outLength, pointers }) => {
        const reply = pointers === undefined ? { out, outLength } : { out, outLength, pointers };
        expect(replyFromJson(overTheLine(replyToJson(reply)))).toEqual(reply);
      }),
    );
  });

  test("an info comes back the same", () => {
    const info = { deviceType: 2, data: Uint8Array.of(1, 2) };
    expect(infoFromJson(overTheLine(infoToJson(info)))).toEqual(info);
  });
});

describe("what is no request", () => {
  const good = { scope: 0, in: "00", outLength: 1 };
  const pointer = { at: 0, direction: "in", length: 1 };
  let nested: object = pointer;
  for (let depth = 0; depth < 8; depth += 1) nested = { ...pointer, pointers: [nested] };

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "request: expects an object."],
    ["a list", [], "request: expects an object."],
    ["a scope that is text", { ...good, scope: "0" }, "request.scope: expects a number from 0 on."],
    ["a length below 0", { ...good, outLength: -1 }, "request.outLength: expects a number from 0 on."],
    ["bytes that are no hex", { ...good, in: "0g" }, "request.in: expects hex digits."],
    ["pointers that are no list", { ...good, pointers: {} }, "request.pointers: expects a list, at most 8 deep."],
    ["a pointer that is none", { ...good, pointers: [7] }, "request.pointers[0]: expects an object."],
    [
      "a direction that is none",
      { ...good, pointers: [{ ...pointer, direction: "up" }] },
      'request.pointers[0].direction: expects "in", "out" or "inout".',
    ],
    [
      "data that is no hex",
      { ...good, pointers: [{ ...pointer, data: 1 }] },
      "request.pointers[0].data: expects hex digits.",
    ],
    ["pointers too deep", { ...good, pointers: [nested] }, "expects a list, at most 8 deep."],
  ])("%s", (_, json, message) => {
    expect(() => requestFromJson(json)).toThrow(message);
  });

  test("a reply and an info are named as such", () => {
    expect(() => replyFromJson({ outLength: 1 })).toThrow("reply.out: expects hex digits.");
    expect(() => infoFromJson({ data: "" })).toThrow("info.deviceType: expects a number from 0 on.");
  });
});
