/** Starts the worker and asks it. Its program comes with the page, packed; nothing is fetched. */
import type { Answers, Asked, Request, Told } from "./protocol.js";

/** The worker's program: gzip, as base64. Put in by the build. */
declare const fwctlViewerWorker: string;

type News = Exclude<Told, { readonly type: "answer" | "failed" }>;

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly failed: (error: Error) => void;
}

export class WorkerClient {
  readonly #waiting: Map<number, Waiting> = new Map();
  readonly #worker: Promise<Worker>;
  #next = 1;

  constructor(news: (told: News) => void) {
    this.#worker = startWorker((told) => {
      if (told.type === "answer") this.#settle(told.id)?.done(told.value);
      else if (told.type === "failed") this.#settle(told.id)?.failed(new Error(told.message));
      else news(told);
    });
  }

  /** Asks once. The answer has the type that the request has in {@link Answers}. */
  async ask<Type extends Request["type"]>(request: Extract<Request, { readonly type: Type }>): Promise<Answers[Type]> {
    const worker = await this.#worker;
    const id = this.#next;
    this.#next += 1;
    const asked: Asked = { id, request };
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done: (value) => done(answerOf<Type>(value)), failed });
      worker.postMessage(asked);
    });
  }

  stop(): void {
    void this.#worker.then((worker) => worker.terminate());
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

/** The one place where a message's content is taken at its word: both ends are built from one file of types. */
function answerOf<Type extends Request["type"]>(value: unknown): Answers[Type];
function answerOf(value: unknown): unknown {
  return value;
}

async function startWorker(told: (message: Told) => void): Promise<Worker> {
  const letters = atob(fwctlViewerWorker);
  const packed = new Uint8Array(letters.length);
  for (let at = 0; at < packed.length; at += 1) packed[at] = letters.charCodeAt(at);
  const text = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const program = await new Response(text).blob();
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "fwctl-viewer" });
  URL.revokeObjectURL(address);
  worker.addEventListener("message", ({ data }: MessageEvent<Told>) => told(data));
  return worker;
}
