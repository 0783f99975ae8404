/** A call without a schema: these tests are about what lies between a Call and its reply, not about any command. */
import { fromHex } from "../../src/bits/index.js";
import type { Call, Pointer } from "../../src/catalog/index.js";
import type { StructValue } from "../../src/layout/index.js";

export const hex = (text: string): Uint8Array => {
  const bytes = fromHex(text.replaceAll(" ", ""));
  if (bytes === undefined) throw new Error(`no hex: ${text}`);
  return bytes;
};

/** An mlx5 QUERY_HCA_CAP with room for 16 bytes; `decode` gives the status byte. */
export function sampleCall(
  changes: { in?: string; outLength?: number; scope?: number; family?: string; pointers?: readonly Pointer[] } = {},
): Call<StructValue> {
  return {
    command: { family: changes.family ?? "mlx5", name: "QUERY_HCA_CAP", opcode: 0x100 },
    scope: changes.scope ?? 0,
    in: hex(changes.in ?? "0100 0000 0000 0001 0000 0000 0000 0000"),
    outLength: changes.outLength ?? 16,
    pointers: changes.pointers,
    decode: (reply) => ({ status: (reply instanceof Uint8Array ? reply : reply.out)[0] ?? 0 }),
  };
}
