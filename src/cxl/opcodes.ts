/** The three commands that pass fwctl, and where a request says which one it is. Source: include/uapi/fwctl/cxl.h (Linux 7.2.13). */
import { dataView } from "../bits/index.js";

/** Opcodes that the driver accepts. */
export const cxlOpcodes: {
  readonly GET_SUPPORTED_FEATURES: 0x500;
  readonly GET_FEATURE: 0x501;
  readonly SET_FEATURE: 0x502;
} = { GET_SUPPORTED_FEATURES: 0x500, GET_FEATURE: 0x501, SET_FEATURE: 0x502 };

/** Bytes in front of the payload. */
export const requestHeaderBytes = 16;
export const responseHeaderBytes = 8;

/** The opcode of a request: the driver looks at the low 16 bits, so 0x10500 acts as 0x0500. */
export function opcodeOf(request: Uint8Array, hostOrder: "be" | "le" = "le"): number {
  return dataView(request).getUint32(0, hostOrder === "le") & 0xffff;
}
