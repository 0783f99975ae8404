/** This library's generated functions: `decodeX` and `encodeX` on the baseline's own DataView, views for reading in place. */
import {
  CxlMboxGetSupFeatsOutView,
  decodeCxlMboxGetSupFeatsOut,
  encodeCxlMboxGetSupFeatsOut,
} from "../../src/cxl/gen/features.js";
import {
  decodeCmdHcaCap,
  decodeQueryHcaCapOut,
  encodeCmdHcaCap,
  encodeQueryHcaCapOut,
  PerProtocolNetworkingOffloadCapsView,
} from "../../src/mlx5/gen/hca-cap.js";
import { decodeFwctlRpc, encodeFwctlRpc, FwctlRpcView } from "../../src/uapi/gen/fwctl.js";
import type { Sample } from "../sample.js";
import { frameBytes, replyType, rpcType } from "../stream.js";
import { at, type Contestant, type Task, target } from "./contestant.js";
import { replyOptions, replyRemark, withoutTail, withTail } from "./ours.js";
import { headerBytes, scanStream, sumInLength, sumLsoCap } from "./ours-views.js";

const rpcView = ({ view }: Sample): FwctlRpcView => new FwctlRpcView(view, 0, view.byteLength);
const offloadView = ({ view }: Sample): PerProtocolNetworkingOffloadCapsView =>
  new PerProtocolNetworkingOffloadCapsView(view, headerBytes, view.byteLength);
const featuresView = ({ view }: Sample): CxlMboxGetSupFeatsOutView =>
  new CxlMboxGetSupFeatsOutView(view, 0, view.byteLength);

function decodeRecord(view: DataView, type: number, from: number, end: number): unknown {
  if (type === rpcType) return decodeFwctlRpc(view, from, end);
  if (type === replyType) return decodeQueryHcaCapOut(view, from, end, replyOptions);
  return decodeCxlMboxGetSupFeatsOut(view, from, end);
}

function decodeStream({ view, starts, ends }: Sample): Task {
  return {
    run: (index) => {
      const start = at(starts, index);
      return decodeRecord(view, view.getUint32(start - frameBytes, true), start, at(ends, index));
    },
    reading: withoutTail,
  };
}

export const contestant: Contestant = {
  name: "generated",
  remarks: [replyRemark],
  tasks: {
    "W1 decode": ({ view, starts, ends }) => ({
      run: (index) => decodeFwctlRpc(view, at(starts, index), at(ends, index)),
    }),
    "W1 encode": (_sample, inputs) => {
      const { view, bytes } = target(32);
      return {
        run: (index) => {
          encodeFwctlRpc(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W2 decode": ({ view, starts, ends }) => ({
      run: (index) => decodeQueryHcaCapOut(view, at(starts, index), at(ends, index), replyOptions),
      reading: withoutTail,
    }),
    "W2 encode": (_sample, inputs) => {
      const { view, bytes } = target(272);
      const values = inputs.map(withTail);
      return {
        run: (index) => {
          encodeQueryHcaCapOut(view, 0, at(values, index));
          return bytes;
        },
      };
    },
    "W2F decode": ({ view, starts, ends }) => ({
      run: (index) => decodeCmdHcaCap(view, at(starts, index), at(ends, index)),
    }),
    "W2F encode": (_sample, inputs) => {
      const { view, bytes } = target(256);
      return {
        run: (index) => {
          encodeCmdHcaCap(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W3 decode": ({ view, starts, ends }) => ({
      run: (index) => decodeCxlMboxGetSupFeatsOut(view, at(starts, index), at(ends, index)),
    }),
    "W3 encode": (sample, inputs) => {
      const { view, bytes } = target(at(sample.ends, 0));
      return {
        run: (index) => {
          encodeCxlMboxGetSupFeatsOut(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W4 scan": (sample) => scanStream(sample, rpcView(sample), offloadView(sample), featuresView(sample)),
    "W4 decode": decodeStream,
    "W1 field": (sample) => sumInLength(sample, rpcView(sample)),
    "W2 field": (sample) => sumLsoCap(sample, offloadView(sample)),
  },
};
