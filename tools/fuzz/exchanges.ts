/** Whole exchanges: request and reply of any device type, made for each other or not. */
import type { Random } from "../../bench/random.js";
import { createCatalog, decodeRpc, inspectRpc } from "../../src/catalog/index.js";
import { formatGrid } from "../../src/text/index.js";
import { hex, offsetView, resized, someBytes } from "./bytes.js";
import { choose, FuzzFailure, neverThrows, onlyFaults, type Target, type Work } from "./case.js";
import { families } from "./families.js";

interface Made {
  readonly deviceType: number;
  readonly in: Uint8Array;
  readonly out: Uint8Array | undefined;
}

/** A request of a known command, built as a tool would, then sometimes spoiled; and bytes for a reply. */
function someExchange(random: Random): Made {
  const family = choose(random, families);
  const command = choose(random, [...family.commands.values()]);
  const built = onlyFaults(`${command.name}: call`, () => command.call({}).in);
  const request =
    built === undefined || random.below(3) === 0
      ? someBytes(random, command.request?.bytes ?? 32, [])
      : Uint8Array.from(built);
  for (let change = random.below(4); change > 0 && request.length > 0; change -= 1)
    request[random.below(request.length)] = random.below(64);
  const reply = someBytes(random, command.response?.bytes ?? 32, []);
  return {
    deviceType: random.below(16) === 0 ? random.below(8) : family.deviceType,
    in: offsetView(random, random.below(8) === 0 ? resized(random, request) : request),
    out: random.below(8) === 0 ? undefined : offsetView(random, reply),
  };
}

function readAll(made: Made, catalog: ReturnType<typeof createCatalog>): void {
  const rpc = onlyFaults("decodeRpc", () => decodeRpc(catalog, made));
  if (rpc !== undefined) neverThrows("notes", () => rpc.notes.length);
  const seen = onlyFaults("inspectRpc", () => inspectRpc(catalog, made));
  if ((rpc === undefined) !== (seen === undefined))
    throw new FuzzFailure("decodeRpc and inspectRpc disagree on whether this can be read");
  if (seen === undefined) return;
  neverThrows("grid of the request", () => formatGrid(seen.requestTree, { brief: true }));
  const { responseTree } = seen;
  if (responseTree !== undefined) neverThrows("grid of the reply", () => formatGrid(responseTree));
}

export function exchangeTarget(): Target {
  const catalog = createCatalog(...families);
  return {
    name: "exchange",
    run: (random): Work => {
      const made = someExchange(random);
      try {
        readAll(made, catalog);
      } catch (error) {
        if (!(error instanceof FuzzFailure)) throw error;
        throw new FuzzFailure(
          `${error.message}\n  device type ${made.deviceType}, in ${hex(made.in)}\n  out ${made.out === undefined ? "absent" : hex(made.out)}`,
        );
      }
      return { size: made.in.length + (made.out?.length ?? 0), about: `device type ${made.deviceType}` };
    },
  };
}
