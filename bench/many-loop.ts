/** The loops of the 200-layouts comparison. Imported afresh for every layout, so that each call site has a past of its own. */

export type Decode = (view: DataView, at: number, end: number) => unknown;

const kept: unknown[] = Array.from({ length: 16 }, () => undefined);

/** One layout, again and again. */
export function alone(decode: Decode, view: DataView, at: number, end: number, count: number): void {
  for (let round = 0; round < count; round += 1) kept[round & 15] = decode(view, at, end);
}

/** All layouts in turn through one call site. */
export function mixed(
  decoders: readonly Decode[],
  view: DataView,
  starts: readonly number[],
  ends: readonly number[],
  count: number,
): void {
  for (let round = 0; round < count; round += 1) {
    for (let index = 0; index < decoders.length; index += 1) {
      const decode = decoders[index];
      if (decode !== undefined) kept[index & 15] = decode(view, starts[index] ?? 0, ends[index] ?? 0);
    }
  }
}

export interface Loops {
  readonly alone: typeof alone;
  readonly mixed: typeof mixed;
}

const isLoops = (value: unknown): value is Loops =>
  typeof value === "object" && value !== null && "alone" in value && "mixed" in value;

/** The loops, compiled anew for `side`. */
export async function freshLoops(side: string): Promise<Loops> {
  const url = new URL(import.meta.url);
  url.search = `?side=${encodeURIComponent(side)}`;
  const loaded: unknown = await import(url.href);
  if (!isLoops(loaded)) throw new Error("no loops");
  return loaded;
}
