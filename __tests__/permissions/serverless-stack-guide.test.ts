import { serverlessStackGuide } from "../../src/permissions/serverless-stack-guide";
import { granted, policy, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const bucketName = "notes-app-uploads";

test("Terraform reads the guide's two statements, in the guide's order and without a slash before the star", () => {
  expect(statementsOf(serverlessStackGuide({ bucketName }))).toEqual([
    {
      effect: "Allow",
      actions: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
      resources: ["*"],
    },
    {
      effect: "Allow",
      actions: ["s3:*"],
      resources: ["arn:aws:s3:::notes-app-uploads/&{cognito-identity.amazonaws.com:sub}*"],
    },
  ]);
});

test("IAM gets the guide's policy, word for word", async () => {
  expect(await policy(statementsOf(serverlessStackGuide({ bucketName: "YOUR_S3_UPLOADS_BUCKET_NAME" })))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Action: "s3:*",
        Resource: "arn:aws:s3:::YOUR_S3_UPLOADS_BUCKET_NAME/${cognito-identity.amazonaws.com:sub}*",
      },
    ],
  });
});

test("the bucket may be one that only Terraform knows", () => {
  const [, files] = granted([(stack) => serverlessStackGuide({ bucketName: token(stack, "bucket_name") })]);
  expect(files).toMatchObject({
    resources: ["arn:aws:s3:::${var.bucket_name}/&{cognito-identity.amazonaws.com:sub}*"],
  });
});

test.each(PARTITIONS)("in $region, bucket and identity are those of $partition.name", ({ partition }) => {
  const [, files] = statementsOf(serverlessStackGuide({ bucketName, partition }), partition);
  expect(files).toMatchObject({
    resources: [`arn:${partition.name}:s3:::notes-app-uploads/&{${partition.cognitoPrincipal}:sub}*`],
  });
});
