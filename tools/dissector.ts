/** Writes the Wireshark dissector: `node dissector.js [FILE]`, dist/wireshark/fwctl.lua when no file is named. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { uapiFamily } from "../reading/families.js";
import { bnxt } from "../src/bnxt/index.js";
import { type DissectorFamily, dissectorText } from "../src/codegen/dissector.js";
import { cxl } from "../src/cxl/index.js";
import type { Layout } from "../src/layout/index.js";
import { mlx5 } from "../src/mlx5/index.js";
import { mlx5Registers } from "../src/mlx5/registers.js";
import { pds } from "../src/pds/index.js";
import { errnos } from "../src/uapi/errno-lists.js";
import { type DriverName, drivers, scopes } from "../src/uapi/index.js";
import { filesBelow, projectRoot } from "./project.js";

const uapi = uapiFamily();

function infoOf(driver: DriverName): Layout | undefined {
  const { struct } = drivers[driver];
  return struct === undefined ? undefined : uapi.layout(struct);
}

const families: readonly DissectorFamily[] = [
  { family: mlx5.with(mlx5Registers), info: infoOf("mlx5"), status: { field: "status", bytes: 8 } },
  // out_len counts eight bytes more than there are; `size` is what the payload really has.
  { family: cxl, replyLength: { field: "size", plus: 8 }, status: { field: "retval", bytes: 8 } },
  { family: bnxt, info: infoOf("bnxt"), status: { field: "error_code", bytes: 2 } },
  { family: pds, info: infoOf("pds"), status: { field: "retval", bytes: 0 } },
];

/** The text of the dissector for all families. */
export function projectDissector(): string {
  return dissectorText({
    families,
    scopes: new Map(Object.entries(scopes).map(([name, number]) => [number, name])),
    errnos: new Map(errnos.map(({ number, name }) => [number, name])),
    program: filesBelow("tools/wireshark", ".lua").map((path) => readFileSync(path, "utf8")),
  });
}

const [, script, target = join(projectRoot, "dist/wireshark/fwctl.lua")] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, projectDissector());
}
