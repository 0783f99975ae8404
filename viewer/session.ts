/** One sitting at the viewer: what is open, listed, selected and compared, and the actions that change it. No DOM. */
import type { Detail, InputState, ReadOptions, SchemaState, Slot, SortKey, ViewQuery, ViewState } from "./protocol.js";
import { RowList } from "./row-list.js";
import { FieldSelection } from "./state/field-selection.js";
import type { Linked } from "./state/link.js";
import { many } from "./state/words.js";
import { WorkerClient } from "./worker-client.js";

const allInOrder: ViewQuery = { filter: "", sort: undefined, descending: false, compare: false };

export class Session {
  input: InputState | undefined;
  other: InputState | undefined;
  isExample = false;
  options: ReadOptions = {};
  query: ViewQuery = allInOrder;
  readonly list: RowList;
  /** The row that is selected; -1 without one. */
  row = -1;
  /** What is shown and selected of its fields. */
  readonly selection: FieldSelection = new FieldSelection();
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
  readonly #schemaTexts: Map<string, string> = new Map();
  #choice = 0;
  /** Number of the record that is selected; in a comparison the detail's own is that of the marked one. */
  #index: number | undefined;
  #linked: Linked | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#client = new WorkerClient((told) =>
      told.type === "input" ? this.#inputTold(told.state) : this.#listTold(told.state),
    );
    this.list = new RowList(this.#client, changed);
    void this.#client.ask<"start">({ type: "start" }).then(({ formats, words }) => {
      this.formats = formats;
      this.words = words;
      this.#changed();
    });
  }

  stop(): void {
    this.#client.stop();
  }

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
    const before = this.selection.detail === undefined ? undefined : this.#index;
    const compared = this.query.compare;
    this.query = { ...this.query, ...change };
    this.#choice += 1;
    this.row = -1;
    this.#changed();
    const { generation } = await this.#client.ask<"view">({ type: "view", query: this.query });
    this.list.begin(generation);
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

  async choose(row: number): Promise<void> {
    if (row < 0 || row >= this.list.state.count) return;
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
    this.selection.put(detail);
    const { title, outcome } = detail;
    this.say(`${title}${outcome === "" ? "" : `: ${outcome}`}`);
  }

  /** Reads the selected record again, with what has become known since. */
  async refresh(): Promise<void> {
    const path = this.selection.selected?.path;
    this.list.refresh();
    if (this.row >= 0) await this.choose(this.row);
    if (path !== undefined && this.selection.selected?.path !== path) this.chooseField(0);
  }

  chooseField(index: number): void {
    this.#sayField(this.selection.choose(index));
  }

  chooseBit(bit: number): void {
    this.#sayField(this.selection.chooseBit(bit));
  }

  toggle(index: number, open: boolean): void {
    this.#sayField(this.selection.toggle(index, open));
  }

  /** Leaves rows of the tree out, or shows them again. */
  setRows(change: Partial<Pick<FieldSelection, "brief" | "changedOnly">>): void {
    Object.assign(this.selection, change);
    this.#changed();
  }

  /** Text that is marked wherever a field mentions it. */
  want(text: string): void {
    this.wanted = text;
    this.#changed();
  }

  /** The next field that mentions the text, in this record or one behind it. */
  async find(text: string, step: 1 | -1): Promise<void> {
    const { selection } = this;
    this.want(text);
    if (text.trim() === "") return;
    if (selection.chooseMention(text, step)) return this.say(selection.words);
    if (this.query.compare) return this.say(`"${text}" is not found further on`);
    const { generation } = this.list.state;
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
    if (selection.chooseMention(text, step, step > 0 ? -1 : selection.fields.length)) this.say(selection.words);
  }

  mark(): void {
    const index = this.#index;
    if (index === undefined || this.selection.detail === undefined || this.query.compare) return;
    this.marked = this.marked === index ? undefined : index;
    if (this.marked === undefined) this.comparing = false;
    this.say(this.marked === undefined ? "Mark removed" : `Record ${index + 1} is marked, to compare others with it`);
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

  /** Tells which field is selected, where that is news. */
  #sayField(chosen: boolean): void {
    if (chosen) this.said = this.selection.words;
    this.#changed();
  }

  /** What the link to this selection says. */
  get linked(): Linked | undefined {
    const { selection, query, isExample } = this;
    const { detail, selected, bit } = selection;
    if (detail === undefined || query.compare) return undefined;
    const { filter } = query;
    return { index: detail.index, side: selected?.side, path: selected?.path, bit, filter, example: isExample };
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
    this.selection.clear();
    this.marked = undefined;
    this.comparing = false;
    this.row = -1;
    this.#choice += 1;
    this.list.clear();
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
    const finished = state.done && !this.list.state.done && this.query.filter !== "";
    if (!this.list.told(state)) return;
    if (finished) this.said = `${many(state.count, "record")} of ${state.total} pass the filter`;
    if (this.#linked !== undefined && state.count > 0) void this.#followLink();
    else if (this.row < 0 && state.count > 0 && this.selection.detail === undefined) void this.choose(0);
    this.#changed();
  }

  async #followLink(): Promise<void> {
    const linked = this.#linked;
    const { generation, total, done } = this.list.state;
    if (linked === undefined || (linked.index >= total && !done)) return;
    this.#linked = undefined;
    const row = await this.#client.ask<"locate">({ type: "locate", generation, index: linked.index });
    if (row < 0) return this.say(`The link points to record ${linked.index + 1}, which is not listed here.`);
    await this.choose(row);
    const { side = 0, path, bit } = linked;
    if (path !== undefined) this.#sayField(this.selection.choosePath(side, path));
    if (bit !== undefined) this.chooseBit(bit);
  }

  async #detailOf(row: number): Promise<Detail | undefined> {
    const { generation } = this.list.state;
    if (this.query.compare) return this.#client.ask<"compareRow">({ type: "compareRow", generation, row });
    const asked = await this.list.row(row);
    if (asked === undefined) return undefined;
    const { index } = asked;
    this.#index = index;
    if (this.comparing && this.marked !== undefined && this.marked !== index) {
      return this.#client.ask<"compare">({ type: "compare", a: this.marked, b: index });
    }
    return this.#client.ask<"detail">({ type: "detail", index });
  }
}
