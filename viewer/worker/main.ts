/** The worker: answers what the page asks, and tells it how reading and filtering go on. */
import { allKinds, namesOf } from "../../reading/families.js";
import { readingJson } from "../../reading/json.js";
import { type CaptureRecord, formats, hexWords } from "../../src/capture/index.js";
import type { Answers, Asked, InputState, Request, Row, Slot, Told, ViewQuery, ViewState } from "../protocol.js";
import { Comparison, comparedDetail } from "./compare.js";
import { detailOf } from "./detail.js";
import { embeddedExample } from "./embedded.js";
import { mentions } from "./find.js";
import { Input } from "./input.js";
import { Knowledge } from "./knowledge.js";
import { List, rest } from "./list.js";
import { readingOf, rowOf } from "./rows.js";
import { type Settings, settingsFor } from "./settings.js";

/** Between two reports of one kind, in milliseconds. */
const reportTime = 60;

class Worker {
  readonly #knowledge: Knowledge = new Knowledge();
  readonly #inputs: Map<Slot, Input> = new Map();
  #settings: Settings = { as: undefined, error: undefined };
  #asName: string | undefined;
  #generation = 0;
  #list: List | undefined;
  #comparison: Comparison | undefined;
  #lastReport = 0;

  async answer(request: Request): Promise<Answers[Request["type"]]> {
    switch (request.type) {
      case "start":
        return { formats: Object.values(formats), words: [...hexWords] };
      case "open":
        return this.#open(
          new Input(request.slot, request.name, request.blob, request.options, this.#told(request.slot)),
        );
      case "example":
        return this.#open(new Input("a", "session.ndjson (example)", new Blob([embeddedExample]), {}, this.#told("a")));
      case "reopen":
        return this.#reopen(request.options);
      case "view":
        return this.#view(request.query);
      case "rows":
        return this.#rows(request.generation, request.from, request.to);
      case "locate":
        return request.generation === this.#generation ? (this.#list?.rowOf(request.index) ?? request.index) : -1;
      case "detail":
        return this.#detail(request.index);
      case "compare":
        return this.#compare(request.a, request.b);
      case "compareRow":
        return this.#comparison?.detail(request.row, this.#knowledge);
      case "find":
        return this.#find(request);
      case "json":
        return this.#json(request.index);
      case "schema":
        return this.#schema(request.name, request.text, request.deviceType);
      case "names":
        return this.#names();
    }
  }

  #told(slot: Slot): (state: InputState) => void {
    return (state) => {
      const now = performance.now();
      if (!state.done && now - this.#lastReport < reportTime) return;
      this.#lastReport = now;
      tell({
        type: "input",
        state: this.#settings.error === undefined ? state : { ...state, fault: this.#settings.error },
      });
      if (slot === "a" && this.#list !== undefined && this.#comparison === undefined)
        tell({ type: "list", state: this.#list.state });
    };
  }

  #open(input: Input): undefined {
    this.#inputs.get(input.slot)?.cancel();
    this.#inputs.set(input.slot, input);
    if (input.slot === "a") {
      this.#asName = input.options.as;
      this.#settings = settingsFor(this.#knowledge, this.#asName);
      // The list of what was open before must not be told as that of the new input.
      this.#list?.cancel();
      this.#list = undefined;
      this.#comparison = undefined;
      this.#inputs.get("b")?.cancel();
      this.#inputs.delete("b");
    }
    void input.read();
    return undefined;
  }

  #reopen(options: Input["options"]): undefined {
    const before = this.#inputs.get("a");
    if (before === undefined) return undefined;
    return this.#open(new Input("a", before.name, before.blob, options, this.#told("a")));
  }

  #view(query: ViewQuery): { generation: number } {
    this.#generation += 1;
    const generation = this.#generation;
    this.#list?.cancel();
    this.#list = undefined;
    this.#comparison = undefined;
    const input = this.#inputs.get("a");
    const other = this.#inputs.get("b");
    if (input === undefined) return { generation };
    if (query.compare && other !== undefined) void this.#pair(generation, input, other);
    else {
      this.#list = new List(generation, input, this.#knowledge, this.#settings, query, this.#listTold());
      void this.#list.build();
    }
    return { generation };
  }

  #listTold(): (state: ViewState) => void {
    let last = 0;
    return (state) => {
      const now = performance.now();
      if (!state.done && now - last < reportTime) return;
      last = now;
      tell({ type: "list", state });
    };
  }

  async #pair(generation: number, a: Input, b: Input): Promise<void> {
    while (!a.done || !b.done) await rest(30);
    const made = await Comparison.of(a, b, this.#knowledge, this.#settings);
    if (generation !== this.#generation) return;
    this.#comparison = made;
    const { count, error } = made;
    tell({ type: "list", state: { generation, version: 0, count, scanned: count, total: count, done: true, error } });
  }

  async #rows(generation: number, from: number, to: number): Promise<readonly Row[]> {
    if (generation !== this.#generation) return [];
    const comparison = this.#comparison;
    const wanted = Array.from({ length: Math.max(0, Math.min(to - from, 512)) }, (_, offset) => from + offset);
    if (comparison !== undefined) return wanted.flatMap((at) => comparison.row(at, this.#knowledge) ?? []);
    const list = this.#list;
    const places = wanted.flatMap((row) => list?.at(row) ?? []);
    const records = (await this.#inputs.get("a")?.records(places)) ?? [];
    return records.map((record, at) => rowOf(this.#reading(record), places[at] ?? 0, this.#knowledge));
  }

  #reading(record: CaptureRecord): ReturnType<typeof readingOf> {
    return readingOf(record, this.#knowledge, this.#settings);
  }

  async #record(index: number): Promise<CaptureRecord | undefined> {
    const [record] = (await this.#inputs.get("a")?.records([index])) ?? [];
    return record;
  }

  async #detail(index: number): Promise<Answers["detail"]> {
    const record = await this.#record(index);
    return record && detailOf(this.#reading(record), index, this.#knowledge);
  }

  async #compare(a: number, b: number): Promise<Answers["compare"]> {
    const [left, right] = [await this.#record(a), await this.#record(b)];
    if (left === undefined || right === undefined) return undefined;
    const names = [`#${a + 1}`, `#${b + 1}`] as const;
    return comparedDetail(this.#reading(left), this.#reading(right), a, this.#knowledge, names);
  }

  async #find({ generation, text, row, backwards }: Extract<Request, { type: "find" }>): Promise<Answers["find"]> {
    const list = this.#list;
    const input = this.#inputs.get("a");
    const step = backwards ? -1 : 1;
    let turn = performance.now();
    for (let at = row + step; list !== undefined && generation === this.#generation; at += step) {
      const index = list.at(at);
      const [record] = index === undefined ? [] : ((await input?.records([index])) ?? []);
      if (record === undefined || index === undefined) return undefined;
      if (mentions(this.#reading(record), text, this.#knowledge)) return { row: at, index };
      if (performance.now() - turn > 20) {
        await rest();
        turn = performance.now();
      }
    }
    return undefined;
  }

  async #json(index: number): Promise<string> {
    const record = await this.#record(index);
    if (record === undefined) return "";
    const json = readingJson(this.#reading(record), this.#inputs.get("a")?.name ?? "", index + 1, this.#settings.as);
    return JSON.stringify(json, undefined, 2);
  }

  async #schema(name: string, text: string, deviceType: number | undefined): Promise<Answers["schema"]> {
    const state = this.#knowledge.add(name, text, deviceType);
    this.#settings = settingsFor(this.#knowledge, this.#asName);
    return state;
  }

  #names(): readonly string[] {
    const { families } = this.#knowledge.known;
    const names = families.flatMap((family) =>
      allKinds.flatMap((kind) => {
        if (kind === "enum") return [];
        const all = [...namesOf(family, kind)];
        return kind === "command" ? all.flatMap((one) => [`${one}:in`, `${one}:out`]) : all;
      }),
    );
    return [...new Set(names)];
  }
}

function tell(told: Told): void {
  postMessage(told);
}

const worker = new Worker();

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const { id, request } = data;
  worker.answer(request).then(
    (value) => tell({ type: "answer", id, value }),
    (error: unknown) => tell({ type: "failed", id, message: error instanceof Error ? error.message : String(error) }),
  );
});
