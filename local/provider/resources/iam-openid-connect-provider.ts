/** aws_iam_openid_connect_provider.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html */
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import { isAwsError, type Aws } from "../aws/aws";
import { iamTags, iamTagsOf } from "../aws/iam-tags";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { length, type Check } from "../checks";
import { text, textMap, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

const withoutScheme = (url: string) => url.replace(/^https:\/\//, "");

const issuer: Check = (value, name) => {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (!url?.host) return [`expected "${name}" to have a host, got ${value}`];
  if (url.protocol !== "https:") return [`expected "${name}" to have a url with schema of: "https", got ${value}`];
  return url.search === "" ? [] : [`"${name}" cannot contain query parameters per the OIDC standard`];
};

export const iamOpenIdConnectProvider: Resource = {
  type: "aws_iam_openid_connect_provider",
  forceNew: ["url"],
  checks: { client_id_list: length(1, 255), thumbprint_list: length(40, 40), url: issuer },
  // AWS answers without the scheme, which every such address has.
  meanings: { url: withoutScheme },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const arn = text(state.id);
    try {
      const provider = await aws.clients.iam.send(
        new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }),
      );
      return {
        id: arn,
        arn,
        client_id_list: provider.ClientIDList ?? [],
        thumbprint_list: provider.ThumbprintList ?? [],
        url: withoutScheme(provider.Url ?? ""),
        ...tagAttributes(iamTagsOf(provider), state, aws.tagRules),
      };
    } catch (error) {
      if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    return { id: await create(planned, aws) };
  },

  async update(prior, planned, aws) {
    const { iam } = aws.clients;
    const OpenIDConnectProviderArn = text(prior.id);
    try {
      await change(prior, planned, aws);
    } catch (error) {
      if (!isAwsError(error, "InvalidAction")) throw error;
      // The emulator knows none of these calls: the same provider once more, whose ARN is made of its address.
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      await create(planned, aws);
    }
  },

  async delete(prior, aws) {
    try {
      await aws.clients.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
    }
  },
};

async function create(planned: ObjectValue, aws: Aws): Promise<string> {
  const thumbprints = texts(planned.thumbprint_list);
  const { OpenIDConnectProviderArn } = await aws.clients.iam.send(
    new CreateOpenIDConnectProviderCommand({
      ClientIDList: texts(planned.client_id_list),
      Url: `https://${withoutScheme(text(planned.url))}`,
      Tags: iamTags(tagsToWrite(planned, aws.tagRules)),
      ...(thumbprints.length > 0 && { ThumbprintList: thumbprints }),
    }),
  );
  return OpenIDConnectProviderArn ?? "";
}

async function change(prior: ObjectValue, planned: ObjectValue, aws: Aws): Promise<void> {
  const { iam } = aws.clients;
  const OpenIDConnectProviderArn = text(prior.id);
  const before = texts(prior.client_id_list);
  const after = texts(planned.client_id_list);
  for (const ClientID of after.filter((id) => !before.includes(id)))
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
  for (const ClientID of before.filter((id) => !after.includes(id)))
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
  const ThumbprintList = texts(planned.thumbprint_list);
  if (ThumbprintList.join() !== texts(prior.thumbprint_list).join())
    await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn, ThumbprintList }));
  const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
  const Tags = iamTags(set);
  if (removedKeys.length > 0)
    await iam.send(new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: removedKeys }));
  if (Tags.length > 0) await iam.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags }));
}
