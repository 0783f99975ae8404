/** Bytes that nobody has described, in the form in which described ones are printed. */
import { toHex } from "../src/bits/index.js";
import type { Inspection } from "../src/layout/index.js";

/** A tree of one row of bytes. */
export function bytesTree(name: string, bytes: Uint8Array): Inspection {
  const base = { label: undefined, notes: [], value: undefined } as const;
  const width = bytes.length * 8;
  const row = {
    ...base,
    name: "bytes",
    path: `${name}.bytes`,
    bitOffset: 0,
    width,
    kind: "bytes" as const,
    children: [],
  };
  return {
    ...base,
    name,
    path: name,
    bitOffset: 0,
    width,
    kind: "struct",
    raw: "",
    children: bytes.length === 0 ? [] : [{ ...row, raw: toHex(bytes), value: bytes }],
    size: bytes.length,
  };
}
