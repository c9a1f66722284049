/** `npm run adopt -- POOL_ID`, on pools of both consoles as people changed them by hand: the plan of what it prints imports, and
 *  does nothing else. For one pool of each console, and for what the library refuses, the page's commands are run; for the others
 *  what these commands run, without a process for each step. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetPrincipalTagAttributeMapCommand } from "@aws-sdk/client-cognito-identity";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, CreateSAMLProviderCommand } from "@aws-sdk/client-iam";
import {
  attachPolicy,
  changePool,
  deletePolicies,
  describeRole,
  mapRoles,
  putPolicy,
  roleArn,
  setTrust,
  tagRole,
} from "./support/changes-in-console";
import { appThatAdopts } from "../../commands/adopt/app-that-adopts";
import { readPool } from "../../commands/adopt/pool-in-aws";
import { compiled } from "../../commands/adopt/synthesis";
import { blocks } from "../support/markdown";
import { cognitoIdentity, iam, identityPool } from "./support/clients";
import { poolOfToday } from "./support/console-of-today";
import { consoleMadePool, guideUserPool, trustIn } from "./support/console-wizard";
import { testFromTerraform16 } from "./support/engine";
import { mapPool, rumPool, type GuestPool } from "./support/guest-pools";
import { ProjectCopy } from "./support/project-copy";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

jest.setTimeout(180_000);

interface Made {
  readonly identityPoolId: string;
  readonly authenticatedRoleName: string;
  readonly unauthenticatedRoleName?: string;
}

type Make = (name: string) => Promise<Made>;

const byWizard: Make = (name) => consoleMadePool({ name });
const today: Make = (name) => poolOfToday({ name });
const todayWithGuests: Make = (name) => poolOfToday({ name, guestAccess: true });

const { providerName, clientId } = guideUserPool;
const client = `${providerName}:${clientId}`;
const SECOND_CLIENT = {
  ProviderName: providerName,
  ClientId: "7abcdefghijklmnopqrstuvwxy",
  ServerSideTokenCheck: true,
};

const policyInOldForm = {
  Version: "2008-10-17",
  Id: "old",
  Statement: [
    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::notes-app-uploads/${aws:username}/*" },
  ],
};

const ofRole = {
  description: 'Users of ${notes} "app"',
  maxSessionDuration: 7200,
  boundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
};

interface Variant<Pool extends { readonly identityPoolId: string } = Made> {
  readonly is: string;
  readonly make: (name: string) => Promise<Pool>;
  readonly change?: (made: Pool, name: string) => Promise<void>;
  readonly imports: number;
  /** Whether the page's commands are run. */
  readonly byCommands?: true;
}

const variants: Variant[] = [
  { is: "as the wizard made it for the guide", make: byWizard, imports: 6, byCommands: true },
  {
    is: "of the wizard, with guests let in",
    make: (name) => consoleMadePool({ name, allowUnauthenticatedIdentities: true }),
    imports: 6,
  },
  {
    is: "of the wizard, without a guests' role",
    make: (name) => consoleMadePool({ name, guestRole: false }),
    imports: 4,
  },
  { is: "as today's console makes it", make: today, imports: 4 },
  { is: "of today's console, with guests let in", make: todayWithGuests, imports: 6, byCommands: true },
  {
    is: "with Google, Facebook and a developer provider",
    make: today,
    change: ({ identityPoolId }) =>
      changePool(identityPoolId, {
        SupportedLoginProviders: {
          "accounts.google.com": "123-abc.apps.googleusercontent.com",
          "graph.facebook.com": "7346241598935552",
        },
        DeveloperProviderName: "login.notes",
      }),
    imports: 4,
  },
  {
    is: "with the classic flow",
    make: byWizard,
    change: ({ identityPoolId }) => changePool(identityPoolId, { AllowClassicFlow: true }),
    imports: 6,
  },
  {
    is: "with the token check",
    make: today,
    change: ({ identityPoolId }) =>
      changePool(identityPoolId, {
        CognitoIdentityProviders: [{ ProviderName: providerName, ClientId: clientId, ServerSideTokenCheck: true }],
      }),
    imports: 4,
  },
  {
    is: "with two user pool clients",
    make: byWizard,
    change: ({ identityPoolId }) =>
      changePool(identityPoolId, {
        CognitoIdentityProviders: [
          { ProviderName: providerName, ClientId: clientId, ServerSideTokenCheck: false },
          SECOND_CLIENT,
        ],
      }),
    imports: 6,
  },
  {
    is: "with SAML and OpenID Connect",
    make: today,
    change: async ({ identityPoolId }, name) => {
      const { SAMLProviderArn = "" } = await iam().send(
        new CreateSAMLProviderCommand({ Name: name, SAMLMetadataDocument: "<EntityDescriptor/>".padEnd(1000) }),
      );
      const { OpenIDConnectProviderArn = "" } = await iam().send(
        new CreateOpenIDConnectProviderCommand({
          Url: `https://${name}.example.com`,
          ThumbprintList: ["a".repeat(40)],
        }),
      );
      await changePool(identityPoolId, {
        SamlProviderARNs: [SAMLProviderArn],
        OpenIdConnectProviderARNs: [OpenIDConnectProviderArn],
      });
    },
    imports: 4,
  },
  {
    is: "whose users' groups choose the role",
    make: byWizard,
    change: ({ identityPoolId }) =>
      mapRoles(identityPoolId, { [client]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } }),
    imports: 6,
  },
  {
    is: "whose rules choose the role",
    make: today,
    change: async ({ identityPoolId, authenticatedRoleName }, name) => {
      const { Role } = await iam().send(
        new CreateRoleCommand({
          RoleName: `${name}-finance`,
          AssumeRolePolicyDocument: JSON.stringify(trustIn(identityPoolId, "authenticated")),
        }),
      );
      await mapRoles(identityPoolId, {
        [client]: {
          Type: "Rules",
          AmbiguousRoleResolution: "Deny",
          RulesConfiguration: {
            Rules: [
              { Claim: "custom:department", MatchType: "Equals", Value: "finance", RoleARN: Role?.Arn },
              {
                Claim: "custom:department",
                MatchType: "NotEqual",
                Value: "none",
                RoleARN: await roleArn(authenticatedRoleName),
              },
            ],
          },
        },
      });
    },
    imports: 4,
  },
  {
    is: "with principal tags, and a trust policy that lets them through",
    make: today,
    change: async ({ identityPoolId, authenticatedRoleName }) => {
      const [statement] = trustIn(identityPoolId, "authenticated").Statement;
      const Action = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"];
      await setTrust(authenticatedRoleName, { Version: "2012-10-17", Statement: [{ ...statement, Action }] });
      await tagTeams(identityPoolId);
    },
    imports: 5,
  },
  {
    is: "with principal tags that the trust policies do not let through",
    make: todayWithGuests,
    change: ({ identityPoolId }) => tagTeams(identityPoolId),
    imports: 7,
  },
  {
    is: "whose tags are the pool's alone",
    make: today,
    change: ({ identityPoolId }) =>
      changePool(identityPoolId, { IdentityPoolTags: { team: "notes", "cost center": "42" } }),
    imports: 4,
  },
  {
    is: "whose roles have tags of their own",
    make: byWizard,
    change: async ({ identityPoolId, authenticatedRoleName, unauthenticatedRoleName = "" }) => {
      await changePool(identityPoolId, { IdentityPoolTags: { team: "notes" } });
      await tagRole(authenticatedRoleName, { team: "notes" });
      await tagRole(unauthenticatedRoleName, { team: "guests", empty: "" });
    },
    imports: 6,
  },
  {
    is: "whose roles have a description, a duration and a boundary",
    make: todayWithGuests,
    change: async ({ authenticatedRoleName, unauthenticatedRoleName = "" }) => {
      await describeRole(authenticatedRoleName, ofRole);
      await describeRole(unauthenticatedRoleName, { ...ofRole, description: "Guests", maxSessionDuration: 3600 });
    },
    imports: 6,
  },
  {
    is: "whose users have inline policies beside the managed one",
    make: today,
    change: async ({ authenticatedRoleName }) => {
      await putPolicy(authenticatedRoleName, "uploads", {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "OwnFiles",
            Effect: "Allow",
            Action: ["s3:PutObject", "s3:GetObject"],
            Resource: "arn:aws:s3:::notes-app-uploads/private/${cognito-identity.amazonaws.com:sub}/*",
          },
          {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: ["arn:aws:s3:::notes-app-uploads"],
            Condition: {
              StringLike: { "s3:prefix": ["private/${cognito-identity.amazonaws.com:sub}/*"] },
              Bool: { "aws:SecureTransport": "true" },
            },
          },
        ],
      });
      await putPolicy(authenticatedRoleName, "no-more", {
        Version: "2012-10-17",
        Statement: { Effect: "Deny", NotAction: "s3:*", NotResource: "arn:aws:s3:::notes-app-uploads/*" },
      });
    },
    imports: 6,
  },
  {
    is: "whose users have the guide's policy beside the managed one",
    make: today,
    change: ({ authenticatedRoleName }) => putGuidePolicy(authenticatedRoleName),
    imports: 5,
  },
  {
    is: "whose roles have other policies than the wizard's",
    make: byWizard,
    change: async ({ authenticatedRoleName, unauthenticatedRoleName = "" }) => {
      for (const role of [authenticatedRoleName, unauthenticatedRoleName]) {
        await deletePolicies(role);
        await putPolicy(role, "metrics", {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "mobileanalytics:PutEvents", Resource: "*" }],
        });
      }
    },
    imports: 6,
  },
  {
    is: "whose policies are in forms that statements cannot say",
    make: byWizard,
    change: async ({ authenticatedRoleName, unauthenticatedRoleName = "" }) => {
      await putPolicy(authenticatedRoleName, "old", policyInOldForm);
      await putPolicy(unauthenticatedRoleName, "unnamed", {
        Version: "2012-10-17",
        Statement: [{ ...policyInOldForm.Statement[0], Sid: "" }],
      });
    },
    imports: 8,
  },
  {
    is: "whose users have a statement that the library refuses",
    make: byWizard,
    change: ({ authenticatedRoleName }) =>
      putPolicy(authenticatedRoleName, "nothing", {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "notaservice GetObject".replace(" ", ":"), Resource: "arn:aws-cn:s3:::notes/*" },
        ],
      }),
    imports: 7,
    byCommands: true,
  },
  {
    is: "whose users have several managed policies, and no inline one",
    make: byWizard,
    change: async ({ authenticatedRoleName }) => {
      await deletePolicies(authenticatedRoleName);
      await attachPolicy(authenticatedRoleName, "arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess");
      await attachPolicy(authenticatedRoleName, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
    },
    imports: 7,
  },
  {
    is: "whose roles may do nothing",
    make: byWizard,
    change: async ({ authenticatedRoleName, unauthenticatedRoleName = "" }) => {
      await deletePolicies(authenticatedRoleName);
      await deletePolicies(unauthenticatedRoleName);
    },
    imports: 4,
  },
  {
    is: "whose role is trusted for more than this pool",
    make: byWizard,
    change: async ({ identityPoolId, authenticatedRoleName }) => {
      const [statement] = trustIn(identityPoolId, "authenticated").Statement;
      const aud = [identityPoolId, "us-east-1:99999999-1234-1234-1234-123456789012"];
      const Condition = { ...statement?.Condition, StringEquals: { "cognito-identity.amazonaws.com:aud": aud } };
      await setTrust(authenticatedRoleName, {
        Version: "2012-10-17",
        Statement: [{ Sid: "", ...statement, Condition }],
      });
    },
    imports: 6,
  },
  {
    is: "without a user pool: with Google alone",
    make: today,
    change: ({ identityPoolId }) =>
      changePool(identityPoolId, {
        CognitoIdentityProviders: [],
        SupportedLoginProviders: { "accounts.google.com": "123-abc.apps.googleusercontent.com" },
      }),
    imports: 4,
  },
];

const ofGuestsAlone: Variant<GuestPool>[] = [
  { is: "of guests alone, as CloudWatch RUM makes it", make: rumPool, imports: 4, byCommands: true },
  {
    is: "of guests alone, for a map, as a template makes it",
    make: (name) => mapPool(name, "template"),
    imports: 4,
  },
  {
    is: "of guests alone, for a map, as today's console makes it",
    make: (name) => mapPool(name, "console"),
    imports: 5,
  },
  {
    is: "of guests alone, whose role was trusted for every pool and has an old policy",
    make: rumPool,
    change: async ({ identityPoolId, unauthenticatedRoleName }) => {
      const [statement] = trustIn(identityPoolId, "unauthenticated").Statement;
      const { StringEquals: _, ...Condition } = statement?.Condition ?? {};
      await setTrust(unauthenticatedRoleName, { Version: "2012-10-17", Statement: [{ ...statement, Condition }] });
      await putPolicy(unauthenticatedRoleName, "old", policyInOldForm);
    },
    imports: 5,
  },
  {
    is: "of guests alone, who are off",
    make: (name) => mapPool(name, "template"),
    change: ({ identityPoolId }) => changePool(identityPoolId, { AllowUnauthenticatedIdentities: false }),
    imports: 4,
  },
];

/** Each session of the user pool's is tagged with its user's team. */
async function tagTeams(identityPoolId: string): Promise<void> {
  await cognitoIdentity().send(
    new SetPrincipalTagAttributeMapCommand({
      IdentityPoolId: identityPoolId,
      IdentityProviderName: providerName,
      UseDefaults: false,
      PrincipalTags: { team: "custom:team" },
    }),
  );
}

async function putGuidePolicy(roleName: string): Promise<void> {
  await putPolicy(roleName, "uploads", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
        Resource: ["*"],
      },
      {
        Effect: "Allow",
        Action: ["s3:*"],
        Resource: ["arn:aws:s3:::notes-app-uploads/${cognito-identity.amazonaws.com:sub}*"],
      },
    ],
  });
}

const { adoptBlock } = blocks("docs/terraform-teams.md", "A pool that was made by hand in the console", "sh", [
  "adoptBlock",
]);

/** The page's commands for a pool: they leave main.ts and environments/prod.tfvars, and plan. */
function commandsFor({ identityPoolId }: { readonly identityPoolId: string }): string {
  const commands = adoptBlock.replace("us-east-1:12345678-1234-1234-1234-123456789012", identityPoolId);
  if (commands === adoptBlock) throw new Error("the page has another pool id than the test knows");
  return commands;
}

const apply =
  'terraform -chdir=cdktf.out/stacks/identity-pool apply -auto-approve -no-color -var-file="$PWD/environments/prod.tfvars"';
const planAgain =
  'terraform -chdir=cdktf.out/stacks/identity-pool plan -no-color -detailed-exitcode -var-file="$PWD/environments/prod.tfvars"';

/** The page's commands are for a terminal. */
function withoutColor(output: string): string {
  // oxlint-disable-next-line no-control-regex
  return output.replace(/\u001b\[\d+m/g, "");
}

interface Case extends Pick<Variant, "is" | "imports" | "byCommands"> {
  /** Makes the pool, and changes it. */
  readonly poolNamed: (name: string) => Promise<{ readonly identityPoolId: string }>;
}

function caseOf<Pool extends { readonly identityPoolId: string }>({ make, change, ...rest }: Variant<Pool>): Case {
  return {
    ...rest,
    poolNamed: async (name) => {
      const made = await make(name);
      await change?.(made, name);
      return made;
    },
  };
}

const cases = [...variants.map(caseOf), ...ofGuestsAlone.map(caseOf)];

describeOnLocalAws("npm run adopt", () => {
  // Where the SDK of the code under test finds AWS, as its command's environment says it.
  beforeAll(() => Object.assign(process.env, localAws().terraformEnv));

  describe("prints what imports a pool, and adds, changes and destroys nothing", () => {
    testFromTerraform16.each(cases.filter(({ byCommands }) => byCommands))("$is", async ({ poolNamed, imports }) => {
      const copy = new ProjectCopy();
      const made = await poolNamed(copy.name);
      expect(withoutColor(await copy.run(commandsFor(made)))).toContain(
        `Plan: ${imports} to import, 0 to add, 0 to change, 0 to destroy.`,
      );
      expect(copy.read("main.ts")).toContain("preventDestroy: true");
      expect(await copy.run(apply)).toContain(`Resources: ${imports} imported, 0 added, 0 changed, 0 destroyed.`);
      // A change would be a failure.
      expect(await copy.run(planAgain)).toContain("No changes.");
    });

    testFromTerraform16.each(cases.filter(({ byCommands }) => !byCommands))("$is", async ({ poolNamed, imports }) => {
      const workspace = new Workspace();
      const { identityPoolId } = await poolNamed(workspace.name);
      const before = await readPool(identityPoolId);
      const { main, variables } = await appThatAdopts(before, false);
      expect(main).toContain("preventDestroy: true");
      workspace.synthesizeApp(compiled(main).addStacks);
      const values = join(workspace.folder, "adopted.tfvars");
      writeFileSync(values, variables);
      await workspace.init();
      const applied = await workspace.terraform("apply", "-auto-approve", `-var-file=${values}`);
      expect(applied).toContain(`Plan: ${imports} to import, 0 to add, 0 to change, 0 to destroy.`);
      expect(applied).toContain(`Resources: ${imports} imported, 0 added, 0 changed, 0 destroyed.`);
      // A change would be a failure.
      const again = await workspace.terraform("plan", "-detailed-exitcode", `-var-file=${values}`);
      expect(again).toContain("No changes.");
      expect(await readPool(identityPoolId)).toEqual(before);
    });
  });

  testFromTerraform16(
    "what it prints is planned in the same way as HCL, with variables in each import's id",
    async () => {
      const copy = new ProjectCopy({ SYNTH_HCL_OUTPUT: "true" });
      const made = await todayWithGuests(copy.name);
      await tagTeams(made.identityPoolId);
      await putGuidePolicy(made.authenticatedRoleName);
      await putPolicy(made.authenticatedRoleName, "old", policyInOldForm);
      await describeRole(made.authenticatedRoleName, ofRole);
      expect(withoutColor(await copy.run(commandsFor(made)))).toContain(
        "Plan: 9 to import, 0 to add, 0 to change, 0 to destroy.",
      );
      const stack = readFileSync(join(copy.stackFolder, "cdk.tf"), "utf8");
      const ids = Array.from(stack.matchAll(/^import \{[^}]*\bid\s*=\s*(.*)/gm), ([, id]) => id);
      expect(ids).toHaveLength(9);
      for (const id of ids) expect(id).toContain("var.");
      expect(existsSync(join(copy.stackFolder, "cdk.tf.json"))).toBe(false);
      expect(await copy.run(apply)).toContain("Resources: 9 imported, 0 added, 0 changed, 0 destroyed.");
      expect(await copy.run(planAgain)).toContain("No changes.");
    },
  );

  testFromTerraform16(
    "Twitter's secret is given by its variable: the plan updates the pool, and nothing of it changes",
    async () => {
      const secret = randomBytes(16).toString("hex");
      const copy = new ProjectCopy({ TF_VAR_twitter_consumer_secret: secret });
      const made = await today(copy.name);
      const SupportedLoginProviders = { "api.twitter.com": `key;${secret}` };
      await changePool(made.identityPoolId, { SupportedLoginProviders });
      const { $metadata, ...before } = await identityPool(made.identityPoolId);
      expect($metadata.httpStatusCode).toBe(200);
      const planned = withoutColor(await copy.run(commandsFor(made)));
      expect(planned).toContain("Plan: 4 to import, 0 to add, 1 to change, 0 to destroy.");
      expect(planned).toContain("this attribute value will be marked as sensitive");
      const applied = await copy.run(apply);
      expect(applied).toContain("Resources: 4 imported, 0 added, 1 changed, 0 destroyed.");
      expect(await identityPool(made.identityPoolId)).toMatchObject(before);
      expect(await copy.run(planAgain)).toContain("No changes.");
      expect(planned + applied + copy.read("main.ts") + copy.read("environments/prod.tfvars")).not.toContain(secret);
    },
  );
});
