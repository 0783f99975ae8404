/** Enumerations, commands and registers: names, numbers, and the layouts they refer to. */
import type { Reference } from "../layout/definition.js";
import { type CheckedFile, commandsOf, declarations, numberOf } from "./family.js";
import type { CommandShape, EnumShape } from "./file.js";
import { nameFault } from "./names.js";
import type { Place, Survey } from "./place.js";
import { pointerTo, quoted } from "./problems.js";
import { checkConditions } from "./references.js";
import type { Found } from "./spaces.js";

export function checkEnums(survey: Survey, checked: CheckedFile): void {
  for (const section of ["enums", "flags"] as const) {
    for (const [name, shape] of declarations<EnumShape>(checked.file[section])) {
      const pointer = pointerTo(section, name);
      const fault = nameFault(name, "enum");
      if (fault !== undefined) survey.family.report(checked, pointer, () => fault);
      checkLabelsOf(survey, checked, shape, `${pointer}/values`, section === "flags");
    }
  }
}

function checkLabelsOf(
  { family }: Survey,
  checked: CheckedFile,
  shape: EnumShape,
  pointer: string,
  bits: boolean,
): void {
  for (const [label, value] of Object.entries(shape.values)) {
    family.spend(1);
    const at = `${pointer}${pointerTo(label)}`;
    const fault = nameFault(label, "label");
    if (fault !== undefined) family.report(checked, at, () => fault);
    if (bits && BigInt(value) > 63n) family.report(checked, at, () => `${value} is no bit number (0..63)`);
  }
}

export function checkCommands(survey: Survey, checked: CheckedFile): void {
  const { family } = survey;
  for (const { name, command, pointer } of commandsOf(checked)) {
    const fault = nameFault(name, "command");
    if (fault !== undefined) family.report(checked, pointer, () => fault);
    if (family.declare("command", name, `command ${quoted(name)}`, checked, pointer)) {
      family.declare(
        "opcode",
        numberOf(command.opcode, name),
        `opcode ${command.opcode}`,
        checked,
        `${pointer}/opcode`,
      );
    }
    checkSides(survey, checked, pointer, command);
    checkVariants(survey, checked, pointer, command);
  }
}

function checkSides(
  { family }: Survey,
  checked: CheckedFile,
  pointer: string,
  sides: { readonly request?: string; readonly response?: string },
): void {
  for (const side of ["request", "response"] as const) {
    const name = sides[side];
    if (name === undefined || family.isLayout(name)) continue;
    family.report(checked, `${pointer}/${side}`, () => family.noLayout(name));
  }
}

function checkVariants(survey: Survey, checked: CheckedFile, pointer: string, command: CommandShape): void {
  const seen = new Set<string>();
  for (const [index, variant] of (command.variants ?? []).entries()) {
    const at = `${pointer}/variants/${index}`;
    const fault = nameFault(variant.name, "command");
    if (fault !== undefined) survey.family.report(checked, `${at}/name`, () => fault);
    if (seen.has(variant.name)) {
      survey.family.report(checked, `${at}/name`, () => `there is another variant ${quoted(variant.name)}`);
    }
    seen.add(variant.name);
    checkSides(survey, checked, at, variant);
    const place = new RequestPlace(survey, checked, at, command.request ?? variant.request);
    checkConditions(place, "/when", variant.when);
  }
}

/** The conditions of a variant look at the request of its command. */
class RequestPlace implements Place {
  readonly survey: Survey;
  readonly #checked: CheckedFile;
  readonly #pointer: string;
  readonly #request: string | undefined;

  constructor(survey: Survey, checked: CheckedFile, pointer: string, request: string | undefined) {
    this.survey = survey;
    this.#checked = checked;
    this.#pointer = pointer;
    this.#request = request;
  }

  find(reference: Pick<Reference, "from" | "field">): Found {
    if (reference.from === "parent") return () => `a variant looks at the request, which has no parent`;
    if (this.#request === undefined) return () => `a variant looks at the request, but no request layout is stated`;
    return this.survey.names.find(this.#request, reference.field);
  }

  report(key: string, message: () => string): void {
    this.survey.family.report(this.#checked, `${this.#pointer}${key}`, message);
  }
}

export function checkRegisters({ family }: Survey, checked: CheckedFile): void {
  for (const [name, register] of declarations(checked.file.registers)) {
    const pointer = pointerTo("registers", name);
    const fault = nameFault(name, "register");
    if (fault !== undefined) family.report(checked, pointer, () => fault);
    if (family.declare("register", name, `register ${quoted(name)}`, checked, pointer)) {
      family.declare("id", numberOf(register.id, name), `register id ${register.id}`, checked, `${pointer}/id`);
    }
    if (!family.isLayout(register.layout)) {
      family.report(checked, `${pointer}/layout`, () => family.noLayout(register.layout));
    }
  }
}
