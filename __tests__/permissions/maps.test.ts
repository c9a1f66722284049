import { maps } from "../../src/permissions/maps";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

test("without options, what a map on a page loads may be loaded of every map", () => {
  expect(statementsOf(maps())).toEqual([
    {
      sid: "Maps",
      effect: "Allow",
      actions: ["geo:GetMapTile", "geo:GetMapStyleDescriptor", "geo:GetMapSprites", "geo:GetMapGlyphs"],
      resources: ["arn:aws:geo:*:*:map/*"],
    },
  ]);
});

test("a place narrows it to the maps there", () => {
  expect(statementsOf(maps({ region: "eu-west-1", accountId: "123456789012" }))).toMatchObject([
    { resources: ["arn:aws:geo:eu-west-1:123456789012:map/*"] },
  ]);
});

test("a map narrows it to that one, which may be one that only Terraform knows", () => {
  const mapArn = "arn:aws:geo:eu-west-1:123456789012:map/shops";
  expect(statementsOf(maps({ mapArn }))).toMatchObject([{ resources: [mapArn] }]);
  expect(granted([(stack) => maps({ mapArn: token(stack, "map_arn") })])).toMatchObject([
    { resources: ["${var.map_arn}"] },
  ]);
});

test.each(PARTITIONS)("in $region, maps are those of $partition.name", (place) => {
  const { partition } = place;
  expect(statementsOf(maps({ partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:geo:*:*:map/*`] },
  ]);
  const { mapArn } = resourcesIn(place);
  expect(statementsOf(maps({ mapArn }), partition)).toMatchObject([{ resources: [mapArn] }]);
});
