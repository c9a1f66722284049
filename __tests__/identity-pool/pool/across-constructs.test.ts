/** Mistakes that show only between constructs: roles of others, groups made twice, ids, regions and partitions. */
import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Lazy, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { IdentityPool, IdentityPoolStack, Partition } from "../../../src";
import type { FederatedRole, IdentityPoolProps, RoleMapping } from "../../../src";
import { named, only, problems, stackWith, synthesized, synthesizedJson, testApp } from "../../support/synth";
import { attachment, CLIENT, OIDC, pool, poolJson, poolResource, SAML } from "../pools";

const ID = "us-east-1:12345678-1234-1234-1234-123456789012";
const rules = (role: FederatedRole | IamRole | string | undefined): RoleMapping => ({
  identityProvider: CLIENT,
  type: "Rules",
  rules: [{ claim: "department", matchType: "Equals", value: "finance", role: role ?? "" }],
});

describe("a role that this pool's signed-in users cannot take is refused in a rule", () => {
  const guests = { allowUnauthenticatedIdentities: true };
  test.each<[string, (each: IdentityPool, other: IdentityPool) => FederatedRole | IamRole | string | undefined]>([
    ["the guests' role", (each) => each.unauthenticatedRole],
    ["the guests' role by its ARN", (each) => each.unauthenticatedRole?.roleArn],
    ["the guests' role by its L1", (each) => each.unauthenticatedRole?.resource],
    ["another pool's role", (_, other) => other.addRole("Finance")],
    ["another pool's role by its ARN", (_, other) => other.authenticatedRole.roleArn],
  ])("%s", (_case, role) => {
    const found = problems((stack) => {
      const other = new IdentityPool(stack, "Other", { identityPoolName: "other", userPoolClients: [CLIENT] });
      pool(guests, (each) => {
        each.addRoleMapping(rules(role(each, other)));
      })(stack);
    });
    expect(found).toEqual([
      expect.stringMatching(/roleMappings\[0\]\.rules\[0\]\.role is test\/.*take it.* See https:/),
    ]);
  });

  test("and as the pool's own: another pool trusts none of its users", () => {
    const found = problems((stack) => {
      const other = new IdentityPool(stack, "Other", { identityPoolName: "other", userPoolClients: [CLIENT] });
      pool({ authenticatedRole: { roleArn: other.authenticatedRole.roleArn } })(stack);
    });
    expect(found).toEqual([expect.stringContaining("authenticatedRole is test/Other/AuthenticatedRole")]);
  });

  test("a role of the pool's own is taken, in whatever form", () => {
    const found = problems(
      pool({ roleMappings: [] }, (each) => {
        each.addRoleMapping(rules(each.addRole("Finance").resource));
      }),
    );
    expect(found).toEqual([]);
  });
});

describe("a user pool has one group of a name", () => {
  test("two pools that both make it are told so, once", () => {
    const found = problems((stack) => {
      for (const id of ["A", "B"]) {
        const each = new IdentityPool(stack, id, { identityPoolName: id, userPoolClients: [CLIENT] });
        each.addGroup("editors", { userPoolClient: CLIENT });
      }
    });
    expect(found).toEqual([
      expect.stringContaining(
        `[test/B] addGroup: the group "editors" of the user pool ${CLIENT.userPoolId} is made by test/A/Group-editors/Group already`,
      ),
    ]);
  });

  test("one that CDKTF's own construct makes counts too", () => {
    const found = problems((stack) => {
      new CognitoUserGroup(stack, "by-hand", { name: "editors", userPoolId: CLIENT.userPoolId });
      pool({}, (each) => each.addGroup("editors", { userPoolClient: CLIENT }))(stack);
    });
    expect(found).toEqual([expect.stringContaining("is made by test/by-hand already")]);
  });
});

describe("addresses", () => {
  test("a token as a group's name is refused without an id: the address would change with any token", () => {
    const group = (id?: string) =>
      problems((stack) => {
        const name = new TerraformVariable(stack, "group", { type: "string" }).stringValue;
        pool({}, (each) => each.addGroup(name, { userPoolClient: CLIENT, id }))(stack);
      });
    expect(group()).toEqual([expect.stringContaining('addGroup: name is "${var.group}", which only Terraform knows')]);
    expect(group("Group-of-variable")).toEqual([]);
  });

  test("group names that make one construct id are told apart in words", () => {
    const found = problems(
      pool({}, (each) => {
        each.addGroup("a/b", { userPoolClient: CLIENT });
        each.addGroup("a--b", { userPoolClient: CLIENT });
      }),
    );
    expect(found).toEqual([
      expect.stringContaining('addGroup: id is "Group-a--b": test/Pool/Group-a--b has this id already'),
    ]);
  });

  test.each(["Resource", "AuthenticatedRole", "UnauthenticatedRole", "RolesAttachment", "IdentityPoolId"])(
    "addRole(%j) is refused in words: the id is the library's own",
    (id) => {
      expect(problems(pool({}, (each) => each.addRole(id)))).toEqual([
        expect.stringContaining(`addRole: id is "${id}": the library uses this id itself`),
      ]);
    },
  );

  test("the id that begins the addresses is looked for below the stack, wherever the stack is", () => {
    const found = (stackId: string, poolId: string) => {
      const parent = new Construct(testApp(), "2024");
      const stack = new IdentityPoolStack(parent, stackId, { region: "us-east-1" });
      new IdentityPool(stack, poolId, { identityPoolName: "n", userPoolClients: [CLIENT] });
      return stack.node.findAll().flatMap(({ node }) => node.validate());
    };
    expect(found("2024-stack", "pool")).toEqual([]);
    expect(found("stack", "1pool")).toEqual([
      expect.stringContaining('the construct id "1pool" is the first part of the Terraform addresses'),
    ]);
  });

  test("principal tags of a provider that is another by the time of synth are refused: their address was made of the first", () => {
    const found = (changed: string) => {
      let provider = SAML;
      return problems((stack) => {
        const identityProvider = Lazy.stringValue({ produce: () => provider });
        const principalTags = [{ identityProvider, tags: { team: "custom:team" } }];
        pool({ samlProviderArns: [SAML, `${SAML}-b`], principalTags })(stack);
        provider = changed;
      });
    };
    expect(found(SAML)).toEqual([]);
    expect(found(`${SAML}-b`)).toEqual([expect.stringContaining("since it was given")]);
  });

  test("a user pool's own address, overridden before or after, is the one that principal tags refer to", () => {
    for (const isLate of [false, true]) {
      const json = synthesized((stack) => {
        const users = new CognitoUserPool(stack, "users", { name: "users" });
        if (!isLate) users.overrideLogicalId("people");
        const client = { ...CLIENT, userPoolId: users.id };
        const principalTags = [{ identityProvider: client, tags: { team: "custom:team" } }];
        pool({ userPoolClients: [client], principalTags })(stack);
        // CDKTF takes no other address once it was asked for one.
        if (isLate) users.overrideLogicalId("people");
      });
      const [address = ""] = Object.keys(json.resource.aws_cognito_user_pool ?? {});
      expect(address).toBe(isLate ? "users" : "people");
      const { identity_provider_name: name } = only(json.resource.aws_cognito_identity_pool_provider_principal_tag);
      expect(name).toContain(`aws_cognito_user_pool.${address}.id`);
    }
  });
});

describe("regions and partitions", () => {
  test("a region of one pool is on all its resources, and gives the partition", () => {
    const json = poolJson(
      { region: "us-gov-west-1", principalTags: [{ identityProvider: CLIENT, tags: { team: "t" } }] },
      (each) => each.addGroup("editors", { userPoolClient: CLIENT }),
    );
    expect(poolResource(json).region).toBe("us-gov-west-1");
    expect(attachment(json).region).toBe("us-gov-west-1");
    expect(only(json.resource.aws_cognito_identity_pool_provider_principal_tag).region).toBe("us-gov-west-1");
    // A group is where its user pool is.
    expect(only(json.resource.aws_cognito_user_group).region).toBe("us-east-1");
    expect(JSON.stringify(json.data)).toContain("cognito-identity-us-gov.amazonaws.com");
  });

  test.each(["eusc-de-east-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1"])(
    "%s is of a partition whose names are not public: refused, and never aws",
    (region) => {
      expect(Partition.ofRegion(region).name).not.toBe("aws");
      expect(problems(pool({ region }))).toEqual([expect.stringContaining("is of the partition aws-")]);
      const stack = new IdentityPoolStack(testApp(), "shipped", { region });
      expect(stack.node.findAll().flatMap(({ node }) => node.validate())).toEqual([
        expect.stringContaining(`the region "${region}" is of the partition aws-`),
      ]);
      const partition = Partition.custom({
        name: Partition.ofRegion(region).name,
        cognitoPrincipal: "cognito.example",
      });
      expect(problems(pool({ region, partition }))).toEqual([]);
    },
  );

  test.each([
    ["name", "aws-iso-"],
    ["name", "my-aws"],
    ["dnsSuffix", "c2s."],
    ["dnsSuffix", "https://c2s.ic.gov"],
    ["cognitoPrincipal", ""],
    ["conditionKeyPrefix", "cognito-identity.amazonaws.com:"],
  ])("a custom partition whose %s is %j is refused", (setting, value) => {
    const partition = Partition.custom({ name: "aws-iso", [setting]: value });
    expect(problems(pool({ partition }))).toEqual([
      expect.stringContaining(`Partition.custom: ${setting} is ${JSON.stringify(value)}: give `),
    ]);
  });

  test("a region of another partition than the pool's is refused", () => {
    expect(problems(pool({ region: "us-gov-west-1", partition: Partition.AWS }))).toEqual([
      expect.stringContaining('region is "us-gov-west-1", of the partition aws-us-gov'),
    ]);
  });

  test("the stack's variable takes the regions of the stack's partition alone", () => {
    const validation = (partition?: Partition) => {
      const { variable } = synthesizedJson(new IdentityPoolStack(testApp(), "shipped", { partition }));
      const { validation } = variable.region as { validation: [{ condition: string }] };
      const [{ condition }] = validation;
      const [, pattern = ""] = /regex\("([^"]+)"/.exec(condition) ?? [];
      return new RegExp(pattern.replaceAll("\\\\", "\\"));
    };
    expect(validation().test("eu-west-1")).toBe(true);
    expect(
      ["us-gov-west-1", "cn-north-1", "us-iso-east-1", "eusc-de-east-1"].filter((r) => validation().test(r)),
    ).toEqual([]);
    expect(validation(Partition.AWS_CN).test("cn-north-1")).toBe(true);
    expect(validation(Partition.AWS_CN).test("eu-west-1")).toBe(false);
  });
});

describe("CDKTF's own constructs, and ARNs", () => {
  test("a client and a role are given as they are, and the user pool's region is read from what the client was given", () => {
    const json = synthesized((stack) => {
      const web = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: CLIENT.userPoolId });
      const role = new IamRole(stack, "role", { assumeRolePolicy: "{}" });
      pool(
        {
          userPoolClients: [web],
          authenticatedRole: role,
          roleMappings: [rules(role)].map((each) => ({ ...each, identityProvider: web })),
        },
        (each) => {
          each.authenticatedRole.grant({ actions: ["s3:GetObject"], resources: ["*"] });
          each.addPrincipalTags({ identityProvider: web, tags: { team: "custom:team" } });
        },
      )(stack);
    });
    expect(poolResource(json).cognito_identity_providers).toMatchObject([
      {
        client_id: "${aws_cognito_user_pool_client.web.id}",
        provider_name: `cognito-idp.us-east-1.amazonaws.com/${CLIENT.userPoolId}`,
      },
    ]);
    expect(attachment(json)).toMatchObject({
      roles: { authenticated: "${aws_iam_role.role.arn}" },
      role_mapping: [{ mapping_rule: [{ role_arn: "${aws_iam_role.role.arn}" }] }],
    });
    expect(only(json.resource.aws_iam_role_policy).role).toBe("${aws_iam_role.role.name}");
  });

  test("a pool made elsewhere may be given by its ARN", () => {
    const arn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${ID}`;
    const json = synthesized((stack) => {
      const elsewhere = IdentityPool.fromIdentityPoolArn(stack, "Pool", arn);
      elsewhere.addRole("Finance");
      expect(elsewhere.identityPoolArn).toBe(arn);
      expect(elsewhere.identityPoolId).toBe(ID);
    });
    expect(named(json.data.aws_iam_policy_document, "Finance").statement).toMatchObject([
      { condition: [{ values: [ID] }, {}] },
    ]);
    const found = problems((stack) => IdentityPool.fromIdentityPoolArn(stack, "Pool", ID));
    expect(found).toEqual([expect.stringContaining(`identityPoolArn is "${ID}": give an ARN of the form`)]);
  });

  test("clients that the L1 was given itself are no reason for a warning", () => {
    const warnings = (build: (each: IdentityPool) => void) => {
      const stack = stackWith(pool({ userPoolClients: undefined }, build));
      Testing.synth(stack);
      return stack.node
        .findAll()
        .flatMap(({ node }) =>
          node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)),
        );
    };
    expect(warnings(() => undefined)).toHaveLength(1);
    expect(
      warnings(({ resource }) => {
        resource.putCognitoIdentityProviders([{ clientId: "a", providerName: "b" }]);
      }),
    ).toEqual([]);
    expect(
      warnings(({ resource }) => {
        resource.addOverride("saml_provider_arns", [SAML]);
      }),
    ).toEqual([]);
  });
});

describe("a provider by a name that AWS does not take here", () => {
  const mapped = (identityProvider: string, props: Partial<IdentityPoolProps>) =>
    problems(pool({ ...props, roleMappings: [{ identityProvider, type: "Token" }] }));

  test("an OpenID Connect provider by its address is told its ARN", () => {
    expect(mapped("login.example.com", { openIdConnectProviderArns: [OIDC] })).toEqual([
      expect.stringContaining(`an OpenID Connect provider is named by its ARN, so give "${OIDC}"`),
    ]);
  });

  test.each(["login.notes", "cognito-identity.amazonaws.com"])("a developer provider as %s", (name) => {
    expect(mapped(name, { developerProviderName: "login.notes" })).toEqual([
      expect.stringContaining("users of a developer provider get their role from"),
    ]);
  });
});

describe("what the stack reports has the names that its user gave", () => {
  test.each<[ConstructorParameters<typeof IdentityPoolStack>[2], string]>([
    [{ userPoolClientId: "a b" }, 'userPoolClientId is "a b"'],
    [{ identityPoolName: "a/b" }, 'identityPoolName is "a/b"'],
    [{ bucketName: "B" }, 'bucketName is "B"'],
    [{ tags: { team: "n".repeat(257) } }, 'tags["team"] is'],
    [{ adopt: { identityPoolId: ID, authenticatedRoleName: "a b" } }, 'adopt.authenticatedRoleName is "a b"'],
    [
      { adopt: { identityPoolId: ID, authenticatedRoleName: "a", unauthenticatedRoleName: "b/c" } },
      'adopt.unauthenticatedRoleName is "b/c"',
    ],
    [
      { adopt: { identityPoolId: ID, authenticatedRoleName: "a", authenticatedPolicyName: "p q" } },
      'adopt.authenticatedPolicyName is "p q"',
    ],
    [{ adopt: { identityPoolId: ID, authenticatedRoleName: "a", rolePath: "app" } }, 'adopt.rolePath is "app"'],
    [{ adopt: { identityPoolId: "notes", authenticatedRoleName: "a" } }, 'adopt.identityPoolId is "notes"'],
  ])("%j, once", (props, message) => {
    const stack = new IdentityPoolStack(testApp(), "shipped", props);
    const found = stack.node.findAll().flatMap(({ node }) => node.validate());
    expect(found).toEqual([expect.stringContaining(message)]);
  });
});

describe("lengths that Terraform's AWS provider counts in bytes", () => {
  const rule = (value: string) =>
    pool({
      roleMappings: [
        {
          ...rules("arn:aws:iam::123456789012:role/a"),
          rules: [{ claim: "c", matchType: "Equals", value, role: "arn:aws:iam::123456789012:role/a" }],
        } as RoleMapping,
      ],
    });

  test.each<[string, number, (text: string) => ReturnType<typeof pool>]>([
    ["a role's description", 1000, (description) => pool({ authenticatedRole: { description } })],
    ["a rule's value", 128, rule],
    ["a group's name", 128, (name) => pool({}, (each) => each.addGroup(name, { userPoolClient: CLIENT }))],
    [
      "a group's description",
      2048,
      (description) => pool({}, (each) => each.addGroup("g", { userPoolClient: CLIENT, description })),
    ],
  ])("%s: %i, of which ü takes two", (_case, bytes, put) => {
    expect(problems(put("ü".repeat(bytes / 2)))).toEqual([]);
    expect(problems(put("ü".repeat(bytes / 2 + 1)))).toEqual([expect.stringContaining(`${bytes} bytes`)]);
  });
});
