import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { readHexBlocks, readHexText } from "../../src/capture/hex-text.js";

/** 20 bytes: a request header, and text that a text column shows. */
const message = "0500000200000000666f6f2062617200deadbeef";

const samples: readonly { name: string; format: string; text: string }[] = [
  {
    name: "xxd",
    format: "xxd",
    text: "00000000: 0500 0002 0000 0000 666f 6f20 6261 7200  ........foo bar.\n00000010: dead beef                                ....\n",
  },
  {
    name: "xxd -g1, text column with hex-like words",
    format: "xxd",
    text: "00000000: 05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00  ........foo bar.\n00000010: de ad be ef                                      ....",
  },
  {
    name: "xxd -g4, the text column tells the byte order",
    format: "xxd",
    text: "00000000: 05000002 00000000 666f6f20 62617200  ........foo bar.\n00000010: deadbeef                             ....\n",
  },
  {
    name: "xxd -e, the text column tells the byte order",
    format: "xxd",
    text: "00000000: 02000005 00000000 206f6f66 00726162  ........foo bar.\n00000010: efbeadde                             ....\n",
  },
  { name: "xxd -p", format: "plain hex", text: "05000002000000\n00666f6f20626172\n00deadbeef\n" },
  {
    name: "hexdump -C",
    format: "hexdump -C",
    text: "00000000  05 00 00 02 00 00 00 00  66 6f 6f 20 62 61 72 00  |........foo bar.|\n00000010  de ad be ef                                       |....|\n00000014\n",
  },
  {
    name: "od -Ax -tx1z",
    format: "od",
    text: "000000 05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00  >........foo bar.<\n000010 de ad be ef                                      >....<\n000014\n",
  },
  {
    name: "od -tx1, octal offsets",
    format: "od",
    text: "0000000 05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00\n0000020 de ad be ef\n0000024\n",
  },
  {
    name: "print_hex_dump in a kernel log",
    format: "print_hex_dump",
    text: "[   12.000001] mlx5_core 0000:08:00.0: wqe: 00000000: 05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00\n[   12.000002] other words\n[   12.000003] mlx5_core 0000:08:00.0: wqe: 00000010: de ad be ef\n",
  },
  {
    name: "tcpdump -xx",
    format: "tcpdump -x",
    text: "\t0x0000:  0500 0002 0000 0000 666f 6f20 6261 7200\n\t0x0010:  dead beef\n",
  },
  {
    name: "offset hex of Wireshark",
    format: "offset hex",
    text: "0000  05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00   ........foo bar.\n0010  de ad be ef                                       ....\n",
  },
  {
    name: "mlx5ctl -H: bytes without offsets",
    format: "plain hex",
    text: "05 00 00 02 00 00 00 00 66 6f 6f 20 62 61 72 00\nde ad be ef\n",
  },
  {
    name: "bytes with colons",
    format: "plain hex",
    text: "05:00:00:02:00:00:00:00:66:6f:6f:20:62:61:72:00:DE:AD:BE:EF",
  },
  {
    name: "quoted in a mail, with CR LF",
    format: "plain hex",
    text: "> > 05 00 00 02 00 00 00 00\r\n> > 66 6f 6f 20 62 61 72 00 de ad be ef\r\n",
  },
  {
    name: "coloured by a terminal",
    format: "plain hex",
    text: "\u001b[1;32m05 00 00 02 00 00 00 00\u001b[0m 66 6f 6f 20 62 61 72 00 de ad be ef\n",
  },
  {
    name: "xxd -i",
    format: "C array",
    text: "unsigned char f_bin[] = {\n  0x05, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x66, 0x6f, 0x6f, 0x20,\n  0x62, 0x61, 0x72, 0x00, 0xde, 0xad, 0xbe, 0xef\n};\nunsigned int f_bin_len = 20;\n",
  },
  {
    name: "array of __be32, with comments",
    format: "C array",
    text: "__be32 in[5] = { 0x05000002, /* opcode, { } */ 0, 0x666f6f20, // name\n 0x62617200, 0xdeadbeef };",
  },
  {
    name: "string of escapes",
    format: "C array",
    text: '"\\x05\\x00\\x00\\x02\\x00\\x00\\x00\\x00\\x66\\x6f\\x6f\\x20"\n"\\x62\\x61\\x72\\x00\\xde\\xad\\xbe\\xef"',
  },
];

describe("hex text", () => {
  test.each(samples)("$name", ({ text, format }) => {
    const read = readHexText(text);
    expect(toHex(read.bytes)).toBe(message);
    expect(read.format).toBe(format);
    expect(read.base).toBe(0);
  });

  test("a devlink region keeps its base", () => {
    const read = readHexText(
      "00000000000f0018 e1 03 00 00 fb ae a9 3f 00 00 00 00 00 00 00 00\n00000000000f0028 01 02\n",
    );
    expect(read).toMatchObject({ base: 0xf0018, format: "devlink region" });
    expect(toHex(read.bytes)).toBe("e1030000fbaea93f00000000000000000102");
  });

  test("* repeats the row before it", () => {
    const zeros = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|";
    const read = readHexText(`00000000  ${zeros}\n*\n00000040  01                      |.|\n00000041\n`);
    expect(read.bytes.length).toBe(0x41);
    expect(read.bytes[0x40]).toBe(1);
  });

  test("* before the closing offset repeats to the end", () => {
    const read = readHexText(`00000000  ${"ab ".repeat(16)} |................|\n*\n00000030\n`);
    expect(toHex(read.bytes)).toBe("ab".repeat(48));
  });

  test("* at the very end is noted: nobody knows how often", () => {
    const read = readHexText(`00000000  ${"ab ".repeat(16)} |................|\n*\n`);
    expect(read.bytes.length).toBe(16);
    expect(read.notes[0]?.message).toBe('line 1: the dump ends in "*": how often the last row repeats is unknown.');
  });

  test("missing rows make two pieces, and the second says what is missing", () => {
    const blocks = readHexBlocks(`00000000: ${"00".repeat(16)}\n00000020: ${"01".repeat(16)}\n`);
    expect(blocks.map((block) => [block.base, block.bytes.length])).toEqual([
      [0, 16],
      [0x20, 16],
    ]);
  });

  test("a dump that starts again is another dump", () => {
    const row = (offset: string, byte: string): string =>
      `${offset}: ${`${byte}${byte} `.repeat(8)} ................\n`;
    const text = row("00000000", "00") + row("00000010", "01") + row("00000000", "02");
    expect(readHexBlocks(text).map((block) => block.bytes.length)).toEqual([32, 16]);
    expect(() => readHexText(text)).toThrow(
      "2 dumps, or parts of one with missing rows, at lines 1, 3. Read them with readHexBlocks.",
    );
  });

  test("a closing offset that the rows do not reach is noted", () => {
    const read = readHexText(`00000000  ${"ab ".repeat(16)} |................|\n00000020\n`);
    expect(read.bytes.length).toBe(16);
    expect(read.notes[0]).toMatchObject({
      code: "truncated",
      message: "line 1: the dump should end at 0x20, its rows end at 0x10.",
    });
  });

  test("kernel addresses count from the first", () => {
    const row = (address: string, byte: string): string => `[ 1.0] skb: ${address}: ${`${byte} `.repeat(16)}\n`;
    const read = readHexText(row("ffff888123456780", "01") + row("ffff888123456790", "02"));
    expect([read.bytes.length, read.base]).toEqual([32, 0]);
    expect(read.notes[0]?.message).toBe("line 1: addresses start at 0xffff888123456780, offsets count from 0.");
  });

  test("prose around a dump is passed over and counted", () => {
    const read = readHexText("The request was:\n05 00 00 02\nthanks\n");
    expect(toHex(read.bytes)).toBe("05000002");
    expect(read.notes.map((note) => note.message)).toEqual([
      "line 1: holds no hex dump and is passed over, with 1 more.",
    ]);
  });
});

const refused: readonly { name: string; text: string; message: string }[] = [
  {
    name: "hexdump without -C swaps bytes",
    text: "0000000 0005 0200 0000 0000\n0000008\n",
    message:
      'line 1: hexdump with words of 2 bytes does not tell the order of the bytes in a word. Say words "le16" or "be16", or dump bytes (xxd -g1, hexdump -C, od -Ax -tx1).',
  },
  {
    name: "od -tx4",
    text: "000000 02000005 00000000\n000008\n",
    message:
      'line 1: od with words of 4 bytes does not tell the order of the bytes in a word. Say words "le32" or "be32", or dump bytes (xxd -g1, hexdump -C, od -Ax -tx1).',
  },
  {
    name: "words of a kernel log without a text column",
    text: "[ 1.0] wqe: 00000000: 02000005 00000000 00000000 00000000\n",
    message:
      'line 1: print_hex_dump with words of 4 bytes does not tell the order of the bytes in a word. Say words "le32" or "be32", or dump bytes (xxd -g1, hexdump -C, od -Ax -tx1).',
  },
  {
    name: "words without offsets",
    text: "05000002 00000000\n",
    message:
      'line 1: plain hex with words of 4 bytes does not tell the order of the bytes in a word. Say words "le32" or "be32", or dump bytes (xxd -g1, hexdump -C, od -Ax -tx1).',
  },
  {
    name: "od without options",
    text: "0000000 000005 001000 000000\n0000006\n",
    message: "line 1: od wrote octal words. Make the dump with od -Ax -tx1.",
  },
  {
    name: "array of host words",
    text: "u32 in[] = { 0x05000002, 0x0 };",
    message:
      'line 1: an array of u32 does not tell the order of the bytes in a word. Say words "le32" or "be32" (or 16, 64).',
  },
  {
    name: "array with a name in it",
    text: "u8 in[] = { 0x05, OPCODE };",
    message: 'line 1: "OPCODE" in the array is no number.',
  },
  {
    name: "value too large for its type",
    text: "u8 in[] = { 0x105, 0 };",
    message: "line 1: 0x105 does not fit 8 bits.",
  },
  {
    name: "no hex at all",
    text: "hello\n",
    message: "no hex: line 1: holds no hex dump and is passed over. It takes a hex dump, plain hex or a C array.",
  },
  {
    name: "odd number of digits",
    text: "05000\n",
    message:
      "no hex: line 1: has an odd number of hex digits and is left out. It takes a hex dump, plain hex or a C array.",
  },
  {
    name: "* that stands for gigabytes",
    text: `00000000  ${"00 ".repeat(16)} |................|\n*\nfffffff0  ${"00 ".repeat(16)} |................|\n`,
    message:
      'line 3: "*" stands for 4294967264 bytes, more than the limit of 16777216 leaves. Raise the limit to read it.',
  },
];

describe("hex text that is refused, with a hint", () => {
  test.each(refused)("$name", ({ text, message: expected }) => {
    expect(() => readHexText(text)).toThrow(expected);
  });

  test.each([
    ["le16", "0000000 0005 0200 6f66\n0000006\n", "05000002666f"],
    ["be16", "0000000 0500 0002 666f\n0000006\n", "05000002666f"],
    ["le32", "000000 02000005 00000001\n", "0500000201000000"],
    ["be32", "05000002 00000001\n", "0500000200000001"],
    ["be32", "u32 in[] = { 0x05000002, 1 };", "0500000200000001"],
    ["le64", "000000 0000000002000005\n", "0500000200000000"],
  ] as const)("words %s reads %j", (words, text, expected) => {
    expect(toHex(readHexText(text, { words }).bytes)).toBe(expected);
  });

  test("words of another width than the dump has", () => {
    expect(() => readHexText("000000 02000005\n", { words: "le16" })).toThrow(
      'the dump has words of 4 bytes, "le16" has 2',
    );
  });
});
