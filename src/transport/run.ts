/** Conversations: several calls, each made from the replies before it. */
import type { Call, CommandName } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { exchangesOf, keepExchanges } from "./exchanges.js";
import { type Reply, requestOf, send } from "./send.js";
import type { Transport, TransportExchange, TransportOptions } from "./transport.js";

/**
 * A conversation yields calls and is given their replies; what it returns is the result. It knows no transport, so it
 * is tested without one. A call that is refused with an errno arrives as the exception of its `yield`, which the
 * conversation may catch.
 *
 * @example
 * function* everyRegister(): Conversation<number[]> {
 *   const found = [];
 *   for (const id of ids) found.push((yield accessReg.call({ register_id: id })).out.length);
 *   return found;
 * }
 */
export type Conversation<Result> = Generator<Call<object> & Progressing, Result, Reply<object>>;

/** How far a conversation is, told with a call by those that know. */
export interface Progressing {
  readonly progress?: { readonly done: number; readonly total?: number | undefined } | undefined;
}

/** An event of {@link run}: a call was answered (also by an errno that the conversation caught). */
export interface ProgressEvent {
  readonly command: CommandName;
  /** Calls answered so far, this one among them. */
  readonly calls: number;
  /** What the conversation says of itself: pages, bytes, records. */
  readonly done: number | undefined;
  readonly total: number | undefined;
}

export interface RunOptions extends TransportOptions {
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

/**
 * Drives a conversation to its end.
 *
 * @throws FwctlFault as {@link send}, with all exchanges so far in `exchangesOf`; what the conversation throws itself
 *   is passed on.
 * @example
 * const features = await run(transport, listFeatures(), { onProgress: ({ done, total }) => bar(done, total) });
 */
export async function run<Result>(
  transport: Transport,
  conversation: Conversation<Result>,
  options: RunOptions = {},
): Promise<Result> {
  const exchanges: TransportExchange[] = [];
  let step = conversation.next();
  while (step.done !== true) {
    const call = checkedCall(step.value);
    let reply: Reply<object>;
    try {
      reply = await send(transport, call, options);
    } catch (error) {
      const own = exchangesOf(error);
      if (typeof error === "object" && error !== null) keepExchanges(error, exchanges);
      exchanges.push(...own);
      report(options, call, exchanges.length);
      step = afterFault(conversation, error, options);
      continue;
    }
    const { out, outLength, pointers } = reply;
    exchanges.push({ ioctl: "rpc", request: requestOf(call), reply: { out, outLength, pointers } });
    report(options, call, exchanges.length);
    step = conversation.next(reply);
  }
  return step.value;
}

/** Gives the fault to the conversation. After an abort it may clean up, but nothing more is sent. */
function afterFault<Result>(
  conversation: Conversation<Result>,
  error: unknown,
  { signal }: RunOptions,
): IteratorResult<Call<object>, Result> {
  const step = conversation.throw(error);
  if (signal?.aborted === true && step.done !== true) throw error;
  return step;
}

function report(options: RunOptions, call: Call<object> & Progressing, calls: number): void {
  const { done, total } = call.progress ?? {};
  options.onProgress?.({ command: call.command, calls, done, total });
}

function checkedCall(value: Call<object> & Progressing): Call<object> & Progressing {
  if (typeof value === "object" && value !== null && value.in instanceof Uint8Array && value.command !== undefined)
    return value;
  throw new FwctlFault({
    code: "kind",
    path: "conversation",
    expected: "a Call from each yield",
    received: typeof value,
  });
}
