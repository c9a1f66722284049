/** aws_cognito_user_pool_domain: where a user pool's sign-in pages are.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html */
import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { isAwsError } from "../aws/aws";
import { checkConstraint } from "../aws/constraints";
import { userPoolId } from "../aws/user-pools";
import { arn, between, length } from "../checks";
import { number, optionalText, text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

/** Of every CloudFront distribution. https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

export const cognitoUserPoolDomain: Resource = {
  type: "aws_cognito_user_pool_domain",
  forceNew: ["domain", "user_pool_id"],
  checks: {
    certificate_arn: arn,
    domain: length(1, 63),
    managed_login_version: between(1, 2),
    user_pool_id: userPoolId,
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const domain = text(state.id);
    const { DomainDescription: found } = await aws.clients.cognitoIdentityProvider.send(
      new DescribeUserPoolDomainCommand({ Domain: domain }),
    );
    // There is no error for a domain that is not there.
    if (!found?.UserPoolId) return null;
    const distribution = found.CloudFrontDistribution ?? "";
    return {
      id: domain,
      domain,
      user_pool_id: found.UserPoolId,
      aws_account_id: found.AWSAccountId ?? "",
      certificate_arn: found.CustomDomainConfig?.CertificateArn ?? "",
      cloudfront_distribution: distribution,
      cloudfront_distribution_arn: distribution,
      cloudfront_distribution_zone_id: CLOUDFRONT_ZONE,
      managed_login_version: found.ManagedLoginVersion ?? 1,
      s3_bucket: found.S3Bucket ?? "",
      version: found.Version ?? "",
    };
  },

  async create(planned, aws) {
    const domain = text(planned.domain);
    checkConstraint(
      { value: domain, attribute: ["domain"] },
      { member: "domain", min: 1, max: 63, pattern: /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/ },
      "InvalidParameterException",
    );
    await aws.clients.cognitoIdentityProvider.send(new CreateUserPoolDomainCommand(settingsOf(planned)));
    return { id: domain };
  },

  async update(_prior, planned, aws) {
    await aws.clients.cognitoIdentityProvider.send(new UpdateUserPoolDomainCommand(settingsOf(planned)));
  },

  async delete(prior, aws) {
    try {
      await aws.clients.cognitoIdentityProvider.send(
        new DeleteUserPoolDomainCommand({ Domain: text(prior.id), UserPoolId: text(prior.user_pool_id) }),
      );
    } catch (error) {
      // With its user pool goes the domain.
      if (!isAwsError(error, "ResourceNotFoundException", "InvalidParameterException")) throw error;
    }
  },
};

function settingsOf(planned: ObjectValue) {
  const certificate = optionalText(planned.certificate_arn);
  return {
    Domain: text(planned.domain),
    UserPoolId: text(planned.user_pool_id),
    ManagedLoginVersion: number(planned.managed_login_version),
    ...(certificate !== undefined && { CustomDomainConfig: { CertificateArn: certificate } }),
  };
}
