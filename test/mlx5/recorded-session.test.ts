/** Runs of the vendor's client: what it asked, what it was answered, and what it printed about that. */
import { describe, expect, test } from "vitest";
import { dataView, fromHex, toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc, type RpcReply } from "../../src/catalog/index.js";
import { queryCapability } from "../../src/mlx5/capability-query.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { readRegister } from "../../src/mlx5/register-access.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { type ResourceDump, resourceDump } from "../../src/mlx5/resource-dump.js";
import { vectorLines } from "../support/lines.js";

interface Ioctl {
  readonly arg_before: string;
  readonly in: string;
  readonly out_after: string;
  readonly ret: number;
}

interface Run {
  readonly argv: readonly string[];
  readonly ioctls: readonly Ioctl[];
  readonly stdout: string;
  readonly printed?: readonly (readonly [name: string, value: string])[];
}

const runs = vectorLines<Run>("captures/captures.jsonl");
const catalog = createCatalog(mlx5.with(mlx5Registers));

function runOf(word: string): Run {
  const found = runs.find((run) => run.argv.includes(word));
  if (found === undefined) throw new Error(`no run of ${word}`);
  return found;
}

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

/** `struct fwctl_rpc`: size, scope, in_len, out_len. */
function argument({ arg_before }: Ioctl): { inLength: number; outLength: number } {
  const data = dataView(bytesOf(arg_before));
  return { inLength: data.getUint32(8, true), outLength: data.getUint32(12, true) };
}

const replyOf = ({ out_after }: Ioctl): RpcReply => {
  const out = bytesOf(out_after);
  return { out, outLength: out.length };
};

/** A decoded field as text by its path (`lro_timer_supported_periods[2]`); `undefined` when there is no such field. */
function fieldText(value: unknown, path: string, base: number): string | undefined {
  let at: unknown = value;
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== "")) {
    at = typeof at === "object" && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
  }
  return typeof at === "number" || typeof at === "bigint" ? at.toString(base) : undefined;
}

function exchange(run: Run): ReturnType<typeof decodeRpc> {
  const [ioctl] = run.ioctls;
  if (ioctl === undefined) throw new Error("no ioctl");
  return decodeRpc(catalog, { deviceType: 1, in: bytesOf(ioctl.in), out: bytesOf(ioctl.out_after) });
}

describe("cap --id=ETHERNET_OFFLOADS --mode=max", () => {
  const run = runOf("cap");
  const rpc = exchange(run);

  test("is QUERY_HCA_CAP, answered", () => {
    expect([rpc.command?.name, rpc.status?.ok, rpc.faults]).toEqual(["QUERY_HCA_CAP", true, []]);
  });

  test("our builder asks the same, with room for the same reply", () => {
    const call = queryCapability(mlx5, "ETHERNET_OFFLOADS", "max");
    expect(toHex(call.in)).toBe(run.ioctls[0]?.in);
    expect(call.outLength).toBe(run.ioctls.map(argument)[0]?.outLength);
  });

  // One name is printed twice. None of the 41 has another place in the client's older header.
  test("every value that the client printed, by its name", () => {
    const caps = fieldsOf(rpc.response, "capability", "per_protocol_networking_offload_caps");
    const printed = run.printed ?? [];
    expect(printed.length).toBe(41);
    expect(printed.map(([name]) => [name, fieldText(caps, name, 10)])).toEqual(printed);
  });
});

function fieldsOf(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const step of path) at = typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined;
  return at;
}

describe("reg --id=PTYS --port=1", () => {
  const run = runOf("reg");
  const rpc = exchange(run);

  test("is ACCESS_REG, answered", () => {
    expect([rpc.command?.name, rpc.status?.ok, rpc.faults]).toEqual(["ACCESS_REG", true, []]);
  });

  test("our builder asks the same in as many bytes as the register has; the client always sends 3,100", () => {
    const call = readRegister(mlx5, "PTYS", { local_port: 1, proto_mask: 0 });
    expect([call.in.length, call.outLength, call.scope]).toEqual([80, 80, 1]);
    expect(run.ioctls[0]?.in.startsWith(toHex(call.in))).toBe(true);
    expect(run.ioctls[0]?.in.slice(160)).toMatch(/^0+$/);
  });

  test("every value that the client printed, by its name", () => {
    const register = fieldsOf(rpc.response, "register_data", "ptys_reg");
    const printed = run.printed ?? [];
    expect(printed.length).toBe(8);
    expect(printed.map(([name]) => [name, fieldText(register, name, 16)])).toEqual(printed);
  });

  test("what stands behind the register is kept", () => {
    const tail = rpc.response?.["@tail"];
    expect(tail instanceof Uint8Array ? tail.length : undefined).toBe(0xc2c - 16 - 64);
  });
});

describe("rscdump --type=0x1101 --idx1=0x22 --idx2=0x1", () => {
  const run = runOf("rscdump");
  const asked: string[] = [];
  const dump = replayed();

  /** Plays the recorded replies to our own conversation. */
  function replayed(): ResourceDump {
    const conversation = resourceDump(mlx5, { segmentType: 0x1101, index1: 0x22, index2: 1 });
    let step = conversation.next();
    for (const ioctl of run.ioctls) {
      if (step.done === true) throw new Error("ended early");
      asked.push(toHex(step.value.in));
      step = conversation.next(replyOf(ioctl));
    }
    if (step.done !== true) throw new Error("asks for more than was recorded");
    return step.value;
  }

  test("our conversation asks what the client asked, call by call", () => {
    expect(asked).toEqual(run.ioctls.map((ioctl) => ioctl.in));
  });

  test("the dump is whole, and as long as the client says", () => {
    expect([dump.complete, dump.calls, dump.notes]).toEqual([true, 6, []]);
    expect(dump.bytes.length).toBe(Number(/Resource dump size (\d+)/.exec(run.stdout)?.[1]));
  });

  test("each segment with the kind, type and length that the client printed", () => {
    const printed = [
      ...run.stdout.matchAll(/(Info|Command|Notice|Reference|Resource|Terminate) Segment: type 0x(\w+), length (\d+)/g),
    ];
    expect(dump.segments.map(({ kind, type, bytes }) => [kind, type.toString(16), String(bytes.length)])).toEqual(
      printed.map(([, kind, type, length]) => [kind?.toLowerCase(), type, length]),
    );
  });

  const controlLines: [kind: string, start: string, fields: number][] = [
    ["info", "dump_version", 3],
    ["command", "segment_called", 6],
    ["reference", "reference_segment", 5],
  ];
  test.each(controlLines)("the fields of the %s segment", (kind, start, fields) => {
    const line = run.stdout.split("\n").find((one) => one.trim().startsWith(start)) ?? "";
    // The client prints `fw_version 0161f0bb8`: a stray 0, then hexadecimal digits without 0x.
    const printed = [...line.matchAll(/(\w+):? (\w+)/g)].map(([, name = "", text = ""]) => [
      name,
      name === "fw_version" ? Number.parseInt(text, 16) : Number(text),
    ]);
    const value = dump.segments.find((segment) => segment.kind === kind)?.value;
    expect(printed.map(([name]) => [name, value?.[String(name)]])).toEqual(printed);
    expect(printed.length).toBe(fields);
  });

  test("the notice in words", () => {
    const notice = dump.segments.find(({ kind }) => kind === "notice");
    expect(run.stdout).toContain(
      `notice: syndrome 0x${Number(notice?.value?.["syndrome_id"]).toString(16)}, ${notice?.text}\n`,
    );
  });

  test("index and payload of each resource segment", () => {
    const printed = [...run.stdout.matchAll(/index1 (0x\w+), index2 (0x\w+)\n((?:[0-9a-f]{2} |\n)+)/g)].map(
      ([, index1, index2, bytes = ""]) => [Number(index1), Number(index2), bytes.replaceAll(/\s/g, "")],
    );
    const resources = dump.segments.filter(({ kind }) => kind === "resource");
    expect(
      resources.map(({ value, payload }) => [
        value?.["index1"],
        value?.["index2"],
        toHex(payload?.bytes ?? new Uint8Array(0)),
      ]),
    ).toEqual(printed);
    expect(printed.length).toBe(5);
  });

  test("each exchange by itself is ACCESS_REG of the register", () => {
    const names = run.ioctls.map((ioctl) => {
      const rpc = decodeRpc(catalog, { deviceType: 1, in: bytesOf(ioctl.in), out: bytesOf(ioctl.out_after) });
      return [rpc.command?.name, Object.keys(fieldsOf(rpc.response, "register_data") ?? {}).join(), rpc.faults.length];
    });
    expect(names).toEqual(run.ioctls.map(() => ["ACCESS_REG", "resource_dump", 0]));
  });
});
