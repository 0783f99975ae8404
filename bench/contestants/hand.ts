/** DataView code by hand: the baseline. */
import { copyCmdHcaCap } from "../hand/cmd-hca-cap-copy.js";
import { readCmdHcaCap } from "../hand/cmd-hca-cap-read.js";
import { writeCmdHcaCap } from "../hand/cmd-hca-cap-write.js";
import { readFwctlRpc, writeFwctlRpc } from "../hand/fwctl-rpc.js";
import { readOffloadReply, writeOffloadReply } from "../hand/offload-reply.js";
import { cmdHcaCapReserved, featuresReserved, offloadReplyReserved } from "../hand/reserved.js";
import { readRecord, scanByHand } from "../hand/stream.js";
import { readFeatures, writeFeatures } from "../hand/supported-features.js";
import type { Sample } from "../sample.js";
import { at, type Contestant, type Decoder, type Task, target } from "./contestant.js";

const decodeRpc: Decoder = ({ view, starts, ends }) => ({
  run: (index) => readFwctlRpc(view, at(starts, index), at(ends, index)),
});
const decodeReply: Decoder = ({ view, starts, ends }) => ({
  run: (index) => readOffloadReply(view, at(starts, index), at(ends, index)),
});
const decodeCap: Decoder = ({ view, starts, ends }) => ({
  run: (index) => readCmdHcaCap(view, at(starts, index), at(ends, index)),
});
const decodeFeatures: Decoder = ({ view, starts, ends }) => ({
  run: (index) => readFeatures(view, at(starts, index), at(ends, index)),
});

/** The type of a record stands 8 bytes before its payload. */
function decodeStream({ view, starts, ends }: Sample): Task {
  return {
    run: (index) => {
      const start = at(starts, index);
      return readRecord(view, view.getUint32(start - 8, true), start, at(ends, index));
    },
  };
}

/** One field of every record, with the bounds check that a re-pointed view makes. */
function readLengths({ view, starts }: Sample): Task {
  const end = view.byteLength;
  return {
    run: () => {
      let total = 0;
      for (let index = 0; index < starts.length; index += 1) {
        const from = starts[index] ?? 0;
        if (from + 32 > end) throw new RangeError(`fwctl_rpc needs 32 bytes, ${end - from} left`);
        total += view.getUint32(from + 8, true);
      }
      return total;
    },
  };
}

function readLsoCaps({ view, starts }: Sample): Task {
  const end = view.byteLength;
  return {
    run: () => {
      let total = 0;
      for (let index = 0; index < starts.length; index += 1) {
        const from = starts[index] ?? 0;
        if (from + 272 > end) throw new RangeError(`the reply needs 272 bytes, ${end - from} left`);
        total += (view.getUint32(from + 16) >>> 16) & 0x1f;
      }
      return total;
    },
  };
}

export const contestant: Contestant = {
  name: "hand",
  remarks: [],
  tasks: {
    "W1 decode": decodeRpc,
    "W1 encode": (_sample, inputs) => {
      const { view, bytes } = target(32);
      return {
        run: (index) => {
          writeFwctlRpc(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W2 decode": decodeReply,
    "W2 encode": (_sample, inputs) => {
      const { view, bytes } = target(272);
      return {
        run: (index) => {
          writeOffloadReply(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W2F decode": decodeCap,
    "W2F encode": (_sample, inputs) => {
      const { view, bytes } = target(256);
      return {
        run: (index) => {
          writeCmdHcaCap(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W3 decode": decodeFeatures,
    "W3 encode": (sample, inputs) => {
      const { view, bytes } = target(at(sample.ends, 0));
      return {
        run: (index) => {
          writeFeatures(view, 0, at(inputs, index));
          return bytes;
        },
      };
    },
    "W4 scan": ({ view }) => ({ run: () => scanByHand(view) }),
    "W4 decode": decodeStream,
    "W1 field": readLengths,
    "W2 field": readLsoCaps,
    "W1 inspect": decodeRpc,
    "W2 inspect": decodeReply,
    "W2F inspect": decodeCap,
    "W3 inspect": decodeFeatures,
  },
};

/** The same baseline with the trick that makes big objects cheap: a template that is copied and filled. */
export const copying: Contestant = {
  name: "hand-copy",
  remarks: ["copies a template object instead of writing one literal of 336 keys"],
  tasks: {
    "W2F decode": ({ view, starts, ends }) => ({
      run: (index) => copyCmdHcaCap(view, at(starts, index), at(ends, index)),
    }),
  },
};

function mustBeZero(reserved: number): void {
  if (reserved !== 0) throw new RangeError("a reserved bit is set");
}

/** The baseline with a look at the reserved bits, as a reader needs it that keeps what it does not know. */
export const careful: Contestant = {
  name: "hand-reserved",
  remarks: ["also checks that every reserved bit is zero"],
  tasks: {
    "W2 decode": ({ view, starts, ends }) => ({
      run: (index) => {
        const start = at(starts, index);
        mustBeZero(offloadReplyReserved(view, start));
        return readOffloadReply(view, start, at(ends, index));
      },
    }),
    "W2F decode": ({ view, starts, ends }) => ({
      run: (index) => {
        const start = at(starts, index);
        mustBeZero(cmdHcaCapReserved(view, start));
        return copyCmdHcaCap(view, start, at(ends, index));
      },
    }),
    "W3 decode": ({ view, starts, ends }) => ({
      run: (index) => {
        const start = at(starts, index);
        mustBeZero(featuresReserved(view, start, at(ends, index)));
        return readFeatures(view, start, at(ends, index));
      },
    }),
  },
};
