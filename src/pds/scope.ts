/**
 * Which scope a pds operation needs. The firmware lists the operations of each endpoint with a command attribute; the driver
 * translates the attribute into a fwctl scope (drivers/fwctl/pds/main.c, include/linux/pds/pds_adminq.h, Linux 7.2).
 */

/** Command attributes as they stand in `pds_fwctl_query_data_operation.scope`. */
export const commandAttributes: {
  readonly READ: 0;
  readonly DEBUG_READ: 2;
  readonly WRITE: 4;
  readonly DEBUG_WRITE: 8;
  readonly SYNC: 16;
} = { READ: 0, DEBUG_READ: 2, WRITE: 4, DEBUG_WRITE: 8, SYNC: 16 };

/** An operation as the firmware lists it for an endpoint. */
export interface PdsOperation {
  /** Operation id: command in bits 0 to 15, version in bits 16 to 23. */
  readonly id: number;
  /** A command attribute; see {@link commandAttributes}. Not an fwctl scope yet, though the header calls it one. */
  readonly scope: number;
}

/** An operation id taken apart. */
export interface OperationId {
  readonly cmd: number;
  readonly version: number;
}

/** What the driver would answer to an operation at a scope. */
export interface OperationVerdict {
  /** The least scope; `undefined` when the endpoint has no such operation. */
  readonly scope: number | undefined;
  readonly errno: "EINVAL" | "EPERM" | undefined;
  readonly reason: string;
}

/** The fwctl scope of a command attribute. Reads, writes and syncs of configuration are 0; an attribute nobody knows is 3. */
export function scopeOfAttribute(attribute: number): 0 | 1 | 2 | 3 {
  switch (attribute) {
    case commandAttributes.READ:
    case commandAttributes.WRITE:
    case commandAttributes.SYNC:
      return 0;
    case commandAttributes.DEBUG_READ:
      return 1;
    case commandAttributes.DEBUG_WRITE:
      return 2;
    default:
      return 3;
  }
}

/** Name of a command attribute, `attribute 5` for one that has none. */
export function attributeName(attribute: number): string {
  const found = Object.entries(commandAttributes).find(([, value]) => value === attribute);
  return found?.[0] ?? `attribute ${attribute}`;
}

/** @example splitOperation(0x00020005) // { cmd: 5, version: 2 } */
export function splitOperation(id: number): OperationId {
  return { cmd: id & 0xffff, version: (id >>> 16) & 0xff };
}

/** The reverse of {@link splitOperation}. */
export function operationId(cmd: number, version: number): number {
  return (version & 0xff) * 0x1_0000 + (cmd & 0xffff);
}

/** Whether a listed operation serves a requested one: the same command, in the requested version or a newer one. */
export function servesOperation(listed: number, requested: number): boolean {
  const offer = splitOperation(listed);
  const wish = splitOperation(requested);
  return offer.cmd === wish.cmd && wish.version <= offer.version;
}

/**
 * What the driver would answer to an operation of an endpoint, the first listed one that serves it deciding.
 *
 * @param operations what the firmware lists for the endpoint; `undefined` for an endpoint that it does not list.
 */
export function explainOperation(
  requested: number,
  scope: number,
  operations: readonly PdsOperation[] | undefined,
): OperationVerdict {
  if (operations === undefined)
    return { scope: undefined, errno: "EINVAL", reason: "the firmware lists no such endpoint" };
  const { cmd, version } = splitOperation(requested);
  const found = operations.find((operation) => servesOperation(operation.id, requested));
  if (found === undefined) {
    const reason = `the endpoint has no command ${cmd} of version ${version} or newer`;
    return { scope: undefined, errno: "EINVAL", reason };
  }
  const least = scopeOfAttribute(found.scope);
  const reason = `${attributeName(found.scope)} needs scope ${least}`;
  return { scope: least, errno: scope < least ? "EPERM" : undefined, reason };
}
