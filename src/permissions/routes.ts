/** Routes of Amazon Location Service.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationserviceroutes.html */
import { locationServiceRules, providerArn } from "./location-service";
import type { LocationServiceOptions } from "./location-service";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** Calculating routes, matrices and areas within reach, the best order of stops, and snapping positions to roads.
 *
 *  Not covered: route calculators of the older kind (geo:CalculateRoute). For guests see `maps`.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#routes */
export function routes(options: LocationServiceOptions = {}): PolicyStatement[] {
  return checked("routes", options, locationServiceRules, () => [
    {
      sid: "Routes",
      effect: "Allow",
      actions: [
        "geo-routes:CalculateIsolines",
        "geo-routes:CalculateRouteMatrix",
        "geo-routes:CalculateRoutes",
        "geo-routes:OptimizeWaypoints",
        "geo-routes:SnapToRoads",
      ],
      resources: [providerArn(options, "geo-routes")],
    },
  ]);
}
