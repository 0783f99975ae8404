/** A command: an opcode with the layouts of its request and reply, and the builder that makes a Call of it. */
import { guarded } from "../layout/guard.js";
import type { Condition, DecodeOptions, Layout, StructValue } from "../layout/index.js";
import { requestBytes, undescribed } from "./defaults.js";
import { replyBytes } from "./exchange.js";
import type { Protocol } from "./protocol.js";
import { type LayoutNamed, replyReading } from "./reply-data.js";
import type { Pointer, RpcReply, RpcRequest } from "./rpc.js";

/** A command as data, the way schemas and tables state it. */
export interface CommandDefinition {
  readonly name: string;
  readonly opcode: number;
  /** The source's name of the opcode. */
  readonly symbol?: string | undefined;
  readonly request?: string | undefined;
  readonly response?: string | undefined;
  /** Least scope the driver accepts; `refused` where it accepts none; absent where it is not known. */
  readonly scope?: number | "refused" | undefined;
  readonly variants?: readonly CommandVariantDefinition[] | undefined;
  readonly doc?: string | undefined;
}

export interface CommandVariantDefinition {
  readonly name: string;
  readonly when: readonly Condition[];
  readonly request?: string | undefined;
  readonly response?: string | undefined;
}

/** Layouts that the request's own fields choose (general objects by their type). */
export interface CommandVariant<Response extends object = StructValue> {
  readonly name: string;
  readonly when: readonly Condition[];
  readonly request: Layout<object> | undefined;
  readonly response: Layout<Response> | undefined;
}

export interface CallOptions {
  /** Bytes to offer for the reply; the size of the response's layout when absent. */
  readonly outLength?: number | undefined;
  /** Instead of the least scope that the driver accepts. */
  readonly scope?: number | undefined;
  readonly pointers?: readonly Pointer[] | undefined;
}

/**
 * A request ready to be sent, and the knowledge of how to read its reply. Immutable; `callToJson` stores it.
 */
export interface Call<Response extends object = StructValue> extends RpcRequest {
  readonly command: CommandName;
  /**
   * The decoded response, as `decodeRpc` gives it: of a reply that refuses, the fields that it has. Status, notes and raw
   * bytes come from there.
   *
   * @throws FwctlFault as `Layout.decode`, for a reply that is damaged; never for one that refuses.
   */
  decode(reply: RpcReply | Uint8Array, options?: DecodeOptions): Response;
}

/** What identifies a command anywhere: in a call, a recording, a message. */
export interface CommandName {
  readonly family: string;
  readonly name: string;
  readonly opcode: number;
}

/**
 * A command with its layouts. `Decoded` is what a reply decodes to: one that refuses may end where the header that all replies
 * share ends, or be a record of its own with that header (bnxt), so that a typed response may lack fields.
 */
export interface Command<
  Request extends object = StructValue,
  Response extends object = StructValue,
  Decoded extends object = Response,
> extends CommandName {
  readonly deviceType: number;
  readonly symbol: string | undefined;
  readonly scope: number | "refused" | undefined;
  readonly doc: string | undefined;
  readonly request: Layout<Request> | undefined;
  readonly response: Layout<Response> | undefined;
  readonly variants: readonly CommandVariant<Response>[];
  /**
   * Builds a request. Absent integers are 0, the opcode is the command's own; unknown keys, wrong kinds and values out of
   * range are refused before a byte is made.
   *
   * @throws FwctlFault as `Layout.encode`; `unknown-command` when nobody has described the request.
   */
  call(fields?: object, options?: CallOptions): Call<Decoded>;
}

export interface CommandParts<Request extends object, Response extends object> {
  readonly name: string;
  readonly opcode: number;
  readonly symbol?: string | undefined;
  readonly scope?: number | "refused" | undefined;
  readonly doc?: string | undefined;
  readonly request?: Layout<Request> | undefined;
  readonly response?: Layout<Response> | undefined;
  readonly variants?: readonly CommandVariant<Response>[] | undefined;
}

/**
 * Puts a command together from its layouts and its family's protocol. `named` finds the records that the protocol names for
 * replies that refuse.
 */
export function defineCommand<
  Request extends object = StructValue,
  Response extends object = StructValue,
  Decoded extends object = Response,
>(
  protocol: Protocol,
  parts: CommandParts<Request, Response>,
  named: LayoutNamed = () => undefined,
): Command<Request, Response, Decoded> {
  const command: Command<Request, Response, Decoded> = {
    family: protocol.family,
    deviceType: protocol.deviceType,
    name: parts.name,
    opcode: parts.opcode,
    symbol: parts.symbol,
    scope: parts.scope,
    doc: parts.doc,
    get request() {
      return parts.request;
    },
    get response() {
      return parts.response;
    },
    get variants() {
      return parts.variants ?? [];
    },
    call: (fields, options) => buildCall(protocol, command, named, fields ?? {}, options),
  };
  return command;
}

function buildCall<Decoded extends object>(
  protocol: Protocol,
  command: Command<object, object, Decoded>,
  named: LayoutNamed,
  fields: object,
  options: CallOptions | undefined,
): Call<Decoded> {
  const request = guarded(command.name, () => requestBytes(protocol, command, fields));
  const least = protocol.leastScope?.(request) ?? command.scope;
  const offered = protocol.outLength?.(request) ?? layoutsFor(command, request).layout?.bytes ?? request.length;
  return {
    command: { family: command.family, name: command.name, opcode: command.opcode },
    scope: options?.scope ?? (typeof least === "number" ? least : 0),
    in: request,
    outLength: options?.outLength ?? offered,
    pointers: options?.pointers,
    decode: (reply, decodeOptions) => decodeReply(protocol, command, named, request, reply, decodeOptions),
  };
}

/** The response in a reply to `request`, read by the layouts that the request chooses. */
export function decodeReply<Decoded extends object>(
  protocol: Protocol,
  command: Command<object, object, Decoded>,
  named: LayoutNamed,
  request: Uint8Array,
  reply: RpcReply | Uint8Array,
  options?: DecodeOptions,
): Decoded;
export function decodeReply(
  protocol: Protocol,
  command: Command<object, object>,
  named: LayoutNamed,
  request: Uint8Array,
  reply: RpcReply | Uint8Array,
  options?: DecodeOptions,
): object {
  const { requestLayout, layout: response } = layoutsFor(command, request);
  const out = replyBytes(reply);
  const outLength = ArrayBuffer.isView(reply) ? undefined : reply.outLength;
  const exchange = { deviceType: command.deviceType, in: request, out, outLength, hostOrder: options?.hostOrder };
  const { data, layout } = replyReading(protocol, named, response, exchange);
  if (layout === undefined) throw undescribed(command, "reply");
  // Builders write little-endian, whatever the order of the host that answers.
  return layout.decode(data, { ...options, request: requestLayout?.decode(request) });
}

/** The layouts of one exchange: the command's own, or those of the variant that the request chooses. */
export function layoutsFor<Response extends object>(
  command: Command<object, Response>,
  request: Uint8Array,
): { requestLayout: Layout<object> | undefined; layout: Layout<Response> | undefined; variant: string | undefined } {
  const variant = command.variants.find((one) => command.request?.matches(request, one.when) === true);
  return {
    requestLayout: variant?.request ?? command.request,
    layout: variant?.response ?? command.response,
    variant: variant?.name,
  };
}
