/** The records that a reply may be instead of its command's own, for generated commands: those know no layouts by name. */
import type { Layout } from "../layout/index.js";
import { fwctlRpcPdsCodec } from "./gen/rpc.js";

/** A function, not a constant: the generated module may import this one, and is then made after it. */
export function replyRecord(name: string): Layout<object> | undefined {
  return [fwctlRpcPdsCodec].find((layout: Layout<object>) => layout.name === name);
}
