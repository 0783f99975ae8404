/**
 * Redaction: a recording that can be shown to strangers. Serial numbers, MACs, GUIDs and addresses become other values
 * of the same width, the same value always the same other one, zero stays zero; everything else stays as it was, so
 * that the recording decodes and replays as before. What was removed is said, and what nobody could look into.
 */
import type { JsonObject, JsonValue } from "../capture/record.js";
import { type Catalog, inspectRpc, type RpcInspection } from "../catalog/index.js";
import { FwctlFault, isFwctlFault, type Note, note } from "../fault/index.js";
import { type Inspection, type InspectionNode, type Layout, set } from "../layout/index.js";
import type { ExchangeRecord } from "./record.js";
import { kindOfField, type RedactKind, redactKinds, redactText } from "./redact-names.js";

export interface RedactOptions {
  /** Default: all. */
  readonly kinds?: readonly RedactKind[] | undefined;
  /** Bytes that no layout describes: kept (and counted in the notes), or zeroed. Default `keep`. */
  readonly undescribed?: "keep" | "zero" | undefined;
}

/** One value that was replaced. */
export interface Removal {
  readonly kind: RedactKind;
  /** `in`, `out`, `dev` or `meta`. */
  readonly where: "in" | "out" | "dev" | "meta";
  /** The field, or the key. */
  readonly path: string;
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
  const state: State = {
    catalog,
    kinds: new Set(options.kinds ?? redactKinds),
    zero: options.undescribed === "zero",
    substitutes: new Map(),
  };
  return (record) => redactRecord(state, record);
}

interface State {
  readonly catalog: Catalog;
  readonly kinds: ReadonlySet<RedactKind>;
  readonly zero: boolean;
  /** Number of each value that was met, by kind and value. */
  readonly substitutes: Map<string, number>;
}

function numberOf(state: State, kind: RedactKind, value: string): number {
  const key = `${kind} ${value}`;
  const known = state.substitutes.get(key) ?? state.substitutes.size + 1;
  state.substitutes.set(key, known);
  return known;
}

function redactRecord(state: State, record: ExchangeRecord): Redacted {
  const removed: Removal[] = [];
  const words = (text: string, where: "dev" | "meta", path: string): string =>
    redactText(text, state.kinds, (kind, value) => {
      removed.push({ kind, where, path });
      return numberOf(state, kind, value);
    });
  const dev = record.dev === undefined ? {} : { dev: words(record.dev, "dev", "dev") };
  const meta =
    record.meta === undefined ? {} : { meta: redactObject(record.meta, (text, path) => words(text, "meta", path)) };
  const notes: Note[] = [];
  const sides = record.kind === "rpc" ? redactRpc(state, record, removed, notes) : {};
  return { record: { ...record, ...dev, ...meta, ...sides }, removed, notes };
}

function redactObject(value: JsonObject, text: (text: string, path: string) => string, path = "meta"): JsonObject {
  const walk = (inner: JsonValue, here: string): JsonValue => {
    if (typeof inner === "string") return text(inner, here);
    if (Array.isArray(inner)) return inner.map((element: JsonValue, index) => walk(element, `${here}[${index}]`));
    return isJsonObject(inner) ? redactObject(inner, text, here) : inner;
  };
  // A key may be `__proto__`: fromEntries makes own keys of all.
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, `${path}.${key}`)]));
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Sides {
  readonly in?: Uint8Array;
  readonly out?: Uint8Array;
}

function redactRpc(
  state: State,
  record: Extract<ExchangeRecord, { kind: "rpc" }>,
  removed: Removal[],
  notes: Note[],
): Sides {
  const behind = (record.pointers ?? []).reduce((sum, pointer) => sum + pointer.length, 0);
  if (behind > 0)
    notes.push(unread("pointers", `${behind} bytes behind pointers are described by no layout and were kept`));
  if (record.in === undefined) return {};
  let rpc: RpcInspection;
  try {
    rpc = inspectRpc(state.catalog, {
      deviceType: record.deviceType ?? 0,
      in: record.in,
      out: record.out,
      outLength: record.outLength,
      hostOrder: record.byteOrder,
    });
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    notes.push(unread("in", "the exchange could not be decoded and was kept as it is"));
    return {};
  }
  const order = record.byteOrder ?? "le";
  const input = redactSide(
    state,
    {
      bytes: record.in,
      tree: rpc.requestTree,
      where: "in",
      family: record.deviceType ?? 0,
      context: { hostOrder: order },
    },
    removed,
    notes,
  );
  if (record.out === undefined || rpc.responseTree === undefined) return { in: input };
  const context = { hostOrder: order, request: rpc.request };
  const out = redactSide(
    state,
    { bytes: record.out, tree: rpc.responseTree, where: "out", family: record.deviceType ?? 0, context },
    removed,
    notes,
  );
  notes.push(...rpc.notes.filter((one) => one.code === "unknown-command" || one.code === "selector"));
  return { in: input, out };
}

function unread(path: string, what: string): Note {
  return note({ code: "selector", path, what });
}

interface Side {
  readonly bytes: Uint8Array;
  readonly tree: Inspection;
  readonly where: "in" | "out";
  readonly family: number;
  readonly context: { readonly hostOrder: "be" | "le"; readonly request?: object | undefined };
}

function redactSide(state: State, side: Side, removed: Removal[], notes: Note[]): Uint8Array {
  const bytes = side.bytes.slice();
  const layout = state.catalog.family(side.family)?.layouts.get(side.tree.name);
  if (layout === undefined) return bytes;
  let undescribed = 0;
  for (const leaf of leaves(side.tree)) {
    const path = leaf.path.slice(side.tree.name.length + 1);
    if (leaf.name.startsWith("@")) {
      undescribed += leaf.width / 8;
      if (state.zero) bytes.fill(0, leaf.bitOffset / 8, (leaf.bitOffset + leaf.width) / 8);
      continue;
    }
    const kind = kindOfField(path, leaf.value);
    if (kind === undefined || !state.kinds.has(kind) || /^0*$/.test(leaf.raw)) continue;
    const substitute = substituteOf(leaf, kind, numberOf(state, kind, leaf.raw));
    if (substitute !== undefined && replace(layout, bytes, path, substitute, side)) {
      removed.push({ kind, where: side.where, path: leaf.path });
    } else {
      notes.push(unread(leaf.path, `${kind} could not be replaced and was kept`));
    }
  }
  if (undescribed > 0)
    notes.push(
      unread(
        side.tree.name,
        `${undescribed} bytes are described by no layout and were ${state.zero ? "zeroed" : "kept"}`,
      ),
    );
  return bytes;
}

function* leaves(node: InspectionNode): Generator<InspectionNode> {
  // The parts of a number are the number once more.
  const children = node.children.filter((child) => child.kind !== "part");
  if (children.length === 0 && node.kind !== "missing" && node.width > 0) yield node;
  for (const child of children) yield* leaves(child);
}

/** A value of the same kind and width that says which one it stands for. */
function substituteOf(
  leaf: InspectionNode,
  kind: RedactKind,
  count: number,
): number | bigint | string | Uint8Array | undefined {
  const { value, width } = leaf;
  if (typeof value === "number") return width >= 32 ? count : count % 2 ** width || 1;
  if (typeof value === "bigint") return BigInt(count);
  if (value instanceof Uint8Array) {
    const bytes = new Uint8Array(value.length);
    for (let index = bytes.length - 1, rest = count; index >= 0; index -= 1, rest = Math.floor(rest / 256))
      bytes[index] = rest % 256;
    return bytes;
  }
  if (typeof value !== "string") return undefined;
  if (kind === "mac")
    return `02:00:${[24, 16, 8, 0].map((bit) => ((count >>> bit) & 0xff).toString(16).padStart(2, "0")).join(":")}`;
  return `${kind}${count}`.slice(0, width / 8);
}

function replace(layout: Layout, bytes: Uint8Array, path: string, value: unknown, side: Side): boolean {
  try {
    set(layout, bytes, path, value, side.context);
    return true;
  } catch (error) {
    if (error instanceof FwctlFault) return false;
    throw error;
  }
}
