/**
 * Ioctls that a running kernel answered, replayed in order against the simulated one over a model of the same device:
 * the same errno, the same argument afterwards, the same reply bytes, the same taint.
 */
import { describe, expect, test } from "vitest";
import { fromHex, toHex, uuidText } from "../../src/bits/index.js";
import {
  type Caller,
  cxlDevice,
  type MappedRange,
  mappedMemory,
  readDeviceModel,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { vectorBytes, vectorLines } from "../support/lines.js";

/** One line of cxl-vendor.jsonl.gz, as far as it is used here. */
interface KernelRecord {
  readonly type: "ioctl" | "feature";
  readonly seq: number;
  readonly group: string;
  readonly as: string;
  readonly name: string;
  readonly dev?: string;
  readonly req: number;
  readonly arg_addr: string;
  readonly arg_before?: string;
  readonly arg_after?: string;
  readonly in_addr?: string;
  readonly in_before?: string;
  readonly in_before_total?: number;
  readonly in_before_rest?: string;
  readonly out_addr?: string;
  readonly out_before?: string;
  readonly out_before_total?: number;
  readonly out_before_rest?: string;
  readonly out_after?: string;
  readonly out_after_total?: number;
  readonly out_after_rest?: string;
  readonly errname: string;
  readonly taint_after?: number;
  readonly entry?: string;
}

const records = vectorLines<KernelRecord>("kernel/cxl-vendor.jsonl.gz");
const ioctls = records.filter((record) => record.type === "ioctl" && record.dev === "/dev/fwctl/fwctl0");
const model = (): ReturnType<typeof readDeviceModel> =>
  readDeviceModel(new TextDecoder().decode(vectorBytes("kernel/device.json")));

/** A buffer of a record; long ones are kept as their first 512 bytes and a word like `all 0xaa` about the rest. */
function buffer(hex: string, total: number | undefined, rest: string | undefined): Uint8Array {
  const start = fromHex(hex) ?? new Uint8Array();
  const bytes = new Uint8Array(total ?? start.length).fill(Number(rest?.replace("all ", "") ?? 0));
  bytes.set(start);
  return bytes;
}

/** What lies where: the memory edges give no addresses, there the mapped end of `out` is what the pointer leads to. */
function memoryOf(record: KernelRecord): { argument: Uint8Array; out: Uint8Array; ranges: MappedRange[] } {
  const argument = buffer(record.arg_before ?? "", undefined, undefined);
  const input = buffer(record.in_before ?? "", record.in_before_total, record.in_before_rest);
  const given = record.out_before ?? "aa".repeat((record.out_after ?? "").length / 2);
  const out = buffer(given, record.out_before_total, record.out_before_rest);
  const pointer =
    argument.length >= 24 ? new DataView(argument.buffer).getBigUint64(record.req === 0x9a01 ? 24 : 16, true) : 0n;
  const ranges = [
    { address: BigInt(record.arg_addr), bytes: argument, readOnly: record.name.includes("read-only memory") },
    { address: BigInt(record.in_addr ?? 0x2000_0000), bytes: input },
    { address: record.out_addr === undefined ? pointer : BigInt(record.out_addr), bytes: out },
  ];
  return { argument, out, ranges };
}

/** Offset of the first byte that differs, -1 when none does; a matcher is slow on megabytes. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  return a.length === b.length ? a.findIndex((byte, index) => byte !== b[index]) : Math.min(a.length, b.length);
}

const callerOf = (record: KernelRecord): Caller => ({
  rawIo: record.as.startsWith("uid0") && !record.as.includes("without-CAP_SYS_RAWIO"),
  pathOnly: record.name.includes("O_PATH"),
});

describe("every recorded ioctl on /dev/fwctl/fwctl0", () => {
  const kernel = simulatedKernel({ device: model() });
  const unplugged = ioctls.findIndex((record) => record.group === "9-unplug");

  test.each(
    ioctls.map((record, index): [string, KernelRecord, number] => [`${record.seq} ${record.name}`, record, index]),
  )("%s", (_, record, index) => {
    if (index === unplugged) kernel.unbind();
    if (record.name.endsWith("after rebind")) kernel.bind();
    const { argument, out, ranges } = memoryOf(record);
    const before = BigInt(record.taint_after ?? 0) & ~524_288n;
    const { errname } = kernel.ioctl(record.req, BigInt(record.arg_addr), mappedMemory(ranges), callerOf(record));
    expect(errname).toBe(record.errname);
    if (record.arg_after !== undefined) expect(toHex(argument)).toBe(record.arg_after);
    if (record.out_after !== undefined) {
      expect(firstDifference(out, buffer(record.out_after, record.out_after_total, record.out_after_rest))).toBe(-1);
    }
    // Other bits than fwctl's own come from elsewhere (a raw mailbox command warns).
    if (record.taint_after !== undefined) expect(BigInt(kernel.taint) | before).toBe(BigInt(record.taint_after));
  });
});

describe("the device itself, asked through its raw mailbox", () => {
  const device = model();
  if (device.driver !== "cxl") throw new Error("the records are of a CXL device");
  const mailbox = cxlDevice(device);
  const raw = records.filter((record) => record.group === "7b-cxl-mem-raw" && /raw 0x50[012]/.test(record.name));

  test("lists its features as the kernel lists them, but for the exclusive ones", () => {
    const listed = records.filter((record) => record.type === "feature");
    const answer = mailbox.send(0x500, fromHex("0806000000000000") ?? new Uint8Array());
    expect(answer?.out.length).toBe(8 + 48 * listed.length);
    for (const [index, { entry }] of listed.entries()) {
      const own = answer?.out.subarray(8 + 48 * index, 56 + 48 * index) ?? new Uint8Array();
      expect(uuidText(own)).toBe(listed[index]?.name);
      if (own.at(22) === fromHex(entry ?? "")?.at(22)) expect(toHex(own)).toBe(entry);
    }
  });

  test("gives the recorded return codes, beginning with a transfer of nobody", () => {
    const getNull = fromHex(`${"00".repeat(18)}040000`) ?? new Uint8Array();
    expect(mailbox.send(0x501, getNull)?.returnCode).toBe(0x1b);
  });

  test("answers the raw commands that do not depend on commands left out of the recording", () => {
    const independent = raw.filter((record) => /sel=[123]|version=99|start_idx|off=9/.test(record.name));
    expect(independent.length).toBeGreaterThan(10);
    for (const record of independent) {
      // struct cxl_send_command: retval at 12, out.size at 32.
      const after = new DataView((fromHex(record.arg_after ?? "") ?? new Uint8Array()).buffer);
      const opcode = after.getUint16(8, true);
      const answer = mailbox.send(opcode, fromHex(record.in_before ?? "") ?? new Uint8Array());
      expect(`${record.name}: ${answer?.returnCode}`).toBe(`${record.name}: ${after.getUint32(12, true)}`);
      if (answer?.returnCode === 0) expect(record.out_after?.startsWith(toHex(answer.out))).toBe(true);
    }
  });
});
