/**
 * Builders of HWRM requests, by name over the family's commands: those that the driver lets through and the header describes (44), and
 * those it lets through whose records are not public (27), as header and bytes.
 *
 * Source: include/linux/bnxt/hsi.h, drivers/fwctl/bnxt/main.c (Linux 7.2.13).
 */
import { type Call, type CallOptions, type Command, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { tailKey } from "../layout/index.js";
import { requestDefaults } from "./request-defaults.js";

/** Lengths that the driver accepts. */
export const lengthLimits: {
  readonly leastRequest: 16;
  readonly mostRequest: 128;
  readonly leastReply: 8;
  readonly mostReply: 704;
} = { leastRequest: 16, mostRequest: 128, leastReply: 8, mostReply: 704 };

/**
 * Builds a described request. Absent integers are 0, but for the ring and the target.
 *
 * @param name without `HWRM_`: `VER_GET`.
 * @example hwrm(bnxt, "FUNC_QCFG", { fid: 0xffff }).scope // 1
 * @throws FwctlFault `unknown-command` for a name that is none, or a request that nobody has described; `mismatch` for one that the
 *   driver refuses at every scope; else as `Layout.encode`.
 */
export function hwrm(family: Family, name: string, fields: object = {}, options: CallOptions = {}): Call {
  return allowed(family, name, options).call(fields, options);
}

/**
 * Builds a request whose record is not public: the header, and the given bytes behind it. Its reply decodes as its header, the rest
 * under `@tail`.
 *
 * @param body what follows the 16 bytes of the header, up to 112 bytes.
 * @example hwrmBytes(bnxt, "FW_HEALTH_CHECK", new Uint8Array(8)).in.length // 24
 * @throws FwctlFault `range` for a body that is too long, `mismatch` and `unknown-command` as {@link hwrm}.
 */
export function hwrmBytes(family: Family, name: string, body: Uint8Array, options: CallOptions = {}): Call {
  const { opcode, scope, name: known } = allowed(family, name, options);
  const header = { req_type: opcode, ...requestDefaults, seq_id: 0, resp_addr: 0n, [tailKey]: body };
  const request = family.layout("input").encode(header);
  if (request.length > lengthLimits.mostRequest) {
    const what = `the request has ${request.length} bytes, the driver takes ${lengthLimits.mostRequest}`;
    throw new FwctlFault({ code: "range", path: known, what, received: request.length });
  }
  return {
    command: { family: family.name, name: known, opcode },
    scope: options.scope ?? (typeof scope === "number" ? scope : 0),
    in: request,
    outLength: options.outLength ?? lengthLimits.mostReply,
    pointers: options.pointers,
    decode: (reply, how) => family.layout("output").decode(reply instanceof Uint8Array ? reply : reply.out, how),
  };
}

function allowed(family: Family, name: string, options: CallOptions): Command {
  const command = commandNamed(family, name);
  if (command.scope !== "refused" || options.scope !== undefined) return command;
  throw new FwctlFault({
    code: "mismatch",
    path: command.name,
    what: "the driver refuses this request at every scope (EPERM)",
    remedy: "State a scope to send it all the same.",
  });
}

/** Requests that the driver lets through: all of them, and those whose records are described both ways. */
export function allowedRequests(family: Family): {
  readonly all: readonly Command[];
  readonly described: readonly Command[];
} {
  const all = [...family.commands.values()].filter((command) => typeof command.scope === "number");
  const described = all.filter((command) => command.request !== undefined && command.response !== undefined);
  return { all, described };
}
