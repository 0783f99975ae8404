/** The backend for real device nodes: against a stand-in in C, and as far as a machine without fwctl allows. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as koffi from "koffi";
import { describe, expect, onTestFinished, test } from "vitest";
import { openLinuxDevice } from "../../examples/linux-ioctl/backend.js";
import { discoverDevices } from "../../examples/linux-ioctl/discover.js";
import { loadLibc } from "../../examples/linux-ioctl/libc.js";
import type { RpcRequest } from "../../src/catalog/rpc.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { errnoOf, sendInfo } from "../../src/transport/index.js";
import { buildStandin } from "./standin/build.js";

// As few calls at a time as koffi allows, so that a test can ask for too many.
koffi.config({ resident_async_pools: 2, max_async_calls: 8 });
const library = buildStandin();
const libc = loadLibc(library);
const openCount: () => number = koffi.load(library).func("int standin_open_count(void)");
const device = (name: string, timeout?: number): ReturnType<typeof openLinuxDevice> =>
  openLinuxDevice(`/dev/fwctl/${name}`, timeout === undefined ? { libc } : { libc, timeout });

/** A request of the stand-in's pds kind: `data` goes out behind one address, as much comes back behind another. */
function request(data: Uint8Array, scope = 0): RpcRequest {
  const message = new Uint8Array(48);
  new DataView(message.buffer).setUint32(12, data.length, true);
  new DataView(message.buffer).setUint32(36, data.length, true);
  return {
    scope,
    in: message,
    outLength: 48,
    pointers: [
      { at: 16, direction: "in", data, length: data.length },
      { at: 40, direction: "out", length: data.length },
    ],
  };
}

const messageIn = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function messageOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isFwctlFault(error)) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a device, through libc's open, ioctl and close", () => {
  test("FWCTL_INFO", async () => {
    const pds = device("pds");
    expect(await pds.info()).toEqual({ deviceType: 4, data: Uint8Array.of(1, 2, 3, 4) });
    await pds.close();
  });

  test("FWCTL_RPC follows the addresses and brings back what was written there", async () => {
    const pds = device("pds");
    const reply = await pds.rpc(request(Uint8Array.of(1, 2, 3)));
    expect([reply.out[24], reply.outLength]).toEqual([7, 48]);
    expect(reply.pointers?.map((pointer) => pointer.data)).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(3, 2, 1)]);
    await pds.close();
  });

  test("a reply longer than its buffer is cut", async () => {
    const pds = device("pds");
    const reply = await pds.rpc({ ...request(Uint8Array.of(1)), outLength: 10 });
    expect([reply.out.length, reply.outLength]).toEqual([10, 48]);
    await pds.close();
  });

  test("an errno is the one of that call, also with several under way", async () => {
    const pds = device("pds");
    await pds.info();
    const scopes = [3, 0, 4, 3, 0, 4];
    const errnos = await Promise.all(
      scopes.map((scope) => pds.rpc(request(Uint8Array.of(1), scope)).then(() => 0, errnoOf)),
    );
    expect(errnos).toEqual([1, 0, 95, 1, 0, 95]);
    expect(await messageOf(pds.rpc(request(Uint8Array.of(1), 3)))).toMatch(
      /^FWCTL_RPC \(pds\): EPERM \(1, not permitted\)/,
    );
    await pds.close();
  });

  test("a device removed while it is open", async () => {
    const gone = device("gone");
    await gone.info();
    expect(await messageOf(gone.rpc(request(Uint8Array.of(1))))).toMatch(
      /^FWCTL_RPC \(pds\): ENODEV \(19, no such device\): the device is gone.*Open the device again/,
    );
    await gone.close();
  });

  test("a slow firmware stops neither the event loop nor other calls", async () => {
    const slow = device("slow");
    const order: string[] = [];
    const turn = new Promise((resolve) => setImmediate(resolve)).then(() => order.push("a turn of the loop"));
    await Promise.all([slow.info(), slow.info(), turn].map((done) => done.then(() => order.push("done"))));
    expect(order[0]).toBe("a turn of the loop");
    await slow.close();
  });

  test("more calls at a time than koffi queues are refused, and the others are answered", async () => {
    const slow = device("slow");
    const calls = Array.from({ length: 12 }, () => sendInfo(slow).then(({ deviceType }) => deviceType, messageIn));
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer === 4)).toHaveLength(8);
    expect(answers.at(-1)).toMatch(/^FWCTL_INFO: the backend failed with Error: Too many/);
    expect((await slow.info()).deviceType).toBe(4);
    await slow.close();
  });

  test("a timeout ends the wait: ETIMEDOUT, delivery unknown", async () => {
    const slow = device("slow", 10);
    expect(await messageOf(slow.rpc(request(Uint8Array.of(1))))).toMatch(
      /^FWCTL_RPC: ETIMEDOUT \(110, timed out\): .*Delivery unknown: the command may have run/,
    );
    await slow.close();
  });

  test("an abort before the call sends nothing; one under way ends the wait", async () => {
    const slow = device("slow");
    await expect(slow.info({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    expect(await messageOf(sendInfo(slow, { signal: AbortSignal.timeout(10) }))).toBe(
      "FWCTL_INFO: aborted while it was under way. The device may have run it all the same: read the state back.",
    );
    await slow.close();
  });

  test("close waits for what is under way, closes once, and after it there is EBADF", async () => {
    const before = openCount();
    const slow = device("slow");
    const pending = slow.info();
    await slow.close();
    await slow.close();
    expect(openCount()).toBe(before);
    expect((await pending).deviceType).toBe(4);
    expect(await messageOf(slow.info())).toContain("EBADF (9, bad file descriptor)");
  });

  test("nothing leaks: neither descriptors nor buffers", async () => {
    const before = openCount();
    const data = new Uint8Array(1 << 20);
    for (let round = 0; round < 100; round += 1) {
      const pds = device("pds");
      await pds.rpc(request(data));
      await pds.close();
    }
    expect(openCount()).toBe(before);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(200 << 20);
  });
});

describe("what cannot be opened", () => {
  test.each([
    [
      "missing",
      "/dev/fwctl/missing: cannot be opened: ENOENT. See /sys/class/fwctl for the devices that there are; " +
        "a driver's fwctl module may have to be loaded.",
    ],
    ["locked", "/dev/fwctl/locked: cannot be opened: EACCES. Run as a user who may open it: by default only root."],
  ])("%s", (name, message) => {
    expect(() => device(name)).toThrow(message);
  });

  test("something that is no fwctl device shows with the first call", async () => {
    const other = device("other");
    expect(await messageOf(other.info())).toMatch(
      /^FWCTL_INFO: ENOTTY \(25, not an ioctl of this device\): not an ioctl of fwctl/,
    );
    await other.close();
  });
});

describe("this machine's own libc", () => {
  test("a missing device", () => {
    expect(() => openLinuxDevice("/dev/fwctl/fwctl4095")).toThrow("/dev/fwctl/fwctl4095: cannot be opened: ENOENT.");
  });

  test("a device that is no fwctl", async () => {
    const zero = openLinuxDevice("/dev/null");
    expect(await messageOf(zero.info())).toMatch(/^FWCTL_INFO: ENOTTY \(25, not an ioctl of this device\)/);
    await zero.close();
  });
});

describe("discovery through sysfs", () => {
  test("lists devices by number, with what they belong to", () => {
    const root = mkdtempSync(join(tmpdir(), "fwctl-class-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, "drivers/mlx5_fwctl"), { recursive: true });
    mkdirSync(join(root, "devices/mlx5_core.fwctl.0"), { recursive: true });
    symlinkSync(join(root, "drivers/mlx5_fwctl"), join(root, "devices/mlx5_core.fwctl.0/driver"));
    for (const name of ["fwctl10", "fwctl2", "power"]) mkdirSync(join(root, name));
    symlinkSync(join(root, "devices/mlx5_core.fwctl.0"), join(root, "fwctl2/device"));
    writeFileSync(join(root, "fwctl2/dev"), "240:2\n");
    expect(discoverDevices(root)).toEqual([
      { name: "fwctl2", path: "/dev/fwctl/fwctl2", parent: "mlx5_core.fwctl.0", driver: "mlx5_fwctl", dev: "240:2" },
      { name: "fwctl10", path: "/dev/fwctl/fwctl10", parent: undefined, driver: undefined, dev: undefined },
    ]);
  });

  test("finds nothing where the kernel has no fwctl", () => {
    expect(discoverDevices(join(tmpdir(), "no-such-class"))).toEqual([]);
  });
});
