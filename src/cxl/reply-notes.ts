/**
 * Replies that look like success and are none, lists that do not add up, data without a record.
 *
 * Source: drivers/cxl/core/features.c (Linux 7.2.13), and a running kernel.
 */
import { dataView, uuidText } from "../bits/index.js";
import type { Exchange } from "../catalog/index.js";
import type { FaultFacts } from "../fault/index.js";
import { isStructValue, type StructValue, tailKey } from "../layout/index.js";
import { featureEntryBytes, isExclusive } from "./feature-entry.js";
import { cxlOpcodes, opcodeOf, requestHeaderBytes, responseHeaderBytes } from "./opcodes.js";

/** A reply against its own header and the driver's count. */
export function replyFacts(exchange: Exchange): FaultFacts[] {
  const { out, outLength } = exchange;
  if (out === undefined || out.length < responseHeaderBytes) return [];
  const data = dataView(out);
  const little = exchange.hostOrder !== "be";
  const size = data.getUint32(0, little);
  const code = data.getUint32(4, little);
  const facts: FaultFacts[] = [];
  if (isSilent(exchange)) facts.push(silence(opcodeOf(exchange.in, exchange.hostOrder)));
  if (code === transferOpen) {
    facts.push({
      code: "mismatch",
      path: "fwctl_rpc_cxl_out.retval",
      what: "the device has a feature transfer open",
      remedy:
        "A full Set Feature of the feature that is stuck ends it; it is the one whose Get Feature answers the same.",
      received: code,
    });
  }
  if (responseHeaderBytes + size > out.length) {
    const what = `says ${size} bytes of data, the reply holds ${out.length - responseHeaderBytes}`;
    facts.push({ code: "truncated", path: "fwctl_rpc_cxl_out.size", what });
  }
  if (outLength !== undefined && outLength === 2 * responseHeaderBytes + size) {
    const what = `out_len is ${outLength}, 8 more than the header and the ${size} bytes of data; size is used`;
    facts.push({ code: "mismatch", path: "fwctl_rpc.out_len", what });
  }
  return facts;
}

/** FEATURETRANSFERIP. */
const transferOpen = 0x1b;

/** Success without data: what a busy or timed-out mailbox looks like, too. The list of features always has data. */
export function isSilent(exchange: Exchange): boolean {
  const { in: request, out } = exchange;
  if (out === undefined || out.length < responseHeaderBytes || request.length < requestHeaderBytes) return false;
  const data = dataView(out);
  const empty = data.getUint32(0, true) === 0 && data.getUint32(4, true) === 0;
  return empty && opcodeOf(request, exchange.hostOrder) !== cxlOpcodes.GET_SUPPORTED_FEATURES;
}

function silence(opcode: number): FaultFacts {
  const set = opcode === cxlOpcodes.SET_FEATURE;
  return {
    code: "mismatch",
    path: "fwctl_rpc_cxl_out",
    what: set
      ? "retval 0 and size 0: success, or a mailbox that was busy or timed out"
      : "retval 0 and size 0: success without data, nothing was read",
    remedy: set ? "Read the feature back; that is the only proof." : "Ask again, with a count the device can deliver.",
  };
}

/** The data of a decoded reply: a list that does not add up, or a feature without a record. */
export function dataFacts(exchange: Exchange, response: StructValue | undefined): FaultFacts[] {
  if (response === undefined) return [];
  const page = response["get_sup_feats_out"];
  if (page !== undefined && isStructValue(page)) return pageFacts(page, response[tailKey]);
  return payloadFacts(exchange.in, response["payload"], response[tailKey]);
}

/** Entries that the page does not count stand in the tail, like one that is cut. Of those it lacks the layout itself speaks. */
function pageFacts(page: StructValue, tail: unknown): FaultFacts[] {
  const { num_entries: promised, ents } = page;
  const rest = tail instanceof Uint8Array ? tail.length : 0;
  const there = (Array.isArray(ents) ? ents.length : 0) + Math.floor(rest / featureEntryBytes);
  const facts: FaultFacts[] = [];
  if (typeof promised === "number" && promised < there) {
    const what = `num_entries is ${promised}, the reply holds ${there} whole entries`;
    facts.push({ code: "count", path: "get_sup_feats_out.ents", what, expected: promised, received: there });
  }
  const cut = rest % featureEntryBytes;
  if (cut > 0) {
    const what = `entry ${there} is cut: ${cut} of its ${featureEntryBytes} bytes are there`;
    facts.push({ code: "truncated", path: `get_sup_feats_out.ents[${there}]`, what });
  }
  return facts;
}

/** Where a Get Feature's offset stands in the envelope. */
const offsetAt = 32;

function payloadFacts(request: Uint8Array, payload: unknown, tail: unknown): FaultFacts[] {
  if (payload === undefined || request.length < offsetAt + 2) return [];
  const path = "fwctl_rpc_cxl_out.payload";
  const uuid = uuidText(request, requestHeaderBytes);
  if (!(payload instanceof Uint8Array)) {
    if (!(tail instanceof Uint8Array) || tail.length === 0) return [];
    const what = `${tail.length} bytes behind the record that is described: a newer version of feature ${uuid}, or a part of an entry. Kept`;
    return [{ code: "trailing", path, what }];
  }
  const offset = dataView(request).getUint16(offsetAt, true);
  // Of the described features the layout itself says that its record is longer.
  if (payload.length === 0 || (offset === 0 && isExclusive(uuid))) return [];
  const what =
    offset === 0
      ? `no record fits these ${payload.length} bytes of feature ${uuid}; kept as they are`
      : `bytes ${offset} to ${offset + payload.length - 1} of feature ${uuid}; records apply from offset 0 only, kept as they are`;
  return [
    { code: "selector", path, what, remedy: offset === 0 ? "featureRegistry adds a vendor's records." : undefined },
  ];
}
