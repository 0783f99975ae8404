/**
 * Layout values as text: the grid and JSON.
 *
 * @packageDocumentation
 */
export { formatGrid, type GridOptions, type Role } from "./grid.js";
export { fromJson, type Json, toJson } from "./json.js";
