/** The three examples of docs/transports.md: they are the files, and the files do what the page says. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ffiTransport } from "../../examples/transports/ffi.js";
import { httpTransport, serveTransport } from "../../examples/transports/http.js";
import { recordedFeature } from "../../examples/transports/replay.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { type PdsModel, simulatedKernel } from "../../src/simulate/index.js";
import { errnoOf, scriptedTransport, type Transport } from "../../src/transport/index.js";
import { buildStandin } from "./standin/build.js";

const library = buildStandin();
const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/transports.md", root), "utf8");

describe("the page", () => {
  test.each(["ffi", "http", "replay"])(
    "shows examples/transports/%s.ts as it is, with the names of the package",
    (name) => {
      const path = `examples/transports/${name}.ts`;
      const source = readFileSync(new URL(path, root), "utf8")
        .trimEnd()
        .replaceAll("../../src/catalog/index.js", "fwctl-codec")
        .replaceAll(/\.\.\/\.\.\/src\/(\w+)\/index\.js/g, "fwctl-codec/$1");
      expect(page).toContain(`\`\`\`ts\n// ${path}\n${source}\n\`\`\``);
    },
  );
});

/** A pds request: two bytes behind one address, room for two behind the other. */
function pdsRequest(scope = 0): Parameters<Transport["rpc"]>[0] {
  const message = new Uint8Array(48);
  const view = new DataView(message.buffer);
  view.setUint32(0, 5, true);
  view.setUint32(4, 1, true);
  view.setUint32(12, 2, true);
  view.setUint32(36, 2, true);
  return {
    scope,
    in: message,
    outLength: 48,
    pointers: [
      { at: 16, direction: "in", data: Uint8Array.of(1, 2), length: 2 },
      { at: 40, direction: "out", length: 2 },
    ],
  };
}

describe("a foreign function call", () => {
  test("reaches the device", async () => {
    const transport = ffiTransport("/dev/fwctl/pds", library);
    expect(await transport.info()).toEqual({ deviceType: 4, data: Uint8Array.of(1, 2, 3, 4) });
    expect((await transport.rpc(pdsRequest())).pointers?.[1]?.data).toEqual(Uint8Array.of(2, 1));
    expect(errnoOf(await transport.rpc(pdsRequest(3)).catch((error: unknown) => error))).toBe(1);
    transport.close();
  });

  test("says why it cannot", () => {
    expect(() => ffiTransport("/dev/fwctl/fwctl4095")).toThrow("/dev/fwctl/fwctl4095: errno 2");
  });
});

describe("a remote agent", () => {
  const device: PdsModel = {
    driver: "pds",
    endpoints: [{ id: 1, operations: [{ id: 5, scope: 0, replies: [{ data: "beef" }] }] }],
  };

  /** Serves a transport on a port of its own while `use` runs. */
  async function served(transport: Transport, use: (url: string) => Promise<void>): Promise<void> {
    const server = serveTransport(transport, "secret");
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    try {
      await use(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
    } finally {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  }

  test("answers as the device does", async () => {
    const kernel = simulatedKernel({ device });
    await served(kernel, async (url) => {
      const remote = httpTransport(url, "secret");
      expect(await remote.info()).toEqual(await kernel.info());
      expect(await remote.rpc(pdsRequest())).toEqual(await kernel.rpc(pdsRequest()));
    });
  });

  test("carries an errno over the line", async () => {
    await served(simulatedKernel({ device, caller: { rawIo: false } }), async (url) => {
      const error = await httpTransport(url, "secret")
        .rpc(pdsRequest(3))
        .catch((caught: unknown) => caught);
      expect([isFwctlFault(error), errnoOf(error)]).toEqual([true, 1]);
    });
  });

  test("asks for the token", async () => {
    await served(simulatedKernel({ device }), async (url) => {
      await expect(httpTransport(url, "guess").info()).rejects.toThrow("401 who are you?");
    });
  });

  test("passes on what went wrong without an errno", async () => {
    await served(scriptedTransport({ deviceType: 1, steps: [] }), async (url) => {
      await expect(httpTransport(url, "secret").rpc(pdsRequest())).rejects.toThrow(
        "502 FwctlFault: FWCTL_RPC (mlx5): the script",
      );
    });
  });

  test("is told when the caller gives up", async () => {
    const told = new Promise<void>((resolve) => {
      const patient: Transport = {
        info: (options) => new Promise(() => options?.signal?.addEventListener("abort", () => resolve())),
        rpc: async () => ({ out: new Uint8Array(), outLength: 0 }),
      };
      void served(patient, async (url) => {
        await httpTransport(url, "secret")
          .info({ signal: AbortSignal.timeout(50) })
          .catch(() => undefined);
        await told;
      });
    });
    await told;
  });
});

describe("a recording", () => {
  test("answers in the place of the device", async () => {
    const session = new URL("examples/session.ndjson", root).pathname;
    const { status, response } = await recordedFeature(session, "892ba475-fad8-474e-9d3e-692c917568bb", 20);
    expect(status?.ok).toBe(true);
    expect(response).toMatchObject({ size: 20, retval: 0 });
  });

  test("knows what it does not hold", async () => {
    const session = new URL("examples/session.ndjson", root).pathname;
    await expect(recordedFeature(session, "892ba475-fad8-474e-9d3e-692c917568bb", 21)).rejects.toThrow(
      "FWCTL_RPC (cxl) GET_FEATURE: recording: has no call with this request of 37 bytes and scope 0.",
    );
  });
});
