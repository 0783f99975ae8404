/** A bnxt device as data: canned replies by request type. */
import type { ModelBytes } from "./bytes.js";
import type { MatchModel } from "./match.js";

/** A canned reply. The first whose request type and conditions fit answers. */
export interface BnxtReplyModel {
  readonly req_type: number;
  /** Conditions on the request, from its first byte. */
  readonly match?: readonly MatchModel[];
  /** The firmware's own refusal, delivered in the reply. */
  readonly error_code?: number;
  /** The response behind its 8-byte header, without the byte that says it is complete. */
  readonly out?: ModelBytes;
  /** Sending fails before the firmware sees the request: the driver reports this errno in `error_code`. */
  readonly errno?: string;
}

/** A bnxt device. */
export interface BnxtModel {
  readonly driver: "bnxt";
  readonly doc?: string;
  /** The function is stopped (a reset is under way): every request is refused. Default false. */
  readonly stopped?: boolean;
  /** `uctx_caps` of FWCTL_INFO. Default 7. */
  readonly uctx_caps?: number;
  readonly replies?: readonly BnxtReplyModel[];
}
