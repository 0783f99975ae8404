import { allCapabilities } from "../../../src/mlx5/all-capabilities.js";
import { mlx5 } from "../../../src/mlx5/index.js";
import { run, type Transport } from "../../../src/transport/index.js";

export async function couldBeRaised(transport: Transport): Promise<string[]> {
  const { answered, refused } = await run(transport, allCapabilities(mlx5));
  for (const [type, { name, syndrome = 0 }] of refused) {
    console.log(`${type}: ${name}, syndrome 0x${syndrome.toString(16)}`);
  }
  return [...answered.values()].flatMap(({ type, headroom }) =>
    headroom.map(({ path, current, maximum }) => `${type} ${path}: ${current}, up to ${maximum}`),
  );
}
