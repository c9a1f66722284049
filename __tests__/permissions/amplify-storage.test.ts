import { amplifyStorage } from "../../src/permissions/amplify-storage";
import { simulate } from "../../src";
import { granted, policy, problemsOf, statementsOf, token } from "./granted";
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

test("guests read and list what is public or protected, and nothing of their own", () => {
  const bucket = "arn:aws:s3:::notes-app-uploads";
  expect(statementsOf(amplifyStorage({ bucketName: "notes-app-uploads", access: "read" }))).toEqual([
    {
      sid: "AmplifyRead",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: [`${bucket}/public/*`, `${bucket}/protected/*`],
    },
    {
      sid: "AmplifyList",
      effect: "Allow",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      condition: [
        { test: "StringLike", variable: "s3:prefix", values: ["public/", "public/*", "protected/", "protected/*"] },
      ],
    },
  ]);
});

test("a tag that a session lacks takes away what is one's own, and not the list of what is shared", async () => {
  const statements = amplifyStorage({ bucketName: "notes-app-uploads", owner: "&{aws:PrincipalTag/user}" });
  const policies = [await policy(statementsOf(statements))];
  const list = (prefix: string, context: Record<string, string>) =>
    simulate(policies, {
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::notes-app-uploads",
      context: { "s3:prefix": prefix, ...context },
    });
  expect(list("public/", {})).toBe("allowed");
  expect(list("private/ada/", {})).toBe("implicitDeny");
  expect(list("private/ada/", { "aws:PrincipalTag/user": "ada" })).toBe("allowed");
  expect(list("private/bob/", { "aws:PrincipalTag/user": "ada" })).toBe("implicitDeny");
});

test("an access that Amplify does not have is a problem", () => {
  expect(problemsOf(amplifyStorage({ bucketName: "notes", access: "write" as "read" }))).toEqual([
    expect.stringContaining('amplifyStorage: access is "write": give one of "read" or "read-write". See https://'),
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
  const text = JSON.stringify(statementsOf(amplifyStorage({ bucketName: "notes", partition }), partition));
  const own = `&{${partition.cognitoPrincipal}:sub}`;
  const arns = [...text.matchAll(/arn:([^:]+):/g)].map(([, name]) => name);
  const identities = [...text.matchAll(/&\{[^}]*\}/g)].map(([identity]) => identity);
  expect([arns.length, new Set(arns)]).toEqual([5, new Set([partition.name])]);
  expect([identities.length, new Set(identities)]).toEqual([4, new Set([own])]);
});
