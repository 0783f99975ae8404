/** The page of one schema file. */
import { isDescribed } from "../../src/codegen/commands.js";
import type { SchemaSource } from "../../src/schema/index.js";
import { bareCommands, commandSection, registerSection } from "./command-section.js";
import type { Directory, GroupPage } from "./directory.js";
import { enumSection } from "./enum-section.js";
import { layoutSection } from "./layout-section.js";
import { code, plain, prose } from "./markdown.js";

/** What stands in front of a page: TypeDoc's title, and the pages below it. */
export function front(title: string, children: readonly string[] = []): string {
  const list = children.length === 0 ? [] : ["children:", ...children.map((path) => `  - ${JSON.stringify(path)}`)];
  return ["---", `title: ${JSON.stringify(title)}`, ...list, "---"].join("\n");
}

/** `Facts: include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13); GPL-2.0 OR Linux-OpenIB.` */
export function provenance({ name, header, revision, license }: SchemaSource): string {
  const from = name === undefined ? "" : ` as ${code(name)} has them`;
  const terms = license === undefined ? "" : `; licence of the facts: ${plain(license)}`;
  return `Facts${from}: ${plain(header)} (${plain(revision)})${terms}.`;
}

export function groupPage(page: GroupPage, directory: Directory, packageName: string): string {
  const { model, module, file } = page;
  const described = model.commands.filter(isDescribed);
  const bare = model.commands.filter((command) => !isDescribed(command));
  const sections = [
    front(module.slice(module.lastIndexOf("/") + 1)),
    `# ${plain(module)}`,
    ...(model.doc === undefined ? [] : [prose(model.doc)]),
    `Import from ${code(`${packageName}/${module}`)}. Stated in ${code(file)}. ${provenance(model.source)}`,
    ...(model.commands.length === 0 ? [] : ["## Commands"]),
    ...described.flatMap((command) => commandSection(command, page, directory)),
    ...bareCommands(bare),
    ...registerSection(model.registers, page, directory),
    ...(model.layouts.length === 0 ? [] : ["## Structs and unions"]),
    ...model.layouts.flatMap((layout) => layoutSection(layout, page, directory)),
    ...(model.enums.length === 0 ? [] : ["## Enumerations"]),
    ...model.enums.flatMap((one) => enumSection(one, page)),
  ];
  return `${sections.join("\n\n")}\n`;
}
