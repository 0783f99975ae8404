/** What a record says of itself besides its bytes, as names and values. */
import { type Fact, lineFacts } from "../../reading/line-facts.js";
import type { Reading } from "../../reading/reading.js";
import type { RpcRecord } from "../../src/capture/index.js";
import { scopeName } from "../../src/uapi/index.js";

export function fieldRowsOf({ record }: Reading): readonly Fact[] {
  const { line, ts, dev, host } = record;
  const common: readonly (readonly [string, string | number | undefined])[] = [
    ["time", ts],
    ["host", host],
    ["device", dev],
    ["line", line],
    ...(record.kind === "rpc" ? rpcFacts(record) : []),
    ...("meta" in record && record.meta !== undefined ? metaFacts(record.meta) : []),
  ];
  const facts = common.flatMap(([name, value]): Fact[] => (value === undefined ? [] : [[name, String(value)]]));
  return [...facts, ...lineFacts(record)];
}

function rpcFacts({ scope, outLength, out, errno }: RpcRecord): (readonly [string, string | number | undefined])[] {
  const longer = outLength !== undefined && outLength !== out?.length ? outLength : undefined;
  return [
    ["scope", scope === undefined ? undefined : `${scopeName(scope) ?? "unknown"} (${scope})`],
    ["bytes the driver counted", longer],
    ["errno", errno],
  ];
}

function metaFacts(meta: object): (readonly [string, string])[] {
  return Object.entries(meta)
    .slice(0, 16)
    .map(([name, value]: [string, unknown]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}
