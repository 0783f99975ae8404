/** Whether a contestant's result is the expected value, and where not. */

const shown = (value: unknown): string => {
  if (value instanceof Uint8Array)
    return `${value.length} bytes ${Array.from(value.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return typeof value === "object" && value !== null
    ? Object.prototype.toString.call(value)
    : `${typeof value} ${String(value)}`;
};

const differs = (path: string, expected: unknown, received: unknown): string =>
  `${path}: expected ${shown(expected)}, got ${shown(received)}`;

function bytesDifference(path: string, expected: Uint8Array, received: unknown): string | undefined {
  if (!(received instanceof Uint8Array) || received.length !== expected.length)
    return differs(path, expected, received);
  const byte = expected.findIndex((value, index) => value !== received[index]);
  return byte < 0 ? undefined : `${path}: byte ${byte} is ${received[byte]}, expected ${expected[byte]}`;
}

/** The first difference, with its path; `undefined` when both are the same. Keys and their order count. */
export function difference(expected: unknown, received: unknown, path = "value"): string | undefined {
  if (Object.is(expected, received)) return undefined;
  if (expected instanceof Uint8Array) return bytesDifference(path, expected, received);
  if (typeof expected !== "object" || expected === null) return differs(path, expected, received);
  if (typeof received !== "object" || received === null) return differs(path, expected, received);
  if (Array.isArray(expected) !== Array.isArray(received)) return differs(path, expected, received);
  const keys = Object.keys(expected);
  const got = Object.keys(received);
  if (keys.join() !== got.join())
    return `${path}: keys ${got.slice(0, 400).join()}, expected ${keys.slice(0, 400).join()}`;
  for (const key of keys) {
    const inner = difference(Reflect.get(expected, key), Reflect.get(received, key), `${path}.${key}`);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
