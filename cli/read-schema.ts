/** Schema files from disk. */
import { parsedSchema } from "../reading/private-schema.js";
import type { SchemaInput } from "../src/schema/index.js";
import { type Io, openInput, readAll } from "./io.js";

/**
 * One schema file as JSON.
 *
 * @throws FwctlFault `schema` when it is no JSON; what `node:fs` throws when it cannot be read.
 */
export async function readSchema(io: Io, path: string): Promise<SchemaInput> {
  return parsedSchema(path, new TextDecoder().decode(await readAll(openInput(io, path))));
}
