/** Conversations: several calls, each made from the replies before it, without knowing who carries them. */
import type { Call, RpcReply } from "../catalog/index.js";

/** A call of a conversation, with how far it has come: entries, bytes. */
export interface ConversationCall extends Call {
  readonly progress?: { readonly done: number; readonly total?: number | undefined } | undefined;
}

/**
 * Yields calls, is given their replies, returns the result. An errno reaches it as the exception of its `yield`; it lets that
 * pass, so that the caller sees it. A return code of the device is part of the result and never thrown.
 *
 * @example
 * let step = conversation.next();
 * while (!step.done) step = conversation.next(await deliver(step.value));
 * step.value; // the result
 */
export type FeatureConversation<Result> = Generator<ConversationCall, Result, RpcReply>;
