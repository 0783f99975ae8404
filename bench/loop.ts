/**
 * The timed loop. Each side of a comparison imports this module under a query of its own, so that each has a loop that
 * has never seen the other side's code: the engine's feedback about a call site would else favour whoever came first.
 */

/**
 * `wall`: what a clock on the wall shows, right on a quiet machine. `cpu`: processor time of the whole process, for a
 * machine that others are using; it counts the engine's own compiling and collecting threads too.
 */
export type Clock = "wall" | "cpu";

const kept: unknown[] = Array.from({ length: 16 }, () => undefined);

/** Nanoseconds of that clock. */
export function now(clock: Clock): number {
  if (clock === "wall") return Number(process.hrtime.bigint());
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Runs `count` records from `from` on (wrapping at `records`) and returns the nanoseconds that took. */
export function timed(
  run: (index: number) => unknown,
  records: number,
  from: number,
  count: number,
  clock: Clock,
): number {
  const start = now(clock);
  let index = from;
  for (let round = 0; round < count; round += 1) {
    // Results are kept for a while: a result that nobody looks at need not be made.
    kept[round & 15] = run(index);
    index += 1;
    if (index === records) index = 0;
  }
  return now(clock) - start;
}

export type Timed = typeof timed;

/** A loop of its own for `side`. */
export async function freshLoop(side: string): Promise<Timed> {
  const url = new URL(import.meta.url);
  url.search = `?side=${encodeURIComponent(side)}`;
  const loaded: unknown = await import(url.href);
  if (typeof loaded !== "object" || loaded === null || !("timed" in loaded) || !isTimed(loaded.timed))
    throw new Error("no loop");
  return loaded.timed;
}

const isTimed = (value: unknown): value is Timed => typeof value === "function";
