/** One call: what comes back, what an errno becomes, and what a bad backend is told. */
import { describe, expect, test } from "vitest";
import { type FwctlFault, isFwctlFault } from "../../src/fault/index.js";
import {
  errnoOf,
  exchangesOf,
  ioctlFault,
  scriptedTransport,
  send,
  sendInfo,
  type Transport,
} from "../../src/transport/index.js";
import { hex, sampleCall } from "./sample.js";

/** A backend whose rpc is the given function. */
const backend = (rpc: () => unknown): Transport => {
  const transport = { info: async () => ({ deviceType: 1, data: hex("") }), rpc: async () => rpc() };
  return asTransport(transport);
};

/** Bad backends come from JavaScript, where nobody checks types. */
function asTransport(value: { info: unknown; rpc: unknown }): Transport {
  const untyped: { transport: Transport } = JSON.parse('{"transport":{}}');
  return Object.assign(untyped.transport, value);
}

async function faultOf(promise: Promise<unknown>): Promise<FwctlFault> {
  try {
    await promise;
  } catch (error) {
    if (isFwctlFault(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a reply", () => {
  test("carries the bytes and reads itself", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ out: "00".repeat(16) }] });
    const reply = await send(transport, sampleCall());
    expect(reply.out).toEqual(new Uint8Array(16));
    expect(reply.decode()).toEqual({ status: 0 });
    expect(reply.delivery.outcome).toBe("delivered");
  });

  test("with a refusal of the device is a reply all the same", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ out: "05000000 0065b500 00000000 00000000" }] });
    expect((await send(transport, sampleCall())).decode()).toEqual({ status: 5 });
  });

  test("that looks like a time-out is named as delivery unknown", async () => {
    const transport = scriptedTransport({ deviceType: 2, steps: [{ out: "00".repeat(16) }] });
    const { delivery } = await send(transport, sampleCall({ family: "cxl" }));
    expect(delivery.outcome).toBe("unknown");
    expect(delivery.reason).toContain("read it back");
  });

  test("longer than the buffer is cut and keeps its true length", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ out: "ff".repeat(20) }] });
    const reply = await send(transport, sampleCall());
    expect([reply.out.length, reply.outLength]).toEqual([16, 20]);
  });
});

describe("an errno", () => {
  test("explains itself: which ioctl, which driver, what it means there, what to do", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ errno: "EBADMSG" }] });
    const fault = await faultOf(send(transport, sampleCall()));
    expect(fault.code).toBe("transport");
    expect(fault.message).toMatch(
      /^FWCTL_RPC \(mlx5\) QUERY_HCA_CAP: EBADMSG \(74, bad message\): the opcode is refused, or needs a higher scope/,
    );
    expect(fault.remedy).toBeDefined();
    expect(errnoOf(fault)).toBe(74);
  });

  test("of scope 3 without the capability is told apart from what it cannot be", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ errno: 1 }] });
    const fault = await faultOf(send(transport, sampleCall({ scope: 3 })));
    expect(fault.message).toContain("scope 3 without CAP_SYS_RAWIO");
    const low = scriptedTransport({ deviceType: 1, steps: [{ errno: 1 }] });
    expect((await faultOf(send(low, sampleCall()))).message).not.toContain("CAP_SYS_RAWIO");
  });

  test("after which the command may have run says so", async () => {
    const fault = await faultOf(
      send(scriptedTransport({ deviceType: 1, steps: [{ errno: "ETIMEDOUT" }] }), sampleCall()),
    );
    expect(fault.message).toContain("Delivery unknown: the command may have run");
  });

  test("that no driver gives keeps its number", async () => {
    const fault = await faultOf(send(scriptedTransport({ deviceType: 1, steps: [{ errno: 200 }] }), sampleCall()));
    expect(fault.message).toContain("errno 200");
    expect(errnoOf(fault)).toBe(200);
  });

  test.each<[string, unknown, number | undefined]>([
    ["a Node system error", Object.assign(new Error("EINVAL: invalid argument"), { errno: -22, code: "EINVAL" }), 22],
    ["an error with a code alone", Object.assign(new Error("no"), { code: "ENODEV" }), 19],
    ["an object with an errno", { errno: 14 }, 14],
    ["an error around one of those", new Error("outer", { cause: { errno: 14 } }), 14],
    ["an error without one", new Error("no"), undefined],
    ["a string", "EINVAL", undefined],
  ])("is found in %s", async (_, thrown, errno) => {
    expect(errnoOf(thrown)).toBe(errno);
    const fault = await faultOf(
      send(
        backend(() => {
          throw thrown;
        }),
        sampleCall(),
      ),
    );
    expect(errnoOf(fault)).toBe(errno);
  });

  test("of FWCTL_INFO is explained as well", async () => {
    const transport = {
      ...backend(() => undefined),
      info: async () => {
        throw ioctlFault({ ioctl: "info", errno: "ENODEV" });
      },
    };
    expect((await faultOf(sendInfo(transport))).message).toBe(
      "FWCTL_INFO: ENODEV (19, no such device): the device is gone. Open the device again.",
    );
  });
});

describe("a backend", () => {
  const start = "FWCTL_RPC (mlx5) QUERY_HCA_CAP";
  test.each<[string, unknown, string]>([
    ["with nothing", undefined, ": the backend answered with nothing."],
    ["with a number", 7, ": the backend answered with number."],
    ["without bytes", { outLength: 16 }, ": the backend answered with nothing as `out`, bytes are expected."],
    [
      "with text for bytes",
      { out: "00", outLength: 1 },
      ": the backend answered with string as `out`, bytes are expected.",
    ],
    ["without a length", { out: new Uint8Array(16) }, ": the backend answered without the length in `outLength`."],
    [
      "with a length that lies",
      { out: new Uint8Array(16), outLength: -1 },
      ": the backend answered without the length in `outLength`.",
    ],
    [
      "with too little",
      { out: new Uint8Array(4), outLength: 16 },
      ": the backend answered with too little: 4 bytes, the driver gave 16 for a buffer of 16.",
    ],
    [
      "with too much",
      { out: new Uint8Array(20), outLength: 20 },
      ": the backend answered with too much: 20 bytes, the driver gave 20 for a buffer of 16.",
    ],
    [
      "with buffers that nobody sent",
      { out: new Uint8Array(16), outLength: 16, pointers: [{}] },
      ": the backend answered with 1 buffers behind pointers, 0 were sent.",
    ],
  ])("that answers %s is at fault", async (_, answer, message) => {
    const fault = await faultOf(
      send(
        backend(() => answer),
        sampleCall(),
      ),
    );
    expect(fault.message).toBe(`${start}${message} The backend is at fault, not the device.`);
  });

  test("that answers without the buffers behind pointers is at fault", async () => {
    const call = sampleCall({ pointers: [{ at: 8, direction: "out", length: 4 }] });
    const answer = (data: unknown): unknown => ({ out: new Uint8Array(16), outLength: 16, pointers: data });
    expect(
      (
        await faultOf(
          send(
            backend(() => answer(undefined)),
            call,
          ),
        )
      ).message,
    ).toContain("0 buffers behind pointers, 1 were sent");
    expect(
      (
        await faultOf(
          send(
            backend(() => answer([null])),
            call,
          ),
        )
      ).message,
    ).toContain("pointers[0]: the backend answered with null");
    expect(
      (
        await faultOf(
          send(
            backend(() => answer([{ data: new Uint8Array(5) }])),
            call,
          ),
        )
      ).message,
    ).toContain("data that does not fit a buffer of 4 bytes");
  });

  test("that throws something foreign becomes a fault which keeps it", async () => {
    const thrown = new RangeError("socket  closed\nunexpectedly");
    const fault = await faultOf(
      send(
        backend(() => {
          throw thrown;
        }),
        sampleCall(),
      ),
    );
    expect(fault.message).toBe(
      `${start}: the backend failed with RangeError: socket closed unexpectedly. Whether the command ran is not known: read the state back.`,
    );
    expect(fault.cause).toBe(thrown);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["no device type", { data: new Uint8Array() }],
    ["no bytes", { deviceType: 1, data: [1] }],
  ])("that gives %s for FWCTL_INFO is at fault", async (_, answer) => {
    const fault = await faultOf(sendInfo(asTransport({ info: async () => answer, rpc: undefined })));
    expect(fault.message).toMatch(/^FWCTL_INFO: the backend answered with/);
  });

  test("that answers with too little: what it gave is kept beside the fault", async () => {
    const answer = { out: hex("01020304"), outLength: 16 };
    const fault = await faultOf(
      send(
        backend(() => answer),
        sampleCall(),
      ),
    );
    expect(exchangesOf(fault)).toMatchObject([{ ioctl: "rpc", request: { outLength: 16 }, reply: answer }]);
  });

  test("that fails keeps the exchange beside the fault", async () => {
    const call = sampleCall();
    const fault = await faultOf(send(scriptedTransport({ deviceType: 1, steps: [{ errno: 22 }] }), call));
    expect(exchangesOf(fault)).toEqual([
      { ioctl: "rpc", deviceType: 1, request: { scope: 0, in: call.in, outLength: 16 }, errno: 22 },
    ]);
  });
});

describe("an abort", () => {
  test("before the call sends nothing", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ out: "00" }] });
    const fault = await faultOf(send(transport, sampleCall(), { signal: AbortSignal.abort("enough") }));
    expect([fault.code, fault.cause, transport.left]).toEqual(["aborted", "enough", 1]);
    expect(fault.message).toBe("FWCTL_RPC (mlx5) QUERY_HCA_CAP: aborted before it was sent.");
  });

  test("under way ends the wait, even of a backend that ignores signals", async () => {
    const controller = new AbortController();
    const never = backend(() => new Promise(() => {}));
    const pending = faultOf(send(never, sampleCall(), { signal: controller.signal }));
    controller.abort(new Error("operator"));
    const fault = await pending;
    expect(fault.message).toBe(
      "FWCTL_RPC (mlx5) QUERY_HCA_CAP: aborted while it was under way. The device may have run it all the same: read the state back.",
    );
    expect(fault.cause).toEqual(new Error("operator"));
  });

  test("drops an answer, or an error, that comes after it", async () => {
    for (const settle of ["resolve", "reject"] as const) {
      const controller = new AbortController();
      let finish = (): void => {};
      const late = backend(
        () =>
          new Promise((resolve, reject) => {
            finish = () =>
              settle === "resolve" ? resolve({ out: new Uint8Array(16), outLength: 16 }) : reject(new Error("late"));
          }),
      );
      const pending = faultOf(send(late, sampleCall(), { signal: controller.signal }));
      await Promise.resolve();
      controller.abort();
      finish();
      expect((await pending).code).toBe("aborted");
    }
  });
});
