/** What the command takes on its command line, and what it says to anything else. */
import { readArguments, USAGE } from "../../src/command/arguments";
import { Unusable } from "../../src/command/unusable";

test("a file alone is reviewed as text, and nothing fails", () => {
  expect(readArguments(["plan.json"])).toEqual({
    kind: "review",
    file: "plan.json",
    format: "text",
    failOn: undefined,
    accept: undefined,
  });
});

test("options stand before or behind the file, with = or without", () => {
  const expected = { kind: "review", file: "-", format: "html", failOn: "low", accept: "accepted.json" };
  expect(readArguments(["--format=html", "-", "--fail-on", "low", "--accept", "accepted.json"])).toEqual(expected);
  expect(readArguments(["--accept=accepted.json", "--fail-on=low", "--format", "html", "--", "-"])).toEqual(expected);
});

test.each([
  [["-h"], "help"],
  [["--help", "plan.json", "--format", "xml"], "help"],
  [["--version"], "version"],
  [["--version", "--help"], "help"],
])("%j asks for %s, whatever else is given", (args, kind) => {
  expect(readArguments(args)).toEqual({ kind });
});

test("the help has every option", () => {
  expect(USAGE).toMatch(/^Usage: identity-pool-review FILE/);
  expect(USAGE).toMatch(/Exit status: 0 nothing at that severity, 1 findings, 2 unusable input$/);
  for (const option of ["--format", "--fail-on", "--accept", "--version", "-h, --help"]) {
    expect(USAGE).toContain(`\n${option}`);
  }
});

const ONE_FILE = "give one file, or - for standard input (--help says more)";

test.each<[string, string[], string]>([
  ["no file", [], `no file is given: ${ONE_FILE}`],
  ["an option alone", ["--format", "json"], `no file is given: ${ONE_FILE}`],
  ["a name that is empty, as of a variable that is not set", [""], `no file is given: ${ONE_FILE}`],
  ["two files", ["a.json", "b.json"], `2 files are given: ${ONE_FILE}`],
  ["three files", ["a.json", "b.json", "c.json"], `3 files are given: ${ONE_FILE}`],
  ["an unknown option", ["a.json", "--colour"], "Unknown option '--colour' (--help says more)"],
  [
    "an unknown format",
    ["a.json", "--format", "xml"],
    "--format is xml: give one of markdown, text, json, sarif, html",
  ],
  [
    "a format in capitals",
    ["a.json", "--format", "JSON"],
    "--format is JSON: give one of markdown, text, json, sarif, html",
  ],
  ["an unknown severity", ["a.json", "--fail-on", "bad"], "--fail-on is bad: give one of high, medium, low, info"],
  [
    "an option without its value",
    ["a.json", "--fail-on"],
    "Option '--fail-on <value>' argument missing (--help says more)",
  ],
  ["a value for --version", ["--version=2"], "Option '--version' does not take an argument (--help says more)"],
  [
    "an option that is given twice",
    ["a.json", "--fail-on", "high", "--format", "json", "--fail-on", "info"],
    "--fail-on is given twice: give it once",
  ],
  [
    "standard input for both",
    ["-", "--accept", "-"],
    "FILE and --accept are both -: only one of them can be standard input",
  ],
])("%s is refused", (_what, args, message) => {
  expect(() => readArguments(args)).toThrow(new Unusable(message));
});

test("standard input is the file or the list of accepted findings", () => {
  expect(readArguments(["-", "--accept", "a.json"])).toMatchObject({ file: "-", accept: "a.json" });
  expect(readArguments(["a.json", "--accept", "-"])).toMatchObject({ file: "a.json", accept: "-" });
});
