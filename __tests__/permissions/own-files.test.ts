import { ownFiles } from "../../src/permissions/own-files";
import type { OwnFilesOptions } from "../../src/permissions/own-files";
import { principalTag } from "../../src/permissions/principal-tag";
import { granted, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const bucketName = "notes-app-uploads";
const READ = ["s3:GetObject"];
const WRITE = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const ID = "&{cognito-identity.amazonaws.com:sub}";
const TAG = "&{aws:PrincipalTag/user}";

const LIST = {
  sid: "OwnFilesList",
  effect: "Allow",
  actions: ["s3:ListBucket"],
  resources: ["arn:aws:s3:::notes-app-uploads"],
};
const listOf = (...values: string[]) => ({
  ...LIST,
  condition: [{ test: "StringLike", variable: "s3:prefix", values }],
});

test("without options, one reads, writes and lists in a folder of one's own, and does nothing else there", () => {
  expect(statementsOf(ownFiles({ bucketName }))).toEqual([
    {
      sid: "OwnFiles",
      effect: "Allow",
      actions: [...READ, ...WRITE],
      resources: [`arn:aws:s3:::notes-app-uploads/${ID}/*`],
    },
    listOf(ID, `${ID}/*`),
  ]);
});

test.each<[OwnFilesOptions["access"], boolean | undefined, string[]]>([
  ["read", undefined, [...READ, "s3:ListBucket"]],
  ["read", false, READ],
  ["write", undefined, WRITE],
  ["write", true, [...WRITE, "s3:ListBucket"]],
  ["read-write", undefined, [...READ, ...WRITE, "s3:ListBucket"]],
  ["read-write", false, [...READ, ...WRITE]],
])("access %j with list %j gives no other actions than its own", (access, list, actions) => {
  const statements = statementsOf(ownFiles({ bucketName, access, list }));
  expect(statements.flatMap((statement) => statement.actions)).toEqual(actions);
});

test.each<[Partial<OwnFilesOptions>, string, string[]]>([
  [{ keySeparator: "/" }, `${ID}/*`, [ID, `${ID}/*`]],
  [{ keySeparator: "-" }, `${ID}-*`, [ID, `${ID}-*`]],
  [{ keySeparator: "" }, `${ID}*`, [`${ID}*`]],
  [{ prefix: "private/" }, `private/${ID}/*`, [`private/${ID}`, `private/${ID}/*`]],
  [{ prefix: "private/", keySeparator: "-" }, `private/${ID}-*`, [`private/${ID}`, `private/${ID}-*`]],
  [{ owner: principalTag("user") }, `${TAG}/*`, [TAG, `${TAG}/*`]],
  // As AWS's pages write it.
  [{ owner: "${aws:PrincipalTag/user}" }, `${TAG}/*`, [TAG, `${TAG}/*`]],
])("%j reaches the keys %s, and lists by the prefixes %j", (options, keys, prefixes) => {
  expect(statementsOf(ownFiles({ bucketName, ...options }))).toMatchObject([
    { resources: [`arn:aws:s3:::notes-app-uploads/${keys}`] },
    listOf(...prefixes),
  ]);
});

describe("with the bucket's KMS key", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const bucket = "arn:aws:s3:::notes-app-uploads";

  test.each<[OwnFilesOptions["access"], boolean | undefined, string[], string[]]>([
    ["read", undefined, ["kms:Decrypt"], [`${bucket}/${ID}/*`]],
    // An upload in parts is read again when its parts are put together.
    ["write", undefined, ["kms:GenerateDataKey", "kms:Decrypt"], [`${bucket}/${ID}/*`]],
    ["read-write", false, ["kms:GenerateDataKey", "kms:Decrypt"], [`${bucket}/${ID}/*`]],
    ["read-write", true, ["kms:GenerateDataKey", "kms:Decrypt"], [bucket, `${bucket}/${ID}/*`]],
  ])("access %j, bucketKey %j: %j through S3 alone, in the context of %j", (access, bucketKey, actions, context) => {
    expect(statementsOf(ownFiles({ bucketName, access, list: false, kmsKeyArn, bucketKey }))).toMatchObject([
      { sid: "OwnFiles" },
      {
        sid: "OwnFilesKey",
        actions,
        resources: [kmsKeyArn],
        condition: [
          { test: "StringEquals", variable: "kms:ViaService", values: ["s3.eu-west-1.amazonaws.com"] },
          { test: "StringLike", variable: "kms:EncryptionContext:aws:s3:arn", values: context },
        ],
      },
    ]);
  });

  test("the region of a key that only Terraform knows is read from its ARN", () => {
    const statements = granted([(stack) => ownFiles({ bucketName, list: false, kmsKeyArn: token(stack, "key_arn") })]);
    expect(JSON.stringify(statements)).toContain('"s3.${element(split(\\":\\", var.key_arn), 3)}.amazonaws.com"');
  });
});

test.each<[Partial<Record<keyof OwnFilesOptions, unknown>>, string]>([
  [
    { bucketName: "arn:aws:s3:::notes" },
    'ownFiles: bucketName is "arn:aws:s3:::notes", an ARN: give the name of the bucket',
  ],
  [{ bucketName: "Notes_App" }, 'ownFiles: bucketName is "Notes_App": give the name of the bucket, 3 to 63 characters'],
  [{ prefix: "/private/" }, 'ownFiles: prefix is "/private/": give what the keys begin with'],
  [{ prefix: "*" }, 'ownFiles: prefix is "*"'],
  // The id would follow at once: privateus-east-1:...
  [
    { prefix: "private" },
    'ownFiles: prefix is "private": give what the keys begin with, such as private/, with a slash',
  ],
  [
    { prefix: "private/${cognito-identity.amazonaws.com:sub}/" },
    'ownFiles: prefix is "private/${cognito-identity.amazonaws.com:sub}/": give what the keys begin with',
  ],
  [{ prefix: "&{cognito-identity.amazonaws.com:sub}" }, "ownFiles: prefix is "],
  [{ keySeparator: "_" }, 'ownFiles: keySeparator is "_": give one of "/", "-" or ""'],
  [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/notes" }, "ownFiles: kmsKeyArn is "],
  [{ bucketKey: true }, "ownFiles: bucketKey is true and kmsKeyArn is missing"],
  [{ owner: "" }, 'ownFiles: owner is "": give a policy variable, such as permissions.principalTag("user")'],
  [{ owner: "ada" }, 'ownFiles: owner is "ada": give a policy variable'],
  // The same in every session of a role.
  [{ owner: "${aws:userid}" }, 'ownFiles: owner is "${aws:userid}": give a policy variable'],
  [{ owner: "&{aws:PrincipalTag/user}*" }, "ownFiles: owner is "],
])("%j is a problem", (options, problem) => {
  const given = { bucketName, ...options } as unknown as OwnFilesOptions;
  expect(problemsOf(ownFiles(given))).toEqual([expect.stringContaining(problem)]);
});

test("the bucket and the prefix may be values that only Terraform knows", () => {
  const statements = granted([
    (stack) => ownFiles({ bucketName: token(stack, "bucket_name"), prefix: `${token(stack, "prefix")}/` }),
  ]);
  expect(statements).toMatchObject([
    { resources: [`arn:aws:s3:::\${var.bucket_name}/\${var.prefix}/${ID}/*`] },
    { condition: [{ values: [`\${var.prefix}/${ID}`, `\${var.prefix}/${ID}/*`] }] },
  ]);
});

test.each(PARTITIONS)("in $region, the bucket and the identity are those of $partition.name", ({ partition }) => {
  const own = `&{${partition.cognitoPrincipal}:sub}`;
  expect(statementsOf(ownFiles({ bucketName, partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:s3:::notes-app-uploads/${own}/*`] },
    { resources: [`arn:${partition.name}:s3:::notes-app-uploads`], condition: [{ values: [own, `${own}/*`] }] },
  ]);
});
