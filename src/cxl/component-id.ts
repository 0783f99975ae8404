/**
 * The component id of an event: 16 bytes of the vendor, or, in PLDM format, an entity id and a resource id, each with a validity
 * bit in byte 0.
 *
 * Source: drivers/cxl/core/trace.h (Linux 7.2.13).
 */
import { toHex } from "../bits/index.js";

/** A component id taken apart. */
export interface ComponentId {
  readonly format: "vendor" | "PLDM";
  /** 16 bytes as they stand. */
  readonly bytes: Uint8Array;
  /** PLDM: bytes 1 to 6, when byte 0 says that they are valid. */
  readonly entityId: string | undefined;
  /** PLDM: bytes 7 to 10, when byte 0 says that they are valid. */
  readonly resourceId: string | undefined;
}

/**
 * @param bytes the field `component_id`.
 * @param pldm whether the event's COMPONENT_ID_FORMAT bit is set.
 * @example readComponentId(bytes, true).entityId // six bytes as hex digits
 */
export function readComponentId(bytes: Uint8Array, pldm: boolean): ComponentId {
  const valid = pldm ? (bytes[0] ?? 0) : 0;
  return {
    format: pldm ? "PLDM" : "vendor",
    bytes,
    entityId: (valid & 1) === 0 ? undefined : toHex(bytes, 1, 7),
    resourceId: (valid & 2) === 0 ? undefined : toHex(bytes, 7, 11),
  };
}
