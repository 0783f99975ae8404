/** Private schemas: layouts invented for one case, and read with bytes of every kind. */
import { checkSchema, loadSchema } from "../../src/schema/index.js";
import { hex, offsetView, someBytes } from "./bytes.js";
import { FuzzFailure, onlyFaults, type Target, type Work } from "./case.js";
import { exercise } from "./exercise.js";
import { Inventor } from "./invent.js";
import { PlainInventor } from "./invent-plain.js";

export function privateTarget(): Target {
  return {
    name: "private",
    run: (random): Work => {
      const json = (random.bits(1) === 0 ? new Inventor(random) : new PlainInventor(random)).schema();
      const loaded = onlyFaults("loadSchema", () => loadSchema(json));
      if (loaded === undefined) {
        const { problems } = checkSchema(json, { source: "invented" });
        throw new FuzzFailure(`an invented schema is refused: ${problems[0]?.message} ${JSON.stringify(json)}`);
      }
      let size = 0;
      for (const layout of loaded.layouts.values()) {
        const bytes = offsetView(random, someBytes(random, layout.bytes + (random.bits(1) === 0 ? 0 : 40), []));
        size += bytes.length + layout.bytes;
        try {
          exercise(random, layout, bytes, {});
        } catch (error) {
          if (!(error instanceof FuzzFailure)) throw error;
          throw new FuzzFailure(`${error.message}\n  bytes ${hex(bytes)}\n  schema ${JSON.stringify(json)}`);
        }
      }
      return { size, about: "an invented schema" };
    },
  };
}
