import { featureInWords, listFeatures } from "../../../src/cxl/index.js";
import { run, type Transport } from "../../../src/transport/index.js";

export async function whoMayWriteWhat(transport: Transport): Promise<string[]> {
  const { entries } = await run(transport, listFeatures());
  return entries.map((entry) => {
    const { name, owner, scope } = featureInWords(entry);
    return `${name}: ${owner}; ${scope}`;
  });
}
