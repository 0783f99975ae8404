/** Room for what a reply holds behind its fixed part: lists whose length only the caller can guess. */
import type { Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";

/** What the caller gave, by name. */
export type Numbers = { readonly [name: string]: unknown };

/** Records behind the fixed part of a reply: as many as the caller expects. */
export interface Room {
  readonly record: string;
  /** The number that says how many; where the request has no such field, it is for the room alone. */
  readonly count: string;
  readonly absent: number;
  /** What 0 stands for. */
  readonly zero?: number;
  /** How many of them the fixed part holds. */
  readonly held?: number;
  /** Without it the reply has none. */
  readonly when?: (numbers: Numbers) => boolean;
}

/** Bytes that the records of a reply take beyond its fixed part. */
export function roomOf(family: Family, kind: string, room: Room, numbers: Numbers): number {
  const given = numbers[room.count];
  const path = `${kind}.${room.count}`;
  if (given !== undefined && typeof given !== "number") {
    throw new FwctlFault({ code: "kind", path, expected: "a number" });
  }
  if (given !== undefined && !(Number.isInteger(given) && given >= 0 && given <= 0xffff)) {
    throw new FwctlFault({ code: "range", path, width: 16, received: given });
  }
  const count = given === 0 ? (room.zero ?? 0) : (given ?? room.absent);
  return room.when?.(numbers) === false ? 0 : Math.max(0, count - (room.held ?? 0)) * family.layout(room.record).bytes;
}
