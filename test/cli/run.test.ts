import { describe, expect, test } from "vitest";
import { subcommands } from "../../cli/commands.js";
import { fwctl } from "./support.js";

describe("fwctl", () => {
  test("prints an overview of its commands when nothing is asked", async () => {
    const { code, out, err } = await fwctl([]);
    expect(code).toBe(0);
    expect(err).toBe("");
    for (const { name, summary } of subcommands) expect(out).toContain(`${name.padEnd(13)}  ${summary}`);
  });

  test.each([["--version"], ["-V"]])("%s prints the version of the package", async (flag) => {
    expect(await fwctl([flag])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test.each(subcommands.map(({ name }) => [name]))("%s --help has usage, options and examples", async (name) => {
    const { code, out } = await fwctl([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: fwctl ${name} `));
    expect(out).toContain("Options:\n");
    expect(out).toMatch(/-h, --help +print this help/);
    expect(out).toContain("Examples:\n  ");
    expect(out.split("\n").filter((line) => line.length > 130)).toEqual([]);
  });

  test("help COMMAND is the same as COMMAND --help", async () => {
    expect((await fwctl(["help", "show"])).out).toBe((await fwctl(["show", "-h"])).out);
  });

  test("a command that does not exist is a usage error with the nearest one", async () => {
    const { code, out, err } = await fwctl(["decod"]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toBe('fwctl: there is no command "decod"\n  Did you mean decode?\n');
  });

  test("an option that does not exist is a usage error with the nearest one", async () => {
    const { code, err } = await fwctl(["list", "--kin", "struct"]);
    expect(code).toBe(2);
    expect(err).toBe("fwctl: Unknown option '--kin'\n  Did you mean --kind?\n  Try \"fwctl list --help\".\n");
  });

  test("an option without its value is a usage error", async () => {
    const { code, err } = await fwctl(["show", "x", "--depth"]);
    expect(code).toBe(2);
    expect(err).toContain("argument missing");
  });

  test.each([
    ["--depth", "-1"],
    ["--depth", "17"],
    ["--depth", "many"],
  ])("a number out of range is a usage error: %s %s", async (option, value) => {
    expect(await fwctl(["show", "fwctl_rpc", `${option}=${value}`])).toMatchObject({
      code: 2,
      err: `fwctl: --depth takes a whole number from 0 to 16, not "${value}"\n`,
    });
  });

  test("a file that is not there is named, and ends with 2", async () => {
    expect(await fwctl(["check", "gone.json"])).toMatchObject({
      code: 2,
      err: "fwctl: gone.json: there is no such file\n",
    });
  });
});

describe("colour", () => {
  const colourStart = "\u001b[";

  test.each([
    ["a pipe", {}, false],
    ["a terminal", { terminal: ["stdout"] }, true],
    ["a terminal with NO_COLOR", { terminal: ["stdout"], env: { NO_COLOR: "1" } }, false],
    ["a dumb terminal", { terminal: ["stdout"], env: { TERM: "dumb" } }, false],
    ["a pipe with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, true],
    ["a terminal with FORCE_COLOR=0", { terminal: ["stdout"], env: { FORCE_COLOR: "0" } }, false],
    ["FORCE_COLOR before NO_COLOR", { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, true],
  ] as const)("%s", async (_, world, coloured) => {
    const { out } = await fwctl(["show", "fwctl_rpc"], world);
    expect(out.includes(colourStart)).toBe(coloured);
  });
});
