/** Channels of an AppSync Events API that uses IAM authorization.
 *  https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappsync.html */
import { everythingUnless, idRule, listRule, oneOfRule, optional, placeRules, textRule } from "../checks/option-rules";
import { eachOf } from "../terraform/tokens";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link appSyncEvents} takes.
 *  @see https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html */
export interface AppSyncEventsOptions extends Location {
  /** Id of the Events API.
   *  @see https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html */
  readonly apiId: string;
  /** Names of the channel namespaces, such as `["notes"]` for the channels `/notes/...`.
   *  @default all namespaces
   *  @see https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html */
  readonly channelNamespaces?: readonly string[];
  /** `read` lets users subscribe, `write` lets them publish.
   *  @default "read-write"
   *  @see https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html */
  readonly access?: "read" | "write" | "read-write";
}

const PAGE = "https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html";

const RULES = {
  apiId: idRule("the id of the Events API", PAGE),
  channelNamespaces: everythingUnless(
    listRule(textRule(/^[\w*-]+$/, "the name of a channel namespace, such as notes, without slashes", PAGE)),
  ),
  access: optional(oneOfRule(["read", "write", "read-write"], PAGE)),
  ...placeRules,
};

/** Connecting, subscribing and publishing. IAM knows namespaces and no channels: whose channel is whose, the namespace's
 *  handlers must say (`onSubscribe`, `onPublish`), by the identity in the context. Not covered: GraphQL APIs.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#appsyncevents */
export function appSyncEvents(options: AppSyncEventsOptions): PolicyStatement[] {
  return checked("appSyncEvents", options, RULES, () => {
    const { apiId, channelNamespaces = ["*"], access = "read-write" } = options;
    const connect: PolicyStatement = {
      sid: "AppSyncEventsConnect",
      effect: "Allow",
      actions: ["appsync:EventConnect"],
      resources: [arnAt(options, "appsync", `apis/${apiId}`)],
    };
    const channels: PolicyStatement = {
      sid: "AppSyncEvents",
      effect: "Allow",
      actions: [
        ...(access === "write" ? [] : ["appsync:EventSubscribe"]),
        ...(access === "read" ? [] : ["appsync:EventPublish"]),
      ],
      resources: eachOf(channelNamespaces, (name) =>
        arnAt(options, "appsync", `apis/${apiId}/channelNamespace/${name}`),
      ),
    };
    return [connect, channels];
  });
}
