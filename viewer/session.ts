/** One sitting at the viewer: what is open, listed, selected and compared, and the actions that change it. No DOM. */
import type {
  Detail,
  Field,
  InputState,
  ReadOptions,
  Row,
  SchemaState,
  Side,
  Slot,
  SortKey,
  ViewQuery,
  ViewState,
} from "./protocol.js";
import type { BitRun } from "./state/bits.js";
import type { Linked } from "./state/link.js";
import { pageRows, RowCache } from "./state/row-cache.js";
import { closedAtFirst, fieldAtBit, fieldAtPath, nextMention, opened, visibleRows } from "./state/tree.js";
import { many } from "./state/words.js";
import { WorkerClient } from "./worker-client.js";

const noList: ViewState = { generation: 0, version: 0, count: 0, scanned: 0, total: 0, done: true, error: undefined };
const allInOrder: ViewQuery = { filter: "", sort: undefined, descending: false, compare: false };

const noFields: readonly Field[] = [];

/** Pages that are asked for at a time; what scrolled by meanwhile is never asked for. */
const mostAsked = 2;

export class Session {
  input: InputState | undefined;
  other: InputState | undefined;
  isExample = false;
  options: ReadOptions = {};
  list: ViewState = noList;
  query: ViewQuery = allInOrder;
  /** Changes when rows have come. */
  version = 0;
  row = -1;
  detail: Detail | undefined;
  field = -1;
  /** Bits of the selected field. */
  run: BitRun | undefined;
  /** The bit that was pointed at last, or the selected field's first. */
  cursor = 0;
  collapsed: ReadonlySet<number> = new Set();
  brief = true;
  changedOnly = false;
  wanted = "";
  /** The record that others are compared with. */
  marked: number | undefined;
  comparing = false;
  schemas: readonly SchemaState[] = [];
  formats: readonly string[] = [];
  words: readonly string[] = [];
  /** What happened last, for the live region. */
  said = "";

  readonly #client: WorkerClient;
  readonly #changed: () => void;
  readonly #cache: RowCache = new RowCache();
  readonly #asked: Set<number> = new Set();
  readonly #schemaTexts: Map<string, string> = new Map();
  #shown: { readonly from: number; readonly to: number } = { from: 0, to: 40 };
  #choice = 0;
  /** Number of the record that is selected; in a comparison the detail's own is that of the marked one. */
  #index: number | undefined;
  #orders: readonly ("be" | "le")[] = [];
  #visible: {
    readonly fields: readonly Field[];
    readonly collapsed: ReadonlySet<number>;
    readonly brief: boolean;
    readonly changedOnly: boolean;
    readonly rows: readonly number[];
  } = { fields: noFields, collapsed: new Set(), brief: true, changedOnly: false, rows: [] };
  #linked: Linked | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#client = new WorkerClient((told) =>
      told.type === "input" ? this.#inputTold(told.state) : this.#listTold(told.state),
    );
    void this.#client.ask<"start">({ type: "start" }).then(({ formats, words }) => {
      this.formats = formats;
      this.words = words;
      this.#changed();
    });
  }

  stop(): void {
    this.#client.stop();
  }

  /** Rows of the tree that are shown; the same array as long as they are the same. */
  get visible(): readonly number[] {
    const { fields, collapsed, brief } = this;
    const changedOnly = this.changedOnly && this.detail?.compared !== undefined;
    const last = this.#visible;
    const same = last.fields === fields && last.collapsed === collapsed && last.brief === brief;
    if (same && last.changedOnly === changedOnly) return last.rows;
    const rows = visibleRows(fields, { collapsed, brief, changedOnly });
    this.#visible = { fields, collapsed, brief, changedOnly, rows };
    return rows;
  }

  /** Bit order of each side. */
  get orders(): readonly ("be" | "le")[] {
    return this.#orders;
  }

  get fields(): readonly Field[] {
    return this.detail?.fields ?? noFields;
  }

  get selected(): Field | undefined {
    return this.fields[this.field];
  }

  get side(): Side | undefined {
    return this.detail?.sides[this.selected?.side ?? 0];
  }

  /** A row of the list, once the worker has sent it. */
  readonly rowAt = (row: number): Row | undefined => this.#cache.get(row);

  async open(name: string, blob: Blob, slot: Slot = "a", options: ReadOptions = {}): Promise<void> {
    if (slot === "a") this.#forget(false);
    this.options = slot === "a" ? options : this.options;
    await this.#client.ask<"open">({ type: "open", slot, name, blob, options });
    await this.view(slot === "a" ? this.#firstQuery() : { ...allInOrder, compare: true });
  }

  async openExample(): Promise<void> {
    this.#forget(true);
    this.options = {};
    await this.#client.ask<"example">({ type: "example" });
    await this.view(this.#firstQuery());
  }

  /** Reads the same input in another way. */
  async reopen(options: ReadOptions): Promise<void> {
    const { isExample } = this;
    this.#forget(isExample);
    this.options = options;
    await this.#client.ask<"reopen">({ type: "reopen", options });
    await this.view(allInOrder);
  }

  /** Leaves the comparison of two inputs. */
  async closeOther(): Promise<void> {
    this.other = undefined;
    await this.view({ compare: false });
  }

  async view(change: Partial<ViewQuery>): Promise<void> {
    const before = this.detail === undefined ? undefined : this.#index;
    const compared = this.query.compare;
    this.query = { ...this.query, ...change };
    this.#choice += 1;
    this.row = -1;
    this.#changed();
    const { generation } = await this.#client.ask<"view">({ type: "view", query: this.query });
    if (generation !== this.list.generation) this.#newList({ ...noList, generation, done: false });
    if (before === undefined || compared || this.query.compare || this.#linked !== undefined) return;
    this.row = await this.#client.ask<"locate">({ type: "locate", generation, index: before });
    this.#changed();
  }

  async sortBy(key: SortKey): Promise<void> {
    const { sort, descending } = this.query;
    if (sort !== key) await this.view({ sort: key, descending: false });
    else if (!descending) await this.view({ descending: true });
    else await this.view({ sort: undefined, descending: false });
  }

  /** Tells which rows are on the screen. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    this.#fetch();
  }

  async choose(row: number): Promise<void> {
    if (row < 0 || row >= this.list.count) return;
    this.#choice += 1;
    const choice = this.#choice;
    this.row = row;
    this.#changed();
    const detail = await this.#detailOf(row);
    if (choice !== this.#choice) return;
    if (detail === undefined) {
      // The list has changed meanwhile; the next news of it will choose again.
      this.row = -1;
      return;
    }
    this.#setDetail(detail);
    const { title, outcome } = detail;
    this.say(`${title}${outcome === "" ? "" : `: ${outcome}`}`);
  }

  /** Reads the selected record again, with what has become known since. */
  async refresh(): Promise<void> {
    const path = this.selected?.path;
    this.#cache.clear();
    this.#fetch();
    if (this.row >= 0) await this.choose(this.row);
    if (path !== undefined && this.selected?.path !== path) this.chooseField(0);
  }

  chooseField(index: number): void {
    const field = this.fields[index];
    if (field === undefined) return;
    this.field = index;
    this.collapsed = opened(this.fields, this.collapsed, index);
    if (field.quiet) this.brief = false;
    this.run = field.kind === "side" ? undefined : { bit: field.bit, width: field.width };
    this.cursor = field.bit;
    this.say([field.name, field.value, field.label, ...field.notes].filter((word) => word !== "").join(", "));
  }

  /** Selects what covers a bit of the side that is shown. */
  chooseBit(bit: number): void {
    const side = this.selected?.side ?? 0;
    const index = fieldAtBit(this.fields, side, bit);
    if (index >= 0) this.chooseField(index);
    this.cursor = bit;
    this.#changed();
  }

  toggle(index: number, open: boolean): void {
    const next = new Set(this.collapsed);
    if (open) next.delete(index);
    else next.add(index);
    this.collapsed = next;
    const end = this.fields[index]?.end ?? 0;
    if (!open && this.field > index && this.field < end) this.chooseField(index);
    this.#changed();
  }

  set(change: Partial<Pick<Session, "brief" | "changedOnly" | "wanted">>): void {
    Object.assign(this, change);
    this.#changed();
  }

  /** The next field that mentions the text, in this record or one behind it. */
  async find(text: string, step: 1 | -1): Promise<void> {
    this.wanted = text;
    if (text.trim() === "") return this.#changed();
    const here = nextMention(this.fields, text, this.field, step);
    if (here >= 0) return this.chooseField(here);
    if (this.query.compare) return this.say(`"${text}" is not found further on`);
    const { generation } = this.list;
    this.say(`Searching for "${text}"`);
    const found = await this.#client.ask<"find">({
      type: "find",
      generation,
      text,
      row: this.row,
      backwards: step < 0,
    });
    if (found === undefined) return this.say(`"${text}" is not found further ${step < 0 ? "up" : "on"}`);
    await this.choose(found.row);
    const first = nextMention(this.fields, text, step > 0 ? -1 : this.fields.length, step);
    if (first >= 0) this.chooseField(first);
  }

  mark(): void {
    const index = this.#index;
    if (index === undefined || this.detail === undefined || this.query.compare) return;
    this.marked = this.marked === index ? undefined : index;
    if (this.marked === undefined) this.comparing = false;
    this.say(this.marked === undefined ? "Mark removed" : `Record ${index + 1} is marked, to compare others with it`);
    this.version += 1;
  }

  /** Compares the selected record with the marked one, or stops to. */
  async compare(on: boolean): Promise<void> {
    this.comparing = on && this.marked !== undefined;
    if (this.row >= 0) await this.choose(this.row);
    this.#changed();
  }

  async addSchema(name: string, text: string, deviceType?: number): Promise<SchemaState> {
    const state = await this.#client.ask<"schema">({ type: "schema", name, text, deviceType });
    this.schemas = [...this.schemas.filter((one) => one.name !== name), state];
    if (state.ok) this.#schemaTexts.set(name, text);
    this.say(state.message);
    if (state.ok && this.input !== undefined) {
      await this.view({});
      await this.refresh();
    }
    return state;
  }

  /** Gives the family of a schema the number under which its exchanges are recorded. */
  async setDeviceType(name: string, deviceType: number): Promise<void> {
    const text = this.#schemaTexts.get(name);
    if (text !== undefined) await this.addSchema(name, text, deviceType);
  }

  json(): Promise<string> {
    return this.#client.ask<"json">({ type: "json", index: this.#index ?? 0 });
  }

  names(): Promise<readonly string[]> {
    return this.#client.ask<"names">({ type: "names" });
  }

  say(text: string): void {
    this.said = text;
    this.#changed();
  }

  /** What the link to this selection says. */
  get linked(): Linked | undefined {
    const { detail, selected, cursor, run, query, isExample } = this;
    if (detail === undefined || query.compare) return undefined;
    const bit = run !== undefined && cursor !== run.bit ? cursor : undefined;
    return {
      index: detail.index,
      side: selected?.side,
      path: selected?.path,
      bit,
      filter: query.filter,
      example: isExample,
    };
  }

  /** Restores a selection once its record is there. */
  follow(linked: Linked): void {
    this.#linked = linked;
    if (linked.example === true && this.input === undefined) void this.openExample();
    else if (this.input !== undefined) void this.#followLink();
    else this.say("This link points into a file: open the file, and the place will be shown.");
  }

  #firstQuery(): ViewQuery {
    return { ...allInOrder, filter: this.#linked?.filter ?? "" };
  }

  #forget(example: boolean): void {
    this.input = undefined;
    this.other = undefined;
    this.isExample = example;
    this.query = allInOrder;
    this.detail = undefined;
    this.field = -1;
    this.run = undefined;
    this.marked = undefined;
    this.comparing = false;
    this.row = -1;
    this.#choice += 1;
    this.#cache.clear();
  }

  #inputTold(state: InputState): void {
    const before = state.slot === "a" ? this.input : this.other;
    if (state.slot === "a") this.input = state;
    else this.other = state;
    if (state.done && before?.done !== true) {
      this.said = `${state.name}: ${many(state.records, "record")} as ${state.format}${state.fault === undefined ? "" : `. ${state.fault}`}`;
    }
    this.#changed();
  }

  #listTold(state: ViewState): void {
    if (state.generation < this.list.generation) return;
    if (state.generation > this.list.generation) this.#newList(state);
    if (state.version !== this.list.version) this.#cache.clear();
    const finished = state.done && !this.list.done && this.query.filter !== "";
    this.list = state;
    if (finished) this.said = `${many(state.count, "record")} of ${state.total} pass the filter`;
    this.version += 1;
    this.#fetch();
    if (this.#linked !== undefined && state.count > 0) void this.#followLink();
    else if (this.row < 0 && state.count > 0 && this.detail === undefined) void this.choose(0);
    this.#changed();
  }

  #newList(state: ViewState): void {
    this.list = state;
    this.#cache.clear();
    this.#asked.clear();
  }

  async #followLink(): Promise<void> {
    const linked = this.#linked;
    const { generation, total, done } = this.list;
    if (linked === undefined || (linked.index >= total && !done)) return;
    this.#linked = undefined;
    const row = await this.#client.ask<"locate">({ type: "locate", generation, index: linked.index });
    if (row < 0) return this.say(`The link points to record ${linked.index + 1}, which is not listed here.`);
    await this.choose(row);
    const field = linked.path === undefined ? -1 : fieldAtPath(this.fields, linked.side ?? 0, linked.path);
    if (field >= 0) this.chooseField(field);
    if (linked.bit !== undefined) this.chooseBit(linked.bit);
  }

  #fetch(): void {
    const { from, to } = this.#shown;
    const { generation, count } = this.list;
    for (const page of this.#cache.missing(from, to, count)) {
      if (this.#asked.size >= mostAsked) return;
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      const first = page * pageRows;
      void this.#client.ask<"rows">({ type: "rows", generation, from: first, to: first + pageRows }).then((rows) => {
        this.#asked.delete(page);
        if (generation !== this.list.generation) return this.#fetch();
        if (rows.length > 0) this.#cache.put(page, rows);
        this.version += 1;
        if (rows.length > 0) this.#fetch();
        this.#changed();
      });
    }
  }

  async #detailOf(row: number): Promise<Detail | undefined> {
    const { generation } = this.list;
    if (this.query.compare) return this.#client.ask<"compareRow">({ type: "compareRow", generation, row });
    const known = this.#cache.get(row);
    const [asked] =
      known === undefined
        ? await this.#client.ask<"rows">({ type: "rows", generation, from: row, to: row + 1 })
        : [known];
    if (asked === undefined) return undefined;
    const { index } = asked;
    this.#index = index;
    if (this.comparing && this.marked !== undefined && this.marked !== index) {
      return this.#client.ask<"compare">({ type: "compare", a: this.marked, b: index });
    }
    return this.#client.ask<"detail">({ type: "detail", index });
  }

  /** The same field stays selected from one record to the next, where it has one. */
  #setDetail(detail: Detail): void {
    const { selected, cursor } = this;
    const bitBefore = this.run !== undefined && cursor !== this.run.bit ? cursor : undefined;
    const same = this.detail !== undefined && this.detail.index === detail.index;
    this.detail = detail;
    this.#orders = detail.sides.map((side) => side.order);
    if (!same || this.collapsed.size === 0) this.collapsed = closedAtFirst(detail.fields);
    const kept = selected === undefined ? -1 : fieldAtPath(detail.fields, selected.side, selected.path);
    this.chooseField(Math.max(kept, 0));
    if (detail.fields.length === 0) {
      this.field = -1;
      this.run = undefined;
    }
    if (bitBefore !== undefined && kept >= 0) this.cursor = bitBefore;
  }
}
