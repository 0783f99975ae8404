import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { type CaptureRecord, readKernelLog } from "../../src/capture/index.js";
import { messages, plain } from "../support/capture.js";

const read = (text: string): CaptureRecord[] => [...readKernelLog(text)];

/** What every age of the line says. */
const said = {
  kind: "error-line",
  via: "log",
  command: "ACCESS_REG",
  opcode: 0x805,
  opMod: 1,
  status: 2,
  statusText: "bad operation",
  syndrome: 0x9a6171,
  line: 1,
  notes: [],
};
const place = { function: "mlx5_cmd_out_err", sourceLine: 838, pid: 1441871 };
const body = "ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)";
const printed = `mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ${body}`;
const dev = "0000:d2:00.0";

const lines: readonly { name: string; text: string; expected: object }[] = [
  { name: "dmesg", text: `[  920.711591] ${printed}`, expected: { ts: "920.711591", dev, ...place, errno: 22 } },
  {
    name: "dmesg with caller id",
    text: `[  920.711591][ T1915] ${printed}`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "dmesg -T",
    text: `[Mon Dec  2 09:56:04 2024] ${printed}`,
    expected: { ts: "Mon Dec  2 09:56:04 2024", dev, ...place, errno: 22 },
  },
  {
    name: "dmesg -x --time-format iso",
    text: `kern  :err   : 2024-12-02T09:56:04,123456+01:00 ${printed}`,
    expected: { ts: "2024-12-02T09:56:04,123456+01:00", dev, ...place, errno: 22 },
  },
  {
    name: "journald",
    text: `Dec 02 09:56:04 node1 kernel: ${printed}`,
    expected: { ts: "Dec 02 09:56:04", host: "node1", dev, ...place, errno: 22 },
  },
  {
    name: "syslog with uptime",
    text: `Dec  2 09:56:04 node-1.example kernel: [  920.711591] ${printed}`,
    expected: { ts: "Dec  2 09:56:04", host: "node-1.example", dev, ...place, errno: 22 },
  },
  {
    name: "RFC 5424",
    text: `<3>1 2024-12-02T09:56:04.123Z node1 kernel - - - ${printed}`,
    expected: { ts: "2024-12-02T09:56:04.123Z", host: "node1", dev, ...place, errno: 22 },
  },
  {
    name: "journalctl -o short-full",
    text: `Mon 2024-12-02 09:56:04 CET node1 kernel: ${printed}`,
    expected: { ts: "2024-12-02 09:56:04", host: "node1", dev, ...place, errno: 22 },
  },
  {
    name: "journalctl -o short-unix",
    text: `1733129764.123456 node1 kernel: ${printed}`,
    expected: { ts: "1733129764.123456", host: "node1", dev, ...place, errno: 22 },
  },
  {
    name: "journalctl -o short-monotonic",
    text: `[  920.711591] node1 kernel: ${printed}`,
    expected: { ts: "920.711591", host: "node1", dev, ...place, errno: 22 },
  },
  {
    name: "dmesg -d",
    text: `[  920.711591 <    0.000012>] ${printed}`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "dmesg -H, first of a minute",
    text: `[Dec 2 09:56] ${printed}`,
    expected: { ts: "Dec 2 09:56", dev, ...place, errno: 22 },
  },
  { name: "dmesg -H, later", text: `[  +0.000003] ${printed}`, expected: { dev, ...place, errno: 22 } },
  {
    name: "/dev/kmsg",
    text: `3,1234,920711591,-;${printed}`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "/proc/kmsg",
    text: `<3>[  920.711591] ${printed}`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "copied from a web page",
    text: `[  920.711591] ${printed}`.replaceAll(" ", "\u00a0"),
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  { name: "no prefix", text: printed, expected: { dev, ...place, errno: 22 } },
  { name: "only the words of the message", text: body, expected: { errno: 22 } },
  {
    name: "older kernel: mlx5_cmd_check without err()",
    text: "[ 1.234567] mlx5_core 0000:d2:00.0: mlx5_cmd_check:795:(pid 12): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171)",
    expected: { ts: "1.234567", dev, function: "mlx5_cmd_check", sourceLine: 795, pid: 12 },
  },
  { name: "lower-case name", text: body.replace("ACCESS_REG", "access_reg"), expected: { errno: 22 } },
  { name: "x as U+00D7", text: body.replaceAll("0x", "0×"), expected: { errno: 22 } },
  { name: "x as U+00D7, read as Windows-1252", text: body.replaceAll("0x", "0Ã—"), expected: { errno: 22 } },
  {
    name: "sub-function device",
    text: `mlx5_core.sf mlx5_core.sf.4: mlx5_cmd_out_err:838:(pid 1441871): ${body}`,
    expected: { dev: "mlx5_core.sf.4", ...place, errno: 22 },
  },
  { name: "Windows end of line", text: `${printed}\r\n`, expected: { dev, ...place, errno: 22 } },
  {
    name: "colours of a terminal",
    text: `\u001b[32m[  920.711591] \u001b[0m\u001b[33mmlx5_core 0000:d2:00.0: \u001b[0m\u001b[31mmlx5_cmd_out_err:838:(pid 1441871): ${body}\u001b[0m`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "quoted mail",
    text: `> >> [  920.711591] ${printed}`,
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "wrapped between words",
    text: "  mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871):\n  ACCESS_REG(0x805) op_mod(0x1) failed, status\n  bad operation(0x2), syndrome (0x9a6171), err(-22)\n",
    expected: { dev, ...place, errno: 22 },
  },
  {
    name: "wrapped in the middle of a word",
    text: "[  920.711591] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0x805) op_mod(0x1) fai\nled, status bad operation(0x2), syndrome (0x9a6171), err(-22)\n",
    expected: { ts: "920.711591", dev, ...place, errno: 22 },
  },
  {
    name: "wrapped before err()",
    text: `${printed.replace(", err(-22)", ",")}\nerr(-22)\n`,
    expected: { dev, ...place, errno: 22 },
  },
  {
    name: "wrapped and quoted",
    text: "> > mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0x805)\n> > op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)\n",
    expected: { dev, ...place, errno: 22 },
  },
  {
    name: "quoted-printable with soft line breaks",
    text: "mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0=C3=\n=97805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a61=\n71), err(-22)\n",
    expected: { dev, ...place, errno: 22 },
  },
];

describe("the mlx5 error line", () => {
  test.each(lines)("$name", ({ text, expected }) => {
    expect(read(text).map(plain)).toEqual([{ ...said, ...expected }]);
  });

  test.each([
    [
      "unknown command opcode(0xd00) op_mod(0x0) failed, status unknown status(0xff), syndrome (0x0), err(-5)",
      "unknown command opcode",
      "unknown status",
    ],
    [
      "2RST_QP(0x50a) op_mod(0x0) failed, status bad packet (discarded)(0x30), syndrome (0x1), err(-22)",
      "2RST_QP",
      "bad packet (discarded)",
    ],
    [
      "CREATE_EQ(0x301) op_mod(0x0) failed, status bad size too many outstanding CQEs(0x40), syndrome (0x8fef), err(-22)",
      "CREATE_EQ",
      "bad size too many outstanding CQEs",
    ],
  ])("%s", (text, command, statusText) => {
    expect(read(text)).toMatchObject([{ command, statusText }]);
  });

  test("several on one line of a paste", () => {
    const text = `${printed} [  921.000001] ${printed}`;
    expect(read(text).map((record) => [record.ts, record.dev])).toEqual([
      [undefined, dev],
      ["921.000001", dev],
    ]);
  });

  test("lines between, numbers counted", () => {
    const text = `usb 1-1: new device\n\n${printed}\nother words\n${printed}\n`;
    expect(read(text).map((record) => record.line)).toEqual([3, 5]);
  });

  test("a line that breaks off is lost, and what follows is read", () => {
    const text = `[ 1.000001] ${printed.slice(0, -30)}\n[ 1.000002] ${printed}\n`;
    expect(read(text).map(plain)).toEqual([
      {
        kind: "lost",
        line: 1,
        notes: ["line 1: a line of the mlx5 driver breaks off. Its rest is not on the next lines."],
      },
      { ...said, ts: "1.000002", dev, ...place, errno: 22, line: 2 },
    ]);
  });

  test("a broken line swallows no neighbour that has no time stamp", () => {
    const text = `${printed.slice(0, -30)}\n${printed}\n`;
    expect(read(text).map((record) => [record.kind, record.line])).toEqual([
      ["lost", 1],
      ["error-line", 2],
    ]);
  });

  test("source code that prints such lines is none", () => {
    expect(read('mlx5_core_err(dev, "%s(0x%x) op_mod(0x%x) failed, status %s(0x%x)", a, b);\n')).toEqual([]);
  });
});

describe("an error line wrapped at any width", () => {
  const line = `[  920.711591] ${printed}`;
  const widths = Array.from({ length: 90 }, (_, index) => 38 + index);

  /** In the middle of words, as a terminal does. */
  const hard = (width: number): string[] => line.match(new RegExp(`.{1,${width}}`, "g")) ?? [];

  /** Between words, as a mail program does. */
  const soft = (width: number): string[] => {
    const lines: string[] = [];
    for (const word of line.split(/(?<=\S) (?=\S)/)) {
      const last = lines.at(-1);
      if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines;
  };

  const whole = { ...said, ts: "920.711591", dev, ...place, errno: 22, line: 2 };
  const ways: readonly [string, (width: number) => string[], (line: string) => string][] = [
    ["between words", soft, (one) => one],
    ["between words, quoted", soft, (one) => `> ${one}`],
    ["in the middle of words", hard, (one) => one],
    ["in the middle of words, blanks at the ends lost", hard, (one) => one.trim()],
    ["in the middle of words, quoted twice", hard, (one) => `>> ${one}`],
  ];
  test.each(ways)("%s", (_, wrap, mark) => {
    const wrong = widths.filter((width) => {
      const text = `before\n${wrap(width).map(mark).join("\n")}\nbehind\n`;
      return !isDeepStrictEqual(read(text).map(plain), [whole]);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the trace event mlx5_cmd", () => {
  const event = "CREATE_QP(0x500) op_mod(0x0) failed, status limits exceeded(0x8), syndrome (0x59c8a4), err(-12)";

  test.each([
    ["ftrace", `     kworker/u16:2-123     [003] d..1.   920.711591: mlx5_cmd: ${event}`],
    ["trace-cmd", `     kworker-123   [003]   920.711591: mlx5_cmd:             ${event}`],
    ["perf script", `kworker/u16:2   123 [003]   920.711591: mlx5:mlx5_cmd: ${event}`],
  ])("of %s names no device", (_, text) => {
    expect(read(text)).toMatchObject([
      { via: "trace", ts: "920.711591", dev: undefined, command: "CREATE_QP", status: 8, errno: 12, notes: [] },
    ]);
  });

  test("whose request was overwritten by the reply says so", () => {
    const text =
      "x [0] 1.000001: mlx5_cmd: CREATE_QP(0x500) op_mod(0xb500) failed, status bad resource(0x5), syndrome (0x65b500), err(-22)";
    expect(messages(read(text)[0])).toEqual([
      "line 1: opcode 0x500 and op_mod 0xb500 repeat the status and the syndrome. This is what the event shows for a fwctl command whose reply replaced the request: the true opcode is lost.",
    ]);
  });
});

const others: readonly { text: string; name: string; fields: object }[] = [
  {
    text: "mlx5_cmd_out_err: 99999999999999999999 callbacks suppressed",
    name: "suppressed",
    fields: { function: "mlx5_cmd_out_err", count: "99999999999999999999" },
  },
  {
    text: "mlx5_cmd_out_err: 353031 callbacks suppressed",
    name: "suppressed",
    fields: { function: "mlx5_cmd_out_err", count: 353031 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: wait_func_handle_exec_timeout:1062:(pid 12): cmd[3]: 2ERR_QP(0x507) No done completion",
    name: "no-completion",
    fields: { slot: 3, command: "2ERR_QP", opcode: 0x507 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: wait_func:1111:(pid 12): 2ERR_QP(0x507) timeout. Will cause a leak of a command resource",
    name: "timeout",
    fields: { command: "2ERR_QP", opcode: 0x507 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: cb_timeout_handler:942:(pid 12): cmd[3]: CREATE_MKEY(0x200) Async, timeout. Will cause a leak of a command resource",
    name: "timeout",
    fields: { slot: 3, command: "CREATE_MKEY", opcode: 0x200 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: wait_func:1115:(pid 12): ACCESS_REG(0x805) canceled on out of queue timeout.",
    name: "canceled",
    fields: { command: "ACCESS_REG", opcode: 0x805 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: cb_timeout_handler:936:(pid 12): cmd[3]: CREATE_MKEY(0x200) Async, recovered after timeout",
    name: "recovered",
    fields: { slot: 3, command: "CREATE_MKEY", opcode: 0x200 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: cmd_work_handler:1000:(pid 12): ACCESS_REG(0x805) timed out while waiting for a slot",
    name: "no-slot",
    fields: { command: "ACCESS_REG", opcode: 0x805 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: mlx5_cmd_comp_handler:1700:(pid 0): Command completion arrived after timeout (entry idx = 2).",
    name: "late-completion",
    fields: { slot: 2 },
  },
  {
    text: "mlx5_core 0000:d2:00.0: mlx5_cmd_invoke:1200:(pid 12): All CMD slots are stalled, aborting command",
    name: "slots-stalled",
    fields: {},
  },
  {
    text: "mlx5_core 0000:d2:00.0: cmd_work_handler:990:(pid 12): failed to allocate command entry",
    name: "no-entry",
    fields: {},
  },
];

describe("other lines of the command interface", () => {
  test.each(others)("$text", ({ text, name, fields }) => {
    const [record, ...rest] = read(`[  920.711591] ${text}\n`);
    expect(rest).toEqual([]);
    expect(record).toMatchObject({ kind: "event", family: "mlx5", name, ts: "920.711591", line: 1 });
    const found = record?.kind === "event" ? record.fields.map((field) => [field.name, field.value]) : [];
    expect(Object.fromEntries(found)).toEqual(fields);
  });

  test.each(["Link up", "E-Switch: Disable: mode(LEGACY)", "mlx5e_attach_mdev:1:(pid 4): hello"])(
    "%s is passed over",
    (text) => {
      expect(read(`[ 1.000000] mlx5_core 0000:d2:00.0: ${text}\n`)).toEqual([]);
    },
  );
});
