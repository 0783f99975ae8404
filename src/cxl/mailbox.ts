/**
 * The payloads of mailbox commands, by opcode: what stands in a mailbox, in a raw command of `/dev/cxl/memN` and in its other
 * commands. Through fwctl the same payloads of the three feature commands travel behind a header (`fwctl_rpc_cxl`).
 *
 * Source: drivers/cxl/cxlmem.h, drivers/cxl/core/mbox.c, include/uapi/cxl/features.h (Linux 7.2.13). Where the kernel has no
 * record for a payload, none is named here.
 */
import type { Family } from "../catalog/index.js";
import type { Layout, StructValue } from "../layout/index.js";
import { cxl } from "./family.js";

/** Layout names of one command's payloads; absent when it has none, or nobody has described it. */
export interface MailboxPayloads {
  readonly request?: string;
  readonly reply?: string;
}

const rows: readonly (readonly [opcode: number, request: string, reply: string])[] = [
  [0x0100, "", "cxl_get_event_payload"],
  [0x0101, "cxl_mbox_clear_event_payload", ""],
  [0x0102, "", "cxl_event_interrupt_policy"],
  [0x0103, "cxl_event_interrupt_policy", ""],
  [0x0200, "", "cxl_mbox_get_fw_info"],
  [0x0201, "cxl_mbox_transfer_fw", ""],
  [0x0202, "cxl_mbox_activate_fw", ""],
  [0x0301, "cxl_mbox_set_timestamp_in", ""],
  [0x0400, "", "cxl_mbox_get_supported_logs"],
  [0x0401, "cxl_mbox_get_log", "get_log_out"],
  [0x0500, "cxl_mbox_get_sup_feats_in", "cxl_mbox_get_sup_feats_out"],
  [0x0501, "cxl_mbox_get_feat_in", "get_feature_out"],
  [0x0502, "cxl_mbox_set_feat_in", ""],
  [0x0600, "do_maintenance_in", ""],
  [0x4000, "", "cxl_mbox_identify"],
  [0x4100, "", "cxl_mbox_get_partition_info"],
  [0x4101, "cxl_mbox_set_partition_info", ""],
  [0x4102, "cxl_mbox_get_lsa", ""],
  [0x4103, "cxl_mbox_set_lsa", ""],
  [0x4200, "", "cxl_mbox_get_health_info_out"],
  [0x4204, "cxl_mbox_set_shutdown_state_in", ""],
  [0x4300, "cxl_mbox_poison_in", "cxl_mbox_poison_out"],
  [0x4301, "cxl_mbox_inject_poison", ""],
  [0x4302, "cxl_mbox_clear_poison", ""],
  [0x4501, "cxl_set_pass", ""],
  [0x4502, "cxl_disable_pass", ""],
  [0x4505, "cxl_pass_erase", ""],
];

/** The described payloads, by opcode. */
export const mailboxPayloads: ReadonlyMap<number, MailboxPayloads> = /* @__PURE__ */ new Map(
  rows.map(([opcode, request, reply]) => [
    opcode,
    { ...(request === "" ? {} : { request }), ...(reply === "" ? {} : { reply }) },
  ]),
);

/** One command as it stood in a mailbox. */
export interface MailboxExchange {
  readonly opcode: number;
  readonly request?: Uint8Array | undefined;
  readonly reply?: Uint8Array | undefined;
}

/** Its payloads, decoded as far as they are there and described. */
export interface DecodedMailbox {
  /** `GET_LOG`; `undefined` for an opcode without a name. */
  readonly name: string | undefined;
  readonly request: StructValue | undefined;
  readonly reply: StructValue | undefined;
}

/**
 * Decodes the payloads of one mailbox command. The reply of a Get Log or a Get Feature is read by what its request asked for.
 *
 * @example decodeMailbox({ opcode: 0x4000, reply }).reply?.["total_capacity"] // in units of 256 MiB
 * @throws FwctlFault `truncated` for a payload shorter than its record.
 */
export function decodeMailbox(exchange: MailboxExchange, family: Family = cxl): DecodedMailbox {
  const layouts = mailboxLayouts(exchange.opcode, family);
  const request = exchange.request && layouts.request?.decode(exchange.request);
  const reply = exchange.reply && layouts.reply?.decode(exchange.reply, { request });
  return { name: family.command(exchange.opcode)?.name, request, reply };
}

/** The layouts of a command's payloads, to encode, inspect or view them. */
export function mailboxLayouts(
  opcode: number,
  family: Family = cxl,
): { readonly request: Layout | undefined; readonly reply: Layout | undefined } {
  const { request, reply } = mailboxPayloads.get(opcode) ?? {};
  return {
    request: request === undefined ? undefined : family.layout(request),
    reply: reply === undefined ? undefined : family.layout(reply),
  };
}
