/** Which exchange of one recording belongs to which of the other. */
import { toHex } from "../src/bits/index.js";
import type { Reading } from "./reading.js";

/** Two readings to compare, or one that has no counterpart. */
export interface Pair {
  readonly a: Reading | undefined;
  readonly b: Reading | undefined;
}

/**
 * First exchanges with the same request, then those about the same thing (command, register, feature), each in their order; the
 * rest has no counterpart. A single one on each side is compared whatever it is.
 */
export function paired(a: readonly Reading[], b: readonly Reading[]): Pair[] {
  const [onlyA] = a;
  const [onlyB] = b;
  if (a.length === 1 && b.length === 1) return [{ a: onlyA, b: onlyB }];
  const partner = new Map<Reading, Reading>();
  const taken = new Set<Reading>();
  for (const keyOf of [requestKey, titleKey]) match(a, b, keyOf, partner, taken);
  const pairs: Pair[] = a.map((one) => ({ a: one, b: partner.get(one) }));
  return [...pairs, ...b.filter((one) => !taken.has(one)).map((one) => ({ a: undefined, b: one }))];
}

function match(
  a: readonly Reading[],
  b: readonly Reading[],
  keyOf: (reading: Reading) => string,
  partner: Map<Reading, Reading>,
  taken: Set<Reading>,
): void {
  const waiting = new Map<string, Reading[]>();
  for (const one of b) {
    if (taken.has(one)) continue;
    const key = keyOf(one);
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [one]);
    else list.push(one);
  }
  for (const one of a) {
    const found = partner.has(one) ? undefined : waiting.get(keyOf(one))?.shift();
    if (found === undefined) continue;
    partner.set(one, found);
    taken.add(found);
  }
}

/** The request's bytes; mlx5's driver writes the opener's uid into bytes 2 and 3, which makes no other request of it. */
function requestKey({ record, family, title }: Reading): string {
  if (record.kind !== "rpc" || record.in === undefined) return titleKeyOf(record.kind, title);
  const overlay = family?.protocol.overlay;
  if (overlay === undefined) return `${record.deviceType} ${toHex(record.in)}`;
  const bytes = record.in.slice();
  bytes.fill(0, overlay.bitOffset >> 3, (overlay.bitOffset + overlay.width) >> 3);
  return `${record.deviceType} ${toHex(bytes)}`;
}

const titleKey = ({ record, title }: Reading): string => titleKeyOf(record.kind, title);

const titleKeyOf = (kind: string, title: string): string => `${kind} ${title}`;
