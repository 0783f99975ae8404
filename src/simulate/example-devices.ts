/**
 * Made-up devices, one of each driver, to write tools with before there is hardware. No value is of a real device;
 * sizes and places are those of the kernel's headers.
 */
import type { BnxtModel } from "./bnxt-model.js";
import type { CxlModel } from "./cxl-model.js";
import type { Mlx5Model } from "./mlx5-model.js";
import type { PdsModel } from "./pds-model.js";

/** A CXL memory device with patrol scrub, which the kernel keeps to itself, and two features of a vendor. */
export const exampleCxlDevice: CxlModel = {
  driver: "cxl",
  doc: "an example: patrol scrub, a feature that changes at once, one that changes after a reset",
  features: [
    {
      uuid: "96dad7d6-fde8-482b-a733-75774e06db8a",
      get_feat_size: 4,
      set_feat_size: 2,
      flags: 1,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 0x202,
      current: "030c0100",
      writes: [
        { from: 0, to: 1 },
        { from: 1, to: 3, take: 1, keep: 0xfe },
      ],
    },
    {
      uuid: "5f0e3a10-0001-4c1d-9a60-0102030405f1",
      get_feat_size: 8,
      set_feat_size: 4,
      flags: 0x61,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 0x202,
      current: "0100000064000000",
      default: "0000000064000000",
      saved: "0100000064000000",
    },
    {
      uuid: "5f0e3a10-0002-4c1d-9a60-0102030405f2",
      get_feat_size: 4,
      set_feat_size: 4,
      flags: 1,
      get_feat_ver: 2,
      set_feat_ver: 2,
      effects: 0x600,
      current: "0a0b0c0d",
    },
  ],
};

/** An mlx5 device with two capability records, the registers PTYS, PMLP and MTMP, and QUERY_ISSI. */
export const exampleMlx5Device: Mlx5Model = {
  driver: "mlx5",
  doc: "an example: one Ethernet port, general and on-demand-paging capabilities, link and temperature registers",
  uid: 7,
  capabilities: [
    {
      type: 0,
      // log_max_qp 18, log_max_cq 24, log_max_mkey 23, num_ports 1, port_type Ethernet, log_max_msg 30, …
      current: {
        "0x4": "00000001",
        "0x10": "0f0f0012",
        "0x14": "00170000",
        "0x18": "00160018",
        "0x1c": "16170006",
        "0x30": "10000000",
        "0x34": "00000101",
        "0x38": "1e000000",
        "0x64": "00170000",
        "0x6c": "00001412",
        "0x70": "00140000",
        "0xd4": "0000003f",
      },
    },
    { type: 2, current: { "0x8": "84000000", "0x10": "90000000" } },
  ],
  registers: [
    // PTYS of port 1: extended Ethernet speeds that it can do, may do, does.
    {
      id: 0x5004,
      match: [{ at: 1, bytes: "01" }],
      data: { "0x0": "00010004", "0x8": "0003ffff", "0x14": "0003ffff", "0x20": "00001000", "0x3f": "00" },
      writable: { "0x14": "ffffffff", "0x3f": "00" },
    },
    // PMLP of port 1: four lanes.
    { id: 0x5002, match: [{ at: 1, bytes: "01" }], data: { "0x0": "00010004", "0x3f": "00" } },
    // MTMP of sensor 0: 45 degrees, in eighths.
    { id: 0x900a, data: { "0x4": "00000168", "0x8": "00000190", "0x18": "61736963", "0x1f": "00" } },
  ],
  replies: [{ opcode: 0x10a, out: { "0x0": "00000001", "0x64": "00000003" } }],
};

/** A bnxt device that answers HWRM_VER_GET. */
export const exampleBnxtDevice: BnxtModel = {
  driver: "bnxt",
  doc: "an example: HWRM_VER_GET, interface 1.10.3",
  replies: [{ req_type: 0, out: { "0x0": "010a0300", "0x4": "e9000000", "0x18": "6578616d706c65", "0xa6": "00" } }],
};

/** An AMD/Pensando device with one endpoint: an operation that reads, and one that writes and needs a debug scope. */
export const examplePdsDevice: PdsModel = {
  driver: "pds",
  doc: "an example: endpoint 1, operation 1 reads, operation 2 writes",
  endpoints: [
    {
      id: 1,
      operations: [
        { id: 0x0001_0001, scope: 0, replies: [{ data: "0102030405060708" }] },
        { id: 0x0001_0002, scope: 8 },
      ],
    },
  ],
};
