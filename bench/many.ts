/**
 * Bulk decoding through 200 different layouts against one: each of 200 mlx5 structs alone in a loop of its own, then all
 * of them in turn through one call site. Same structs, same bytes, same number of decodes.
 */
import { readdirSync } from "node:fs";
import { Layout } from "../src/layout/index.js";
import { mlx5 } from "../src/mlx5/index.js";
import { now } from "./loop.js";
import { type Decode, freshLoops, type Loops } from "./many-loop.js";
import type { Pace, Timings } from "./measure.js";
import { type Random, seededRandom } from "./random.js";

const layoutCount = 200;

/** A struct of plain numbers, small enough that its decoding takes no longer than finding its decoder. */
function isPlain(layout: Layout<object>): boolean {
  const { definition } = layout;
  const named = definition.fields.filter((field) => field.reserved !== true);
  const plain = definition.fields.every(
    (field) =>
      field.kind === "uint" &&
      field.open === undefined &&
      field.count === undefined &&
      (field.bits <= 64 || field.reserved === true),
  );
  return definition.kind === "struct" && plain && layout.bits % 32 === 0 && named.length >= 4 && named.length <= 24;
}

/** Every so many of the plain structs, by name, so that all groups are there. */
function chooseLayouts(): Layout[] {
  const plain = [...mlx5.layouts.values()].filter(isPlain).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (plain.length < layoutCount) throw new Error(`only ${plain.length} plain structs`);
  return Array.from(
    { length: layoutCount },
    (_, index) => plain[Math.floor((index * plain.length) / layoutCount)],
  ).filter((layout) => layout !== undefined);
}

/** Random bytes for a layout, its reserved bits zero. */
function someRecord(layout: Layout, random: Random): Uint8Array {
  const bytes = Uint8Array.from({ length: layout.bytes }, () => random.bits(8));
  const reserved = new Set(
    layout.definition.fields.filter((field) => field.reserved === true).map((field) => field.name),
  );
  return layout.encode(
    Object.fromEntries(Object.entries(layout.decode(bytes)).filter(([name]) => !reserved.has(name))),
  );
}

const isDecode = (value: unknown): value is Decode => typeof value === "function";

/** The generated `decodeX` of every struct, by kernel name. */
async function generatedDecoders(): Promise<ReadonlyMap<string, Decode>> {
  const folder = new URL("../src/mlx5/gen/", import.meta.url);
  const decoders = new Map<string, Decode>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "table.js")) {
    const group: unknown = await import(new URL(file, folder).href);
    if (typeof group !== "object" || group === null) continue;
    for (const [name, value] of Object.entries(group)) {
      const decode: unknown = Reflect.get(group, `decode${name}`);
      if (value instanceof Layout && isDecode(decode)) decoders.set(value.name, decode);
    }
  }
  return decoders;
}

export type Form = "generated" | "by-name";

async function decodersFor(form: Form, layouts: readonly Layout[]): Promise<Decode[]> {
  if (form === "by-name")
    return layouts.map((layout) => (view, at, end) => layout.decode(new Uint8Array(view.buffer, at, end - at)));
  const generated = await generatedDecoders();
  return layouts.map(({ name }) => {
    const decode = generated.get(name);
    if (decode === undefined) throw new Error(`no generated decoder of ${name}`);
    return decode;
  });
}

interface Bench {
  readonly decoders: readonly Decode[];
  readonly view: DataView;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** One for each layout. */
  readonly own: readonly Loops[];
  readonly shared: Loops;
}

async function prepare(form: Form): Promise<Bench> {
  const layouts = chooseLayouts();
  const random = seededRandom(200);
  const records = layouts.map((layout) => someRecord(layout, random));
  const starts = records.map((_, index) => records.slice(0, index).reduce((sum, record) => sum + record.length, 0));
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.length, 0));
  for (const [index, record] of records.entries()) bytes.set(record, starts[index]);
  return {
    decoders: await decodersFor(form, layouts),
    view: new DataView(bytes.buffer),
    starts,
    ends: starts.map((start, index) => start + (records[index]?.length ?? 0)),
    own: await Promise.all(layouts.map(({ name }) => freshLoops(name))),
    shared: await freshLoops("all layouts"),
  };
}

function runAlone({ own, decoders, view, starts, ends }: Bench, count: number): void {
  for (const [index, loops] of own.entries()) {
    const decode = decoders[index];
    if (decode !== undefined) loops.alone(decode, view, starts[index] ?? 0, ends[index] ?? 0, count);
  }
}

function runMixed({ shared, decoders, view, starts, ends }: Bench, count: number): void {
  shared.mixed(decoders, view, starts, ends, count);
}

/** Nanoseconds per decode of each round: alone as baseline, mixed as contestant. */
export async function compareMany(form: Form, pace: Pace, random: Random): Promise<Timings> {
  const bench = await prepare(form);
  const time = (run: (bench: Bench, count: number) => void, count: number): number => {
    const start = now(pace.clock);
    run(bench, count);
    return (now(pace.clock) - start) / (count * layoutCount);
  };
  // 200 functions take long to be compiled well: a layout is decoded thousands of times before anything counts.
  for (const run of [runAlone, runMixed, runAlone, runMixed]) time(run, 3000);
  const count = Math.max(20, Math.round((pace.slot * 1e6) / (time(runAlone, 200) * layoutCount)));
  const timings: { baseline: number[]; contestant: number[] } = { baseline: [], contestant: [] };
  for (let round = 0; round < pace.rounds; round += 1) {
    const aloneFirst = random.bits(1) === 1;
    const first = time(aloneFirst ? runAlone : runMixed, count);
    const second = time(aloneFirst ? runMixed : runAlone, count);
    timings.baseline.push(aloneFirst ? first : second);
    timings.contestant.push(aloneFirst ? second : first);
  }
  return timings;
}
