/** The contestants by name; each is loaded only in the child process that measures it. */
import type { Contestant } from "./contestant.js";

/** In the order of the table's columns. */
export const contestants: Readonly<Record<string, () => Promise<Contestant>>> = {
  hand: async () => (await import("./hand.js")).contestant,
  "hand-copy": async () => (await import("./hand.js")).copying,
  "hand-reserved": async () => (await import("./hand.js")).careful,
  generated: async () => (await import("./ours-generated.js")).contestant,
  layout: async () => (await import("./ours-layout.js")).contestant,
  "by-name": async () => (await import("./ours-by-name.js")).contestant,
  kaitai: async () => (await import("./kaitai.js")).contestant,
  "kaitai-gaps": async () => (await import("./kaitai.js")).splitGaps,
  "binary-parser": async () => (await import("./binary-parser.js")).contestant,
  "binary-parser-gaps": async () => (await import("./binary-parser.js")).splitGaps,
  "binary-parser-bytes": async () => (await import("./binary-parser.js")).bytesOnly,
  restructure: async () => (await import("./restructure.js")).contestant,
  "restructure-gaps": async () => (await import("./restructure.js")).splitGaps,
  "micro-packed": async () => (await import("./micro-packed.js")).contestant,
  "micro-packed-gaps": async () => (await import("./micro-packed.js")).splitGaps,
  "typed-binary": async () => (await import("./typed-binary.js")).contestant,
};

export async function loadContestant(name: string): Promise<Contestant> {
  const load = Object.hasOwn(contestants, name) ? contestants[name] : undefined;
  if (load === undefined) throw new Error(`no contestant ${name}; there are ${Object.keys(contestants).join(", ")}`);
  return load();
}
