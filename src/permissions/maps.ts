/** Drawing maps of Amazon Location Service.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationservicemaps.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocation.html */
import { arnRule, everythingUnless } from "../checks/option-rules";
import { locationServiceRules, providerArn } from "./location-service";
import type { LocationServiceOptions } from "./location-service";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** The maps of a region, or one map resource of the older kind. */
export type MapsOptions = OneMap | LocationServiceOptions;

/** One map of the older Amazon Location maps.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationservicemaps.html */
export interface OneMap {
  /** ARN of a map resource, `arn:aws:geo:REGION:ACCOUNT:map/NAME`, which an app had to make before November 2024.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationservicemaps.html */
  readonly mapArn: string;
}

const PAGE = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocation.html";

const RULES = {
  mapArn: everythingUnless(arnRule("geo", /map\/[\w.*-]+/, "geo:REGION:ACCOUNT:map/NAME", PAGE)),
  ...locationServiceRules,
};

/** What a map on a page loads: its tiles, and maps as one picture; styles, sprites and glyphs are open to all. With `mapArn`,
 *  tiles, style, sprites and glyphs of that map.
 *
 *  For guests on the enhanced flow AWS's pages disagree on whether they reach today's maps: Amazon Location's own says so, and
 *  the policy that caps guests' sessions does not have them. Not covered: `places` and `routes`.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#maps */
export function maps(options: MapsOptions = {}): PolicyStatement[] {
  return checked(
    "maps",
    options,
    RULES,
    () => [
      "mapArn" in options
        ? {
            sid: "Maps",
            effect: "Allow",
            actions: ["geo:GetMapTile", "geo:GetMapStyleDescriptor", "geo:GetMapSprites", "geo:GetMapGlyphs"],
            resources: [options.mapArn],
          }
        : {
            sid: "Maps",
            effect: "Allow",
            actions: ["geo-maps:GetTile", "geo-maps:GetStaticMap"],
            resources: [providerArn(options, "geo-maps")],
          },
    ],
    () =>
      "mapArn" in options && ("region" in options || "partition" in options)
        ? [`mapArn and region or partition are both given: the ARN contains them, so give only mapArn. See ${PAGE}`]
        : [],
  );
}
