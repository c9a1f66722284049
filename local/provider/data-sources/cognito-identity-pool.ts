/** aws_cognito_identity_pool: an identity pool that is there, by its name. */
import {
  DescribeIdentityPoolCommand,
  ListIdentityPoolsCommand,
  type IdentityPoolShortDescription,
} from "@aws-sdk/client-cognito-identity";
import type { Aws } from "../aws/aws";
import { identityPoolName } from "../aws/identity-pools";
import { Refused } from "../problem";
import { stateOf } from "../resources/cognito-identity-pool";
import { text } from "../values";
import type { DataSource } from "./data-source";

export const cognitoIdentityPoolByName: DataSource = {
  type: "aws_cognito_identity_pool",
  checks: { identity_pool_name: identityPoolName },

  async read(config, aws) {
    const name = text(config.identity_pool_name);
    const found = (await all(aws)).find(({ IdentityPoolName }) => IdentityPoolName === name);
    if (!found) {
      throw new Refused({
        summary: `reading Cognito Identity Pool Data Source (${name})`,
        detail: `no identity pool found with name "${name}"`,
        attribute: ["identity_pool_name"],
      });
    }
    const pool = await aws.clients.cognitoIdentity.send(
      new DescribeIdentityPoolCommand({ IdentityPoolId: found.IdentityPoolId }),
    );
    const arn = await aws.arn("cognito-identity", `identitypool/${pool.IdentityPoolId ?? ""}`);
    return { ...stateOf(pool), arn, tags: pool.IdentityPoolTags ?? {} };
  },
};

async function all(aws: Aws): Promise<IdentityPoolShortDescription[]> {
  const pools: IdentityPoolShortDescription[] = [];
  let NextToken: string | undefined;
  do {
    const page = await aws.clients.cognitoIdentity.send(new ListIdentityPoolsCommand({ MaxResults: 60, NextToken }));
    pools.push(...(page.IdentityPools ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pools;
}
