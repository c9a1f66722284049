/** `npm run adopt -- POOL_ID`: prints the main.ts that adopts an identity pool as it is in AWS, and with `--variables` the
 *  values of its variables. It reads with the usual credentials of AWS, and writes nothing. */
import { limits } from "../../src/aws/limits";
import { adoptingApp, type AdoptingApp } from "./adopting-app";
import { CannotAdopt } from "./cannot-adopt";
import { readPool, type PoolInAws } from "./pool-in-aws";
import { problemsWithApp } from "./synthesis";

const usage = `npm run -s adopt -- POOL_ID               print the main.ts that adopts the identity pool
npm run -s adopt -- POOL_ID --variables   print the values of its variables, for -var-file
npm run -s adopt -- POOL_ID --literals    with ids and names in main.ts, as Terraform 1.5 needs them in imports
It reads with the usual AWS credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID, ...), in the region that the id names.`;

const options = ["--variables", "--literals"];

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [id, ...more] = args.filter((arg) => !options.includes(arg));
  const { pattern, max } = limits.identityPoolId;
  if (id === undefined || more.length > 0 || id.length > max || !pattern.test(id)) {
    const given = more[0] ?? id;
    say(
      given === undefined
        ? "which pool?"
        : `${JSON.stringify(given)} is no id of an identity pool, such as us-east-1:12345678-1234-1234-1234-123456789012.`,
    );
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const app = await appOf(await readPool(id), args.includes("--literals"));
  app.notes.forEach(say);
  process.stdout.write(args.includes("--variables") ? app.variables : app.main);
  return 0;
}

/** The app, which can be synthesized. */
async function appOf(pool: PoolInAws, literals: boolean): Promise<AdoptingApp> {
  const app = await adoptingApp(pool, { literals, policiesAsJson: false });
  if (problemsWithApp(app.main).length === 0) return app;
  // AWS may have a statement that the library refuses.
  const withJson = await adoptingApp(pool, { literals, policiesAsJson: true });
  const problems = problemsWithApp(withJson.main);
  if (problems.length > 0) throw new CannotAdopt(problems);
  return withJson;
}

function say(line: string): void {
  process.stderr.write(`adopt: ${line}\n`);
}

/** In words, where the SDK has none. */
function describe(error: unknown): string[] {
  if (error instanceof CannotAdopt) return ["this pool cannot be adopted as it is:", ...error.reasons];
  const { name, message } = error as Error;
  switch (name) {
    case "ResourceNotFoundException":
      return [`there is no such pool in the account of these credentials, in the region that its id names: ${message}`];
    case "NoSuchEntityException":
    case "NoSuchEntity":
      return [`the pool names a role that is not there: ${message} Give the pool another role first.`];
    case "CredentialsProviderError":
      return ["there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."];
    case "AccessDeniedException":
    case "AccessDenied":
      return [
        `these credentials may not read all of it: ${message}`,
        "It takes cognito-identity:DescribeIdentityPool, GetIdentityPoolRoles and GetPrincipalTagAttributeMap, and iam:GetRole, GetRolePolicy, ListRolePolicies and ListAttachedRolePolicies.",
      ];
    default:
      return [`${name}: ${message}`];
  }
}

// Advice for whoever keeps this project on Node 20, printed at every run: not what the user came for.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    describe(error).forEach(say);
    process.exitCode = 1;
  },
);
