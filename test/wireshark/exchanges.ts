/**
 * Exchanges of all families whose bytes are nobody's idea of a good example: pseudo-random, with a fixed seed, so that every field has
 * a value of its own and selectors meet values that nothing names as often as those that something does.
 */
import type { RpcRecord } from "../../src/capture/index.js";
import type { Command, Family } from "../../src/catalog/index.js";

/** Numbers from 0 to 2^32 - 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const least = 64;

function randomBytes(random: () => number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  // Half of the bytes small: counts and selectors are.
  for (let at = 0; at < length; at += 1) bytes[at] = random() % 2 === 0 ? random() % 4 : random() % 256;
  return bytes;
}

/** The request of a command with the opcode in its place, and a reply of the size of its layout and some more. */
function exchange(family: Family, command: Command, random: () => number): RpcRecord {
  const extra = random() % 3 === 0 ? 64 : 0;
  const request = randomBytes(random, Math.max(command.request?.bytes ?? 0, least) + extra);
  const field = family
    .layout(family.protocol.requestHeader)
    .definition.fields.find(({ name }) => name === family.protocol.opcodeField);
  if (field !== undefined) {
    const { opcode } = command;
    const bytes =
      field.bits === 16 ? [opcode & 0xff, opcode >> 8] : [0, 1, 2, 3].map((at) => (opcode >>> (at * 8)) & 0xff);
    request.set(family.name === "mlx5" ? bytes.reverse() : bytes, field.offset / 8);
  }
  const size = Math.max(command.response?.bytes ?? 0, least) + extra;
  const out = randomBytes(random, size);
  return { kind: "rpc", deviceType: family.deviceType, scope: 0, in: request, out, outLength: size, notes: [] };
}

/** A few exchanges of every command of the families. */
export function generatedExchanges(families: readonly Family[], times: number): RpcRecord[] {
  const random = randomNumbers(20261);
  return families.flatMap((family) =>
    [...family.commands.values()].flatMap((command) =>
      Array.from({ length: times }, () => exchange(family, command, random)),
    ),
  );
}

const accessRegister = 0x0805;

/** ACCESS_REG of every register whose payload is known. */
export function registerExchanges(family: Family): RpcRecord[] {
  const random = randomNumbers(4);
  return [...family.registers.values()].flatMap(({ id, layout }): RpcRecord[] => {
    const payload = layout === undefined ? undefined : family.layouts.get(layout);
    if (payload === undefined) return [];
    const request = randomBytes(random, 16 + payload.bytes);
    const view = new DataView(request.buffer);
    view.setUint16(0, accessRegister);
    view.setUint16(10, id);
    const out = randomBytes(random, 16 + payload.bytes);
    return [{ kind: "rpc", deviceType: family.deviceType, scope: 0, in: request, out, notes: [] }];
  });
}
