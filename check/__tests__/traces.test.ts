/** What the check removes at the end, and what it says of what it could not remove. */
import { Traces } from "../src/traces";

/** An error of AWS, as the SDK throws it. */
const answered = (name: string, $fault: "client" | "server") =>
  Object.assign(new Error(`words of ${name}`), { name, $fault, $metadata: {} });
const written = () => Promise.resolve("written");
const gone = () => Promise.resolve(undefined);
const failing = (error: Error) => () => Promise.reject(error);

test("what is written is removed, once", async () => {
  const traces = new Traces();
  const removal = jest.fn(gone);
  expect(await traces.write("s3://a", removal, written)).toBe("written");
  expect([await traces.remove(), await traces.remove(), removal.mock.calls.length]).toEqual([[], [], 1]);
});

test.each([
  [answered("AccessDenied", "client"), 0],
  [answered("InternalError", "server"), 1],
  [new Error("socket hang up"), 1],
])("a write that fails with %s is passed on, and is removed %i times", async (error, times) => {
  const traces = new Traces();
  const removal = jest.fn(gone);
  await expect(traces.write("s3://a", removal, failing(error))).rejects.toBe(error);
  expect([await traces.remove(), removal.mock.calls.length]).toEqual([[], times]);
});

test("a refused write leaves the removal to the one who wrote there before", async () => {
  const traces = new Traces();
  const [first, second] = [jest.fn(gone), jest.fn(gone)];
  await traces.write("s3://a", first, written);
  await expect(traces.write("s3://a", second, failing(answered("AccessDenied", "client")))).rejects.toThrow();
  await traces.remove();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0]);
});

test("each is asked to remove it until one may", async () => {
  const traces = new Traces();
  const last = jest.fn(gone);
  await traces.write("s3://a", failing(answered("AccessDenied", "client")), written);
  await traces.write("s3://a", gone, written);
  await traces.write("s3://a", last, written);
  expect([await traces.remove(), last.mock.calls.length]).toEqual([[], 0]);
});

test("what is left is named, with the first error or with what the last one says remains", async () => {
  const traces = new Traces();
  const refusing = failing(answered("AccessDenied", "client"));
  await traces.write("s3://refused", refusing, written);
  await traces.write("s3://refused", failing(answered("NoSuchBucket", "client")), written);
  await traces.write("s3://kept", refusing, written);
  await traces.write("s3://kept", () => Promise.resolve("kept as earlier versions"), written);
  await traces.write("s3://unanswered", failing(new Error("connect ECONNREFUSED")), written);
  expect(await traces.remove()).toEqual([
    "s3://refused (AccessDenied)",
    "s3://kept (kept as earlier versions)",
    "s3://unanswered (connect ECONNREFUSED)",
  ]);
});
