/**
 * What the mlx5 fwctl driver demands of a request: the least scope for each opcode, or EBADMSG at every scope
 * (`mlx5ctl_validate_rpc` in drivers/fwctl/mlx5/main.c, Linux 7.2). The opcodes stand in the schema; only the register
 * accesses look at op_mod too.
 */
import { dataView } from "../bits/index.js";
import { FwctlFault } from "../fault/index.js";
import { accessRegisterOpcodes } from "./access-register.js";

/** The least fwctl_rpc_scope (0 to 3), or `refused`: the driver answers EBADMSG whatever the scope. */
export type MinimumScope = number | "refused";

/** A command as the schema states it. `scope` absent means that nobody has stated it, which counts as refused. */
export interface ScopedCommand {
  readonly name: string;
  readonly scope?: MinimumScope | undefined;
}

/** Finds a command by opcode; `undefined` for one that nobody has named. */
export type CommandLookup = (opcode: number) => ScopedCommand | undefined;

/** What decides: the first two bytes and bytes 6 and 7 of a request. */
export interface OpcodeAndMod {
  readonly opcode: number;
  readonly op_mod: number;
}

/** A verdict with its reason. */
export interface ScopeExplanation extends OpcodeAndMod {
  /** Name of the command, or its opcode in hexadecimal. */
  readonly command: string;
  readonly scope: MinimumScope;
  readonly reason: string;
}

/**
 * The least scope that the driver accepts for a request.
 *
 * @param request the request's bytes (at least 8), or its opcode and op_mod.
 * @example minimumScope({ opcode: 0x805, op_mod: 1 }, lookup) // 1
 * @throws FwctlFault `truncated` below 8 bytes.
 */
export function minimumScope(request: Uint8Array | OpcodeAndMod, commands: CommandLookup): MinimumScope {
  return explainScope(request, commands).scope;
}

/**
 * The same with the command's name and the reason.
 *
 * @throws FwctlFault `truncated` below 8 bytes.
 */
export function explainScope(request: Uint8Array | OpcodeAndMod, commands: CommandLookup): ScopeExplanation {
  const { opcode, op_mod } = request instanceof Uint8Array ? header(request) : request;
  const known = commands(opcode);
  const command = known?.name ?? `0x${opcode.toString(16).padStart(4, "0")}`;
  if (known !== undefined && accessRegisterOpcodes.includes(opcode)) {
    return { opcode, op_mod, command, ...registerRule(op_mod) };
  }
  const scope = known?.scope ?? "refused";
  return { opcode, op_mod, command, scope, reason: reasonFor(scope, known !== undefined) };
}

/**
 * Register accesses: writes (op_mod 0) are let through at CONFIGURATION, any other op_mod needs DEBUG_READ_ONLY. That a
 * write needs less than a read is the driver's rule, not a slip here.
 */
function registerRule(op_mod: number): { scope: number; reason: string } {
  return op_mod === 0
    ? { scope: 0, reason: "a register write (op_mod 0) is accepted at CONFIGURATION" }
    : { scope: 1, reason: "a register read (op_mod not 0) needs DEBUG_READ_ONLY" };
}

function reasonFor(scope: MinimumScope, named: boolean): string {
  if (scope === "refused") {
    const what = named ? "the driver does not let this command through" : "the driver does not know this opcode";
    return `${what}: EBADMSG at every scope`;
  }
  const reasons = [
    "the driver accepts it at CONFIGURATION",
    "a query of debug state: needs DEBUG_READ_ONLY",
    "it changes debug state: needs DEBUG_WRITE, which taints the kernel",
    "needs DEBUG_WRITE_FULL: CAP_SYS_RAWIO, and it taints the kernel",
  ];
  return reasons[scope] ?? `needs scope ${scope}`;
}

function header(request: Uint8Array): OpcodeAndMod {
  if (request.length < 8) {
    throw new FwctlFault({ code: "truncated", path: "mbox_in", byteOffset: 0, width: 64, received: request.length });
  }
  const data = dataView(request);
  return { opcode: data.getUint16(0), op_mod: data.getUint16(6) };
}
