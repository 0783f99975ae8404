/** Conversations: calls out of replies, progress, errno inside a conversation, aborts, and what a fault keeps. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import {
  type Conversation,
  errnoOf,
  exchangesOf,
  type ProgressEvent,
  run,
  scriptedTransport,
} from "../../src/transport/index.js";
import { sampleCall } from "./sample.js";

/** Asks for capability after capability until the device says no; every reply's first data byte is the next op_mod. */
function* follow(start: string, most = 8): Conversation<string[]> {
  const seen: string[] = [];
  let next = start;
  for (let done = 1; done <= most; done += 1) {
    const reply = yield {
      ...sampleCall({ in: `0100000000 0000 ${next} 0000000000000000` }),
      progress: { done, total: most },
    };
    seen.push(next);
    next = (reply.out[15] ?? 0).toString(16).padStart(2, "0");
    if (next === "00") return seen;
  }
  return seen;
}

const replyWith = (byte: string): { out: string } => ({ out: `${"00".repeat(15)}${byte}` });

describe("run", () => {
  test("makes each call from the reply before it, and returns what the conversation returns", async () => {
    const transport = scriptedTransport({
      deviceType: 1,
      steps: [
        { in: "01000000000000 01", ...replyWith("05") },
        { in: "01000000000000 05", ...replyWith("07") },
        { in: "01000000000000 07", ...replyWith("00") },
      ],
    });
    expect(await run(transport, follow("01"))).toEqual(["01", "05", "07"]);
    transport.assertUsedUp();
  });

  test("tells how far it is", async () => {
    const events: ProgressEvent[] = [];
    const transport = scriptedTransport({ deviceType: 1, steps: [replyWith("02"), replyWith("00")] });
    await run(transport, follow("01"), { onProgress: (event) => events.push(event) });
    expect(events.map(({ command, calls, done, total }) => [command.name, calls, done, total])).toEqual([
      ["QUERY_HCA_CAP", 1, 1, 8],
      ["QUERY_HCA_CAP", 2, 2, 8],
    ]);
  });

  test("throws an errno into the conversation, which may go on", async () => {
    function* tolerant(): Conversation<number | undefined> {
      try {
        yield sampleCall();
      } catch (error) {
        yield sampleCall({ scope: 1 });
        return errnoOf(error);
      }
      return undefined;
    }
    const transport = scriptedTransport({
      deviceType: 1,
      steps: [{ errno: "EBADMSG" }, { scope: 1, ...replyWith("00") }],
    });
    expect(await run(transport, tolerant())).toBe(74);
  });

  test("keeps every exchange so far beside the fault", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [replyWith("02"), replyWith("03"), { errno: "EIO" }] });
    const error = await run(transport, follow("01")).catch((caught: unknown) => caught);
    expect(exchangesOf(error).map(({ reply, errno }) => reply?.out[15] ?? errno)).toEqual([2, 3, 5]);
  });

  test("passes on what the conversation throws itself", async () => {
    function* broken(): Conversation<void> {
      yield sampleCall();
      throw new TypeError("no such page");
    }
    const transport = scriptedTransport({ deviceType: 1, steps: [replyWith("00")] });
    await expect(run(transport, broken())).rejects.toThrow(new TypeError("no such page"));
  });

  test("stops at an abort: the conversation may clean up, nothing more is sent", async () => {
    const controller = new AbortController();
    let cleaned = false;
    function* stubborn(): Conversation<void> {
      try {
        for (;;) yield sampleCall();
      } catch {
        cleaned = true;
        yield sampleCall();
      }
    }
    const transport = scriptedTransport({ deviceType: 1, steps: [replyWith("01"), replyWith("02"), replyWith("03")] });
    const onProgress = ({ calls }: ProgressEvent): void => {
      if (calls === 2) controller.abort("enough");
    };
    const error = await run(transport, stubborn(), { signal: controller.signal, onProgress }).catch(
      (caught: unknown) => caught,
    );
    expect(isFwctlFault(error) && error.code).toBe("aborted");
    expect([cleaned, transport.left]).toEqual([true, 1]);
    expect(exchangesOf(error)).toHaveLength(3);
  });
});

describe("scriptedTransport", () => {
  test("refuses a call that is not the next one, and says where it differs", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ in: "0100 0000 0000 0003", out: "" }] });
    await expect(transport.rpc(sampleCall())).rejects.toThrow(
      "script.steps[0]: expects 03 at byte 7 of the request, the call has 0100000000000000.",
    );
  });

  test("refuses another scope", async () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ scope: 1, out: "" }] });
    await expect(transport.rpc(sampleCall())).rejects.toThrow("script.steps[0]: expects scope 1, the call has 0.");
  });

  test("refuses one call too many", async () => {
    await expect(scriptedTransport({ deviceType: 1, steps: [] }).rpc(sampleCall())).rejects.toThrow(
      "FWCTL_RPC (mlx5): the script has 0 steps and all are used up.",
    );
  });

  test("says at the end what was never asked for", () => {
    const transport = scriptedTransport({ deviceType: 1, steps: [{ out: "" }, { out: "" }] });
    expect(() => transport.assertUsedUp()).toThrow("script.steps[0]: was never asked for: 2 of 2 steps are left.");
  });

  test("answers with the buffers behind pointers", async () => {
    const call = sampleCall({ pointers: [{ at: 8, direction: "out", length: 2 }] });
    const transport = scriptedTransport({ deviceType: 4, steps: [{ out: "00", pointers: ["beef"] }] });
    expect((await transport.rpc(call)).pointers).toEqual([
      { at: 8, direction: "out", length: 2, data: new Uint8Array([0xbe, 0xef]) },
    ]);
  });

  test("refuses bytes that are no hex", async () => {
    await expect(scriptedTransport({ deviceType: 1, steps: [{ out: "zz" }] }).rpc(sampleCall())).rejects.toThrow(
      "script.steps[0].out: expects bytes or hex digits.",
    );
  });
});
