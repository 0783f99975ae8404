export { type CheckOptions, type CheckResult, checkSchemas, type SchemaInput } from "./check.js";
export type { SchemaSource } from "./file.js";
export { jsonSchema } from "./json-schema.js";
export { createSchema, type LoadedSchema, type LoadOptions, loadSchema } from "./load.js";
export type {
  CommandDefinition,
  CommandScope,
  CommandVariant,
  Known,
  LayoutDocs,
  RegisterDefinition,
  SchemaDocs,
  SchemaModel,
} from "./model.js";
export { checkSchema, type ParseOptions, parseSchema, parseSchemas, type SchemaCheck } from "./parse.js";
export type { Problem } from "./problems.js";
