import { TerraformOutput, TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, Partition, permissions } from "../../../src";
import type { FederatedRoleOptions } from "../../../src";
import { named, only, problems, synthesized } from "../../support/synth";
import type { TerraformJson } from "../../support/synth";
import { CLIENT, pool, poolJson, ROLE, statements } from "../pools";

const GRANT = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::notes/public/*"] };
const MANAGED = "arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess";

const role = (options: FederatedRoleOptions) => only(poolJson({ authenticatedRole: options }).resource.aws_iam_role);

describe("what a role is", () => {
  test("nothing is written that was not given, but for who may take it and what its name begins with", () => {
    expect(role({})).toEqual({
      name_prefix: "notes-authenticated-",
      assume_role_policy: expect.stringMatching(
        /aws_iam_policy_document\.Pool_AuthenticatedRole_TrustPolicy_\w+\.json/,
      ) as string,
    });
  });

  test("each option is what Terraform calls it", () => {
    const given = role({
      roleName: "notes-users",
      path: "/notes/",
      description: "Users of notes",
      permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
      maxSessionDurationSeconds: 7200,
      tags: { team: "notes" },
    });
    expect(given).toMatchObject({
      name: "notes-users",
      path: "/notes/",
      description: "Users of notes",
      permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
      max_session_duration: 7200,
      tags: { team: "notes" },
    });
    expect(given).not.toHaveProperty("name_prefix");
    expect(role({ roleNamePrefix: "app-" })).toMatchObject({ name_prefix: "app-" });
  });

  test("managed policies are attached beside the role, each once, not inside it, where they would fight with others", () => {
    const json = poolJson({ authenticatedRole: { managedPolicyArns: [MANAGED] } }, ({ authenticatedRole }) => {
      authenticatedRole.attachManagedPolicy(MANAGED);
    });
    expect(only(json.resource.aws_iam_role_policy_attachment)).toMatchObject({ policy_arn: MANAGED });
    expect(only(json.resource.aws_iam_role)).not.toHaveProperty("managed_policy_arns");
  });
});

describe("names", () => {
  test.each([
    ["notes app", "notes-app-authenticated-"],
    ["n".repeat(128), `${"n".repeat(23)}-authenticated-`],
    ["a\tb c", "a-b-c-authenticated-"],
  ])("the pool's name %j is cleaned and cut for the role's", (identityPoolName, prefix) => {
    const json = poolJson({ identityPoolName });
    expect(only(json.resource.aws_iam_role).name_prefix).toBe(prefix);
    expect(prefix.length).toBeLessThanOrEqual(38);
  });

  test("a pool's name that only Terraform knows is cleaned and cut by Terraform", () => {
    const json = synthesized((stack) => {
      const identityPoolName = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
      pool({ identityPoolName })(stack);
    });
    expect(only(json.resource.aws_iam_role).name_prefix).toBe(
      '${substr(replace(var.name, "/[^0-9A-Za-z_+=,.@-]/", "-"), 0, 23)}-authenticated-',
    );
  });

  test("a role with a long id still gets a prefix that fits", () => {
    const json = poolJson({}, (each) => each.addRole("R".repeat(60)));
    const prefixes = Object.values(json.resource.aws_iam_role ?? {}).map(({ name_prefix }) => String(name_prefix));
    expect(prefixes).toEqual(["notes-authenticated-", `notes-${"R".repeat(26)}-`]);
  });

  test("a fixed name and a prefix exclude each other", () => {
    expect(problems(pool({ authenticatedRole: { roleName: "a", roleNamePrefix: "b" } }))).toEqual([
      expect.stringContaining('roleName and roleNamePrefix are both given, "a" and "b"'),
    ]);
  });

  test("two roles of a stack with one fixed name are refused, in whatever case: IAM has one name for both", () => {
    const found = problems((stack) => {
      const roles = { authenticatedRole: { roleName: "Notes" } };
      new IdentityPool(stack, "A", { identityPoolName: "a", userPoolClients: [CLIENT], ...roles });
      new IdentityPool(stack, "B", { identityPoolName: "b", authenticatedRole: { roleName: "notes" } });
    });
    expect(found).toEqual([
      expect.stringContaining("test/B/AuthenticatedRole has the same name"),
      expect.stringContaining("test/A/AuthenticatedRole has the same name"),
    ]);
  });

  test("two references that differ by case alone are two names", () => {
    const found = problems((stack) => {
      for (const name of ["team", "Team"]) {
        const roleName = new TerraformVariable(stack, name, { type: "string" }).stringValue;
        new IdentityPool(stack, `Of${name}`, {
          identityPoolName: "a",
          userPoolClients: [CLIENT],
          authenticatedRole: { roleName },
        });
      }
    });
    expect(found).toEqual([]);
  });

  describe("in us-gov-east-1", () => {
    const east = (roleName?: string) =>
      problems(pool({ partition: Partition.AWS_US_GOV_EAST, authenticatedRole: { roleName } }));

    test("a fixed name is required: a prefix with what Terraform appends is too long", () => {
      expect(east()).toEqual([expect.stringContaining("roleName is missing")]);
    });

    test("it has at most 20 characters", () => {
      expect(east("r".repeat(20))).toEqual([]);
      expect(east("r".repeat(21))).toEqual([expect.stringContaining("1 to 20 characters")]);
    });
  });
});

describe("grants", () => {
  const grants = (build: Parameters<typeof poolJson>[1]) => statements(poolJson({}, build), "Grants_Document");

  test("a role that was granted nothing has no policy", () => {
    const json = poolJson({}, ({ authenticatedRole }) => {
      authenticatedRole.grant();
    });
    expect(json.resource.aws_iam_role_policy).toBeUndefined();
  });

  test("all grants of a role make one inline policy, and each further policy stands beside it", () => {
    const json = poolJson({}, ({ authenticatedRole }) => {
      authenticatedRole.grant(GRANT);
      authenticatedRole.grant({ ...GRANT, sid: "Write", actions: ["s3:PutObject"] });
      authenticatedRole.addPolicy("Extra", [GRANT]);
    });
    expect(Object.values(json.resource.aws_iam_role_policy ?? {}).map(({ name }) => name)).toEqual(["Extra", "Grants"]);
    expect(statements(json, "Grants_Document")).toHaveLength(2);
  });

  test("the same statement granted twice is written once", () => {
    const twice = grants(({ authenticatedRole }) => {
      authenticatedRole.grant(GRANT);
      authenticatedRole.grant(GRANT);
    });
    expect(twice).toEqual([GRANT]);
  });

  test("two statements with one sid keep apart: Terraform refuses a document that has a sid twice", () => {
    const [a, b] = grants(({ authenticatedRole }) => {
      authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes", list: false }));
      authenticatedRole.grant(...permissions.ownFiles({ bucketName: "photos", list: false }));
    });
    expect(a?.sid).toMatch(/^OwnFiles[0-9A-F]{8}$/);
    expect(b?.sid).toMatch(/^OwnFiles[0-9A-F]{8}$/);
    expect(a?.sid).not.toBe(b?.sid);
  });

  test("the statements of one grant keep their order", () => {
    const first = { ...GRANT, sid: "Z" };
    expect(
      grants(({ authenticatedRole }) => {
        authenticatedRole.grant(first, { ...GRANT, sid: "A" });
      }),
    ).toMatchObject([{ sid: "Z" }, { sid: "A" }]);
  });

  test("a policy has a name of its own: a second of the name would replace the first", () => {
    const found = problems(
      pool({ authenticatedRole: { grantsPolicyName: "Extra" } }, ({ authenticatedRole }) => {
        authenticatedRole.grant(GRANT);
        authenticatedRole.addPolicy("Extra", [GRANT]);
      }),
    );
    expect(found).toEqual([expect.stringContaining('two inline policies with the name "Extra"')]);
  });

  test("all inline policies of a role count together, without white space", () => {
    const long = (length: number) => ({ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${"n".repeat(length)}`] });
    const found = problems(
      pool({}, ({ authenticatedRole }) => {
        authenticatedRole.grant(long(5200));
        authenticatedRole.addPolicy("Extra", [long(5200)]);
      }),
    );
    expect(found).toEqual([expect.stringMatching(/have 10\d{3} characters in all.*at most 10240/)]);
  });

  test("what is written for another partition is refused: it would match nothing there", () => {
    const found = problems(
      pool({ partition: Partition.AWS_US_GOV_WEST }, ({ authenticatedRole }) => {
        authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes", list: false }));
      }),
    );
    expect(found).toEqual([
      expect.stringContaining('"arn:aws:s3:::notes/&{cognito-identity.amazonaws.com:sub}/*"'),
      expect.stringContaining('"&{cognito-identity.amazonaws.com:sub}"'),
    ]);
  });
});

describe("a role that exists", () => {
  const existing = (roleName?: string) => (build: (role: IdentityPool["authenticatedRole"]) => void) =>
    pool({ authenticatedRole: { roleArn: ROLE, roleName } }, ({ authenticatedRole }) => {
      build(authenticatedRole);
    });

  test("is granted something by its name", () => {
    const json = synthesized(
      existing("reporters")((each) => {
        each.grant(GRANT);
      }),
    );
    expect(only(json.resource.aws_iam_role_policy)).toMatchObject({ role: "reporters" });
  });

  test.each<[string, (role: IdentityPool["authenticatedRole"]) => void]>([
    [
      "a grant",
      (each) => {
        each.grant(GRANT);
      },
    ],
    [
      "a policy",
      (each) => {
        each.addPolicy("Extra", [GRANT]);
      },
    ],
    [
      "a managed policy",
      (each) => {
        each.attachManagedPolicy(MANAGED);
      },
    ],
  ])("without its name %s is refused, and nothing else is", (_case, build) => {
    expect(problems(existing()(build))).toEqual([expect.stringContaining("roleName is missing")]);
    expect(problems(existing()(() => undefined))).toEqual([]);
  });

  test.each([
    ["arn:aws-cn:iam::123456789012:role/reporters", "of the partition aws-cn"],
    ["arn:aws:iam::123456789012:user/reporters", "give an ARN of the form arn:aws:iam::ACCOUNT:role/NAME"],
  ])("%s is refused", (roleArn, message) => {
    expect(problems(pool({ authenticatedRole: { roleArn } }))).toEqual([expect.stringContaining(message)]);
  });

  test("has a name, also where only Terraform knows its ARN", () => {
    const name = (arnIn: (stack: TerraformStack) => string) => {
      const { output } = synthesized((stack) => {
        pool({ authenticatedRole: { roleArn: arnIn(stack) } }, ({ authenticatedRole }) => {
          new TerraformOutput(stack, "name", { value: authenticatedRole.roleName });
        })(stack);
      });
      return output.name?.value;
    };
    expect(name(() => ROLE)).toBe("reporters");
    expect(name((stack) => new TerraformVariable(stack, "role", { type: "string" }).stringValue)).toBe(
      '${element(reverse(split("/", var.role)), 0)}',
    );
  });
});

test("the policy of the grants is there once something is granted", () => {
  const found: unknown[] = [];
  poolJson({}, ({ authenticatedRole }) => {
    found.push(authenticatedRole.grantsPolicy);
    authenticatedRole.grant(GRANT);
    found.push(authenticatedRole.grantsPolicy?.nameInput);
  });
  expect(found).toEqual([undefined, "Grants"]);
});

describe("who may take a role", () => {
  const trust = (json: TerraformJson, part: string) => statements(json, part);

  test.each([
    ["AWS", Partition.AWS, "cognito-identity.amazonaws.com"],
    ["AWS_US_GOV_WEST", Partition.AWS_US_GOV_WEST, "cognito-identity-us-gov.amazonaws.com"],
    ["AWS_US_GOV_EAST", Partition.AWS_US_GOV_EAST, "cognito-identity.us-gov-east-1.amazonaws.com"],
    ["AWS_CN", Partition.AWS_CN, "cognito-identity.cn-north-1.amazonaws.com.cn"],
    ["custom", Partition.custom({ name: "aws-iso", dnsSuffix: "c2s.ic.gov" }), "cognito-identity.c2s.ic.gov"],
  ])(
    "in the partition %s it is that partition's Cognito, for this pool and these identities alone",
    (_name, partition, principal) => {
      const roles = { authenticatedRole: { roleName: "auth" }, unauthenticatedRole: { roleName: "unauth" } };
      const json = poolJson({ partition, ...roles });
      for (const [role, amr] of [
        ["_AuthenticatedRole_TrustPolicy", "authenticated"],
        ["_UnauthenticatedRole_TrustPolicy", "unauthenticated"],
      ] as const) {
        expect(trust(json, role)).toEqual([
          {
            effect: "Allow",
            actions: ["sts:AssumeRoleWithWebIdentity"],
            principals: [{ type: "Federated", identifiers: [principal] }],
            condition: [
              {
                test: "StringEquals",
                variable: `${principal}:aud`,
                values: [expect.stringMatching(/^\$\{local\.Pool_IdentityPoolId_\w+\}$/) as string],
              },
              { test: "ForAnyValue:StringLike", variable: `${principal}:amr`, values: [amr] },
            ],
          },
        ]);
      }
    },
  );

  test("both names of a custom partition can be given, because AWS's pages write China's in two ways", () => {
    const partition = Partition.custom({
      name: "aws-cn",
      dnsSuffix: "amazonaws.com.cn",
      cognitoPrincipal: "cognito-identity.cn-north-1.amazonaws.com.cn",
      conditionKeyPrefix: "cognito-identity.amazonaws.com",
    });
    const json = poolJson({ partition, userPoolClients: [{ userPoolId: "cn-north-1_Abc", clientId: "c" }] });
    expect(trust(json, "AuthenticatedRole_TrustPolicy")).toMatchObject([
      { condition: [{ variable: "cognito-identity.amazonaws.com:aud" }, {}] },
    ]);
    expect(only(json.resource.aws_cognito_identity_pool).cognito_identity_providers).toMatchObject([
      { provider_name: "cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_Abc" },
    ]);
  });

  test("a further role is one for those who signed in", () => {
    const json = poolJson({}, (each) => each.addRole("Finance"));
    expect(named(json.data.aws_iam_policy_document, "Finance_TrustPolicy").statement).toMatchObject([
      { condition: [{}, { values: ["authenticated"] }] },
    ]);
  });
});
