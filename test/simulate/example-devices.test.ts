/** The example devices: what a tool author sees first. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { bnxt } from "../../src/bnxt/index.js";
import { type Call, commandNamed, createCatalog, type Family } from "../../src/catalog/index.js";
import { cxl, listFeatures, readFeature } from "../../src/cxl/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import {
  exampleBnxtDevice,
  exampleCxlDevice,
  exampleMlx5Device,
  examplePdsDevice,
  readDeviceModel,
  scopePolicy,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { type Device, openDevice } from "../../src/transport/index.js";

const family = mlx5.with(mlx5Registers);
const catalog = createCatalog(family, cxl, bnxt, pds);
const call = (known: Family, name: string, fields: object): Call => commandNamed(known, name).call(fields);

describe("mlx5", () => {
  const open = (): Promise<Device> =>
    openDevice(simulatedKernel({ device: exampleMlx5Device, policy: scopePolicy(mlx5) }), catalog);

  test("its capabilities", async () => {
    const { response } = await (await open()).rpc(call(family, "QUERY_HCA_CAP", { op_mod: 1 }));
    expect(response).toMatchObject({ capability: { cmd_hca_cap: { log_max_qp: 18, log_max_cq: 24, num_ports: 1 } } });
  });

  test("its registers", async () => {
    const device = await open();
    const read = async (register_id: number, register_data: Uint8Array): Promise<unknown> => {
      const request = call(family, "ACCESS_REG", { op_mod: 1, register_id });
      const sent = {
        ...request,
        in: Uint8Array.of(...request.in.subarray(0, 16), ...register_data),
        outLength: 16 + register_data.length,
      };
      return (await device.rpc(sent)).response;
    };
    const port = new Uint8Array(64);
    port[1] = 1;
    expect(await read(0x5004, port)).toMatchObject({
      register_data: { ptys_reg: { local_port: 1, ext_eth_proto_oper: 0x1000 } },
    });
    expect(await read(0x900a, new Uint8Array(32))).toMatchObject({ register_data: { mtmp_reg: { temperature: 360 } } });
  });

  test("its issi", async () => {
    const { response } = await (await open()).rpc(call(family, "QUERY_ISSI", {}));
    expect(response).toMatchObject({ current_issi: 1, supported_issi_dw0: 3 });
  });
});

describe("cxl", () => {
  test("its features: the exclusive one as not changeable", async () => {
    const device = await openDevice(simulatedKernel({ device: exampleCxlDevice }), catalog);
    const { entries } = await device.run(listFeatures());
    expect(entries.map(({ flags, set_feat_size }) => [flags, set_feat_size])).toEqual([
      [0, 0],
      [0x61, 4],
      [1, 4],
    ]);
  });

  test("a feature, read by the library's own conversation", async () => {
    const device = await openDevice(simulatedKernel({ device: exampleCxlDevice }), catalog);
    const { data, complete } = await device.run(readFeature("5f0e3a10-0001-4c1d-9a60-0102030405f1"));
    expect([toHex(data), complete]).toEqual(["0100000064000000", true]);
  });
});

test("bnxt answers VER_GET", async () => {
  const device = await openDevice(simulatedKernel({ device: exampleBnxtDevice, policy: scopePolicy(bnxt) }), catalog);
  const { response } = await device.rpc(call(bnxt, "VER_GET", {}));
  expect(response).toMatchObject({
    resp_len: 176,
    hwrm_intf_maj_8b: 1,
    hwrm_intf_min_8b: 10,
    hwrm_fw_name: "example",
    valid: 0,
  });
});

test("pds answers operation 1", async () => {
  const kernel = simulatedKernel({ device: examplePdsDevice });
  const message = new Uint8Array(48);
  message.set([1, 0, 1, 0, 1], 0);
  message[36] = 4;
  const reply = await kernel.rpc({
    scope: 0,
    in: message,
    outLength: 48,
    pointers: [{ at: 40, direction: "out", length: 4 }],
  });
  expect(reply.pointers?.[0]?.data).toEqual(Uint8Array.of(1, 2, 3, 4));
});

test("all of them are device files, too", () => {
  for (const device of [exampleMlx5Device, exampleCxlDevice, exampleBnxtDevice, examplePdsDevice]) {
    expect(readDeviceModel(JSON.stringify(device))).toEqual(device);
  }
});
