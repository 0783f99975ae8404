/**
 * Requests that the kernel refuses, changes or takes only a part of, told from their bytes.
 *
 * Source: drivers/cxl/core/features.c (Linux 7.2.13), and a running kernel.
 */
import { dataView, uuidText } from "../bits/index.js";
import type { Exchange } from "../catalog/index.js";
import type { FaultFacts } from "../fault/index.js";
import { isExclusive } from "./feature-entry.js";
import { cxlOpcodes, opcodeOf, requestHeaderBytes } from "./opcodes.js";

/**
 * What the kernel refuses, changes or ignores of a request.
 *
 * @param named whether the opcode is a command of the family: then the catalog says itself when it does not pass.
 */
export function requestFacts(exchange: Exchange, named: boolean): FaultFacts[] {
  const { in: request } = exchange;
  if (request.length < requestHeaderBytes) return [];
  const data = dataView(request);
  const little = exchange.hostOrder !== "be";
  const stated = data.getUint32(0, little);
  const opcode = opcodeOf(request, exchange.hostOrder);
  const facts: FaultFacts[] = [];
  if (stated !== opcode) {
    const what = `0x${stated.toString(16)} acts as 0x${opcode.toString(16)}: the driver looks at 16 bits`;
    facts.push({ code: "mismatch", path: "fwctl_rpc_cxl.opcode", what, expected: opcode, received: stated });
  }
  if (opcode < cxlOpcodes.GET_SUPPORTED_FEATURES || opcode > cxlOpcodes.SET_FEATURE) {
    const what = `0x${opcode.toString(16)} does not pass fwctl: only the three feature commands do, others are EINVAL at every scope`;
    return named ? facts : [...facts, { code: "mismatch", path: "fwctl_rpc_cxl.opcode", what, received: opcode }];
  }
  const size = data.getUint32(8, little);
  facts.push(...sizeFacts(opcode, size, request.length - requestHeaderBytes));
  if (opcode === cxlOpcodes.GET_FEATURE) facts.push(...getFacts(request));
  if (opcode === cxlOpcodes.SET_FEATURE) facts.push(...setFacts(request));
  return facts;
}

const payloadBytes: ReadonlyMap<number, number> = /* @__PURE__ */ new Map([
  [cxlOpcodes.GET_SUPPORTED_FEATURES, 8],
  [cxlOpcodes.GET_FEATURE, 21],
]);
const setHeadBytes = 32;

/** `op_size` against what follows the header, and against what the opcode asks for. */
function sizeFacts(opcode: number, size: number, there: number): FaultFacts[] {
  const path = "fwctl_rpc_cxl.op_size";
  const fixed = payloadBytes.get(opcode);
  const facts = { path, received: size };
  if (size > there) {
    const what = `says ${size} bytes, ${there} follow the header; the kernel answers EINVAL`;
    return [{ code: "truncated", ...facts, expected: there, what }];
  }
  if (fixed !== undefined && size !== fixed) {
    return [
      {
        code: "mismatch",
        ...facts,
        expected: fixed,
        what: `is ${size}, this command takes ${fixed}; the kernel answers EINVAL`,
      },
    ];
  }
  if (opcode !== cxlOpcodes.SET_FEATURE) return [];
  if (size <= setHeadBytes) {
    return [
      {
        code: "mismatch",
        ...facts,
        what: `is ${size}: the head alone takes ${setHeadBytes}, so there are no data; the kernel answers EINVAL`,
      },
    ];
  }
  if (size === there) return [];
  const what = `counts ${size - setHeadBytes} bytes of data; the ${there - size} bytes behind them are ignored, though they are shown as data`;
  return [{ code: "trailing", ...facts, what }];
}

/** Bytes of the envelope where a Get Feature's count and a Set Feature's flags stand; the payload is little-endian always. */
const countAt = 34;
const flagsAt = 32;

function getFacts(request: Uint8Array): FaultFacts[] {
  if (request.length < countAt + 2 || dataView(request).getUint16(countAt, true) !== 0) return [];
  return [
    { code: "range", path: "get_feat_in.count", what: "0 bytes are asked for; the kernel answers EINVAL", received: 0 },
  ];
}

function setFacts(request: Uint8Array): FaultFacts[] {
  if (request.length < flagsAt + 4) return [];
  const facts: FaultFacts[] = [];
  const uuid = uuidText(request, requestHeaderBytes);
  if (isExclusive(uuid)) {
    facts.push({
      code: "mismatch",
      path: "set_feat_in.uuid",
      what: `${uuid} belongs to the kernel: EPERM at a scope that its effects allow, else EINVAL`,
      remedy: "Use EDAC.",
    });
  }
  const flags = dataView(request).getUint32(flagsAt, true);
  if ((flags & 7) !== 0) {
    const what = `asks for transfer ${flags & 7}, which the kernel ignores: every RPC is one full transfer`;
    facts.push({ code: "mismatch", path: "set_feat_in.flags", what, received: flags });
  }
  return facts;
}
