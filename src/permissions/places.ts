/** Addresses and places of Amazon Location Service.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationserviceplaces.html */
import { locationServiceRules, providerArn } from "./location-service";
import type { LocationServiceOptions } from "./location-service";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** Searching for places and addresses, by text or position, with suggestions while one types.
 *
 *  Not covered: place indexes of the older kind (geo:SearchPlaceIndex...). For guests see `maps`.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#places */
export function places(options: LocationServiceOptions = {}): PolicyStatement[] {
  return checked("places", options, locationServiceRules, () => [
    {
      sid: "Places",
      effect: "Allow",
      actions: [
        "geo-places:Autocomplete",
        "geo-places:Geocode",
        "geo-places:GetPlace",
        "geo-places:ReverseGeocode",
        "geo-places:SearchNearby",
        "geo-places:SearchText",
        "geo-places:Suggest",
      ],
      resources: [providerArn(options, "geo-places")],
    },
  ]);
}
