/** What was said until a transport failed: kept beside the fault, so that a fault stays plain data. */
import type { TransportExchange } from "./transport.js";

const kept = new WeakMap<object, readonly TransportExchange[]>();

/** Attaches the exchanges to a fault, in front of those that it has already. */
export function keepExchanges<Fault extends object>(fault: Fault, exchanges: readonly TransportExchange[]): Fault {
  kept.set(fault, [...exchanges, ...(kept.get(fault) ?? [])]);
  return fault;
}

/**
 * The exchanges up to and with the one that failed, oldest first; empty for an error that came from elsewhere.
 *
 * @example
 * try { await run(transport, conversation); } catch (error) { console.error(exchangesOf(error).length, "calls were made"); }
 */
export function exchangesOf(error: unknown): readonly TransportExchange[] {
  let carrier: unknown = error;
  for (let depth = 0; depth < 4 && typeof carrier === "object" && carrier !== null; depth += 1) {
    const found = kept.get(carrier);
    if (found !== undefined) return found;
    carrier = "cause" in carrier ? carrier.cause : undefined;
  }
  return [];
}
