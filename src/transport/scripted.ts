/** A device that says what it was told to say: for tests of conversations and tools. */
import { fromHex, toHex } from "../bits/index.js";
import type { Pointer, RpcReply, RpcRequest } from "../catalog/rpc.js";
import { FwctlFault } from "../fault/index.js";
import { ioctlFault, ioctlPath } from "./errno.js";
import type { DeviceInfo, Transport } from "./transport.js";

/** Bytes, or their hex digits. */
export type ScriptBytes = Uint8Array | string;

/** One expected call and what is answered. */
export interface ScriptStep {
  /** What the request must be; anything when absent. Shorter bytes stand for the request's beginning. */
  readonly in?: ScriptBytes;
  readonly scope?: number;
  /** The reply. */
  readonly out?: ScriptBytes;
  /** Default: the length of `out`. It may exceed it, as a driver's may. */
  readonly outLength?: number;
  /** The buffers behind the request's pointers afterwards, in their order. Default: as they were sent. */
  readonly pointers?: readonly ScriptBytes[];
  /** Instead of a reply: an errno, by number or name. */
  readonly errno?: number | string;
}

/** A script: what the device is, and one step a call. */
export interface Script {
  readonly deviceType: number;
  /** The driver's record for FWCTL_INFO. */
  readonly info?: ScriptBytes;
  readonly steps: readonly ScriptStep[];
}

/** A transport that follows a script. */
export interface ScriptedTransport extends Transport {
  /** Steps that were not asked for yet. */
  readonly left: number;
  /** @throws FwctlFault `transport` when steps are left. */
  assertUsedUp(): void;
}

/**
 * Answers calls in the order of a script, and refuses those that it does not expect.
 *
 * @throws FwctlFault `transport` from `rpc`, for a call that is not the next one or one too many; for a scripted errno.
 * @example
 * const transport = scriptedTransport({ deviceType: 1, steps: [{ in: "0100", out: "00".repeat(16) }, { errno: "EBADMSG" }] });
 * await run(transport, conversation());
 * transport.assertUsedUp();
 */
export function scriptedTransport(script: Script): ScriptedTransport {
  const steps = [...script.steps];
  const total = steps.length;
  const here = (): string => `script.steps[${total - steps.length}]`;
  return {
    get left() {
      return steps.length;
    },
    assertUsedUp: () => {
      if (steps.length === 0) return;
      throw new FwctlFault({
        code: "transport",
        path: here(),
        what: `was never asked for: ${steps.length} of ${total} steps are left`,
      });
    },
    info: async (): Promise<DeviceInfo> => ({
      deviceType: script.deviceType,
      data: scriptBytes(script.info ?? "", "script.info"),
    }),
    rpc: async (request): Promise<RpcReply> => {
      const step = steps[0];
      if (step === undefined) {
        const what = `the script has ${total} steps and all are used up`;
        throw new FwctlFault({ code: "transport", path: ioctlPath("rpc", script.deviceType), what });
      }
      expectRequest(step, request, here());
      const path = here();
      steps.shift();
      return replyOf(step, request, script.deviceType, path);
    },
  };
}

function scriptBytes(value: ScriptBytes, path: string): Uint8Array {
  const bytes = typeof value === "string" ? fromHex(value.replaceAll(/\s/g, "")) : value.slice();
  if (bytes !== undefined) return bytes;
  throw new FwctlFault({ code: "kind", path, expected: "bytes or hex digits" });
}

function expectRequest(step: ScriptStep, request: RpcRequest, path: string): void {
  if (step.scope !== undefined && step.scope !== request.scope) {
    const what = `expects scope ${step.scope}, the call has ${request.scope}`;
    throw new FwctlFault({ code: "transport", path, what, expected: step.scope, received: request.scope });
  }
  const expected = scriptBytes(step.in ?? "", `${path}.in`);
  const different = expected.findIndex((byte, index) => byte !== request.in[index]);
  if (different < 0) return;
  const shown = (bytes: Uint8Array): string => toHex(bytes.subarray(different, different + 8)) || "the end";
  const what = `expects ${shown(expected)} at byte ${different} of the request, the call has ${shown(request.in)}`;
  throw new FwctlFault({ code: "transport", path, what, byteOffset: different });
}

function replyOf(step: ScriptStep, request: RpcRequest, deviceType: number, path: string): RpcReply {
  if (step.errno !== undefined) throw ioctlFault({ ioctl: "rpc", errno: step.errno, deviceType, request });
  const written = scriptBytes(step.out ?? "", `${path}.out`);
  const outLength = step.outLength ?? written.length;
  const out = written.subarray(0, request.outLength);
  const pointers = (request.pointers ?? []).map((pointer, index): Pointer => {
    const after = step.pointers?.[index];
    return after === undefined ? pointer : { ...pointer, data: scriptBytes(after, `${path}.pointers[${index}]`) };
  });
  return pointers.length === 0 ? { out, outLength } : { out, outLength, pointers };
}
