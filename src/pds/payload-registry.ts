/**
 * What the payloads of operations are. They belong to the product's firmware and nobody has published them, so there is a registry
 * for those who know: by endpoint, command and version.
 */
import { FwctlFault } from "../fault/index.js";
import type { Layout } from "../layout/index.js";
import { servesOperation, splitOperation } from "./scope.js";

/** The payloads of one operation. */
export interface OperationPayloads {
  /** Endpoint id, as the firmware lists it. */
  readonly ep: number;
  /** Operation id: command in bits 0 to 15, version in bits 16 to 23 (see `operationId`). It serves older versions too. */
  readonly op: number;
  readonly name: string;
  readonly request?: Layout | undefined;
  readonly reply?: Layout | undefined;
}

/** Finds the payloads of an operation. */
export interface PayloadRegistry {
  readonly operations: readonly OperationPayloads[];
  /** The described operation that serves this one: the same command, in the least version that is not below. */
  find(ep: number, op: number): OperationPayloads | undefined;
}

/**
 * @example
 * const acme = loadSchema(JSON.parse(text));
 * const registry = payloadRegistry([{ ep: 1, op: operationId(5, 0), name: "statistics", reply: acme.layouts.get("statistics") }]);
 * @throws FwctlFault `duplicate` when an operation of an endpoint is described twice.
 */
export function payloadRegistry(operations: readonly OperationPayloads[]): PayloadRegistry {
  const known = new Map<string, OperationPayloads[]>();
  for (const operation of operations) {
    const key = keyOf(operation.ep, operation.op);
    const versions = known.get(key) ?? [];
    if (versions.some((one) => one.op === operation.op)) {
      throw new FwctlFault({ code: "duplicate", path: operation.name, what: `operation ${key} is described twice` });
    }
    versions.push(operation);
    versions.sort((a, b) => splitOperation(a.op).version - splitOperation(b.op).version);
    known.set(key, versions);
  }
  return {
    operations,
    find: (ep, op) => known.get(keyOf(ep, op))?.find((one) => servesOperation(one.op, op)),
  };
}

const keyOf = (ep: number, op: number): string => `${ep}:${splitOperation(op).cmd}`;
