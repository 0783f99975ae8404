/** The second pass over the files of a family: what the shape of each cannot say. */
import { ByteOrders } from "./byte-orders.js";
import { checkCommands, checkEnums, checkRegisters } from "./check-commands.js";
import { checkLayout } from "./check-layouts.js";
import { type CheckedFile, Family, TooMuchWork } from "./family.js";
import { mostSteps } from "./limits.js";
import type { Known } from "./model.js";
import { checkNesting } from "./nesting.js";
import { OriginMap } from "./origins.js";
import type { Survey } from "./place.js";
import { type Problems, pointerTo, quoted } from "./problems.js";
import { unknownFamily } from "./salvage.js";
import { NameSpaces } from "./spaces.js";

/** Checks files together and reports every problem. Returns the family, for those who resolve it. */
export function checkMeaning(files: readonly CheckedFile[], problems: Problems, known: readonly Known[]): Family {
  const family = new Family(files, problems, known);
  try {
    checkFiles(family);
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    problems.add(files[0]?.source ?? "", "", () => `takes more than ${mostSteps} steps to check`);
  }
  return family;
}

function checkFiles(family: Family): void {
  const nesting = checkNesting(family);
  const names = new NameSpaces(family, nesting);
  const origins = new OriginMap(family, nesting, names);
  const survey: Survey = { family, nesting, names, origins, orders: new ByteOrders(family, nesting) };
  checkFamily(family);
  for (const checked of family.files) {
    checkEnums(survey, checked);
    checkCommands(survey, checked);
    checkRegisters(survey, checked);
  }
  for (const entry of family.layouts.values()) if (entry.file !== undefined) checkLayout(survey, entry.file, entry);
}

/** Files that are checked together belong together, and each makes a module of its own. */
function checkFamily(family: Family): void {
  const first = family.files.find(({ file }) => file.family !== unknownFamily);
  for (const checked of family.files) {
    const { file } = checked;
    if (file.family === unknownFamily) continue;
    const group = file.group ?? file.family;
    if (first !== undefined && file.family !== first.file.family) {
      const other = `${quoted(first.file.family)} (${first.source})`;
      family.report(checked, pointerTo("family"), () => `${quoted(file.family)} is checked together with ${other}`);
    } else {
      family.declare("group", group, `group ${quoted(group)}`, checked, pointerTo("group"));
    }
  }
}
