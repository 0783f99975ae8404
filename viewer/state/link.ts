/** A selection as the part of a link behind `#`, so that it can be sent to somebody who has the same file. */

export interface Linked {
  /** Number of the record in its input, from 0. */
  readonly index: number;
  readonly side?: number | undefined;
  readonly path?: string | undefined;
  /** Bit of the side, as its layout counts. */
  readonly bit?: number | undefined;
  readonly filter?: string | undefined;
  /** The input is the built-in example. */
  readonly example?: boolean | undefined;
}

/** `#at=3&side=1&path=query_hca_cap_out.status`; records count from 1 there, as on the page. */
export function linkText(linked: Linked): string {
  const words = new URLSearchParams();
  if (linked.example === true) words.set("example", "1");
  words.set("at", String(linked.index + 1));
  if (linked.side !== undefined) words.set("side", String(linked.side + 1));
  if (linked.path !== undefined && linked.path !== "") words.set("path", linked.path);
  if (linked.bit !== undefined) words.set("bit", String(linked.bit));
  if (linked.filter !== undefined && linked.filter !== "") words.set("filter", linked.filter);
  return `#${words}`;
}

/** The reverse; `undefined` for text that is no such link. */
export function readLink(text: string): Linked | undefined {
  const words = new URLSearchParams(text.replace(/^#/, ""));
  const at = whole(words.get("at"));
  if (at === undefined || at === 0) return undefined;
  const side = whole(words.get("side"));
  return {
    index: at - 1,
    side: side === undefined || side === 0 ? undefined : side - 1,
    path: words.get("path") ?? undefined,
    bit: whole(words.get("bit")),
    filter: words.get("filter") ?? undefined,
    example: words.get("example") === "1" ? true : undefined,
  };
}

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
