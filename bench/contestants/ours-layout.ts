/** This library's generated layouts through their methods: `X.decode(bytes)` and `X.encode(value)`, a DataView and a buffer for each. */
import { CxlMboxGetSupFeatsOut } from "../../src/cxl/gen/features.js";
import { CmdHcaCap, QueryHcaCapOut } from "../../src/mlx5/gen/hca-cap.js";
import { FwctlRpc } from "../../src/uapi/gen/fwctl.js";
import type { Sample } from "../sample.js";
import { frameBytes, replyType, rpcType } from "../stream.js";
import { at, type Contestant, recordBytes, type Task } from "./contestant.js";
import { decoding, encoding, inspecting, replyOptions, replyRemark, withoutTail, withTail } from "./ours.js";

function decodeStream(sample: Sample): Task {
  const records = recordBytes(sample);
  return {
    run: (index) => {
      const type = sample.view.getUint32(at(sample.starts, index) - frameBytes, true);
      const bytes = at(records, index);
      if (type === rpcType) return FwctlRpc.decode(bytes);
      return type === replyType ? QueryHcaCapOut.decode(bytes, replyOptions) : CxlMboxGetSupFeatsOut.decode(bytes);
    },
    reading: withoutTail,
  };
}

export const contestant: Contestant = {
  name: "layout",
  remarks: [replyRemark],
  tasks: {
    "W1 decode": (sample) => decoding(sample, FwctlRpc),
    "W1 encode": (_sample, inputs) => encoding(FwctlRpc, inputs),
    "W2 decode": (sample) => decoding(sample, QueryHcaCapOut, replyOptions),
    "W2 encode": (_sample, inputs) => encoding(QueryHcaCapOut, inputs.map(withTail)),
    "W2F decode": (sample) => decoding(sample, CmdHcaCap),
    "W2F encode": (_sample, inputs) => encoding(CmdHcaCap, inputs),
    "W3 decode": (sample) => decoding(sample, CxlMboxGetSupFeatsOut),
    "W3 encode": (_sample, inputs) => encoding(CxlMboxGetSupFeatsOut, inputs),
    "W4 decode": decodeStream,
    "W1 inspect": (sample) => inspecting(sample, FwctlRpc),
    "W2 inspect": (sample) => inspecting(sample, QueryHcaCapOut, replyOptions),
    "W2F inspect": (sample) => inspecting(sample, CmdHcaCap),
    "W3 inspect": (sample) => inspecting(sample, CxlMboxGetSupFeatsOut),
  },
};
