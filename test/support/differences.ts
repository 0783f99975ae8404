/** Generated code beside the layout loaded at run time: the same keys in the same order, values, bytes and faults. */
import { isFwctlFault } from "../../src/fault/index.js";
import { encodeLayout } from "../../src/layout/encode.js";
import type { DecodeContext, Layout } from "../../src/layout/index.js";
import { viewDifferences } from "../../tools/fuzz/view-value.js";
import { unlessFault } from "./every-layout.js";
import type { Generated } from "./generated.js";
import { randomBytes } from "./random.js";
import { requestsFor } from "./requests.js";

/** What a reading gave, as text that shows keys, their order, kinds and values; or the fault, word for word. */
function outcome(read: () => unknown): string {
  try {
    return shown(read());
  } catch (error) {
    return isFwctlFault(error) ? `${error.code} ${error.message}` : `foreign ${String(error)}`;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === "bigint") return `${one}n`;
    return one instanceof Uint8Array ? `bytes ${Buffer.from(one).toString("hex")}` : one;
  });
}

/** Whole, all ones, small numbers, random, with a tail, and cut: at every byte of short layouts, at some of long ones. */
function inputs(layout: Layout<object>, seed: number): Uint8Array[] {
  const size = layout.bytes;
  const step = Math.max(1, Math.floor(size / 24));
  const cut = Array.from({ length: Math.ceil(size / step) }, (_, index) => randomBytes(index * step, seed + index));
  const zeros = [new Uint8Array(size), new Uint8Array(size + 5), new Uint8Array(Math.max(0, size - 1))];
  const small = randomBytes(size + 24, seed + 2).map((byte, index) => (index % 2 === 0 ? byte & 3 : 0));
  const random = [randomBytes(size, seed), randomBytes(size + 24, seed + 1)];
  return [...zeros, new Uint8Array(size).fill(255), small.subarray(0, size), small, ...random, ...cut];
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Without a request, with each that chooses something, and for numbers of the host as if it were the other kind. */
function contextsOf(layout: Layout<object>): DecodeContext[] {
  const requests = requestsFor(layout).map((request) => (request === undefined ? {} : { request }));
  return layout.order === "host" ? [...requests, { hostOrder: "be" }] : requests;
}

/** Where decoding, or encoding what was decoded, differs. */
export function codecDifferences(generated: Generated, runTime: Layout<object>): string[] {
  const found: string[] = [];
  for (const [index, bytes] of inputs(runTime, runTime.name.length).entries()) {
    for (const context of contextsOf(runTime)) {
      const theirs = outcome(() => runTime.decode(bytes, context));
      const ours = outcome(() => generated.decode(view(bytes), 0, bytes.length, context));
      if (ours !== theirs) found.push(`decode ${index} ${shown(context)}: ${ours} instead of ${theirs}`);
      const layout = outcome(() => generated.layout.decode(bytes, context));
      if (layout !== theirs) found.push(`layout ${index} ${shown(context)}: ${layout} instead of ${theirs}`);
      // Encode functions write the order of the host that runs them.
      const wrong = "hostOrder" in context ? undefined : encoding(generated, runTime, bytes, context);
      if (wrong !== undefined) found.push(`encode ${index}: ${wrong}`);
    }
  }
  return found.map((one) => `${runTime.name} ${one}`.slice(0, 500));
}

/** Encoding what was decoded gives the same bytes, in place, and nothing beside them. */
function encoding(
  generated: Generated,
  runTime: Layout<object>,
  bytes: Uint8Array,
  context: object,
): string | undefined {
  const value = unlessFault(() => runTime.decode(bytes, context));
  if (value === undefined) return undefined;
  const target = new Uint8Array(bytes.length + 16).fill(0xee);
  const written = outcome(() => generated.encode(view(target), 8, value));
  if (written !== String(bytes.length)) return `wrote ${written} instead of ${bytes.length}`;
  const there = Buffer.from(target.subarray(8, 8 + bytes.length)).toString("hex");
  const beside = [...target.subarray(0, 8), ...target.subarray(8 + bytes.length)].every((byte) => byte === 0xee);
  if (!beside) return "touched bytes beside it";
  const wanted = Buffer.from(bytes).toString("hex");
  return there === wanted ? undefined : `${there} instead of ${wanted}`;
}

/** Where a view reads something else than decode gives. */
export function viewedDifferences({ layout, decode }: Generated): string[] {
  const bytes = randomBytes(layout.bytes + 40, layout.name.length);
  const small = bytes.map((byte, index) => (index % 4 === 3 ? byte & 7 : 0));
  return [bytes, small].flatMap((one) => {
    const value = unlessFault(() => decode(view(one), 0, one.length));
    if (value === undefined) return [];
    return [...viewDifferences(layout.view(one), value)].map((what) => `${layout.name}${what}`.slice(0, 300));
  });
}

/** Where a value that one refuses is taken by the other, or refused in other words. */
export function refusalDifferences(generated: Generated, runTime: Layout<object>): string[] {
  return [{}, ...broken(runTime), ...miscounted(runTime), ...twice(runTime)].flatMap((value) => {
    const theirs = outcome(() => runTime.encodeAt(view(new Uint8Array(runTime.bytes + 64)), 0, value, true));
    const ours = outcome(() => generated.encode(view(new Uint8Array(runTime.bytes + 64)), 0, value));
    return ours === theirs ? [] : [`${runTime.name}: ${ours} instead of ${theirs}`.slice(0, 300)];
  });
}

/**
 * Where `encode` of a layout that is generated, or one loaded by name, gives other bytes or words than the general writer, which
 * knows neither generated code nor programs; or takes a key that no field has.
 */
export function wholeDifferences(generated: Generated, runTime: Layout<object>): string[] {
  const decoded = inputs(runTime, runTime.name.length).flatMap((bytes) =>
    requestsFor(runTime).flatMap((request) => unlessFault(() => runTime.decode(bytes, { request })) ?? []),
  );
  const known = [...decoded, {}, ...broken(runTime), ...miscounted(runTime)].map((value) => ({
    value,
    wanted: outcome(() => encodeLayout(runTime.plan, value, true)),
  }));
  const strange = decoded.slice(0, 3).flatMap((value) => [
    { value: { ...value, stranger: 1 }, wanted: /^(unknown-key|count|missing)/ },
    { value: exchanged(value), wanted: /^unknown-key/ },
  ]);
  return [...known, ...strange].flatMap(({ value, wanted }) =>
    [generated.layout, runTime].flatMap((layout) => {
      const given = outcome(() => layout.encode(value));
      const right = typeof wanted === "string" ? given === wanted : wanted.test(given);
      return right ? [] : [`${runTime.name} ${shown(value)}: ${given} instead of ${wanted}`.slice(0, 500)];
    }),
  );
}

/** As many keys as before, one of them another's. */
function exchanged(value: object): object {
  const [first, ...others] = Object.entries(value);
  return Object.fromEntries([["stranger", first?.[1]], ...others]);
}

/** What zeros decode to; with some behind them where a count of zero stands for elements. */
function zeroValue(layout: Layout<object>): object | undefined {
  return [0, 64].flatMap((more) => unlessFault(() => layout.decode(new Uint8Array(layout.bytes + more))) ?? [])[0];
}

/** A decoded value with one field spoilt at a time. */
function broken(layout: Layout<object>): object[] {
  const value = zeroValue(layout);
  if (value === undefined) return [];
  const spoilt: unknown[] = [-1, 2 ** 53, "no label", undefined, null, 1.5, -1n, 1n << 70n, [], {}, new Uint8Array(1)];
  return Object.keys(value)
    .slice(0, 12)
    .flatMap((key, index) => [
      { ...value, [key]: spoilt[index % spoilt.length] },
      { ...value, [key]: spoilt[(index + 5) % spoilt.length] },
    ]);
}

/** A value with two elements in each list, and every number of its head one too many. */
function miscounted(layout: Layout<object>): object[] {
  const list = layout.definition.fields.find((field) => field.open !== undefined);
  if (list === undefined || list.layout !== undefined) return [];
  const value = { ...zeroValue(layout), [list.name]: elements(list.bits) };
  const counters = layout.definition.fields.filter(
    (field) => field.bits <= 32 && field.kind === "uint" && field !== list,
  );
  return [value, ...counters.map(({ name }) => ({ ...value, [name]: 3 }))];
}

function elements(bits: number): readonly number[] | readonly bigint[] | Uint8Array {
  if (bits === 8) return new Uint8Array(2);
  return bits <= 32 ? [0, 0] : [0n, 0n];
}

/** A value with the name of each record whose members stand in it. */
function twice(layout: Layout<object>): object[] {
  const records = layout.definition.fields.filter((field) => field.anonymous === true);
  const value = zeroValue(layout);
  return records.flatMap(({ name }) => [
    { ...value, [name]: 5 },
    { ...value, [name]: { ...value } },
  ]);
}
