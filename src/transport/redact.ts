/**
 * Redaction: a recording that can be shown to strangers. Serial numbers, MACs, GUIDs and addresses become other values
 * of the same width, the same value always the same other one, zero stays zero; everything else stays as it was, so
 * that the recording decodes and replays as before. What was removed is said, and what nobody could look into.
 */
import type { CapturePointer, JsonObject, JsonValue, RpcRecord } from "../capture/record.js";
import { type Catalog, inspectRpc, type RpcInspection } from "../catalog/index.js";
import { isFwctlFault, type Note, note } from "../fault/index.js";
import type { ExchangeRecord } from "./record.js";
import { type RedactKind, redactKinds, redactText } from "./redact-names.js";
import { type Findings, type RedactRules, type Removal, redactSide } from "./redact-side.js";

export interface RedactOptions {
  /** Default: all. */
  readonly kinds?: readonly RedactKind[] | undefined;
  /** Bytes that no layout describes: kept (and counted in the notes), or zeroed. Default `keep`. */
  readonly undescribed?: "keep" | "zero" | undefined;
}

/** A record fit to be shown, and what is no longer in it. */
export interface Redacted {
  readonly record: ExchangeRecord;
  readonly removed: readonly Removal[];
  /** What may still be in it: bytes that could not be read. */
  readonly notes: readonly Note[];
}

/**
 * Redacts the records of one recording; keep one redactor for all of them, so that equal values stay equal.
 * The families should know as much as possible (`mlx5.with(mlx5Registers)`): only what is described can be found.
 *
 * @example
 * const redact = redactor(catalog);
 * for (const record of records) lines.push(writeCaptureLine(redact(record).record));
 */
export function redactor(catalog: Catalog, options: RedactOptions = {}): (record: ExchangeRecord) => Redacted {
  const substitutes = new Map<string, number>();
  const rules: RedactRules = {
    kinds: new Set(options.kinds ?? redactKinds),
    zero: options.undescribed === "zero",
    number: (kind, value) => {
      const key = `${kind} ${value}`;
      const number = substitutes.get(key) ?? substitutes.size + 1;
      substitutes.set(key, number);
      return number;
    },
  };
  return (record) => {
    const findings: Findings = { removed: [], notes: [] };
    const sides = record.kind === "rpc" ? redactRpc(catalog, rules, record, findings) : {};
    return { record: { ...redactWords(record, rules, findings), ...sides }, ...findings };
  };
}

/** Everything of a record that is text: names of devices and hosts, and the recorder's own words. */
function redactWords(record: ExchangeRecord, rules: RedactRules, findings: Findings): ExchangeRecord {
  const words = (text: string, path: string): string =>
    redactText(text, rules.kinds, (kind, value) => {
      findings.removed.push({ kind, where: "text", path });
      return rules.number(kind, value);
    });
  const { dev, host, meta, extra } = record;
  const more =
    extra === undefined
      ? []
      : [...extra].map(([key, value]): [string, JsonValue] => [key, redactJson(value, words, key)]);
  return {
    ...record,
    ...(dev === undefined ? {} : { dev: words(dev, "dev") }),
    ...(host === undefined ? {} : { host: redactHost(host, rules, findings) }),
    ...(meta === undefined ? {} : { meta: redactObject(meta, words, "meta") }),
    ...(extra === undefined ? {} : { extra: new Map(more) }),
  };
}

/** The name of a machine is an address as a whole, whatever it looks like. */
function redactHost(host: string, rules: RedactRules, findings: Findings): string {
  if (host === "" || !rules.kinds.has("address")) return host;
  findings.removed.push({ kind: "address", where: "text", path: "host" });
  return `<address-${rules.number("address", host)}>`;
}

type Words = (text: string, path: string) => string;

function redactJson(value: JsonValue, words: Words, path: string): JsonValue {
  if (typeof value === "string") return words(value, path);
  if (Array.isArray(value))
    return value.map((element: JsonValue, index) => redactJson(element, words, `${path}[${index}]`));
  return isJsonObject(value) ? redactObject(value, words, path) : value;
}

/** A key may be `__proto__`: `fromEntries` makes own keys of all. */
function redactObject(value: JsonObject, words: Words, path: string): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [words(key, path), redactJson(inner, words, `${path}.${key}`)]),
  );
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Sides = Pick<RpcRecord, "in" | "out" | "pointers">;

function redactRpc(catalog: Catalog, rules: RedactRules, record: RpcRecord, findings: Findings): Sides {
  const pointers = redactPointers(record.pointers, rules, findings);
  if (record.in === undefined) return pointers;
  const family = catalog.family(record.deviceType ?? 0);
  const rpc = inspected(catalog, record);
  if (family === undefined || rpc === undefined) {
    const done = rules.zero ? "zeroed" : "kept as it is";
    findings.notes.push(unread("in", `the exchange could not be decoded and was ${done}`));
    return rules.zero ? { ...pointers, ...zeroedSides(record) } : pointers;
  }
  const hostOrder = record.byteOrder ?? "le";
  const input = redactSide(
    rules,
    { bytes: record.in, tree: rpc.requestTree, where: "in", family, context: { hostOrder } },
    findings,
  );
  findings.notes.push(...rpc.notes.filter((one) => one.code === "unknown-command" || one.code === "selector"));
  if (record.out === undefined || rpc.responseTree === undefined) return { ...pointers, in: input };
  const context = { hostOrder, request: rpc.request };
  const out = redactSide(rules, { bytes: record.out, tree: rpc.responseTree, where: "out", family, context }, findings);
  return { ...pointers, in: input, out };
}

function zeroedSides({ in: input, out }: RpcRecord): Sides {
  return {
    ...(input === undefined ? {} : { in: new Uint8Array(input.length) }),
    ...(out === undefined ? {} : { out: new Uint8Array(out.length) }),
  };
}

function inspected(catalog: Catalog, record: RpcRecord): RpcInspection | undefined {
  try {
    return inspectRpc(catalog, {
      deviceType: record.deviceType ?? 0,
      in: record.in ?? new Uint8Array(),
      out: record.out,
      outLength: record.outLength,
      hostOrder: record.byteOrder,
    });
  } catch (error) {
    if (isFwctlFault(error)) return undefined;
    throw error;
  }
}

/** What stands behind pointers is the payload of an operation that no layout describes. */
function redactPointers(
  pointers: readonly CapturePointer[] | undefined,
  rules: RedactRules,
  findings: Findings,
): Pick<RpcRecord, "pointers"> {
  if (pointers === undefined) return {};
  const bytes = pointers.reduce((sum, pointer) => sum + pointer.length, 0);
  if (bytes > 0) {
    const done = rules.zero ? "zeroed" : "kept";
    findings.notes.push(
      unread("pointers", `${bytes} bytes behind pointers are described by no layout and were ${done}`),
    );
  }
  return { pointers: rules.zero ? pointers.map(zeroed) : pointers };
}

function zeroed(pointer: CapturePointer): CapturePointer {
  const { data, after, pointers, ...rest } = pointer;
  return {
    ...rest,
    ...(data === undefined ? {} : { data: new Uint8Array(data.length) }),
    ...(after === undefined ? {} : { after: new Uint8Array(after.length) }),
    ...(pointers === undefined ? {} : { pointers: pointers.map(zeroed) }),
  };
}

function unread(path: string, what: string): Note {
  return note({ code: "selector", path, what });
}
