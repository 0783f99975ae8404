/** Where things stand in `fwctl_rpc_pds`: request half, reply half, each with a length and a user-space address. */
import { dataView } from "../bits/index.js";

/** Bytes of the message, both ways (`sizeof(struct fwctl_rpc_pds)`). */
export const envelopeBytes = 48;

/** Byte offsets of the two addresses, and of the lengths that belong to them. */
export const envelopeOffsets: {
  readonly op: 0;
  readonly ep: 4;
  readonly inLength: 12;
  readonly inPayload: 16;
  readonly retval: 24;
  readonly outLength: 36;
  readonly outPayload: 40;
} = { op: 0, ep: 4, inLength: 12, inPayload: 16, retval: 24, outLength: 36, outPayload: 40 };

/** The numbers of an envelope that its payloads depend on. */
export interface Envelope {
  readonly op: number;
  readonly ep: number;
  readonly inLength: number;
  readonly outLength: number;
}

/** Reads them; `undefined` for fewer than 48 bytes. Numbers are in the host's byte order. */
export function readEnvelope(message: Uint8Array, hostOrder: "be" | "le" = "le"): Envelope | undefined {
  if (message.length < envelopeBytes) return undefined;
  const data = dataView(message);
  const at = (offset: number): number => data.getUint32(offset, hostOrder === "le");
  return {
    op: at(envelopeOffsets.op),
    ep: at(envelopeOffsets.ep),
    inLength: at(envelopeOffsets.inLength),
    outLength: at(envelopeOffsets.outLength),
  };
}
