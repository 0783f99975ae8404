import { describe, expect, test } from "vitest";
import { readKernelLog, Summarizer } from "../../src/capture/index.js";

const line = (seconds: string, dev: string, command: string, syndrome = "0x9a6171"): string =>
  `[ ${seconds}] mlx5_core ${dev}: mlx5_cmd_out_err:838:(pid 1): ${command} op_mod(0x1) failed, status bad operation(0x2), syndrome (${syndrome}), err(-22)\n`;

function summaryOf(text: string): ReturnType<Summarizer["summary"]> {
  const summarizer = new Summarizer();
  for (const record of readKernelLog(text)) summarizer.add(record);
  return summarizer.summary();
}

const log =
  line("1.000001", "0000:d2:00.0", "ACCESS_REG(0x805)") +
  line("2.000001", "0000:d2:00.1", "ACCESS_REG(0x805)") +
  "[ 3.000000] mlx5_cmd_out_err: 353031 callbacks suppressed\n" +
  line("3.000001", "0000:d2:00.0", "ACCESS_REG(0x805)") +
  line("4.000001", "0000:d2:00.0", "CREATE_QP(0x500)") +
  line("5.000001", "0000:d2:00.0", "ACCESS_REG(0x805)", "0x1");

describe("the summary of a log", () => {
  test("groups by device, command, op_mod, status and syndrome, most frequent first", () => {
    const groups = summaryOf(log).groups.map((group) => [group.dev, group.command, group.syndrome, group.count]);
    expect(groups).toEqual([
      ["0000:d2:00.0", "ACCESS_REG", 0x9a6171, 2],
      ["0000:d2:00.0", "ACCESS_REG", 1, 1],
      ["0000:d2:00.0", "CREATE_QP", 0x9a6171, 1],
      ["0000:d2:00.1", "ACCESS_REG", 0x9a6171, 1],
    ]);
  });

  test("knows first and last, and what was suppressed before a line of the group", () => {
    const [group] = summaryOf(log).groups;
    expect(group).toMatchObject({
      first: { ts: "1.000001", line: 1 },
      last: { ts: "3.000001", line: 4 },
      suppressed: 353031,
      opMod: 1,
      status: 2,
      statusText: "bad operation",
    });
  });

  test("says what such a log cannot show", () => {
    expect(summaryOf(log).notes.map((note) => note.message)).toEqual([
      "commands sent through fwctl print no error line, so no line does not mean success.",
      "4 ACCESS_REG lines do not tell which register was accessed.",
      "the kernel suppressed 353031 lines and does not tell which: counts are lower bounds.",
    ]);
  });

  test("trace events of overwritten requests are counted apart", () => {
    const text =
      "x [0] 1.000001: mlx5_cmd: CREATE_QP(0x500) op_mod(0xb500) failed, status bad resource(0x5), syndrome (0x65b500), err(-22)\n";
    expect(summaryOf(text).notes.at(-1)?.message).toBe(
      "1 trace event shows a reply in the place of the request: command and op_mod mean nothing there.",
    );
  });

  test("an empty log has no groups and no notes", () => {
    expect(summaryOf("")).toEqual({ groups: [], ungrouped: 0, suppressed: 0, notes: [] });
  });

  test("groups are bounded, the rest is counted", () => {
    const summarizer = new Summarizer();
    for (let syndrome = 0; syndrome < 10_005; syndrome += 1) {
      summarizer.addEntry({ command: "X", opcode: 1, opMod: 0, status: 1, statusText: "x", syndrome });
    }
    const { groups, ungrouped } = summarizer.summary();
    expect([groups.length, ungrouped]).toEqual([10_000, 5]);
  });
});
