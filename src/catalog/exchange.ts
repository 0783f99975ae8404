/** What a caller gives to be decoded: JavaScript does not see the types. */
import { wrongKind } from "../layout/encode-refusal.js";
import { guarded } from "../layout/guard.js";
import { isStruct } from "../layout/index.js";
import { requireBytes } from "../layout/region.js";
import type { Exchange } from "./protocol.js";
import type { RpcReply } from "./rpc.js";

/**
 * The exchange, with bytes that are bytes.
 *
 * @throws FwctlFault `kind` for what is no exchange.
 */
export function requireExchange(given: Exchange): Exchange {
  return guarded("exchange", () => {
    if (!isStruct(given)) throw wrongKind("exchange", "an object", given);
    const request = requireBytes("exchange.in", given.in);
    const reply = given.out === undefined ? undefined : requireBytes("exchange.out", given.out);
    return request === given.in && reply === given.out ? given : { ...given, in: request, out: reply };
  });
}

/** The bytes of a reply that a caller gives as they are, or as a transport brought them. */
export function replyBytes(reply: RpcReply | Uint8Array): Uint8Array {
  return guarded("reply", () =>
    requireBytes("reply", isStruct(reply) && !ArrayBuffer.isView(reply) ? reply.out : reply),
  );
}
