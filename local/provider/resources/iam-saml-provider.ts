/** aws_iam_saml_provider: a company's login. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  TagSAMLProviderCommand,
  UntagSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from "@aws-sdk/client-iam";
import { rfc3339 } from "../aws/api-shape";
import { isAwsError, type Aws } from "../aws/aws";
import { iamTags, iamTagsOf } from "../aws/iam-tags";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { all, length, pattern } from "../checks";
import { text, textMap, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const iamSamlProvider: Resource = {
  type: "aws_iam_saml_provider",
  forceNew: ["name"],
  checks: {
    name: all(length(1, 128), pattern(/^[\w.-]+$/, String.raw`must contain only alphanumeric characters and ._-`)),
    saml_metadata_document: length(1000, 10_000_000),
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const arn = text(state.id);
    try {
      const provider = await aws.clients.iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: arn }));
      return {
        id: arn,
        arn,
        name: arn.replace(/^.*:saml-provider\//, ""),
        saml_metadata_document: provider.SAMLMetadataDocument ?? "",
        valid_until: rfc3339(provider.ValidUntil),
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
    try {
      await change(prior, planned, aws);
    } catch (error) {
      if (!isAwsError(error, "InvalidAction")) throw error;
      // The emulator does not know the calls for tags: the same provider once more, whose ARN is made of its name.
      await aws.clients.iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: text(prior.id) }));
      await create(planned, aws);
    }
  },

  async delete(prior, aws) {
    try {
      await aws.clients.iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
    }
  },
};

async function create(planned: ObjectValue, aws: Aws): Promise<string> {
  const { SAMLProviderArn } = await aws.clients.iam.send(
    new CreateSAMLProviderCommand({
      Name: text(planned.name),
      SAMLMetadataDocument: text(planned.saml_metadata_document),
      Tags: iamTags(tagsToWrite(planned, aws.tagRules)),
    }),
  );
  return SAMLProviderArn ?? "";
}

async function change(prior: ObjectValue, planned: ObjectValue, aws: Aws): Promise<void> {
  const { iam } = aws.clients;
  const SAMLProviderArn = text(prior.id);
  const SAMLMetadataDocument = text(planned.saml_metadata_document);
  if (SAMLMetadataDocument !== text(prior.saml_metadata_document))
    await iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument }));
  const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
  const Tags = iamTags(set);
  if (removedKeys.length > 0) await iam.send(new UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: removedKeys }));
  if (Tags.length > 0) await iam.send(new TagSAMLProviderCommand({ SAMLProviderArn, Tags }));
}
