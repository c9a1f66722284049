import { parseAmplifyConfig } from "aws-amplify/utils";
import { clientConfig } from "../../src/stack/client-config";

const props = {
  region: "us-east-1",
  userPoolId: "us-east-1_AbCdEfGhI",
  userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE",
  identityPoolId: "us-east-1:00000000-1111-2222-3333-444444444444",
  bucketName: "notes-app-uploads",
};

test.each([false, true])("Amplify finds in it the pools, the bucket, and whether guests get in: %s", (guests) => {
  // The version as Terraform writes it, of its expression.
  const outputs = { ...clientConfig({ ...props, allowUnauthenticatedIdentities: guests }), version: "1" };
  expect(parseAmplifyConfig(outputs)).toEqual({
    Auth: {
      Cognito: {
        userPoolId: props.userPoolId,
        userPoolClientId: props.userPoolClientId,
        identityPoolId: props.identityPoolId,
        ...(guests && { allowGuestAccess: true }),
      },
    },
    Storage: { S3: { bucket: props.bucketName, region: props.region } },
  });
});
