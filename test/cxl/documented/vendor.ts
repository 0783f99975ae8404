import { cxl, featureRegistry, writeFeature } from "../../../src/cxl/index.js";
import { loadSchema } from "../../../src/schema/index.js";
import { run, type Transport } from "../../../src/transport/index.js";

/** A feature of ACME's, which nobody has published: its records are in a schema file of your own. */
const uuid = "f0000001-0001-4001-8001-0102030405e1";

export async function setThreshold(transport: Transport, schema: string, threshold: number): Promise<string> {
  const acme = loadSchema(JSON.parse(schema));
  const features = { [uuid]: { name: "error threshold", read: "acme_threshold_rd", write: "acme_threshold_wr" } };
  const family = cxl.with(featureRegistry("acme", features, acme));
  const data = { acme_threshold_wr: { unit: 1, thresholds: [{ threshold }, { threshold }, { threshold }] } };
  const { proof, differences, returnCode } = await run(transport, writeFeature(uuid, data, { family }));
  return `${returnCode.name}, ${proof}${differences.map((one) => `; ${one}`).join("")}`;
}
