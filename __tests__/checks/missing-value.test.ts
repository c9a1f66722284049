import { permissions } from "../../src";
import { pool, CLIENT } from "../identity-pool/pools";
import { problems } from "../support/synth";

// A variable of the environment that is not set.
const STAGE = process.env.NOT_SET_ANYWHERE;
const of = (setting: string, text: string) =>
  expect.stringContaining(`${setting} is ${JSON.stringify(text)}`) as string;

test.each<[string, Parameters<typeof pool>[0], string]>([
  ["identityPoolName", { identityPoolName: `notes-${STAGE}` }, "notes-undefined"],
  ["identityPoolName", { identityPoolName: `notes ${STAGE}` }, "notes undefined"],
  ["identityPoolName", { identityPoolName: `notes ${String(new Date(Number(STAGE)))}` }, "notes Invalid Date"],
  ["identityPoolName", { identityPoolName: "notes-${stage}" }, "notes-${stage}"],
  ["identityPoolName", { identityPoolName: "notes-${var.stage" }, "notes-${var.stage"],
  ["developerProviderName", { developerProviderName: `${STAGE}.login` }, "undefined.login"],
  ["userPoolClients[0].clientId", { userPoolClients: [{ ...CLIENT, clientId: String(STAGE) }] }, "undefined"],
  ["userPoolClients[0].userPoolId", { userPoolClients: [{ ...CLIENT, userPoolId: "${POOL}" }] }, "${POOL}"],
  ["roleName", { authenticatedRole: { roleName: `notes-${Number(STAGE)}` } }, "notes-NaN"],
  [
    "roleArn",
    { authenticatedRole: { roleArn: `arn:aws:iam::123456789012:role/${STAGE}-role` } },
    "arn:aws:iam::123456789012:role/undefined-role",
  ],
  [
    "samlProviderArns[0]",
    { samlProviderArns: ["arn:aws:iam::123456789012:saml-provider/${process.env.COMPANY}"] },
    "arn:aws:iam::123456789012:saml-provider/${process.env.COMPANY}",
  ],
])("%s made of a value that is not there is refused: %j", (setting, props, text) => {
  expect(problems(pool(props))).toEqual([of(setting, text)]);
});

test.each<[string, string]>([
  [`uploads-${STAGE}`, "uploads-undefined"],
  ["${BUCKET}", "${BUCKET}"],
  ["uploads-${process.env.STAGE}", "uploads-${process.env.STAGE}"],
])("a permission refuses the bucket %j", (bucketName, text) => {
  const granted = pool({}, ({ authenticatedRole }) => {
    authenticatedRole.grant(...permissions.ownFiles({ bucketName }));
  });
  expect(problems(granted)).toEqual([of("bucketName", text)]);
});

test.each([
  `arn:aws:s3:::uploads-${STAGE}/*`,
  "arn:aws:s3:::${bucket}/*",
  "arn:aws:s3:::[object Object]/*",
  "arn:aws:s3:::null/*",
  "arn:aws:s3:::null",
  "arn:aws:s3:::notes/${cognito-identity.amazonaws.com:sub/*",
  "arn:aws:s3:::notes/&{cognito-identity.amazonaws.com:sub",
])("a statement refuses the resource %j", (resource) => {
  const granted = pool({}, ({ authenticatedRole }) => {
    authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [resource] });
  });
  expect(problems(granted)).toEqual([of("resources[0]", resource)]);
});

test("words that only look like it, texts that people read, and Terraform's own references are taken", () => {
  const sound = pool(
    {
      identityPoolName: "undefinedNaN-${var.stage}-${terraform.workspace}",
      authenticatedRole: { description: "For undefined behaviour: NaN", tags: { stage: "undefined" } },
    },
    ({ authenticatedRole }) => {
      authenticatedRole.grant(
        { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::null-undefinable/${aws:username}/$${a}"] },
        ...permissions.ownFiles({ bucketName: "${var.bucket}" }),
      );
    },
  );
  expect(problems(sound)).toEqual([]);
});
