import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { FwctlFault } from "../../src/fault/index.js";
import {
  blockBytes,
  blockCount,
  blockSignatures,
  completeMessage,
  deliveryStatusOf,
  entrySignature,
  joinMessage,
  ownerOf,
  readBlock,
  readEntry,
  type SplitMessage,
  splitMessage,
  verifyBlock,
  verifyEntry,
  writeBlock,
  writeEntry,
} from "../../src/mlx5/command-queue.js";
import { vectorLines } from "../support/lines.js";

interface BlockVector {
  readonly dma: string;
  readonly hex: string;
  readonly fields: { next: string; block_num: number; token: number; ctrl_sig: number; sig: number };
  readonly ctrl_sig_ok: boolean;
  readonly sig_ok: boolean;
}

interface Vector {
  readonly name: string;
  readonly phase: "posted" | "completed";
  readonly corrupt: string | null;
  readonly in_len: number;
  readonly out_len: number;
  readonly token: number;
  readonly entry_hex: string;
  readonly entry: {
    type: number;
    inlen: number;
    in_ptr: string;
    in: string;
    out: string;
    out_ptr: string;
    outlen: number;
    token: number;
    sig: number;
    status_own: number;
    owner: number;
    delivery_status: number;
  };
  readonly entry_sig_ok: boolean;
  readonly in_blocks: readonly BlockVector[];
  readonly out_blocks: readonly BlockVector[];
  readonly in_message: string;
  readonly out_message?: string;
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => fromHex(hex) ?? new Uint8Array(0);
const chainOf = (blocks: readonly BlockVector[]): Uint8Array<ArrayBuffer>[] =>
  blocks.map((block) => bytesOf(block.hex));

/** In how many bits two messages differ; a difference in length is not a number. */
function changedBits(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.NaN;
  return a.reduce((sum, byte, index) => sum + (byte ^ (b[index] ?? 0)).toString(2).replaceAll("0", "").length, 0);
}

const vectors = vectorLines<Vector>("mailbox/mailboxes.jsonl.gz");
const title = (vector: Vector): string => `${vector.name} ${vector.phase} ${vector.corrupt ?? "intact"}`;
const cases = vectors.map((vector) => [title(vector), vector] as const);
const intact = vectors.filter((vector) => vector.corrupt === null);

test("the vector file holds 14 commands, 4 of them damaged", () => {
  expect([vectors.length, vectors.length - intact.length]).toEqual([14, 4]);
});

describe.each(cases)("%s", (_, vector) => {
  const entry = bytesOf(vector.entry_hex);

  test("the entry reads field by field", () => {
    const { owner, delivery_status, ...fields } = vector.entry;
    const read = readEntry(entry);
    expect({
      type: read.type,
      inlen: read.inlen,
      in_ptr: `0x${read.in_ptr.toString(16)}`,
      in: toHex(read.in),
      out: toHex(read.out),
      out_ptr: `0x${read.out_ptr.toString(16)}`,
      outlen: read.outlen,
      token: read.token,
      sig: read.sig,
      status_own: read.status_own,
    }).toEqual(fields);
    expect([ownerOf(read) === "device" ? 1 : 0, deliveryStatusOf(read)]).toEqual([owner, delivery_status]);
  });

  test("a read entry writes the same bytes", () => {
    expect(toHex(writeEntry(readEntry(entry)))).toBe(vector.entry_hex);
  });

  test("its signature is judged as the kernel judges it", () => {
    expect(verifyEntry(entry).length === 0).toBe(vector.entry_sig_ok);
    expect(entrySignature(entry) === vector.entry.sig).toBe(vector.entry_sig_ok);
  });

  test("every block reads, writes back, and is judged as the kernel judges it", () => {
    for (const block of [...vector.in_blocks, ...vector.out_blocks]) {
      const bytes = bytesOf(block.hex);
      const { next, block_num, token, ctrl_sig, sig } = readBlock(bytes);
      expect({ next: `0x${next.toString(16)}`, block_num, token, ctrl_sig, sig }).toEqual(block.fields);
      expect(toHex(writeBlock(readBlock(bytes)))).toBe(block.hex);
      expect(blockSignatures(bytes).ctrl_sig === ctrl_sig).toBe(block.ctrl_sig_ok);
      const wrong = verifyBlock(bytes).map((note) => note.path);
      expect([wrong.includes("block.ctrl_sig"), wrong.includes("block.sig")]).toEqual([
        !block.ctrl_sig_ok,
        !block.sig_ok,
      ]);
    }
  });

  test("the request joins; of the damage at most the one bit remains that was flipped in it", () => {
    const joined = joinMessage(entry, chainOf(vector.in_blocks), "in").bytes;
    expect(changedBits(joined, bytesOf(vector.in_message))).toBe(vector.corrupt === "bad_entry_signature" ? 1 : 0);
  });

  test("the reply joins, in the same way", () => {
    const joined = joinMessage(entry, chainOf(vector.out_blocks), "out").bytes;
    const reply = vector.out_message === undefined ? new Uint8Array(vector.out_len) : bytesOf(vector.out_message);
    expect(changedBits(joined, reply)).toBe(vector.corrupt === "bad_block_signature_data" ? 1 : 0);
  });
});

describe("what joining a damaged command says", () => {
  test.each([
    ["bad_entry_signature", ["entry.sig"]],
    ["bad_block_signature_data", ["out_block[0].sig"]],
    ["bad_block_ctrl_signature", ["out_block[1].ctrl_sig"]],
    ["bad_block_both_signatures", ["out_block[1].ctrl_sig", "out_block[1].sig"]],
  ])("%s", (corrupt, paths) => {
    const vector = vectors.find((candidate) => candidate.corrupt === corrupt);
    const notes = joinMessage(bytesOf(vector?.entry_hex ?? ""), chainOf(vector?.out_blocks ?? []), "out").notes;
    expect(notes.map((note) => note.path)).toEqual(paths);
    expect(new Set(notes.map((note) => note.code))).toEqual(new Set(["integrity"]));
  });

  test.each(intact.map((vector) => [title(vector), vector] as const))("nothing about %s", (_, vector) => {
    const entry = bytesOf(vector.entry_hex);
    expect(joinMessage(entry, chainOf(vector.in_blocks), "in").notes).toEqual([]);
    if (vector.phase === "completed") expect(joinMessage(entry, chainOf(vector.out_blocks), "out").notes).toEqual([]);
  });
});

describe("splitting and completing give the kernel's bytes", () => {
  const posted = intact.filter((vector) => vector.phase === "posted");
  test.each(posted.map((vector) => [vector.name, vector] as const))("%s", (_, vector) => {
    const split = splitMessage(bytesOf(vector.in_message), {
      outLength: vector.out_len,
      token: vector.token,
      inAddresses: vector.in_blocks.map((block) => BigInt(block.dma)),
      outAddresses: vector.out_blocks.map((block) => BigInt(block.dma)),
    });
    expect(toHex(split.entry)).toBe(vector.entry_hex);
    expect(split.blocks.map((block) => toHex(block))).toEqual(vector.in_blocks.map((block) => block.hex));
    expect(split.replyBlocks.map((block) => toHex(block))).toEqual(vector.out_blocks.map((block) => block.hex));

    const done = intact.find((candidate) => candidate.name === vector.name && candidate.phase === "completed");
    const completed = completeMessage(split, bytesOf(done?.out_message ?? ""));
    expect(toHex(completed.entry)).toBe(done?.entry_hex);
    expect(completed.replyBlocks.map((block) => toHex(block))).toEqual(done?.out_blocks.map((block) => block.hex));
  });
});

const message = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 7 + 1) & 0xff);

const messages = fc.uint8Array({ maxLength: 3000 });
const tokens = fc.integer({ min: 1, max: 255 });

describe("joining is the reverse of splitting", () => {
  test("for requests of every length, signed or not", () => {
    fc.assert(
      fc.property(
        messages,
        tokens,
        fc.boolean(),
        fc.integer({ min: 0, max: 3000 }),
        (request, token, signed, outLength) => {
          const split = splitMessage(request, { outLength, token, signed });
          const joined = joinMessage(split.entry, split.blocks, "in");
          expect(joined.notes).toEqual([]);
          expect(joined.bytes).toEqual(request);
          expect(split.blocks.length).toBe(blockCount(request.length));
        },
      ),
    );
  });

  test("for replies that fill the buffer", () => {
    fc.assert(
      fc.property(messages, tokens, fc.boolean(), (reply, token, signed) => {
        const posted = splitMessage(message(16), { outLength: reply.length, token, signed });
        const completed = completeMessage(posted, reply);
        const joined = joinMessage(completed.entry, completed.replyBlocks, "out");
        expect(joined.notes).toEqual([]);
        expect(joined.bytes).toEqual(reply);
      }),
    );
  });

  test("one changed bit anywhere in a signed block is noticed", () => {
    const split = splitMessage(message(600), { outLength: 16, token: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: blockBytes * 8 - 1 }), (bit) => {
        const blocks = split.blocks.map((block) => block.slice());
        const first = blocks[0];
        if (first !== undefined) first[bit >> 3] = (first[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(joinMessage(split.entry, blocks, "in").notes.length).toBeGreaterThan(0);
      }),
    );
  });
});

/** A request of 1,300 bytes (three blocks) and a reply of 1,300, answered. */
function exchange(signed = false): SplitMessage {
  return completeMessage(splitMessage(message(1300), { outLength: 1300, token: 77, signed }), message(1300));
}

/** The notes that follow from a change to one of the three blocks, as `code path`. */
function notesAfter(change: (blocks: Uint8Array[]) => void): string[] {
  const { entry, replyBlocks } = exchange();
  const blocks: Uint8Array[] = replyBlocks.map((block) => block.slice());
  change(blocks);
  return joinMessage(entry, blocks, "out").notes.map((note) => `${note.code} ${note.path}`);
}

describe("damage in an unsigned chain", () => {
  test("none: two zero signatures are no damage", () => {
    expect(notesAfter(() => {})).toEqual([]);
  });

  test("a block of another command", () => {
    expect(notesAfter((blocks) => blocks[1]?.set([78], 573))).toEqual(["mismatch out_block[1].token"]);
  });

  test("a wrong block number: the data is still taken in order", () => {
    expect(notesAfter((blocks) => blocks[1]?.set([0, 0, 0, 9], 568))).toEqual(["mismatch out_block[1].block_num"]);
  });

  test("a chain that ends early by its own pointer", () => {
    expect(notesAfter((blocks) => blocks[0]?.fill(0, 560, 568))).toEqual(["mismatch out_block[0].next"]);
  });

  test("no blocks at all", () => {
    expect(notesAfter((blocks) => blocks.splice(0))).toEqual(["truncated out_block[0]"]);
  });

  test("a missing last block: the message ends before it", () => {
    const { entry, replyBlocks } = exchange();
    const joined = joinMessage(entry, replyBlocks.slice(0, 2), "out");
    expect(joined.notes.map((note) => note.message)).toEqual([
      "out_block[2]: is missing: the message needs 3 blocks, 2 given. The message ends before it.",
    ]);
    expect(joined.bytes).toEqual(message(16 + 1024));
  });

  test("a missing middle block: what follows is not moved into its place", () => {
    const { entry, replyBlocks } = exchange();
    const joined = joinMessage(entry, [...replyBlocks.slice(0, 1), ...replyBlocks.slice(2)], "out");
    expect(joined.notes.map((note) => note.message)).toEqual([
      "out_block[1]: is missing, block 2 stands in its place: the message needs 3 blocks, 2 given. The message ends before it.",
    ]);
    expect(joined.bytes).toEqual(message(16 + 512));
  });

  test("a block cut short: its data is kept as far as it goes", () => {
    const { entry, replyBlocks } = exchange();
    const cut = replyBlocks.map((block, index) => (index === 1 ? block.subarray(0, 100) : block));
    const joined = joinMessage(entry, cut, "out");
    expect(joined.notes.map((note) => note.message)).toEqual([
      "out_block[1]: needs bytes 0x0..0x23f (576), buffer ends at 0x64 (100 bytes).",
    ]);
    expect(joined.bytes).toEqual(message(16 + 512 + 100));
  });

  test("a chain longer than the message is no damage, nor is a pointer behind its last block", () => {
    const { entry, replyBlocks } = exchange();
    const spare = writeBlock({ data: message(512), next: 0n, block_num: 3, token: 1, ctrl_sig: 9, sig: 9 });
    const blocks = [...replyBlocks.map((block) => block.slice()), spare];
    blocks[2]?.set([0x20], 566);
    const joined = joinMessage(entry, blocks, "out");
    expect([joined.notes, joined.bytes]).toEqual([[], message(1300)]);
  });
});

describe("damage in the entry", () => {
  const changed = (at: number, value: readonly number[]): Uint8Array => {
    const entry = exchange().entry.slice();
    entry.set(value, at);
    return entry;
  };
  const said = (entry: Uint8Array): string[] =>
    joinMessage(entry, exchange().replyBlocks, "out", { signatures: false }).notes.map((note) => note.message);

  test.each([
    [
      "a length that lies",
      56,
      [0xff, 0xff, 0xff, 0xff],
      "out_block[3]: is missing: the message needs 8388608 blocks, 3 given. The message ends before it.",
    ],
    [
      "a length without a pointer",
      48,
      [0, 0, 0, 0, 0, 0, 0, 0],
      "entry.out_ptr: is 0, but outlen 1300 needs mailbox blocks.",
    ],
    ["a pointer without a length", 56, [0, 0, 0, 16], "entry.out_ptr: is 0x10000c00, but outlen 16 fits the entry."],
    [
      "a command the device still works on",
      63,
      [1],
      "entry.status_own: the device still owns the entry, so the reply is not there yet.",
    ],
    [
      "a command that was not delivered",
      63,
      [6],
      "entry.status_own: delivery status 3 (MLX5_CMD_DELIVERY_STAT_BAD_BLK_NUM_ERR): a block carries the wrong number. The reply bytes are not the device's answer.",
    ],
  ])("%s", (_, at, value, expected) => {
    expect(said(changed(at, value))).toContain(expected);
  });

  test("fewer than 64 bytes cannot be joined", () => {
    expect(() => joinMessage(new Uint8Array(63), [], "in")).toThrow(
      "entry: needs bytes 0x0..0x3f (64), buffer ends at 0x3f (63 bytes).",
    );
  });
});

test("whatever lies in memory: an answer of bounded size, never anything thrown", () => {
  const chains = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 4 });
  const entries = fc.uint8Array({ minLength: 64, maxLength: 80 });
  fc.assert(
    fc.property(entries, chains, fc.constantFrom("in", "out"), (entry, blocks, direction) => {
      const joined = joinMessage(entry, blocks, direction);
      expect(joined.bytes.length).toBeLessThanOrEqual(16 + 512 * blocks.length);
      expect(joined.notes.length).toBeLessThanOrEqual(5 + 5 * blocks.length);
    }),
  );
});

describe("what cannot be split", () => {
  test.each([
    ["a token of 0", () => splitMessage(message(16), { outLength: 16, token: 0 }), "token: 0 is outside 1..255."],
    [
      "a reply above 2 MiB",
      () => splitMessage(message(16), { outLength: 2 ** 31, token: 1 }),
      "outLength: 2147483648 is outside 0..2097152.",
    ],
    [
      "too few addresses",
      () => splitMessage(message(600), { outLength: 16, token: 1, inAddresses: [1024n] }),
      "inAddresses: needs 2 blocks, 1 given.",
    ],
    [
      "a reply into missing blocks",
      () => completeMessage({ ...exchange(), replyBlocks: [] }, message(600)),
      "replyBlocks: needs 2 blocks, 0 given.",
    ],
    [
      "more than 16 bytes into the entry",
      () => writeEntry({ ...readEntry(exchange().entry), in: message(17) }),
      "entry.in: holds 16 bytes, 17 given.",
    ],
    [
      "a number too wide",
      () => writeBlock({ ...readBlock(new Uint8Array(576)), token: 256 }),
      "block.token: 256 does not fit 8 bits (0..255).",
    ],
  ])("%s", (_, attempt, expected) => {
    expect(attempt).toThrow(FwctlFault);
    expect(attempt).toThrow(expected);
  });
});
