/**
 * JavaScript does not see the types: whatever is given where bytes, a path, a place, a layout or an exchange belongs, a fault
 * says so, and other views of a buffer are the bytes they cover.
 */
import { describe, expect, test } from "vitest";
import { callFromJson, callToJson, createCatalog, decodeRpc, inspectRpc } from "../../src/catalog/index.js";
import { diff, get, set } from "../../src/layout/index.js";
import { queryHcaCap } from "../../src/mlx5/hca-cap.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { formatGrid, fromJson, toJson } from "../../src/text/index.js";
import { FwctlRpc } from "../../src/uapi/gen/fwctl.js";
import { faultOf } from "../support/every-layout.js";

const thrower = (): never => {
  throw new TypeError("out of reach");
};
const trap: object = new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower, getPrototypeOf: thrower });

const nothings: readonly unknown[] = [null, 5, "bytes", {}, [], Symbol("x"), new ArrayBuffer(64), trap];
const noBytes: readonly unknown[] = [undefined, ...nothings, Object.create(Uint8Array.prototype)];
const noObjects: readonly unknown[] = [undefined, null, 5, "text", Symbol("x")];

const bytes = new Uint8Array(32);
const value = FwctlRpc.decode(bytes);
const catalog = createCatalog(mlx5);
const request = queryHcaCap.call({}).in;

/** A function with the arguments that suit it, one of which is then replaced. */
interface Subject {
  readonly name: string;
  readonly call: (...given: unknown[]) => unknown;
  readonly wrong: readonly unknown[];
}

const of = (name: string, wrong: readonly unknown[], call: (given: unknown) => unknown): Subject => ({
  name,
  wrong,
  call,
});
/** The types forbid what is tried here. */
const apply = (method: (...args: never[]) => unknown, self: unknown, ...args: unknown[]): unknown =>
  Reflect.apply(method, self, args);

const subjects: readonly Subject[] = [
  of("view(bytes)", noBytes, (given) => apply(FwctlRpc.view, FwctlRpc, given)),
  of("decode(bytes)", noBytes, (given) => apply(FwctlRpc.decode, FwctlRpc, given)),
  of("inspect(bytes)", noBytes, (given) => apply(FwctlRpc.inspect, FwctlRpc, given)),
  of("matches(bytes)", noBytes, (given) => apply(FwctlRpc.matches, FwctlRpc, given, [])),
  of("encodeInto(target)", noBytes, (given) => apply(FwctlRpc.encodeInto, FwctlRpc, value, given)),
  of("encodeInto(at)", [null, "8", {}, 1n], (given) => apply(FwctlRpc.encodeInto, FwctlRpc, value, bytes, given)),
  of("view(at)", [null, "8", {}, 1n], (given) => apply(FwctlRpc.view, FwctlRpc, bytes, given)),
  of("get(layout)", [...noObjects, {}], (given) => apply(get, undefined, given, bytes, "scope")),
  of("get(bytes)", noBytes, (given) => apply(get, undefined, FwctlRpc, given, "scope")),
  of("get(path)", [undefined, ...nothings.filter((one) => typeof one !== "string")], (given) =>
    apply(get, undefined, FwctlRpc, bytes, given),
  ),
  of("set(bytes)", noBytes, (given) => apply(set, undefined, FwctlRpc, given, "scope", 1)),
  of("set(path)", [undefined, null, 5, {}], (given) => apply(set, undefined, FwctlRpc, bytes, given, 1)),
  of("diff(a)", noBytes, (given) => apply(diff, undefined, FwctlRpc, given, bytes)),
  of("diff(b)", noBytes, (given) => apply(diff, undefined, FwctlRpc, bytes, given)),
  of("diff(layout)", [...noObjects, {}], (given) => apply(diff, undefined, given, bytes, bytes)),
  of("toJson(layout)", [...noObjects, {}], (given) => apply(toJson, undefined, given, value)),
  of("toJson(value)", [undefined, null, { scope: Symbol("x") }, trap], (given) =>
    apply(toJson, undefined, FwctlRpc, given),
  ),
  of("fromJson(layout)", [...noObjects, {}], (given) => apply(fromJson, undefined, given, {})),
  of("fromJson(json)", [...noObjects, [], trap], (given) => apply(fromJson, undefined, FwctlRpc, given)),
  of("formatGrid(inspection)", [...noObjects, {}, []], (given) => apply(formatGrid, undefined, given)),
  of("family.layout(name)", [...noObjects.filter((one) => typeof one !== "string"), {}], (given) =>
    apply(mlx5.layout, mlx5, given),
  ),
  of("createCatalog(family)", [...noObjects, {}], (given) => apply(createCatalog, undefined, given)),
  of("decodeRpc(catalog)", [...noObjects, {}], (given) =>
    apply(decodeRpc, undefined, given, { deviceType: 1, in: request }),
  ),
  of("decodeRpc(exchange)", [...noObjects, {}, []], (given) => apply(decodeRpc, undefined, catalog, given)),
  of("decodeRpc(deviceType)", [undefined, null, "1", Symbol("x"), {}], (given) =>
    apply(decodeRpc, undefined, catalog, { deviceType: given, in: request }),
  ),
  of("decodeRpc(in)", noBytes, (given) => apply(decodeRpc, undefined, catalog, { deviceType: 1, in: given })),
  of("decodeRpc(out)", nothings, (given) =>
    apply(decodeRpc, undefined, catalog, { deviceType: 1, in: request, out: given }),
  ),
  of("inspectRpc(out)", nothings, (given) =>
    apply(inspectRpc, undefined, catalog, { deviceType: 1, in: request, out: given }),
  ),
  of("call.decode(reply)", noBytes, (given) => apply(queryHcaCap.call({}).decode, undefined, given)),
  of("callToJson(call)", [...noObjects, {}], (given) => apply(callToJson, undefined, given)),
  of("callFromJson(json)", [...noObjects, {}, [], trap], (given) => apply(callFromJson, undefined, catalog, given)),
];

describe.each(subjects)("$name", ({ call, wrong }) => {
  test("says of everything else that it is of the wrong kind", () => {
    expect(wrong.map((given) => faultOf(() => call(given))?.code)).toEqual(wrong.map(() => "kind"));
  });
});

test("a command refuses fields that throw when they are read", () => {
  expect(faultOf(() => queryHcaCap.call(trap))?.code).toBe("kind");
});

test.each([
  ["a DataView", (buffer: ArrayBuffer) => new DataView(buffer, 2, 32)],
  ["numbers of two bytes", (buffer: ArrayBuffer) => new Uint16Array(buffer, 2, 16)],
])("%s is read and written as the bytes it covers", (_what, over) => {
  const whole = Uint8Array.from({ length: 40 }, (_, index) => index);
  const given = over(whole.buffer);
  const plain = whole.subarray(2, 34);
  expect(apply(FwctlRpc.inspect, FwctlRpc, given)).toEqual(FwctlRpc.inspect(plain));
  expect(apply(FwctlRpc.decode, FwctlRpc, given)).toEqual(FwctlRpc.decode(plain));
  expect(apply(get, undefined, FwctlRpc, given, "scope")).toBe(get(FwctlRpc, plain, "scope"));
  apply(set, undefined, FwctlRpc, given, "scope", 1);
  expect(get(FwctlRpc, plain, "scope")).toBe(1);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("no buffer has a byte %d", (at) => {
  const message = `fwctl_rpc: begins at byte ${at}, which no buffer has.`;
  expect(faultOf(() => FwctlRpc.view(bytes, at))?.message).toBe(message);
  expect(faultOf(() => FwctlRpc.encodeInto(value, bytes, at))?.message).toBe(message);
});
