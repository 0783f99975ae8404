/** The built page in Chromium, and the few things that all tests do with it. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";

export const root: string = join(import.meta.dirname, "..", "..");
/** `FWCTL_VIEWER` names another build than that of `npm run viewer`. */
export const pagePath: string = process.env["FWCTL_VIEWER"] ?? join(root, "dist", "viewer", "fwctl-viewer.html");
export const artifacts: string = join(root, "artifacts", "viewer");

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch(): Promise<Browser> {
  if (!existsSync(pagePath)) throw new Error(`${pagePath} is not there: run "npm run viewer" first`);
  mkdirSync(artifacts, { recursive: true });
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: flags });
}

/** A page with the viewer, and everything that went wrong or out while it was open. */
export interface Opened {
  readonly page: Page;
  /** Addresses that were asked for, the page itself and its worker's program left out. */
  readonly requests: readonly string[];
  /** Errors of scripts, and complaints on the console (the security policy's among them). */
  readonly complaints: readonly string[];
}

export interface OpenOptions {
  readonly colorScheme?: "light" | "dark";
  readonly hash?: string;
  readonly width?: number;
  readonly height?: number;
}

export async function openViewer(browser: Browser, options: OpenOptions = {}): Promise<Opened> {
  const { colorScheme = "light", hash = "", width = 1440, height = 900 } = options;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  const address = pathToFileURL(pagePath).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("blob:")) requests.push(url);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.setDefaultTimeout(10_000);
  await page.goto(`${address}${hash}`);
  await page.locator("fwctl-viewer").waitFor();
  return { page, requests, complaints };
}

/** A file as tests write it down: text, or bytes. */
export interface Dropped {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Drops files on the viewer, as a person does from a file manager. */
export async function drop(page: Page, ...files: readonly Dropped[]): Promise<void> {
  const plain = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString("base64") }));
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) {
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    const target = document.querySelector("fwctl-viewer");
    target?.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true }),
    );
  }, plain);
}

/** Drops files and waits until the first record is shown. */
export async function dropAndRead(page: Page, ...files: readonly Dropped[]): Promise<void> {
  await drop(page, ...files);
  await listRow(page, 0).locator(".index", { hasText: "1" }).waitFor();
  await page.locator(".about h2").waitFor();
}

export async function openExample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Example", exact: true }).click();
  await listRow(page, 7).waitFor();
  await page.locator(".about h2").waitFor();
}

export const grid = (page: Page): Locator => page.getByRole("grid", { name: "Exchanges" });
export const tree = (page: Page): Locator => page.getByRole("treegrid", { name: "Fields" });
export const bytes = (page: Page): Locator => page.getByRole("grid", { name: "Bytes" });
export const listRow = (page: Page, row: number): Locator => page.locator(`fwctl-exchange-list #row-${row}`);

/** The row of a field, by its name. */
export const fieldRow = (page: Page, name: string): Locator =>
  page
    .locator("fwctl-field-tree .body [role=row]")
    .filter({ has: page.locator(".name bdi", { hasText: new RegExp(`^${name}$`) }) });

/** Bytes that are marked, by offset. */
export function markedBytes(page: Page): Promise<number[]> {
  return page
    .locator("fwctl-hex-pane .bytes [aria-selected=true]")
    .evaluateAll((all) => all.map((one) => Number(one.id.replace("byte-", ""))));
}

/** Bits of the shown dword that are marked, by number. */
export function markedBits(page: Page): Promise<number[]> {
  return page
    .locator("fwctl-hex-pane .bit[aria-selected=true]")
    .evaluateAll((all) => all.map((one) => Number(one.id.replace("bit-", ""))));
}

export const status = (page: Page): Locator => page.locator("footer.status");
export const live = (page: Page): Locator => page.locator("[aria-live=polite]");
