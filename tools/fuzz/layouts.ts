/** Every layout by name, in turn. */
import { offsetView, someBytes } from "./bytes.js";
import type { Target } from "./case.js";
import { exercise } from "./exercise.js";
import { allSubjects, someRequest } from "./families.js";

export function layoutTarget(): Target {
  const subjects = allSubjects();
  return {
    name: "layout",
    run: (random, index) => {
      const subject = subjects[index % subjects.length];
      if (subject === undefined) return { size: 0, about: "nothing" };
      const { layout, seeds } = subject;
      // Now and then far more than fits: open-ended arrays fill up, and what is not linear shows.
      const size = random.below(400) === 0 ? 65_536 : layout.bytes;
      const bytes = offsetView(random, someBytes(random, size, size === layout.bytes ? seeds : []));
      exercise(random, layout, bytes, someRequest(random, subject));
      return { size: bytes.length + layout.bytes, about: layout.name };
    },
  };
}
