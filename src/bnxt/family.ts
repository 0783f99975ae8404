import { createFamily, type Family, tableDefinitions } from "../catalog/index.js";
import { table } from "./gen/table.js";
import { protocol } from "./protocol.js";

/** Broadcom HWRM, by name (device type 3). */
export const bnxt: Family = /* @__PURE__ */ createFamily(protocol, /* @__PURE__ */ tableDefinitions(table));
