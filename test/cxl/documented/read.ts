import { cxl, readFeature } from "../../../src/cxl/index.js";
import { get } from "../../../src/layout/index.js";
import { run, type Transport } from "../../../src/transport/index.js";

const patrolScrub = "96dad7d6-fde8-482b-a733-75774e06db8a";

export async function scrubHours(transport: Transport): Promise<string> {
  const { data, complete, returnCode } = await run(transport, readFeature(patrolScrub));
  if (!complete) return `not read: ${returnCode.name}, ${returnCode.meaning}`;
  const bits = (path: string) => get(cxl.layout("cxl_scrub_rd_attrbs"), data, path);
  return `every ${bits("scrub_cycle_hours.cycle_hours")} hours, ${bits("scrub_flags.enable") === 1 ? "on" : "off"}`;
}
