/** The options with which every command takes private schemas. */
import type { Known } from "../reading/families.js";
import { knownWith } from "../reading/private-schema.js";
import type { Arguments, Option } from "./arguments.js";
import type { Io } from "./io.js";
import { readSchema } from "./read-schema.js";

export const schemaOptions: { readonly schema: Option; readonly "device-type": Option } = {
  schema: { type: "string", multiple: true, value: "FILE", help: "add a private schema; may be given more than once" },
  "device-type": { type: "string", value: "N", help: "the fwctl device type of the private schema's own family" },
};

/** Families of this package, and those of the schemas that were named (`--schema FILE`). */
export async function knownFor(given: Arguments<"schema" | "device-type">, io: Io): Promise<Known> {
  const deviceType = given.number("device-type", 1, 0xffff_ffff);
  return knownWith(await Promise.all(given.texts("schema").map((path) => readSchema(io, path))), deviceType);
}
