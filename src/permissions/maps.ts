/** Drawing maps of Amazon Location Service.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocation.html */
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";

/** One map, or all maps of a location. */
export type MapsOptions = OneMap | Location;

export interface OneMap {
  /** ARN of the map resource. */
  readonly mapArn: string;
}

/** What a map on a page loads: tiles, style, sprites and glyphs. */
export function maps(options: MapsOptions = {}): PolicyStatement[] {
  return [
    {
      sid: "Maps",
      effect: "Allow",
      actions: ["geo:GetMapTile", "geo:GetMapStyleDescriptor", "geo:GetMapSprites", "geo:GetMapGlyphs"],
      resources: ["mapArn" in options ? options.mapArn : arnAt(options, "geo", "map/*")],
    },
  ];
}
