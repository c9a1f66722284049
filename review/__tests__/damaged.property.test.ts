/** Files that are damaged somewhere. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { renderReview, reviewAccess, UnreadableDocument } from "../src";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const documents = ["guide.state.json", "guide-create.plan.json", "guide-guardrail-off.plan.json"].map(
  (name) => JSON.parse(readFileSync(join(__dirname, "fixtures", name), "utf8")) as Json,
);
documents.push(configuration({ statements: GUIDE, guard: GUARDRAIL }) as Json);

const JUNK = [
  "",
  "x",
  "${",
  "&{",
  "⟨",
  '{"Statement":[null]}',
  '{"Statement":[{"Effect":"Allow","Condition":{"Null":null}}]}',
];
const junk = fc.constantFrom<Json>(null, true, 7, [], {}, [null], [[]], { x: null }, ...JUNK);

/** Puts something else into the place that the numbers lead to. */
function damaged(value: Json, path: readonly number[], by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined || value === null || typeof value !== "object") return by;
  if (Array.isArray(value)) {
    return value.length === 0 ? by : value.map((one, i) => (i === step % value.length ? damaged(one, rest, by) : one));
  }
  const keys = Object.keys(value);
  const key = keys[step % keys.length];
  return key === undefined ? by : { ...value, [key]: damaged(value[key] ?? null, rest, by) };
}

test("a file that is damaged anywhere gives a review or one clear refusal, never a crash", () => {
  const place = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.constantFrom(...documents),
      fc.array(fc.tuple(place, junk), { minLength: 1, maxLength: 3 }),
      (document, damages) => {
        const broken = damages.reduce((value, [path, by]) => damaged(value, path, by), document);
        try {
          const review = reviewAccess(broken as object);
          for (const format of ["markdown", "text", "json"] as const) renderReview(review, format);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableDocument);
        }
      },
    ),
    { numRuns: 400 },
  );
});
