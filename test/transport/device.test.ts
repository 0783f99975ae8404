/** A device and a catalog together, on the simulated kernel: the examples that a README would show. */
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/index.js";
import { cxl } from "../../src/cxl/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { operationId, pds, pdsCall } from "../../src/pds/index.js";
import { examplePdsDevice, scopePolicy, simulatedKernel } from "../../src/simulate/index.js";
import { openDevice, scriptedTransport } from "../../src/transport/index.js";

const catalog = createCatalog(mlx5, cxl);
const kernel = (): ReturnType<typeof simulatedKernel> =>
  simulatedKernel({
    device: { driver: "mlx5", capabilities: [{ type: 2, current: { "8": "80" } }] },
    policy: scopePolicy(mlx5),
  });

function queryHcaCap(op_mod: number): ReturnType<NonNullable<ReturnType<typeof mlx5.command>>["call"]> {
  const command = mlx5.commands.get("QUERY_HCA_CAP");
  if (command === undefined) throw new Error("mlx5 has QUERY_HCA_CAP");
  return command.call({ op_mod });
}

describe("openDevice", () => {
  test("chooses the family by the device type", async () => {
    const device = await openDevice(kernel(), catalog);
    expect([device.family.name, device.info.deviceType, device.info.data.length]).toEqual(["mlx5", 1, 8]);
  });

  test("decodes the driver's own record", async () => {
    expect((await openDevice(kernel(), catalog)).record).toEqual({ uid: 1, uctx_caps: 4 });
    const silent = scriptedTransport({ deviceType: 2, steps: [] });
    expect((await openDevice(silent, catalog)).record).toBeUndefined();
  });

  test("decodes what came back, by what was asked", async () => {
    const device = await openDevice(kernel(), catalog);
    const { status, response, reply } = await device.rpc(queryHcaCap(5));
    expect(status?.ok).toBe(true);
    expect(response).toMatchObject({
      status: 0,
      capability: { odp_cap: { transport_page_fault_scheme_cap: { sig: 1 } } },
    });
    expect(reply.decode()).toEqual(response);
  });

  test("keeps the buffers behind addresses: nothing is said to be missing", async () => {
    const device = await openDevice(simulatedKernel({ device: examplePdsDevice }), createCatalog(pds));
    const call = pdsCall({ ep: 1, op: operationId(1, 1), request: Uint8Array.of(1, 2), replyLength: 8 });
    const { notes, reply } = await device.rpc(call);
    expect(notes).toEqual([]);
    expect(reply.decode()).toMatchObject({ retval: 0, payload: { bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) } });
  });

  test("keeps a refusal of the device in the status", async () => {
    const device = await openDevice(kernel(), catalog);
    const { status, delivery } = await device.rpc(queryHcaCap(1));
    expect([status?.ok, status?.name, delivery.outcome]).toEqual([false, "MLX5_CMD_STAT_BAD_PARAM_ERR", "delivered"]);
  });

  test("runs a conversation", async () => {
    const device = await openDevice(kernel(), catalog);
    const found = await device.run(
      (function* () {
        const types = [];
        for (const type of [0, 1, 2, 3]) {
          const reply = yield queryHcaCap(type * 2 + 1);
          if (reply.out[0] === 0) types.push(type);
        }
        return types;
      })(),
    );
    expect(found).toEqual([2]);
  });

  test("refuses a device type that the catalog does not know", async () => {
    const stranger = scriptedTransport({ deviceType: 9, steps: [] });
    await expect(openDevice(stranger, catalog)).rejects.toThrow(
      "fwctl_info.out_device_type: device type 9 is not in this catalog (1 mlx5, 2 cxl).",
    );
  });
});
