/** The app that adopts a pool, of which it is known that it can be synthesized. */
import { adoptingApp, type AdoptingApp } from "./adopting-app";
import { CannotAdopt } from "./cannot-adopt";
import type { PoolInAws } from "./pool-in-aws";
import { problemsWithApp } from "./synthesis";

/** @param literals whether ids and names stand in main.ts, and not in variables
 *  @throws CannotAdopt if the stack cannot say what there is */
export async function appThatAdopts(pool: PoolInAws, literals: boolean): Promise<AdoptingApp> {
  const app = await adoptingApp(pool, { literals, policiesAsJson: false });
  if (problemsWithApp(app.main).length === 0) return app;
  // AWS may have a statement that the library refuses.
  const withJson = await adoptingApp(pool, { literals, policiesAsJson: true });
  const problems = problemsWithApp(withJson.main);
  if (problems.length > 0) throw new CannotAdopt(problems);
  return withJson;
}
