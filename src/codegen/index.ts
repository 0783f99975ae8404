export { docsModule, type FileDocs, type LayoutWords } from "./docs-table.js";
export { type TableSource, tableModule } from "./family-table.js";
export { type CheckedFile, generateFamily } from "./generate.js";
export { enumLine, layoutLine } from "./table.js";
