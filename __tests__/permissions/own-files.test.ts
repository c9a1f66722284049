import { ownFiles } from "../../src/permissions/own-files";
import type { OwnFilesOptions } from "../../src/permissions/own-files";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const bucketName = "notes-app-uploads";
const READ = ["s3:GetObject"];
const WRITE = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const ID = "&{cognito-identity.amazonaws.com:sub}";

test("without options, one reads and writes in a folder of one's own, and does nothing else there", () => {
  expect(statementsOf(ownFiles({ bucketName }))).toEqual([
    {
      sid: "OwnFiles",
      effect: "Allow",
      actions: [...READ, ...WRITE],
      resources: [`arn:aws:s3:::notes-app-uploads/${ID}/*`],
    },
  ]);
});

test.each<[OwnFilesOptions["access"], string[]]>([
  ["read", READ],
  ["write", WRITE],
  ["read-write", [...READ, ...WRITE]],
])("access %j gives no other actions than its own", (access, actions) => {
  expect(statementsOf(ownFiles({ bucketName, access }))).toMatchObject([{ actions }]);
});

test.each<[Partial<OwnFilesOptions>, string]>([
  [{ keySeparator: "/" }, `${ID}/*`],
  [{ keySeparator: "-" }, `${ID}-*`],
  [{ keySeparator: "" }, `${ID}*`],
  [{ prefix: "private/" }, `private/${ID}/*`],
  [{ prefix: "private/", keySeparator: "-" }, `private/${ID}-*`],
])("%j reaches the keys %s", (options, keys) => {
  expect(statementsOf(ownFiles({ bucketName, ...options }))).toMatchObject([
    { resources: [`arn:aws:s3:::notes-app-uploads/${keys}`] },
  ]);
});

test("the bucket and the prefix may be values that only Terraform knows", () => {
  const statements = granted([
    (stack) => ownFiles({ bucketName: token(stack, "bucket_name"), prefix: `${token(stack, "prefix")}/` }),
  ]);
  expect(statements).toMatchObject([{ resources: [`arn:aws:s3:::\${var.bucket_name}/\${var.prefix}/${ID}/*`] }]);
});

test.each(PARTITIONS)("in $region, the bucket and the identity are those of $partition.name", ({ partition }) => {
  expect(statementsOf(ownFiles({ bucketName, partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:s3:::notes-app-uploads/&{${partition.cognitoPrincipal}:sub}/*`] },
  ]);
});
