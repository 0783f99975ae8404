/**
 * Layout values as text: the grid and JSON.
 *
 * @packageDocumentation
 */
export { fromJson } from "./from-json.js";
export { formatGrid, type GridOptions, type Role } from "./grid.js";
export { type Json, toJson } from "./to-json.js";
