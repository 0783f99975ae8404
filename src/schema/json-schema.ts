/** The JSON Schema of the language, generated from the zod model: for editors, and for tools that are not ours. */
import { toJSONSchema } from "zod/mini";
import { descriptions } from "./described.js";
import { fileShape } from "./shape.js";

/**
 * The schema language as a JSON Schema (draft 2020-12), with a description on every key. It knows the shape of a file; what
 * keys mean together (sizes, names, selectors) is checked by `parseSchema`.
 *
 * @example
 * writeFileSync("schema.json", JSON.stringify(jsonSchema(), null, 2));
 */
export function jsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = toJSONSchema(fileShape, { target: "draft-2020-12", metadata: descriptions });
  return {
    $schema,
    title: "fwctl-codec schema file",
    description: "Structs, unions, enumerations and commands of one object family.",
    ...rest,
  };
}
