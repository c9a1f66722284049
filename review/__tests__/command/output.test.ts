/** What the command says when its output does not arrive, and other faults of the system. */
import { Writable } from "node:stream";
import { writeOutput } from "../../src/command/output";
import { systemFailure } from "../../src/command/unusable";

afterEach(() => {
  jest.restoreAllMocks();
});

function standardOutput(write: (text: string) => Error | undefined): void {
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      done(write(chunk.toString()));
    },
  });
  jest.spyOn(process, "stdout", "get").mockReturnValue(stdout as typeof process.stdout);
}

test("the review arrives as a whole", async () => {
  const written: string[] = [];
  standardOutput((text) => void written.push(text));
  await writeOutput("Pool app\n");
  expect(written).toEqual(["Pool app\n"]);
});

test("a disk that is full is an error in the system's words", async () => {
  standardOutput(() => Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
  await expect(writeOutput("Pool app\n")).rejects.toMatchObject({
    name: "Unusable",
    message: "cannot write the review: no space left on device",
  });
});

test.each<[string, unknown, string]>([
  [
    "no permission",
    Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: "EACCES" }),
    "permission denied",
  ],
  [
    "a fault of Node's own",
    Object.assign(new RangeError("File size (3221225472) is greater than 2 GiB"), { code: "ERR_FS_FILE_TOO_LARGE" }),
    "File size (3221225472) is greater than 2 GiB",
  ],
  ["an error without a code", new Error("closed"), "closed"],
  ["a text that is thrown", "closed", "closed"],
  ["nothing that is thrown", null, "null"],
])("%s is said in one line", (_what, error, words) => {
  expect(systemFailure("read x", error).message).toBe(`cannot read x: ${words}`);
});
