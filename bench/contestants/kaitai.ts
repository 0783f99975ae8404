/** Kaitai Struct: its runtime under classes as its compiler writes them. */

import type { RecordFields } from "../fields.js";
import { cmdHcaCap, featureEntry, fwctlRpc, offloadCaps } from "../fields.js";
import { CmdHcaCap } from "../kaitai/cmd-hca-cap.js";
import { FwctlRpc } from "../kaitai/fwctl-rpc.js";
import { QueryHcaCapOut } from "../kaitai/query-hca-cap-out.js";
import { QueryHcaCapOut as SplitQueryHcaCapOut } from "../kaitai/query-hca-cap-out-gaps.js";
import { KaitaiStream } from "../kaitai/stream.js";
import { CxlMboxGetSupFeatsOut } from "../kaitai/supported-features.js";
import type { Sample } from "../sample.js";
import { replyType, rpcType } from "../stream.js";
import { at, type Cannot, type Contestant, type Task } from "./contestant.js";
import { pick, plain, property, uuidFromBytes } from "./reading.js";

const names = (record: RecordFields): string[] => record.fields.map(([name]) => name);
const widths = new Map([...fwctlRpc.fields, ...cmdHcaCap.fields].map(([name, , width]) => [name, width]));

const integer = (value: unknown, name: string): unknown =>
  typeof value === "number" && (widths.get(name) ?? 0) > 32 ? BigInt(value) : plain(value);

const rpcReading = (result: unknown): unknown => pick(result, names(fwctlRpc), integer);

const replyReading = (result: unknown): unknown => ({
  ...pick(result, ["status", "syndrome"]),
  capability: { per_protocol_networking_offload_caps: pick(property(result, "capability"), names(offloadCaps)) },
});

function featuresReading(result: unknown): unknown {
  const entries = property(result, "ents");
  return {
    ...pick(result, ["num_entries", "supported_feats"]),
    ents: Array.isArray(entries)
      ? entries.map((entry) =>
          pick(entry, names(featureEntry), (value, name) => (name === "uuid" ? uuidFromBytes(value) : value)),
        )
      : entries,
  };
}

/** One stream over the whole buffer, moved to each record: kinder than a stream for each, which is how it is mostly used. */
function decoding(sample: Sample, read: (io: KaitaiStream) => unknown, reading: (result: unknown) => unknown): Task {
  const io = new KaitaiStream(sample.view, 0);
  return {
    run: (index) => {
      io.seek(at(sample.starts, index));
      return read(io);
    },
    reading,
  };
}

function decodeStream(sample: Sample): Task {
  const io = new KaitaiStream(sample.view, 0);
  return {
    run: (index) => {
      io.seek(at(sample.starts, index) - 8);
      const type = io.readU4le();
      io.readU4le();
      if (type === rpcType) return new FwctlRpc(io);
      if (type === replyType) return new QueryHcaCapOut(io);
      return new CxlMboxGetSupFeatsOut(io);
    },
    reading: (result) =>
      result instanceof FwctlRpc
        ? rpcReading(result)
        : result instanceof QueryHcaCapOut
          ? replyReading(result)
          : featuresReading(result),
  };
}

const noEncoder: Cannot = { cannot: "the JavaScript runtime only reads" };
const noView: Cannot = { cannot: "a class reads all its fields when it is made" };

const capReading = (result: unknown): unknown => pick(result, names(cmdHcaCap), integer);

export const contestant: Contestant = {
  name: "kaitai",
  remarks: [
    "64-bit integers are rounded to doubles",
    "the uuid stays bytes",
    "classes written by hand in the form of the compiler's output",
  ],
  tasks: {
    "W1 decode": (sample) => decoding(sample, (io) => new FwctlRpc(io), rpcReading),
    "W1 encode": noEncoder,
    "W2 decode": (sample) => decoding(sample, (io) => new QueryHcaCapOut(io), replyReading),
    "W2 encode": noEncoder,
    "W2F decode": (sample) => decoding(sample, (io) => new CmdHcaCap(io), capReading),
    "W2F encode": noEncoder,
    "W3 decode": (sample) => decoding(sample, (io) => new CxlMboxGetSupFeatsOut(io), featuresReading),
    "W3 encode": noEncoder,
    "W4 scan": noView,
    "W4 decode": decodeStream,
    "W1 field": noView,
    "W2 field": noView,
  },
};

/** The same with every reserved range as bit fields, as a mechanical translation of the header has it. */
export const splitGaps: Contestant = {
  name: "kaitai-gaps",
  remarks: ["reserved ranges are fields of at most 32 bits"],
  tasks: { "W2 decode": (sample) => decoding(sample, (io) => new SplitQueryHcaCapOut(io), replyReading) },
};
