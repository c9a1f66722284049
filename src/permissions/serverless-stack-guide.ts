/** The policy of the Serverless Stack guide's chapter "Create a Cognito Identity Pool", word for word. */
import { limits } from "../aws/limits";
import { Partition } from "../aws/partition";
import { nameRule, placeRules } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link serverlessStackGuide} takes.
 *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export interface ServerlessStackGuideOptions {
  /** Name of the bucket that the app's users upload to: 3 to 63 characters.
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName: string;
  /** The partition that the bucket and the pool are in.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

/** The guide's own placeholder, so that its policy can be had word for word. */
const PLACEHOLDER = "YOUR_S3_UPLOADS_BUCKET_NAME";

const BUCKET_NAME = nameRule(limits.bucketName, "the name of the bucket");

const RULES = {
  bucketName: {
    ...BUCKET_NAME,
    problems: (setting: string, value: unknown) => (value === PLACEHOLDER ? [] : BUCKET_NAME.problems(setting, value)),
  },
  partition: placeRules.partition,
};

/** Every action of S3 on the objects whose key begins with the user's own identity id, and everything of Cognito Identity,
 *  Cognito Sync and Mobile Analytics.
 *
 *  There is no slash before the star: the guide's app writes keys of the form `IDENTITY_ID-TIMESTAMP-FILENAME`. The
 *  first statement lets every user administer the pool and read everybody's Cognito Sync data; `guardrail` takes that
 *  away again.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#serverlessstackguide */
export function serverlessStackGuide(options: ServerlessStackGuideOptions): PolicyStatement[] {
  return checked("serverlessStackGuide", options, RULES, () => {
    const { bucketName, partition = Partition.AWS } = options;
    return [
      {
        effect: "Allow",
        actions: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
        resources: ["*"],
      },
      {
        effect: "Allow",
        actions: ["s3:*"],
        resources: [`arn:${partition.name}:s3:::${bucketName}/${partition.identityId}*`],
      },
    ];
  });
}
