/**
 * The rows of a long list that are on the screen: TanStack Virtual for rows of one height. Browsers cap the height of an
 * element, so a list beyond the cap is scrolled by a scale: the end of the bar is the end of the list all the same.
 */
import { Virtualizer } from "@tanstack/virtual-core";
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Below the cap of every current browser (Firefox: 17.8 million pixels). */
const tallest = 16_000_000;

export interface RowWindowOptions {
  readonly scroller: () => HTMLElement | null;
  readonly overscan?: number;
  /** Pixels above the rows inside the scroller that stay in view (a header). */
  readonly head?: () => number;
}

export class RowWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: RowWindowOptions;
  readonly #virtual: Virtualizer<HTMLElement, HTMLElement>;
  #count = 0;
  #height = 22;
  #unmount: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: RowWindowOptions) {
    this.#host = host;
    this.#options = options;
    this.#virtual = new Virtualizer(this.#settings());
    host.addController(this);
  }

  /** Height of one row in pixels. */
  get rowHeight(): number {
    return this.#height;
  }

  hostConnected(): void {
    this.#height = Math.round(22 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1));
    this.#host.style.setProperty("--row", `${this.#height}px`);
    this.#unmount = this.#virtual._didMount();
  }

  hostDisconnected(): void {
    this.#unmount?.();
  }

  hostUpdated(): void {
    this.#virtual._willUpdate();
    const body = this.#options.scroller()?.querySelector<HTMLElement>(".body");
    if (body === null || body === undefined) return;
    body.style.height = `${this.#bodyHeight}px`;
    const rows = body.querySelector<HTMLElement>(".rows");
    if (rows !== null) rows.style.transform = `translateY(${this.#top}px)`;
  }

  /** First row and the row behind the last that stand in the document. */
  range(count: number): { readonly from: number; readonly to: number } {
    if (count !== this.#count) {
      this.#count = count;
      this.#virtual.setOptions(this.#settings());
    }
    const items = this.#virtual.getVirtualItems();
    const [first] = items;
    const last = items.at(-1);
    return first === undefined || last === undefined
      ? { from: 0, to: Math.min(count, 40) }
      : { from: first.index, to: last.index + 1 };
  }

  /** Rows that fit into the scroller. */
  get page(): number {
    return Math.max(1, Math.floor(this.#room / this.#height) - 1);
  }

  /** Scrolls as little as shows the row. */
  show(row: number): void {
    const element = this.#options.scroller();
    if (element === null || row < 0) return;
    const from = row * this.#height;
    const offset = element.scrollTop * this.#scale;
    if (from < offset) element.scrollTop = from / this.#scale;
    else if (from + this.#height > offset + this.#room)
      element.scrollTop = Math.ceil((from + this.#height - this.#room) / this.#scale);
  }

  get #room(): number {
    return (this.#options.scroller()?.clientHeight ?? 0) - (this.#options.head?.() ?? 0);
  }

  get #total(): number {
    return this.#count * this.#height;
  }

  get #bodyHeight(): number {
    return Math.min(this.#total, tallest);
  }

  /** List pixels for one pixel of the scroll bar. */
  get #scale(): number {
    const room = this.#room;
    return this.#total <= tallest ? 1 : (this.#total - room) / (tallest - room);
  }

  /** Where the first row in the document stands inside the body. */
  get #top(): number {
    const start = (this.#virtual.getVirtualItems()[0]?.index ?? 0) * this.#height;
    const scrolled = this.#options.scroller()?.scrollTop ?? 0;
    return start - scrolled * (this.#scale - 1);
  }

  #settings(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    return {
      count: this.#count,
      getScrollElement: this.#options.scroller,
      estimateSize: () => this.#height,
      overscan: this.#options.overscan ?? 10,
      scrollToFn: () => undefined,
      observeElementRect: (virtual, tell) => observeSize(virtual.scrollElement, tell),
      observeElementOffset: (virtual, tell) =>
        observeScroll(virtual.scrollElement, (top) => tell(top * this.#scale, false)),
      onChange: () => this.#host.requestUpdate(),
    };
  }
}

function observeSize(element: HTMLElement | null, tell: (size: { width: number; height: number }) => void): () => void {
  if (element === null) return () => undefined;
  const measure = (): void => tell({ width: element.clientWidth, height: element.clientHeight });
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  return () => observer.disconnect();
}

function observeScroll(element: HTMLElement | null, tell: (top: number) => void): () => void {
  if (element === null) return () => undefined;
  const scrolled = (): void => tell(element.scrollTop);
  scrolled();
  element.addEventListener("scroll", scrolled, { passive: true });
  return () => element.removeEventListener("scroll", scrolled);
}
