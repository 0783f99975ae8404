export {
  type ByteOrder,
  type Condition,
  type CountRule,
  type ElementRun,
  type EnumDefinition,
  type FieldDefinition,
  type FieldKind,
  type LabelBinding,
  type LayoutDefinition,
  type LengthRule,
  type OpenArray,
  type Origin,
  type PartDefinition,
  type PointerRule,
  type Reference,
  refusedNames,
  type Selector,
  type SelectorTest,
} from "./definition.js";
export { type Difference, diff } from "./diff.js";
export { Enumeration, enumerationOf } from "./enumeration.js";
export type { Inspection, InspectionNode, InspectOptions } from "./inspection.js";
export {
  type DecodeContext,
  type DecodeOptions,
  type EncodeOptions,
  type GeneratedCode,
  Layout,
  type LayoutScope,
  layoutByName,
  type ViewConstructor,
} from "./layout.js";
export { get, set } from "./path.js";
export { createTable, type Table, type TableText } from "./table.js";
export { type FieldValue, isStruct, isStructValue, padKey, type StructValue, tailKey } from "./value.js";
export type { ViewArray } from "./view-array.js";
export { moveView, View } from "./view-base.js";
