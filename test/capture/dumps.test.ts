import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { type CaptureRecord, type RpcRecord, readKernelLog } from "../../src/capture/index.js";
import { messages, plain } from "../support/capture.js";
import { vectorLines } from "../support/lines.js";

const read = (text: string): CaptureRecord[] => [...readKernelLog(text)];
const rpcs = (text: string): RpcRecord[] => read(text).filter((record) => record.kind === "rpc");
const file = (name: string): string => readFileSync(new URL(`../vectors/capture/${name}`, import.meta.url), "utf8");

interface Message {
  readonly slot: number;
  readonly opcode: number;
  readonly command: string;
  readonly device: string;
  readonly in_message: string;
  readonly out_message: string;
}

/** A message in whole rows: the rest of the last row is what lay behind it. */
const inRows = (hex: string): number => Math.ceil(hex.length / 32) * 32;

const wholeRows =
  "the dump shows whole rows of 16 bytes and no length: up to 15 bytes at the end may lie behind the message.";

describe("command dumps of the kernel's own code", () => {
  test.each(["dmesg_0_data", "dmesg_3_data"])("%s: data only", (name) => {
    const expected: Message = JSON.parse(file(`${name}.json`));
    const [record, ...rest] = rpcs(file(`${name}.txt`));
    expect(rest).toEqual([]);
    expect(record).toMatchObject({
      deviceType: 1,
      dev: expected.device,
      dump: { slot: expected.slot, command: expected.command, opcode: expected.opcode, mode: "data" },
    });
    const request = toHex(record?.in ?? new Uint8Array(0));
    const reply = toHex(record?.out ?? new Uint8Array(0));
    expect(request.slice(0, expected.in_message.length)).toBe(expected.in_message);
    expect(reply.slice(0, expected.out_message.length)).toBe(expected.out_message);
    expect([request.length, reply.length]).toEqual([inRows(expected.in_message), inRows(expected.out_message)]);
    expect(messages(record)).toEqual([`line 2: ${wholeRows}`]);
  });

  test("dmesg_3_full: the lengths are known and the signatures right", () => {
    const expected: Message = JSON.parse(file("dmesg_3_full.json"));
    const records = rpcs(file("dmesg_3_full.txt"));
    expect(records.map(plain)).toEqual([
      {
        kind: "rpc",
        deviceType: 1,
        dev: expected.device,
        ts: "121.314123",
        line: 2,
        in: expected.in_message,
        out: expected.out_message,
        dump: {
          slot: expected.slot,
          command: expected.command,
          opcode: expected.opcode,
          mode: "full",
          outLine: 49,
          outTs: "121.315164",
        },
        notes: [],
      },
    ]);
  });

  test("createqp: a real log equals the bytes that its sender's mail shows", () => {
    const samples = new Map(
      vectorLines<{ id: string; hex: string }>("real/samples.jsonl").map((one) => [one.id, one.hex]),
    );
    const [record] = rpcs(file("createqp.txt"));
    expect(toHex(record?.in ?? new Uint8Array(0))).toBe(samples.get("createqp_1_in"));
    expect(toHex(record?.out ?? new Uint8Array(0))).toBe(samples.get("createqp_1_out"));
  });
});

test("a refused command: the dump and the driver's own line say the same", () => {
  interface Sample {
    readonly id: string;
    readonly hex: string;
    readonly rows_text?: string;
  }
  const samples = new Map(vectorLines<Sample>("real/samples.jsonl").map((one) => [one.id, one]));
  const place = "[  921.000001] mlx5_core 0000:02:00.0: dump_command:851:(pid 1915): cmd[0]:";
  const text = [
    `${place} dump command data CREATE_QP(0x500) INPUT`,
    samples.get("createqp_4_in")?.rows_text ?? "",
    `${place} end dump`,
    `${place} dump command data CREATE_QP(0x500) OUTPUT`,
    "cmd[0]: 000: 05000000 0065b500 00000000 00000000",
    `${place} end dump`,
    "[  921.000009] mlx5_core 0000:02:00.0: mlx5_cmd_check:777:(pid 1915): CREATE_QP(0x500) op_mod(0x0) failed, status bad resource(0x5), syndrome (0x65b500)",
  ].join("\n");
  const [command, line] = read(text);
  expect(command?.kind === "rpc" && command.in ? toHex(command.in) : "").toBe(samples.get("createqp_4_in")?.hex);
  const reply = command?.kind === "rpc" ? command.out : undefined;
  const header = new DataView(Uint8Array.from(reply ?? []).buffer);
  expect(line).toMatchObject({ kind: "error-line", status: header.getUint8(0), syndrome: header.getUint32(4) });
});

interface Mailbox {
  readonly name: string;
  readonly phase: "posted" | "completed";
  readonly corrupt: string | null;
  readonly slot: number;
  readonly opcode: number;
  readonly command: string;
  readonly in_len: number;
  readonly out_len: number;
  readonly entry_hex: string;
  readonly in_blocks: readonly { readonly hex: string }[];
  readonly out_blocks: readonly { readonly hex: string }[];
  readonly in_message: string;
  readonly out_message?: string;
}

/** Rows as `dump_buf` prints them. */
function rows(hex: string, slot: number, from: number): string[] {
  return Array.from({ length: hex.length / 32 }, (_, index) => {
    const words = [0, 8, 16, 24].map((at) => hex.slice(index * 32 + at, index * 32 + at + 8)).join(" ");
    return `cmd[${slot}]: ${(from + index * 16).toString(16).padStart(3, "0")}: ${words}`;
  });
}

/** One side of a command as `dump_command` prints it in full mode. */
function fullDump(vector: Mailbox, side: "INPUT" | "OUTPUT"): string {
  const { slot, command, opcode, entry_hex } = vector;
  const place = "mlx5_core 0000:08:00.0: dump_command:895:(pid 9):";
  const blocks = side === "INPUT" ? vector.in_blocks : vector.out_blocks;
  const lines = [
    `${place} cmd[${slot}]: start dump`,
    `${place} cmd[${slot}]: dump command ${command}(0x${opcode.toString(16)}) ${side}`,
  ];
  lines.push(...rows(entry_hex, slot, 0), "");
  for (const [index, { hex }] of blocks.entries()) {
    lines.push(`${place} cmd[${slot}]: command block:`, ...rows(hex, slot, 64 + index * 576), "");
  }
  return [...lines, `${place} cmd[${slot}]: end dump`, ""].join("\n");
}

const mailboxes = vectorLines<Mailbox>("mailbox/mailboxes.jsonl.gz");
const completed = mailboxes.filter((one) => one.phase === "completed" && one.corrupt === null);
const corrupt = mailboxes.filter((one) => one.corrupt !== null);

describe("full dumps with mailbox blocks", () => {
  test.each(completed)("$name", (vector) => {
    const posted = mailboxes.find((one) => one.name === vector.name && one.phase === "posted") ?? vector;
    const [record, ...rest] = rpcs(fullDump(posted, "INPUT") + fullDump(vector, "OUTPUT"));
    expect(rest).toEqual([]);
    expect(toHex(record?.in ?? new Uint8Array(0))).toBe(vector.in_message);
    expect(toHex(record?.out ?? new Uint8Array(0))).toBe(vector.out_message);
    expect(messages(record)).toEqual([]);
  });

  test.each([
    ["bad_entry_signature", /^entry\.sig: signature 0x52/],
    ["bad_block_signature_data", /^out_block\[0\]\.sig: signature/],
    ["bad_block_ctrl_signature", /^out_block\[1\]\.ctrl_sig: signature/],
    ["bad_block_both_signatures", /^out_block\[1\]\.(?:ctrl_)?sig: signature/],
  ])("%s is noted and the message kept", (kind, expected) => {
    const vector = corrupt.find((one) => one.corrupt === kind);
    expect(vector).toBeDefined();
    if (vector === undefined) return;
    const [record] = rpcs(fullDump(vector, "OUTPUT"));
    const integrity = (record?.notes ?? []).filter((note) => note.code === "integrity").map((note) => note.message);
    expect(integrity.length).toBe(kind === "bad_block_both_signatures" ? 2 : 1);
    for (const message of integrity) expect(message).toMatch(expected);
    expect(record?.out?.length).toBe(vector.out_len);
  });

  test("a block that is missing cuts the message short", () => {
    const [vector] = completed.filter((one) => one.out_blocks.length > 1);
    if (vector === undefined) return;
    const [record] = rpcs(fullDump({ ...vector, out_blocks: vector.out_blocks.slice(0, 1) }, "OUTPUT"));
    expect(record?.out?.length).toBe(16 + 512);
    expect(record?.notes.map((note) => note.code)).toContain("truncated");
  });

  test("a dump that ends inside the entry has no message", () => {
    const text = mailboxes
      .slice(0, 1)
      .map((vector) => fullDump(vector, "INPUT"))
      .join("")
      .split("\n")
      .slice(0, 4)
      .join("\n");
    expect(messages(rpcs(text)[0])).toContain(
      "line 2: the dump ends after 32 of the queue entry's 64 bytes. Nothing of the message is shown.",
    );
  });
});

/** A dump in data-only mode. */
function dataDump(
  side: "INPUT" | "OUTPUT",
  options: { dev?: string; slot?: number; opcode?: string; hex: string; end?: boolean },
): string {
  const { dev = "0000:02:00.0", slot = 0, opcode = "CREATE_QP(0x500)", hex, end = true } = options;
  const lines = [
    `mlx5_core ${dev}: dump_command:851:(pid 1915): cmd[${slot}]: dump command data ${opcode} ${side}`,
    ...rows(hex, slot, 0),
  ];
  if (end) lines.push(`mlx5_core ${dev}: dump_command:887:(pid 0): cmd[${slot}]: end dump`);
  return `${lines.join("\n")}\n`;
}

const request = "05000002000000000000000000000000";
const reply = "00000000000000000004012100000000";
const sides = (record: RpcRecord): (string | undefined)[] =>
  [record.in, record.out].map((bytes) => bytes && toHex(bytes));

describe("pairing of requests and replies", () => {
  test("by device, slot, order and opcode", () => {
    const text =
      dataDump("INPUT", { hex: request }) +
      dataDump("INPUT", { slot: 1, hex: `0100${request.slice(4)}`, opcode: "QUERY_HCA_CAP(0x100)" }) +
      dataDump("OUTPUT", { slot: 1, hex: "00".repeat(16), opcode: "QUERY_HCA_CAP(0x100)" }) +
      dataDump("OUTPUT", { hex: reply });
    expect(rpcs(text).map((record) => [record.dump?.command, ...sides(record)])).toEqual([
      ["QUERY_HCA_CAP", `0100${request.slice(4)}`, "00".repeat(16)],
      ["CREATE_QP", request, reply],
    ]);
  });

  test("a reply without its request says so", () => {
    const [record] = rpcs(dataDump("OUTPUT", { hex: reply }));
    expect(record && sides(record)).toEqual([undefined, reply]);
    expect(messages(record)[0]).toBe("line 1: the log holds no request for this reply.");
  });

  test("a request without its reply says so at the end of the log", () => {
    const [record] = rpcs(dataDump("INPUT", { hex: request }));
    expect(messages(record)[0]).toBe("line 1: the log holds no reply.");
  });

  test("a slot that is used again ends the wait", () => {
    const records = rpcs(
      dataDump("INPUT", { hex: request }) + dataDump("INPUT", { hex: request }) + dataDump("OUTPUT", { hex: reply }),
    );
    expect(records.map(sides)).toEqual([
      [request, undefined],
      [request, reply],
    ]);
    expect(messages(records[0])[0]).toBe("line 1: the slot was used again before a reply was shown.");
  });

  test("a reply of another command is not taken", () => {
    const records = rpcs(
      dataDump("INPUT", { hex: request }) + dataDump("OUTPUT", { hex: reply, opcode: "QUERY_QP(0x50b)" }),
    );
    expect(records.map(sides)).toEqual([
      [request, undefined],
      [undefined, reply],
    ]);
    expect(messages(records[1])[0]).toBe("line 4: the last request of its slot is another command.");
  });

  test("two devices on one slot are told apart by their headers", () => {
    const other = "0000:08:00.0";
    const text =
      dataDump("INPUT", { hex: request }) +
      dataDump("INPUT", { dev: other, hex: `0500ffff${request.slice(8)}` }) +
      dataDump("OUTPUT", { hex: reply }) +
      dataDump("OUTPUT", { dev: other, hex: "00".repeat(16) });
    expect(rpcs(text).map((record) => [record.dev, ...sides(record)])).toEqual([
      ["0000:02:00.0", request, reply],
      [other, `0500ffff${request.slice(8)}`, "00".repeat(16)],
    ]);
  });

  test("two devices that dump on one slot at the same time are never merged silently", () => {
    const text =
      dataDump("INPUT", { hex: request, end: false }) +
      dataDump("INPUT", { dev: "0000:08:00.0", hex: request }) +
      "mlx5_core 0000:02:00.0: dump_command:887:(pid 0): cmd[0]: end dump\n";
    const records = rpcs(text);
    expect(records.length).toBe(2);
    for (const record of records) {
      expect(messages(record).join(" ")).toContain(
        "two devices used cmd[0] at the same time, and rows carry no device. Rows may belong to the other dump.",
      );
    }
  });
});

describe("damaged dumps", () => {
  const row = (offset: string, byte: string): string => `cmd[0]: ${offset}: ${Array(4).fill(byte.repeat(4)).join(" ")}`;
  const header = "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): cmd[0]: dump command data CREATE_QP(0x500) INPUT";
  const end = "mlx5_core 0000:02:00.0: dump_command:887:(pid 1): cmd[0]: end dump";

  test("lost rows become zeros, and are noted", () => {
    const text = [header, `cmd[0]: 000: ${request.replace(/.{8}/g, "$& ").trim()}`, row("020", "22"), end].join("\n");
    const [record] = rpcs(text);
    expect(toHex(record?.in ?? new Uint8Array(0))).toBe(`${request}${"00".repeat(16)}${"22".repeat(16)}`);
    expect(record?.notes[0]).toMatchObject({
      code: "truncated",
      message: "line 3: rows are lost before this one, bytes 0x10..0x1f (16). Shown as zero.",
    });
  });

  test("a row that is there twice counts once", () => {
    const first = `cmd[0]: 000: ${request.replace(/.{8}/g, "$& ").trim()}`;
    const [record] = rpcs([header, first, first, row("010", "11"), end].join("\n"));
    expect(record?.in?.length).toBe(32);
    expect(messages(record)[0]).toBe("line 3: row 0x0 is there twice, taken once.");
  });

  test("a row that continues nothing is left out", () => {
    const first = `cmd[0]: 000: ${request.replace(/.{8}/g, "$& ").trim()}`;
    const [record] = rpcs([header, first, row("fffff0", "11"), row("010", "22"), end].join("\n"));
    expect(toHex(record?.in ?? new Uint8Array(0))).toBe(request + "22".repeat(16));
    expect(messages(record)[0]).toBe(
      "line 3: row 0xfffff0 does not continue this dump (row 0x10 should come). It belongs to another command or device and is left out.",
    );
  });

  test("rows without a header line are bytes of nobody", () => {
    const [record] = read([row("000", "11"), row("010", "22")].join("\n"));
    expect(record).toMatchObject({ kind: "bytes", format: "mlx5-dump-rows", line: 1 });
    expect(messages(record)[0]).toBe(
      "line 1: rows of cmd[0] without their header line: device, command and direction are unknown.",
    );
  });

  test("a header whose opcode is not in the first row is noted", () => {
    const [record] = rpcs([header, row("000", "11"), end].join("\n"));
    expect(messages(record)[0]).toBe(
      "line 1: the request starts with opcode 0x1111, its header line says 0x500. A byte was changed, or the first row is another command's.",
    );
  });

  test("a log that ends inside a dump", () => {
    const [record] = rpcs(`${header}\n${row("000", "05")}\n`);
    expect(messages(record)).toContain("line 1: the log ends inside this dump.");
  });
});

describe("dumps as they are pasted", () => {
  const samples: readonly { name: string; text: string }[] = [
    {
      name: "with function and line before each row",
      text: "dump_buf:272: cmd[0]: 000: 05000002 00000000 00000000 00000000",
    },
    { name: "in a quoted mail", text: "> > > [  920.711601] cmd[0]: 000: 05000002 00000000 00000000 00000000" },
    { name: "with Windows ends of line", text: "cmd[0]: 000: 05000002 00000000 00000000 00000000\r" },
    { name: "wrapped", text: "[  920.711601] cmd[0]: 000: 05000002 00000000 00000000\n00000000" },
    { name: "quoted-printable", text: "> [  920.711601] cmd[0]: 000: 05000002 00000000 00000000 0000=\n> 0000" },
    {
      name: "in capitals",
      text: "cmd[0]: 000: 05000002 00000000 00000000 00000000"
        .replace("000: ", "000: ")
        .toUpperCase()
        .replace("CMD", "cmd"),
    },
  ];
  const header = "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): cmd[0]: dump command data CREATE_QP(0x500) INPUT";
  const end = "mlx5_core 0000:02:00.0: dump_command:887:(pid 1): cmd[0]: end dump";

  test.each(samples)("$name", ({ text }) => {
    const [record, ...rest] = read([header, text, end].join("\n"));
    expect(rest).toEqual([]);
    expect(record?.kind === "rpc" && record.in ? toHex(record.in) : "").toBe(request);
  });

  test("a wrapped header line", () => {
    const wrapped = header.replace("data CREATE", "data\nCREATE");
    const [record] = rpcs([wrapped, "cmd[0]: 000: 05000002 00000000 00000000 00000000", end].join("\n"));
    expect(record).toMatchObject({ dev: "0000:02:00.0", dump: { command: "CREATE_QP" } });
  });

  test("kernels before cmd[N]: rows carry nothing but their offset", () => {
    const text = [
      "mlx5_core 0000:02:00.0: dump_command:700:(pid 1): dump command data CREATE_QP(0x500) INPUT",
      "[ 1.000001] 000: 05000002 00000000 00000000 00000000",
      "[ 1.000002] 010: 00000000 00000000 00001800 00000018",
      "",
      "[ 1.000003] usb 1-1: new device",
      "mlx5_core 0000:02:00.0: dump_command:700:(pid 1): dump command data CREATE_QP(0x500) OUTPUT",
      "000: 00000000 00000000 00040121 00000000",
    ].join("\n");
    const [record, ...rest] = rpcs(text);
    expect(rest).toEqual([]);
    expect(record?.in?.length).toBe(32);
    expect(record && sides(record)[1]).toBe(reply);
    expect(record?.dump?.slot).toBeUndefined();
  });
});

test("every way of cutting the input gives the same records", () => {
  const bytes = new TextEncoder().encode(file("dmesg_3_full.txt"));
  const whole = [...readKernelLog(bytes)].map(plain);
  for (const size of [1, 7, 64, 1000]) {
    const cut: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
    expect([...readKernelLog(cut)].map(plain)).toEqual(whole);
  }
});

describe("a dump that a mail program or a terminal wrapped, at any width", () => {
  const widths = Array.from({ length: 62 }, (_, index) => 48 + index);
  const cut = (line: string, width: number): string[] => line.match(new RegExp(`.{1,${width}}`, "g")) ?? [""];

  const between = (line: string, width: number): string[] => {
    const lines: string[] = [];
    for (const word of line.split(/(?<=\S) (?=\S)/)) {
      const last = lines.at(-1);
      if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines;
  };

  const ways: readonly [string, (line: string, width: number) => string[]][] = [
    ["between words", between],
    ["in the middle of words", cut],
    ["in the middle of words, quoted", (line, width) => cut(line, width).map((one) => `> ${one}`)],
    ["quoted-printable", (line, width) => cut(line, width).join("=\n").split("\n")],
  ];

  /** What was said and in which bytes; lines are others. */
  const said = (text: string): unknown[] =>
    [...readKernelLog(text)].map((record) => {
      const { kind, dev, ts, in: request, out } = { in: undefined, out: undefined, ...record };
      return [kind, dev, ts, request && toHex(request), out && toHex(out)];
    });

  test.each(["createqp.txt", "dmesg_3_data.txt", "dmesg_3_full.txt"])("%s", (name) => {
    const text = readFileSync(new URL(`../vectors/capture/${name}`, import.meta.url), "utf8");
    const whole = said(text);
    expect(whole.length).toBeGreaterThan(0);
    const wrong = ways.flatMap(([way, wrap]) =>
      widths
        .filter((width) => {
          const lines = text.split("\n").flatMap((line) => wrap(line, width));
          return !isDeepStrictEqual(said(lines.join("\n")), whole);
        })
        .map((width) => `${way}, ${width}`),
    );
    expect(wrong).toEqual([]);
  });
});
