/** Lists all features of a device, page by page. */
import { FwctlFault } from "../fault/index.js";
import type { FeatureConversation } from "./conversation.js";
import { type FeatureEntry, featureEntryBytes } from "./feature-entry.js";
import { readFeaturePage, replyHeaderBytes } from "./feature-reply.js";
import { getSupportedFeatures } from "./requests.js";
import { explainReturnCode, type ReturnCode } from "./return-codes.js";

export interface ListOptions {
  /** Bytes to offer for each reply: 16 of headers and 48 for each entry. Default 4,096. */
  readonly pageBytes?: number | undefined;
}

/** The features of a device. */
export interface FeatureList {
  /** In the device's order. */
  readonly entries: readonly FeatureEntry[];
  /** How many the device says it has. */
  readonly supported: number;
  /** Whether all of them came. */
  readonly complete: boolean;
  /** Of the last page. */
  readonly returnCode: ReturnCode;
}

/** Header of the reply, and that of the page (`num_entries`, `supported_feats`). */
const headerBytes = 2 * replyHeaderBytes;

/**
 * Lists features until all have come, or a page brings none.
 *
 * @example const { entries } = await run(transport, listFeatures({ pageBytes: 2048 }));
 * @throws FwctlFault `range` when no entry fits a page, `truncated` for a reply without its headers.
 */
export function* listFeatures(options: ListOptions = {}): FeatureConversation<FeatureList> {
  const { pageBytes = 4096 } = options;
  const count = Math.floor((pageBytes - headerBytes) / featureEntryBytes) * featureEntryBytes;
  if (!(count >= featureEntryBytes)) {
    const what = `${pageBytes} bytes hold no entry; a page takes ${headerBytes + featureEntryBytes} and more`;
    throw new FwctlFault({ code: "range", path: "pageBytes", what, received: pageBytes });
  }
  const entries: FeatureEntry[] = [];
  let supported: number | undefined;
  let returnCode = explainReturnCode(0);
  do {
    const call = getSupportedFeatures({ count, startIndex: entries.length });
    const page = readFeaturePage((yield { ...call, progress: { done: entries.length, total: supported } }).out);
    returnCode = page.returnCode;
    supported = returnCode.value === 0 ? page.supported : (supported ?? 0);
    if (page.entries.length === 0) break;
    entries.push(...page.entries.slice(0, supported - entries.length));
  } while (entries.length < supported);
  return { entries, supported, complete: returnCode.value === 0 && entries.length >= supported, returnCode };
}
