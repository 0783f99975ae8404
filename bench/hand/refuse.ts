/** How the hand-written encoders refuse a value: one place, out of the hot path. */

export function refuse(field: string, value: unknown, width: number): never {
  throw new RangeError(`${field}: ${String(value)} is no whole number of ${width} bits (0..${2 ** width - 1})`);
}

export function refuseBig(field: string, value: unknown): never {
  throw new RangeError(`${field}: ${String(value)} is no bigint of 64 bits`);
}

export function refuseText(field: string, value: unknown): never {
  throw new TypeError(`${field}: ${String(value)} is no uuid`);
}
