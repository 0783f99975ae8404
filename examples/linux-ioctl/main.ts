/**
 * A small program around the backend:
 *
 *   node dist/examples/linux-ioctl/main.js                                   lists the devices
 *   node dist/examples/linux-ioctl/main.js /dev/fwctl/fwctl0                 says what is behind one
 *   node dist/examples/linux-ioctl/main.js /dev/fwctl/fwctl0 SCOPE LENGTH HEX  sends one request and shows the reply
 */
import { fromHex, toHex } from "../../src/bits/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { deviceTypeName } from "../../src/uapi/index.js";
import { openLinuxDevice } from "./backend.js";
import { discoverDevices } from "./discover.js";

async function main([path, scope, length, hex]: readonly string[]): Promise<void> {
  if (path === undefined) {
    const found = discoverDevices();
    if (found.length === 0) console.log("no fwctl device");
    for (const device of found) console.log([device.path, device.parent ?? "?", device.driver ?? "?"].join("  "));
    return;
  }
  const device = openLinuxDevice(path, { timeout: 60_000 });
  try {
    const info = await device.info();
    console.log(`${path}: ${deviceTypeName(info.deviceType)}, info data ${toHex(info.data) || "none"}`);
    if (hex === undefined) return;
    const input = fromHex(hex);
    if (input === undefined) throw new Error("the request must be hex digits");
    const reply = await device.rpc({ scope: Number(scope), in: input, outLength: Number(length) });
    console.log(`out_len ${reply.outLength}\n${toHex(reply.out)}`);
  } finally {
    await device.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(isFwctlFault(error) ? error.message : error);
  process.exitCode = 1;
});
