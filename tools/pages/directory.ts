/** Where everything of a family is described: which page, which heading; and who uses a layout. */
import { posix } from "node:path";
import { isDescribed } from "../../src/codegen/commands.js";
import type { CheckedFile } from "../../src/codegen/index.js";
import type { Layout, LayoutDefinition } from "../../src/layout/index.js";
import {
  type CommandDefinition,
  createSchema,
  type LayoutDocs,
  type LoadedSchema,
  type SchemaModel,
} from "../../src/schema/index.js";
import { Anchors, code } from "./markdown.js";

/** The page of one schema file. */
export interface GroupPage {
  /** Path of the schema file in the repository. */
  readonly file: string;
  /** The generated module, and the last part of the import path: `mlx5/registers/port`. */
  readonly module: string;
  readonly model: SchemaModel;
}

/** `schemas/mlx5/registers/port.json` becomes `mlx5/registers/port`. */
export const pageOf = ({ file, model }: CheckedFile): GroupPage => ({
  file,
  model,
  module: file.replace(/^schemas\//, "").replace(/\.json$/, ""),
});

export const headings = {
  command: (name: string): string => `Command ${name}`,
  layout: ({ kind, name }: Pick<LayoutDefinition, "kind" | "name">): string => `${kind} ${name}`,
  enumeration: (name: string): string => `enum ${name}`,
  bare: "Commands without a described record",
  registers: "Registers",
} as const;

/** A heading on a page. */
interface Place {
  readonly module: string;
  readonly anchor: string;
}

type Kind = "command" | "register" | "layout" | "enumeration";

/** Somebody who uses a layout: `Request of` the command CREATE_QP. */
export interface Use {
  readonly as: "Request of" | "Reply of" | "Register" | "Part of";
  readonly kind: Kind;
  readonly name: string;
}

/** The order of a page's parts is the order in which headings claim their anchors. */
export class Directory {
  readonly pages: readonly GroupPage[];
  /** All files as one schema, for what refers to other files. */
  readonly schema: LoadedSchema;
  readonly #places = new Map<string, Place>();
  readonly #uses = new Map<string, Use[]>();

  constructor(pages: readonly GroupPage[]) {
    this.pages = pages;
    this.schema = createSchema(pages.map((page) => page.model));
    for (const page of pages) {
      this.#place(page);
      this.#use(page);
    }
  }

  usesOf(layout: string): readonly Use[] {
    return this.#uses.get(layout) ?? [];
  }

  docsOf(layout: string): LayoutDocs | undefined {
    return this.pages.map((page) => page.model.docs.layouts.get(layout)).find((docs) => docs !== undefined);
  }

  /** The request that a reply answers, where one command has it. */
  requestOf(reply: string): Layout | undefined {
    const command = [...this.schema.commands.values()].find((one) => one.response === reply);
    return this.schema.layouts.get(command?.request ?? "");
  }

  /** A name as a link from a page; the bare name when it is described nowhere. */
  link(from: string, kind: Kind, name: string): string {
    const place = this.#places.get(`${kind} ${name}`);
    if (place === undefined) return code(name);
    const page = place.module === from ? "" : pageLink(from, place.module);
    return `[${code(name)}](${page}#${encodeURIComponent(place.anchor)})`;
  }

  #place({ module, model }: GroupPage): void {
    const anchors = new Anchors();
    const put = (kind: Kind, name: string, anchor: string): void => {
      this.#places.set(`${kind} ${name}`, { module, anchor });
    };
    const described = model.commands.filter(isDescribed);
    for (const { name } of described) put("command", name, anchors.claim(headings.command(name)));
    if (described.length < model.commands.length) {
      const anchor = anchors.claim(headings.bare);
      for (const { name } of model.commands)
        if (!described.some((one) => one.name === name)) put("command", name, anchor);
    }
    if (model.registers.length > 0) {
      const anchor = anchors.claim(headings.registers);
      for (const { name } of model.registers) put("register", name, anchor);
    }
    for (const one of model.layouts) put("layout", one.name, anchors.claim(headings.layout(one)));
    for (const { name } of model.enums) put("enumeration", name, anchors.claim(headings.enumeration(name)));
  }

  #use({ model }: GroupPage): void {
    for (const command of model.commands) this.#useSides(command);
    for (const { name, layout } of model.registers) this.#add(layout, { as: "Register", kind: "register", name });
    for (const { name, fields } of model.layouts) {
      for (const { layout } of fields) this.#add(layout, { as: "Part of", kind: "layout", name });
    }
  }

  #useSides(command: CommandDefinition): void {
    const { name } = command;
    for (const { request, response } of [command, ...(command.variants ?? [])]) {
      this.#add(request, { as: "Request of", kind: "command", name });
      this.#add(response, { as: "Reply of", kind: "command", name });
    }
  }

  #add(layout: string | undefined, use: Use): void {
    if (layout === undefined) return;
    const uses = this.#uses.get(layout) ?? [];
    const known = uses.some(({ as, name }) => as === use.as && name === use.name);
    if (!known) this.#uses.set(layout, [...uses, use]);
  }
}

/** The file of a page, below the folder of all pages. */
export const pageFile = (module: string): string => `${module}.md`;

/** The way from one page to another. */
export function pageLink(from: string, to: string): string {
  const path = posix.relative(posix.dirname(pageFile(from)), pageFile(to));
  return encodeURI(path.startsWith(".") ? path : `./${path}`);
}
