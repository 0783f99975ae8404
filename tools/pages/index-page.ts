/** The page of a folder of schema files: what each is about, and every name with the page that describes it. */
import { posix } from "node:path";
import { scopeWords } from "../../cli/show/words.js";
import { hex, many } from "../../cli/table.js";
import { type Directory, type GroupPage, pageFile, pageLink } from "./directory.js";
import { front } from "./group-page.js";
import { code, plain, prose, table } from "./markdown.js";

/** The folder of a page: `mlx5/registers`. */
export const folderOf = ({ module }: GroupPage): string => posix.dirname(module);

export const indexOf = (folder: string): string => `${folder}/index`;

/** The index of a folder of pages; folders below it are among its children. */
export function indexPage(folder: string, directory: Directory): string {
  const own = indexOf(folder);
  const inside = directory.pages.filter((page) => folderOf(page) === folder);
  const below = [...new Set(directory.pages.map(folderOf))].filter((other) => posix.dirname(other) === folder);
  const modules = [...inside.map((page) => page.module), ...below.map(indexOf)];
  const commands = inside.flatMap((page) => page.model.commands).sort((a, b) => a.opcode - b.opcode);
  const registers = inside.flatMap((page) => page.model.registers).sort((a, b) => a.id - b.id);
  const layouts = inside.flatMap((page) => page.model.layouts).map(({ name }) => name);
  const sections = [
    front(
      posix.basename(folder),
      modules.map((module) => `./${posix.relative(folder, pageFile(module))}`),
    ),
    `# ${plain(folder)}`,
    table(
      ["Page", "Commands, registers", "Structs", "About"],
      [
        ...inside.map((page) => groupRow(own, page)),
        ...below.map((other) => [`[${code(other)}](${pageLink(own, indexOf(other))})`, "", "", "more pages"]),
      ],
    ),
    ...nameTable(
      many(commands.length, "command"),
      ["Opcode", "Command", "Least scope", "About"],
      commands.map(({ opcode, name, scope, doc }) => [
        code(hex(opcode, 4)),
        directory.link(own, "command", name),
        plain(scopeWords(scope)),
        prose(doc ?? ""),
      ]),
    ),
    ...nameTable(
      many(registers.length, "register"),
      ["Id", "Register", "Struct", "About"],
      registers.map(({ id, name, layout, doc }) => [
        code(hex(id, 4)),
        directory.link(own, "register", name),
        directory.link(own, "layout", layout),
        prose(doc ?? ""),
      ]),
    ),
    ...nameTable(
      many(layouts.length, "struct or union", "structs and unions"),
      ["Name", "About"],
      layouts.sort().map((name) => [directory.link(own, "layout", name), prose(directory.docsOf(name)?.doc ?? "")]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

function groupRow(own: string, { model, module }: GroupPage): string[] {
  const count = (list: readonly object[]): string => (list.length === 0 ? "" : list.length.toString());
  return [
    `[${code(module)}](${pageLink(own, module)})`,
    count([...model.commands, ...model.registers]),
    count(model.layouts),
    prose(model.doc ?? ""),
  ];
}

function nameTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`## ${title}`, table(head, rows)];
}
