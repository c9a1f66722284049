import { amplifyStorage } from "../../src/permissions/amplify-storage";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const ID = "&{cognito-identity.amazonaws.com:sub}";

test("what is public or one's own is read and written, what others protect is read, and no more is listed", () => {
  const bucket = "arn:aws:s3:::notes-app-uploads";
  expect(statementsOf(amplifyStorage({ bucketName: "notes-app-uploads" }))).toEqual([
    {
      sid: "AmplifyFiles",
      effect: "Allow",
      actions: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      resources: [`${bucket}/public/*`, `${bucket}/protected/${ID}/*`, `${bucket}/private/${ID}/*`],
    },
    {
      sid: "AmplifyProtectedFilesOfOthers",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: [`${bucket}/protected/*`],
    },
    {
      sid: "AmplifyList",
      effect: "Allow",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      condition: [
        {
          test: "StringLike",
          variable: "s3:prefix",
          values: ["public/", "public/*", "protected/", "protected/*", `private/${ID}/`, `private/${ID}/*`],
        },
      ],
    },
  ]);
});

test("the bucket may be a value that only Terraform knows", () => {
  const [files, , list] = granted([(stack) => amplifyStorage({ bucketName: token(stack, "bucket_name") })]);
  expect(files).toMatchObject({
    resources: [
      "arn:aws:s3:::${var.bucket_name}/public/*",
      `arn:aws:s3:::\${var.bucket_name}/protected/${ID}/*`,
      `arn:aws:s3:::\${var.bucket_name}/private/${ID}/*`,
    ],
  });
  expect(list).toMatchObject({ resources: ["arn:aws:s3:::${var.bucket_name}"] });
});

test.each(PARTITIONS)("in $region, bucket and identity are those of $partition.name", ({ partition }) => {
  const text = JSON.stringify(statementsOf(amplifyStorage({ bucketName: "b", partition }), partition));
  const own = `&{${partition.cognitoPrincipal}:sub}`;
  const arns = [...text.matchAll(/arn:([^:]+):/g)].map(([, name]) => name);
  const identities = [...text.matchAll(/&\{[^}]*\}/g)].map(([identity]) => identity);
  expect([arns.length, new Set(arns)]).toEqual([5, new Set([partition.name])]);
  expect([identities.length, new Set(identities)]).toEqual([4, new Set([own])]);
});
