/**
 * How the bytes of a layout are touched: numbers of up to 32 bits through the aligned words they lie in, each word once;
 * everything else by itself.
 */
import { extentOf, type Member } from "./members.js";

export interface Item {
  readonly member: Member;
  /** Bits below the number in its word. */
  readonly shift: number;
}

/** An aligned run of 4, 2 or 1 bytes that is read and written at once. */
export interface Word {
  readonly byte: number;
  readonly bits: 8 | 16 | 32;
  readonly little: boolean;
  readonly items: readonly Item[];
  /** The bits of reserved fields, as an unsigned number. */
  readonly reserved: number;
}

export interface WordPlan {
  readonly words: readonly Word[];
  /** Members over whole bytes that no word holds. */
  readonly regions: ReadonlySet<Member>;
  /** Members that neither lie in one word nor fill whole bytes: read and written bit by bit, behind the words. */
  readonly loose: ReadonlySet<Member>;
}

const isWhole = ({ offset, field }: Member): boolean => ((offset | field.bits) & 7) === 0;

const isSmall = ({ field }: Member): boolean => field.kind === "uint" && field.count === undefined && field.bits <= 32;

/** Plans the first `bytes` bytes of a layout. All members have one byte order. */
export function planWords(members: readonly Member[], bytes: number): WordPlan {
  const regions = new Set<Member>();
  const loose = new Set<Member>();
  for (const member of members) {
    if (member.field.reserved !== true && !isSmall(member)) (isWhole(member) ? regions : loose).add(member);
  }
  const small = members.filter((member) => isSmall(member) && member.field.reserved !== true);
  let pieces = piecesOf(bytes, regions);
  for (let again = true; again; ) {
    again = false;
    for (const member of small) {
      if (regions.has(member) || loose.has(member) || pieceOf(pieces, member) !== undefined) continue;
      if (!isWhole(member) || ![8, 16, 32].includes(member.field.bits)) {
        loose.add(member);
        continue;
      }
      regions.add(member);
      pieces = piecesOf(bytes, regions);
      again = true;
    }
  }
  const held = small.filter((member) => !regions.has(member) && !loose.has(member));
  const little = members.find((member) => member.field.kind !== "layout")?.little ?? false;
  const padding = members.filter((member) => member.field.reserved === true);
  return { words: pieces.map((piece) => wordOf(piece, held, padding, little)), regions, loose };
}

interface Piece {
  readonly byte: number;
  readonly bits: 8 | 16 | 32;
}

/** The bytes that no region covers, in the largest aligned pieces. */
function piecesOf(bytes: number, regions: ReadonlySet<Member>): Piece[] {
  const covered = new Uint8Array(bytes);
  for (const { offset, field } of regions) covered.fill(1, offset >> 3, (offset + extentOf(field)) >> 3);
  const free = (from: number, count: number): boolean =>
    from + count <= bytes && !covered.subarray(from, from + count).includes(1);
  const pieces: Piece[] = [];
  for (let byte = 0; byte < bytes; ) {
    const size = byte % 4 === 0 && free(byte, 4) ? 4 : byte % 2 === 0 && free(byte, 2) ? 2 : 1;
    if (free(byte, size)) pieces.push({ byte, bits: size === 4 ? 32 : size === 2 ? 16 : 8 });
    byte += size;
  }
  return pieces;
}

function pieceOf(pieces: readonly Piece[], { offset, field }: Member): Piece | undefined {
  return pieces.find((piece) => offset >= piece.byte * 8 && offset + field.bits <= piece.byte * 8 + piece.bits);
}

function wordOf(piece: Piece, held: readonly Member[], padding: readonly Member[], little: boolean): Word {
  const start = piece.byte * 8;
  const end = start + piece.bits;
  const shiftOf = (from: number, to: number): number => (little ? from - start : end - to);
  const items = held
    .filter((member) => pieceOf([piece], member) !== undefined)
    .map((member) => ({ member, shift: shiftOf(member.offset, member.offset + member.field.bits) }));
  let reserved = 0;
  for (const { offset, field } of padding) {
    const from = Math.max(start, offset);
    const to = Math.min(end, offset + extentOf(field));
    if (from < to) reserved += (2 ** (to - from) - 1) * 2 ** shiftOf(from, to);
  }
  return { ...piece, little, items, reserved };
}
