/** An AMD/Pensando device as data: endpoints, their operations, and what each answers. */
import type { ModelBytes } from "./bytes.js";
import type { MatchModel } from "./match.js";

/** A canned answer of an operation. The first whose conditions fit the request's payload is given. */
export interface PdsReplyModel {
  /** Conditions on the payload of the request. */
  readonly match?: readonly MatchModel[];
  /** What `out.retval` becomes. Default 0. */
  readonly err?: number;
  readonly data?: ModelBytes;
  /** Status of the admin queue: not 0 means no reply, but an errno. Default 0. */
  readonly status?: number;
  /** The admin queue itself fails: no status, no reply, this errno (ETIMEDOUT, ENXIO, …). */
  readonly errno?: string;
}

/** One operation of an endpoint. */
export interface PdsOperationModel {
  /** Command in bits 0 to 15, version in 16 to 23. A request with the same command and the same or an older version fits. */
  readonly id: number;
  /** The firmware's attribute: READ 0, DEBUG_READ 2, WRITE 4, DEBUG_WRITE 8, SYNC 16. */
  readonly scope: number;
  readonly replies?: readonly PdsReplyModel[];
}

/** One endpoint. Without operations the query for them fails. */
export interface PdsEndpointModel {
  readonly id: number;
  readonly operations?: readonly PdsOperationModel[];
}

/** An AMD/Pensando device. Names are those of struct pds_fwctl_ident (include/linux/pds/pds_adminq.h). */
export interface PdsModel {
  readonly driver: "pds";
  readonly doc?: string;
  /** Longest payloads in bytes. Default 4096 each. */
  readonly max_req_sz?: number;
  readonly max_resp_sz?: number;
  readonly endpoints: readonly PdsEndpointModel[];
}
