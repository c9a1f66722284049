/** Every setting of the stack, and what Terraform reads where it is given. A new setting without a row does not compile. */
import { IdentityPoolStack, Partition } from "../../src";
import type { ConsoleMadePool, IdentityPoolStackProps, StackRoleOptions } from "../../src";
import { synthesizedJson, testApp } from "../support/synth";
import type { Attributes } from "../support/synth";

const userPoolId = "eu-west-1_AbCdEfGhI";
const clientId = "1h57kf5cpq17m0eml12EXAMPLE";

type Row<Name extends keyof IdentityPoolStackProps> = [
  value: NonNullable<IdentityPoolStackProps[Name]>,
  /** What is there with the setting, and not without it. */
  reads: RegExp,
];

const ADOPTED: ConsoleMadePool = {
  identityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555",
  authenticatedRoleName: "Cognito_notesAuth_Role",
  authenticatedPolicyName: "oneClick_Cognito_notesAuth_Role_1718529745191",
  unauthenticatedRoleName: "Cognito_notesUnauth_Role",
  unauthenticatedPolicyName: "oneClick_Cognito_notesUnauth_Role_1718529745191",
};

const SETTINGS: { [Name in keyof Required<IdentityPoolStackProps>]: Row<Name> } = {
  identityPoolName: ["notes app", /"identity_pool_name":"notes app"/],
  userPoolId: [userPoolId, /"provider_name":"cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_AbCdEfGhI"/],
  userPoolClientId: [clientId, /"client_id":"1h57kf5cpq17m0eml12EXAMPLE"/],
  userPoolClients: [
    [{ userPoolId, clientId }],
    /"client_id":"1h57kf5cpq17m0eml12EXAMPLE","provider_name":"[^"]*AbCdEfGhI"/,
  ],
  socialLogins: [{ amazon: "amzn1.application.1234" }, /"www\.amazon\.com":"amzn1\.application\.1234"/],
  openIdConnectProviderArns: [
    ["arn:aws:iam::123456789012:oidc-provider/login.example.com"],
    /"openid_connect_provider_arns":\["arn:aws:iam::123456789012:oidc-provider\/login\.example\.com"\]/,
  ],
  samlProviderArns: [
    ["arn:aws:iam::123456789012:saml-provider/company"],
    /"saml_provider_arns":\["arn:aws:iam::123456789012:saml-provider\/company"\]/,
  ],
  developerProviderName: ["login.example.com", /"developer_provider_name":"login\.example\.com"/],
  bucketName: ["notes-app-uploads", /"arn:aws:s3:::notes-app-uploads\//],
  region: ["us-west-2", /"region":"us-west-2"/],
  allowedAccountIds: [["012345678901"], /"aws":\[\{"allowed_account_ids":\["012345678901"\]/],
  assumeRoleArn: ["arn:aws:iam::012345678901:role/deploy", /"role_arn":"arn:aws:iam::012345678901:role\/deploy"/],
  partition: [Partition.AWS_CN, /"arn:aws-cn:s3:::/],
  permissions: ["least-privilege", /"s3:GetObject"/],
  unauthenticatedPermissions: ["console", /UnauthenticatedRole_(?!Trust)\w+":\{"statement":\[/],
  guardrail: [false, /^(?![^]*"name":"Guardrail")/],
  allowUnauthenticatedIdentities: [true, /"allow_unauthenticated_identities":true/],
  allowClassicFlow: [true, /"allow_classic_flow":true/],
  authenticatedRole: [{ description: "Users of the app" }, /"description":"Users of the app"/],
  unauthenticatedRole: [{ description: "Guests of the app" }, /"description":"Guests of the app"/],
  serverSideTokenCheck: [false, /"server_side_token_check":false/],
  stateBackend: [
    { type: "s3", config: { bucket: "notes-states", key: "pool", region: "us-east-1" } },
    /"backend":\{"s3":\{"bucket":"notes-states"/,
  ],
  adopt: [ADOPTED, /"import":\[[^]*"us-east-1:11111111-2222-4333-8444-555555555555"/],
  preventDestroy: [true, /"prevent_destroy":true/],
  tags: [{ team: "notes" }, /"tags":\{"team":"notes"\}/],
};

function read(props: IdentityPoolStackProps): string {
  return JSON.stringify(synthesizedJson(new IdentityPoolStack(testApp(), "identity-pool", props)));
}

const withoutSettings = read({});

test.each(Object.entries(SETTINGS))("%s reaches Terraform", (name, [value, reads]) => {
  expect(read({ [name]: value })).toMatch(reads);
  expect(withoutSettings).not.toMatch(reads);
});

const ROLE_OPTIONS: Required<StackRoleOptions> = {
  description: "The app's own",
  maxSessionDurationSeconds: 7200,
  permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
  tags: { team: "notes" },
};

test.each([
  ["authenticatedRole", "made", {}],
  ["unauthenticatedRole", "made", {}],
  ["authenticatedRole", "adopted", { adopt: ADOPTED }],
  ["unauthenticatedRole", "adopted", { adopt: ADOPTED }],
] as const)("every option of %s of a pool that is %s reaches that role, and not the other", (name, _, props) => {
  const { resource } = synthesizedJson(
    new IdentityPoolStack(testApp(), "identity-pool", { ...props, [name]: ROLE_OPTIONS }),
  );
  const written: Attributes = {
    description: "The app's own",
    max_session_duration: 7200,
    permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
    tags: { team: "notes" },
  };
  const roles = Object.entries(resource.aws_iam_role ?? {});
  expect(roles).toHaveLength(2);
  for (const [address, role] of roles) {
    const isOfGuests = address.includes("Unauthenticated");
    if (isOfGuests === (name === "unauthenticatedRole")) expect(role).toMatchObject(written);
    else for (const option of Object.keys(written)) expect(role).not.toHaveProperty(option, written[option]);
  }
});
