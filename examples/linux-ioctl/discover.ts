/** Which fwctl devices this machine has: the class directory of sysfs. */
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { devicePath } from "../../src/uapi/index.js";

/** One device as sysfs shows it. */
export interface FoundDevice {
  /** `fwctl0`. */
  readonly name: string;
  /** `/dev/fwctl/fwctl0`. */
  readonly path: string;
  /** Name of the device that it belongs to: `mlx5_core.fwctl.0`, `mem0`, `0000:d2:00.0`. */
  readonly parent: string | undefined;
  /** The driver that the parent is bound to. */
  readonly driver: string | undefined;
  /** `major:minor`. */
  readonly dev: string | undefined;
}

/**
 * Lists the devices, by number. Empty when the kernel has none, or no fwctl at all.
 *
 * @param root of sysfs's class; another directory in tests.
 */
export function discoverDevices(root = "/sys/class/fwctl"): FoundDevice[] {
  const entries = quiet(() => readdirSync(root)) ?? [];
  const numbers = entries.flatMap((entry) => {
    const number = /^fwctl(\d{1,4})$/.exec(entry)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return numbers
    .sort((a, b) => a - b)
    .map((number) => {
      const name = `fwctl${number}`;
      const directory = join(root, name);
      const target = (link: string): string | undefined => quiet(() => basename(realpathSync(join(directory, link))));
      return {
        name,
        path: devicePath(number),
        parent: target("device"),
        driver: target("device/driver"),
        dev: quiet(() => readFileSync(join(directory, "dev"), "latin1").trim()),
      };
    });
}

/** A device may go while it is looked at. */
function quiet<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
