/** What the commands of this project refuse, and what they say. */
import { adoptingApp } from "../../commands/adopt/adopting-app";
import { readArguments, usage as adoptUsage } from "../../commands/adopt/arguments";
import { failureInWords } from "../../commands/adopt/failure";
import { readPool, type PoolInAws, type RoleInAws } from "../../commands/adopt/pool-in-aws";
import {
  namesToLookFor,
  readArguments as readOrphansArguments,
  usage as orphansUsage,
} from "../../commands/orphans/arguments";
import { inWords, orphans } from "../../commands/orphans/report";
import { knownResources } from "../../commands/orphans/states";
import { systemErrorInWords } from "../../commands/system-error";
import { withAws, type AwsAnswers } from "../support/answering-aws";
import { script, typed } from "./command-run";
import type { Mistake, Section } from "./mistake";

function thrown(what: string, run: () => unknown): Mistake {
  return {
    what,
    messages: () => {
      try {
        run();
      } catch (error) {
        const [message = ""] = (error as Error).message.split("\n");
        return [message];
      }
      return [];
    },
  };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

export const ofCdktf: Section = {
  heading: "npm run deploy, diff and destroy",
  where: "They end with 2, and nothing was started.",
  mistakes: [
    script("node --import tsx commands/cdktf.ts", "commands/cdktf.ts", []),
    script("node --import tsx commands/cdktf.ts apply", "commands/cdktf.ts", ["apply"]),
    script("npm run deploy, without a terminal", "commands/cdktf.ts", ["deploy"]),
    script("npm run diff, without npm", "commands/cdktf.ts", ["diff"], { PATH: "/nowhere" }),
  ],
};

const POOL = "us-east-1:12345678-1234-1234-1234-123456789012";

function adopt(...args: readonly string[]): Mistake {
  return thrown(`npm run -s adopt -- ${args.join(" ")}`, () => readArguments(args));
}

/** A run that AWS answers so. */
function reading(what: string, answers: AwsAnswers): Mistake {
  return {
    what,
    messages: () =>
      withAws(answers, () => readPool(POOL)).then(
        () => [],
        (error: unknown) => failureInWords(error),
      ),
  };
}

const ROLE: RoleInAws = {
  arn: "arn:aws:iam::123456789012:role/signed-in",
  name: "signed-in",
  path: "/",
  description: "",
  maxSessionDurationSeconds: 3600,
  tags: {},
  trustPolicy: { Version: "2012-10-17", Statement: [] },
  inlinePolicies: [],
  managedPolicyArns: [],
};

const FOUND: PoolInAws = {
  id: POOL,
  region: "us-east-1",
  name: "notes",
  allowUnauthenticatedIdentities: false,
  allowClassicFlow: false,
  userPoolClients: [],
  logins: {},
  openIdConnectProviderArns: [],
  samlProviderArns: [],
  tags: {},
  authenticatedRole: ROLE,
  roleMappings: [],
  principalTags: [],
};

/** A pool that was read. */
function found(what: string, settings: Partial<PoolInAws>): Mistake {
  return {
    what,
    messages: () =>
      adoptingApp({ ...FOUND, ...settings }, { literals: false, policiesAsJson: false }).then(
        ({ notes, main, variables }) => [...notes, ...linesOf(main), ...linesOf(variables)],
        (error: unknown) => failureInWords(error),
      ),
  };
}

const ROLES = { GetIdentityPoolRoles: { Roles: { authenticated: ROLE.arn } } };

export const ofAdopt: Section = {
  heading: "npm run adopt",
  where: "On standard error, with `adopt:` before each line. It ends with 2 if it was called wrongly, else with 1.",
  mistakes: [
    { what: "npm run -s adopt -- --help", messages: () => linesOf(adoptUsage) },
    adopt(),
    adopt("notes"),
    adopt(POOL, POOL),
    adopt(POOL, "--varaibles"),
    reading("a pool that is not there", {
      DescribeIdentityPool: { error: "ResourceNotFoundException", message: `IdentityPool '${POOL}' not found.` },
    }),
    reading("credentials that may not read it", {
      DescribeIdentityPool: {
        error: "AccessDeniedException",
        message:
          "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: cognito-identity:DescribeIdentityPool",
      },
    }),
    {
      what: "no credentials",
      messages: () => failureInWords(Object.assign(new Error(), { name: "CredentialsProviderError" })),
    },
    {
      what: "a role that was deleted",
      messages: () =>
        failureInWords(
          Object.assign(new Error("The role with name signed-in cannot be found."), { name: "NoSuchEntityException" }),
        ),
    },
    {
      what: "another error of AWS",
      messages: () => failureInWords(Object.assign(new Error("Rate exceeded."), { name: "TooManyRequestsException" })),
    },
    reading("a role of another account", {
      DescribeIdentityPool: {},
      ...ROLES,
      GetRole:
        "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::210987654321:role/signed-in</Arn></Role></GetRoleResult></GetRoleResponse>",
    }),
    reading("a pool without any role", { DescribeIdentityPool: {}, GetIdentityPoolRoles: {} }),
    reading("a pool without a role for signed-in users", {
      DescribeIdentityPool: { SupportedLoginProviders: { "accounts.google.com": "a" }, DeveloperProviderName: "b" },
      GetIdentityPoolRoles: { Roles: { unauthenticated: ROLE.arn } },
    }),
    reading("a pool with one role for both kinds of users", {
      DescribeIdentityPool: {},
      GetIdentityPoolRoles: { Roles: { ...ROLES.GetIdentityPoolRoles.Roles, unauthenticated: ROLE.arn } },
    }),
    found("a user pool of an unknown form", {
      userPoolClients: [{ ProviderName: "login.example.com", ClientId: "a" }],
    }),
    found("a login that the stack does not have", { logins: { "login.example.com": "a" } }),
    found("a role mapping without ambiguousRoleResolution", {
      roleMappings: [["graph.facebook.com", { Type: "Token" }]],
    }),
    found("roles of a rule and of groups, and a managed policy", {
      authenticatedRole: { ...ROLE, managedPolicyArns: ["arn:aws:iam::123456789012:policy/notes"] },
      roleMappings: [
        [
          "accounts.google.com",
          {
            Type: "Rules",
            AmbiguousRoleResolution: "Deny",
            RulesConfiguration: {
              Rules: [
                { Claim: "hd", MatchType: "Equals", Value: "a", RoleARN: "arn:aws:iam::123456789012:role/admin" },
              ],
            },
          },
        ],
        ["graph.facebook.com", { Type: "Token", AmbiguousRoleResolution: "Deny" }],
      ],
    }),
    found("a pool and a role of CloudFormation, and Twitter", {
      logins: { "api.twitter.com": "key;secret" },
      tags: { "aws:cloudformation:stack-name": "notes-stack" },
      authenticatedRole: { ...ROLE, tags: { "aws:cloudformation:stack-name": "notes-stack" } },
    }),
  ],
};

const ONE_POOL = [
  {
    type: "aws_cognito_identity_pool",
    address: "aws_cognito_identity_pool.IdentityPool_EC8A1A0D",
    values: { id: "a", identity_pool_name: "notes" },
  },
];

const ORPHANS = orphans([], {
  pools: [{ id: POOL, name: "notes" }],
  roles: [
    {
      name: "notes-authenticated-1",
      authentication: "authenticated",
      poolName: "notes",
      inlinePolicies: ["Grants"],
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    },
  ],
});

export const ofOrphans: Section = {
  heading: "npm run orphans",
  where: "With `orphans:` before it, and 2 for an exit code: it could not be found out. A report ends with 0 or 1.",
  mistakes: [
    { what: "npm run -s orphans -- --help", messages: () => linesOf(orphansUsage) },
    typed("npm run -s orphans --state state.json"),
    thrown("npm run -s orphans -- --colour", () => readOrphansArguments(["--colour"], {})),
    thrown("npm run -s orphans", () => namesToLookFor([], [])),
    { what: "no orphans", messages: () => linesOf(inWords([], ["notes", "shop"], 1)) },
    { what: "no orphans, and no state", messages: () => linesOf(inWords([], ["notes", "shop"], 0)) },
    { what: "a pool and a role in no state", messages: () => linesOf(inWords(ORPHANS, ["notes"], 1)) },
    { what: "a pool and a role, and no state", messages: () => linesOf(inWords(ORPHANS, ["notes"], 0)) },
    {
      what: "a second pool of a name",
      messages: () =>
        linesOf(inWords(orphans(ONE_POOL, { pools: [{ id: POOL, name: "notes" }], roles: [] }), ["notes"], 1)),
    },
  ],
};

function state(file: string): Mistake {
  return thrown(`npm run orphans -- --state ${file}`, () => knownResources(file));
}

const CODES = ["EEXIST", "EACCES", "EROFS", "ENOSPC"];

export const ofFiles: Section = {
  heading: "Files of the commands",
  where: "`npm run orphans` and `npm run synth:module` end with an error of one line.",
  mistakes: [
    state("missing.json"),
    state("src"),
    state("README.md"),
    state("package.json"),
    state("/dev/null"),
    script("npm run synth:module -- --hcl", "module.ts", ["--hcl"], {}, true),
    script("npm run synth:module -- one two", "module.ts", ["one", "two"]),
    script('npm run synth:module -- ""', "module.ts", [""]),
    script("npm run synth:module -- README.md/module", "module.ts", ["README.md/module"]),
    ...CODES.map((code) => ({
      what: `${code} on writing the module into notes`,
      messages: () => [
        `synth:module: cannot write the module into notes: ${systemErrorInWords(Object.assign(new Error(), { code }))}`,
      ],
    })),
  ],
};
