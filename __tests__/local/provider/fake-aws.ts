/** An AWS for unit tests: answers each command by its name, keeps what was asked, and fails on anything unforeseen. */
import { Aws, type Clients } from "../../../local/provider/aws/aws";
import { noTagRules, type TagRules } from "../../../local/provider/aws/tags";

type Answer = object | Error;
export type Answers = Readonly<Record<string, Answer | ((input: Record<string, unknown>) => Answer)>>;

export interface Sent {
  readonly command: string;
  readonly input: Record<string, unknown>;
}

export function fakeAws(
  answers: Answers = {},
  { region = "eu-west-1", tagRules = noTagRules }: { region?: string; tagRules?: TagRules } = {},
): { aws: Aws; sent: Sent[] } {
  const sent: Sent[] = [];
  const send = (request: { constructor: { name: string }; input: Record<string, unknown> }): Promise<object> => {
    const command = request.constructor.name.replace(/Command$/, "");
    sent.push({ command, input: request.input });
    const answer = command === "GetCallerIdentity" ? { Account: "123456789012" } : answers[command];
    const answered = typeof answer === "function" ? (answer as (input: object) => Answer)(request.input) : answer;
    if (answered === undefined) return Promise.reject(new Error(`the test foresees no ${command}`));
    return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered);
  };
  const clients = Object.fromEntries(
    ["cognitoIdentity", "cognitoIdentityProvider", "dynamodb", "iam", "kms", "lambda", "s3", "sts"].map((name) => [
      name,
      { send },
    ]),
  ) as unknown as Clients;
  return { aws: new Aws(region, tagRules, () => clients), sent };
}

export function awsError(name: string): Error {
  return Object.assign(new Error(`AWS says ${name}`), { name });
}

/** The commands that changed something. */
export function changes(sent: readonly Sent[]): string[] {
  return sent.map(({ command }) => command).filter((command) => !/^(Get|List|Describe|Head)/.test(command));
}

/** In the provider's own spelling: keys sorted, no white space. */
export const TRUST = JSON.stringify({
  Statement: [
    {
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:00000000-0000-0000-0000-000000000000" },
      },
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
    },
  ],
  Version: "2012-10-17",
});
