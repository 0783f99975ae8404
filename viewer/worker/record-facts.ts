/** What a record says of itself besides its bytes, as names and values. */
import type { Reading } from "../../cli/decode/reading.js";
import { fieldLines } from "../../cli/decode/timeline.js";
import type { CaptureRecord, RpcRecord } from "../../src/capture/index.js";
import { scopeName } from "../../src/uapi/index.js";

type Fact = readonly [name: string, value: string];

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

/** The keys of an event, and what an error line says in full. */
function lineFacts(record: CaptureRecord): Fact[] {
  return fieldLines(record, (text) => text)
    .split("\n")
    .flatMap((line): Fact[] => {
      const [, name, value] = /^\s+(\S(?:.*?\S)?)\s{2,}(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    });
}
