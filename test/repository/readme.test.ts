/** What the README shows is what the code does. */
import { readdirSync, readFileSync } from "node:fs";
import { format } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");

/** The first code block of a language. */
function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? "";
}

describe("the example on the first screen", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("is the file that runs", () => {
    expect(block("ts")).toBe(readFileSync(new URL("examples/first-screen.ts", root), "utf8"));
  });

  test("prints what the README says", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      lines.push(format(...values));
    });
    await import("../../examples/first-screen.js");
    expect(`${lines.join("\n")}\n`).toBe(block("text"));
  });
});

describe("what the documents link to", () => {
  const documents = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    ...readdirSync(new URL("docs/", root))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  ];
  test.each(documents)("%s: every local file is there", (document) => {
    const base = new URL(document, root);
    const links = [...readFileSync(base, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      (match) => match[1] ?? "",
    );
    const missing = links.filter((link) => {
      try {
        readFileSync(new URL(link, base));
        return false;
      } catch (error) {
        return !(error instanceof Error && "code" in error && error.code === "EISDIR");
      }
    });
    expect(missing).toEqual([]);
  });
});

describe("the package speaks of itself alone", () => {
  test("the version stands in one place and in the change log", () => {
    const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
    expect(readFileSync(new URL("CHANGELOG.md", root), "utf8")).toContain(`## ${version}`);
  });
});
