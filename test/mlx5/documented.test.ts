/** The examples of docs/mlx5.md: they are the files in documented/, and the files do what the page says. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { dataView } from "../../src/bits/index.js";
import * as calls from "../../src/mlx5/calls.js";
import * as family from "../../src/mlx5/index.js";
import * as dumps from "../../src/mlx5/resource-dump.js";
import type { Transport } from "../../src/transport/index.js";
import { couldBeRaised } from "./documented/capabilities.js";
import { sampleOnce } from "./documented/diagnostics.js";
import { dumpQueuePair } from "./documented/dump.js";
import { queuePair } from "./documented/objects.js";
import { setMtu } from "./documented/registers.js";
import { scopes } from "./documented/scope.js";

const page = readFileSync(new URL("../../docs/mlx5.md", import.meta.url), "utf8");

/** A module without its imports. */
const body = (source: string): string => source.replace(/^(import [\s\S]*?;\n)+\n/, "").trimEnd();

/** What a module imports, by the name of the package. */
function imported(source: string, from: string): string[] {
  const lists = [...source.matchAll(new RegExp(`import \\{([^}]*)\\} from "${from}"`, "g"))];
  return lists.flatMap(([, list = ""]) => list.split(",").map((name) => name.trim())).filter((name) => name !== "");
}

describe("the page", () => {
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => block);

  test.each(["scope", "capabilities", "registers", "objects", "dump", "diagnostics"])("shows %s.ts", (name) => {
    const source = readFileSync(new URL(`documented/${name}.ts`, import.meta.url), "utf8");
    expect(blocks.map(body)).toContain(body(source));
  });

  test.each([
    ["mlx5", family, 2],
    ["mlx5/calls", calls, 9],
    ["mlx5/resource-dump", dumps, 3],
  ])("imports of fwctl-codec/%s what there is", (subpath, module, least) => {
    const names = new Set(blocks.flatMap((block) => imported(block, `fwctl-codec/${subpath}`)));
    const values = [...names].filter((name) => !name.startsWith("type "));
    expect(values.filter((name) => !Object.hasOwn(module, name))).toEqual([]);
    expect(values.length).toBeGreaterThanOrEqual(least);
  });

  test("prints the scopes that the code gives", () => {
    for (const line of scopes()) expect(page).toContain(line);
  });
});

/** A device that answers each request with what `answer` writes into a reply of zeros. */
function device(answer: (request: DataView, reply: DataView) => void): Transport & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    info: async () => ({ deviceType: 1, data: new Uint8Array(8) }),
    rpc: async (request) => {
      const out = new Uint8Array(request.outLength);
      const asking = dataView(request.in);
      asked.push(asking.getUint16(0));
      answer(asking, dataView(out));
      return { out, outLength: out.length };
    },
  };
}

const refuse = (reply: DataView): void => {
  reply.setUint8(0, 3);
  reply.setUint32(4, 0x65b500);
};

describe("the examples", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("capabilities: what could be raised, and what the device does not say", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const transport = device((request, reply) => {
      const op_mod = request.getUint16(6);
      if (op_mod >> 1 === 2) refuse(reply);
      if (op_mod === 8) reply.setUint8(16, 0x80);
    });
    expect(await couldBeRaised(transport)).toEqual(["ROCE roce_apm: 0, up to 1"]);
    expect(log.mock.calls).toEqual([["ODP: MLX5_CMD_STAT_BAD_PARAM_ERR, syndrome 0x65b500"]]);
  });

  test("registers: one field changes, the others are written as they were read", async () => {
    const written: number[] = [];
    const transport = device((request, reply) => {
      if (request.getUint16(6) === 1) {
        reply.setUint8(17, 1);
        reply.setUint16(20, 9216);
        reply.setUint16(24, 1500);
      } else {
        written.push(request.getUint8(17), request.getUint16(24));
      }
    });
    expect([await setMtu(transport, 1, 9000), written]).toEqual([true, [1, 9000]]);
    expect([await setMtu(transport, 1, 10_000), transport.asked.length]).toEqual([false, 3]);
  });

  test("objects: the context, or why not", async () => {
    const transport = device((request, reply) => {
      if (request.getUint32(8) === 0x121) reply.setUint32(24, 0x3000_1800);
      else refuse(reply);
    });
    expect(await queuePair(transport, 0x121)).toMatchObject({ qpc: { state: 3 } });
    expect(await queuePair(transport, 5)).toBe("MLX5_CMD_STAT_BAD_PARAM_ERR, syndrome 0x65b500");
  });

  test("dumps: the menu first, then the resource by its number", async () => {
    const transport = device((request, reply) => {
      const type = request.getUint16(18);
      const segments =
        type === 0xffff
          ? [
              0x0004_fffe,
              0,
              0,
              0,
              0x000f_ffff,
              1,
              0x1101,
              ...ascii("PRM_QUERY_QP"),
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0x0001_fffb,
            ]
          : [0x0004_fffe, 0, 0, 0, 0x0004_1101, 0, request.getUint32(24), 0, 0x0001_fffb];
      for (const [index, dword] of segments.entries()) reply.setUint32(64 + index * 4, dword);
      reply.setUint32(16 + 36, segments.length * 4);
    });
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(await dumpQueuePair(transport, 7)).toBeUndefined();
    expect(transport.asked).toEqual([0x805, 0x805]);
    expect(log.mock.calls[0]?.[0]).toMatch(/^segment\[1\]\.payload\.query_qp_out/);
  });

  test("diagnostic counters: list, choose, read, end", async () => {
    const transport = device((request, reply) => {
      const [opcode, op_mod] = [request.getUint16(0), request.getUint16(6)];
      if (opcode === 0x100 && op_mod === 1) reply.setUint16(16 + 80, 1);
      if (opcode === 0x100 && op_mod === 27) reply.setUint32(16 + 64, 0x401);
      if (opcode === 0x821) {
        reply.setUint16(16, 0x401);
        reply.setUint32(28, 42);
      }
    });
    expect(await sampleOnce(transport)).toEqual([{ counterId: 0x401, sampleId: 0, timestamp: 0, value: 42n }]);
    expect(transport.asked.slice(-3)).toEqual([0x820, 0x821, 0x820]);
  });
});

function ascii(text: string): number[] {
  const bytes = new Uint8Array(16);
  bytes.set(new TextEncoder().encode(text));
  return [0, 4, 8, 12].map((at) => dataView(bytes).getUint32(at));
}
