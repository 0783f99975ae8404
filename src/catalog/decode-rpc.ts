/** Decoding one exchange. The reply can only be understood with its request, so the pair is the unit. */
import { FwctlFault, isFwctlFault, type Note } from "../fault/index.js";
import type { Inspection, Layout, StructValue } from "../layout/index.js";
import { type Catalog, familyOf } from "./catalog.js";
import { type Command, layoutsFor } from "./command.js";
import { deliveryNotes, failed } from "./delivery-notes.js";
import { requireExchange } from "./exchange.js";
import type { Family } from "./family.js";
import { overlaid, withoutOverlay } from "./overlay.js";
import type { Delivery, Exchange, RpcStatus } from "./protocol.js";
import { type ReplyReading, replyReading } from "./reply-data.js";
import { nameOf, scopeNotes, unknownNotes } from "./rpc-notes.js";
import { statusLabelled } from "./status-row.js";

/** One decoded exchange. A damaged side is absent; its fault and its raw bytes are kept. */
export interface Rpc<Request extends object = StructValue, Response extends object = StructValue> {
  readonly family: string;
  readonly deviceType: number;
  /** `undefined` for an opcode that nobody has named. */
  readonly command: Command | undefined;
  readonly opcode: number | undefined;
  /** Name of the variant that the request chose (a general object's type). */
  readonly variant: string | undefined;
  /** What every request of the family starts with, mlx5's `uid` among it. */
  readonly header: StructValue;
  readonly status: RpcStatus | undefined;
  /** What became of the command, which an errno may leave open as well as a reply; `undefined` when neither is known. */
  readonly delivery: Delivery | undefined;
  readonly request: Request | undefined;
  readonly response: Response | undefined;
  /** Surprises that are no damage: reserved bits, unnamed values, trailing bytes, and what the family has to say. */
  readonly notes: readonly Note[];
  readonly faults: readonly FwctlFault[];
  readonly raw: { readonly in: Uint8Array; readonly out: Uint8Array | undefined };
}

/** The two sides of an exchange as trees, for people: what `formatGrid` and the viewer print. */
export interface RpcInspection extends Rpc {
  readonly requestTree: Inspection;
  readonly responseTree: Inspection | undefined;
}

/**
 * @example
 * const rpc = decodeRpc(catalog, { deviceType: 1, in: request, out: reply });
 * @throws FwctlFault only for a device type that is not in the catalog, an input too short for its header, and `kind` for what
 * is no exchange.
 */
export function decodeRpc(catalog: Catalog, exchange: Exchange): Rpc {
  const reading = read(catalog, exchange);
  let notes: readonly Note[] | undefined;
  return {
    ...reading.rpc,
    get notes() {
      notes ??= notesOf(reading);
      return notes;
    },
  };
}

/** As {@link decodeRpc}, with the trees of both sides. */
export function inspectRpc(catalog: Catalog, exchange: Exchange): RpcInspection {
  const reading = read(catalog, exchange);
  const trees = treesOf(reading);
  return { ...reading.rpc, ...trees, notes: notesOf(reading, trees) };
}

/**
 * True when the exchange is one of `command`; then its request and response have that command's types. A reply that
 * refuses may hold its first fields only.
 *
 * @example
 * if (isCommand(rpc, queryHcaCap)) rpc.request?.op_mod;
 */
export function isCommand<Request extends object, Decoded extends object>(
  rpc: Rpc,
  command: Command<Request, object, Decoded>,
): rpc is Rpc<Request & StructValue, Decoded & StructValue> {
  return rpc.family === command.family && rpc.command?.opcode === command.opcode;
}

/** An exchange on its way to what is said of it. */
export interface Reading {
  readonly family: Family;
  readonly exchange: Exchange;
  readonly requestLayout: Layout<object> | undefined;
  readonly responseLayout: Layout | undefined;
  readonly data: Uint8Array | undefined;
  readonly rpc: Rpc;
}

function read(catalog: Catalog, given: Exchange): Reading {
  const exchange = requireExchange(given);
  const family = familyOf(catalog, exchange.deviceType);
  const { protocol } = family;
  const { out } = exchange;
  if (exchange.in.length < protocol.leastRequest) throw tooShort(family, exchange.in.length);
  const opcode = protocol.opcode(exchange.in, exchange.hostOrder);
  const command = opcode === undefined ? family.commands.get(protocol.soleCommand ?? "") : family.command(opcode);
  const chosen = command === undefined ? undefined : layoutsFor(command, exchange.in);
  const requestLayout = chosen?.requestLayout;
  const faults: FwctlFault[] = [];
  const request = side(faults, () => requestValue(family, requestLayout, exchange));
  const reply = replyOf(family, chosen?.layout, exchange);
  const { status, data, layout: responseLayout } = reply ?? {};
  const response = data && side(faults, () => responseLayout?.decode(data, context(exchange, request)));
  const rpc: Rpc = {
    family: family.name,
    deviceType: family.deviceType,
    command,
    opcode,
    variant: chosen?.variant,
    header: family
      .layout(protocol.requestHeader)
      .decode(exchange.in.subarray(0, headerBytes(family)), context(exchange, undefined)),
    status,
    delivery: out === undefined && !failed(exchange) ? undefined : protocol.delivery?.(exchange),
    request,
    response,
    notes: [],
    faults,
    raw: { in: exchange.in, out },
  };
  return { family, exchange, requestLayout, responseLayout: responseLayout ?? chosen?.layout, data, rpc };
}

function replyOf(
  { protocol, layouts }: Family,
  response: Layout | undefined,
  exchange: Exchange,
): ReplyReading<StructValue> | undefined {
  const { out } = exchange;
  return out && replyReading(protocol, (name) => layouts.get(name), response, { ...exchange, out });
}

const headerBytes = (family: Family): number => family.layout(family.protocol.requestHeader).bytes;

const context = (
  exchange: Exchange,
  request: object | undefined,
): { request: object | undefined; hostOrder: "be" | "le" } => ({
  request,
  hostOrder: exchange.hostOrder ?? "le",
});

function tooShort(family: Family, length: number): FwctlFault {
  return new FwctlFault({
    code: "truncated",
    path: `${family.name} request`,
    byteOffset: 0,
    width: family.protocol.leastRequest * 8,
    received: length,
  });
}

/** Runs one side; its fault is kept instead of thrown. */
function side(faults: FwctlFault[], decode: () => StructValue | undefined): StructValue | undefined {
  try {
    return decode();
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    faults.push(error);
    return undefined;
  }
}

function requestValue(family: Family, layout: Layout<object> | undefined, exchange: Exchange): StructValue | undefined {
  if (layout === undefined) return undefined;
  const named = family.layouts.get(layout.name);
  return named?.decode(withoutOverlay(layout, exchange.in, family.protocol.overlay), context(exchange, undefined));
}

function treesOf(reading: Reading): { requestTree: Inspection; responseTree: Inspection | undefined } {
  const { family, exchange, requestLayout, responseLayout, data, rpc } = reading;
  const { protocol } = family;
  const request = (requestLayout ?? family.layout(protocol.requestHeader)).inspect(
    exchange.in,
    context(exchange, undefined),
  );
  const header = protocol.responseHeader === undefined ? undefined : family.layout(protocol.responseHeader);
  const reply = data && (responseLayout ?? header)?.inspect(data, context(exchange, rpc.request));
  return {
    requestTree: overlaid(request, protocol.overlay),
    responseTree: reply && statusLabelled(reply, protocol.statusField, rpc.status),
  };
}

function notesOf(reading: Reading, trees: ReturnType<typeof treesOf> = treesOf(reading)): Note[] {
  const { family, exchange, rpc } = reading;
  const seen = [...trees.requestTree.notes, ...(trees.responseTree?.notes ?? [])];
  const said = family.protocol.notes?.(exchange, rpc.request, rpc.response, seen) ?? [];
  const delivery = deliveryNotes(exchange, rpc.delivery, nameOf(rpc));
  return [...unknownNotes(reading), ...scopeNotes(reading), ...delivery, ...seen, ...said];
}
