/** This library by name: layouts made at run time from the compact tables, read by the interpreter; nothing generated. */
import { tableDefinitions } from "../../src/catalog/index.js";
import { cxl } from "../../src/cxl/index.js";
import { type DecodeOptions, Layout, type LayoutScope, type View } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { table as uapiTable } from "../../src/uapi/gen/table.js";
import type { Sample } from "../sample.js";
import { replyType, rpcType } from "../stream.js";
import { at, type Contestant, recordBytes, type Task } from "./contestant.js";
import { decoding, encoding, inspecting, replyOptions, replyRemark, withoutTail, withTail } from "./ours.js";
import {
  type FeaturesFields,
  headerBytes,
  type OffloadFields,
  type RpcFields,
  scanStream,
  sumInLength,
  sumLsoCap,
} from "./ours-views.js";

const uapi = tableDefinitions(uapiTable);
const scope: LayoutScope = {
  layout: (name) => {
    const definition = uapi.definition(name);
    return definition === undefined ? undefined : new Layout(definition, scope);
  },
  enumeration: (name) => uapi.enumeration(name),
};

function uapiLayout(name: string): Layout<object> {
  const found = scope.layout(name);
  if (found === undefined) throw new Error(`no layout ${name}`);
  return found;
}

const rpc = uapiLayout("fwctl_rpc");
const reply = mlx5.layout("query_hca_cap_out");
const capability = mlx5.layout("cmd_hca_cap");
const features = cxl.layout("cxl_mbox_get_sup_feats_out");

function decodeStream(sample: Sample): Task {
  const records = recordBytes(sample);
  const types = sample.starts.map((start) => sample.view.getUint32(start - 8, true));
  return {
    run: (index) => {
      const type = at(types, index);
      const layout = type === rpcType ? rpc : type === replyType ? reply : features;
      const options: DecodeOptions | undefined = type === replyType ? replyOptions : undefined;
      return layout.decode(at(records, index), options);
    },
    reading: withoutTail,
  };
}

const offloads = mlx5.layout("per_protocol_networking_offload_caps");

type Fields<Name extends string> = View & Readonly<Record<Name, number>>;

/** A view made at run time has the fields of its layout; the compiler cannot know which. */
function viewOf<Name extends string>(
  layout: Layout<object>,
  sample: Sample,
  from: number,
  ...names: readonly Name[]
): Fields<Name> {
  const view = layout.view(sample.bytes, from);
  const hasFields = (made: object): made is Fields<Name> => names.every((name) => name in made);
  if (!hasFields(view)) throw new Error(`a view of ${layout.name} without ${names.join(", ")}`);
  return view;
}

const rpcView = (sample: Sample): RpcFields => viewOf(rpc, sample, 0, "scope", "in_len");
const offloadView = (sample: Sample): OffloadFields =>
  viewOf(offloads, sample, headerBytes, "max_lso_cap", "lro_min_mss_size");
const featuresView = (sample: Sample): FeaturesFields => viewOf(features, sample, 0, "num_entries", "supported_feats");

export const contestant: Contestant = {
  name: "by-name",
  remarks: [replyRemark],
  tasks: {
    "W1 decode": (sample) => decoding(sample, rpc),
    "W1 encode": (_sample, inputs) => encoding(rpc, inputs),
    "W2 decode": (sample) => decoding(sample, reply, replyOptions),
    "W2 encode": (_sample, inputs) => encoding(reply, inputs.map(withTail)),
    "W2F decode": (sample) => decoding(sample, capability),
    "W2F encode": (_sample, inputs) => encoding(capability, inputs),
    "W3 decode": (sample) => decoding(sample, features),
    "W3 encode": (_sample, inputs) => encoding(features, inputs),
    "W4 decode": decodeStream,
    "W4 scan": (sample) => scanStream(sample, rpcView(sample), offloadView(sample), featuresView(sample)),
    "W1 field": (sample) => sumInLength(sample, rpcView(sample)),
    "W2 field": (sample) => sumLsoCap(sample, offloadView(sample)),
    "W1 inspect": (sample) => inspecting(sample, rpc),
    "W2 inspect": (sample) => inspecting(sample, reply, replyOptions),
    "W2F inspect": (sample) => inspecting(sample, capability),
    "W3 inspect": (sample) => inspecting(sample, features),
  },
};
