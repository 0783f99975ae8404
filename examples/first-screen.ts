// A real client asked a ConnectX-6 Dx for its Ethernet offload capability; these are the bytes of request and reply.
import { createCatalog, inspectRpc } from "fwctl-codec";
import { get } from "fwctl-codec/layout";
import { mlx5 } from "fwctl-codec/mlx5";
import { formatGrid } from "fwctl-codec/text";

const request = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
const reply = new Uint8Array(272);
reply.set([0xe8, 0x92, 0x6b, 0xe3, 0xe9, 0xec, 0x00, 0x03, 0x00, 0x00, 0x05, 0x44], 16);

const rpc = inspectRpc(createCatalog(mlx5), { deviceType: 1, in: request, out: reply });
console.log(formatGrid(rpc.requestTree, { title: "mlx5 QUERY_HCA_CAP request, 16 bytes", brief: true }));
const field = "capability.per_protocol_networking_offload_caps.lro_min_mss_size";
console.log(rpc.status?.name, field, get(mlx5.layout("query_hca_cap_out"), reply, field));
