import { maps } from "../../src/permissions/maps";
import { granted, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

test("without options, tiles and static maps may be loaded in every region, and no map of the older kind", () => {
  expect(statementsOf(maps())).toEqual([
    {
      sid: "Maps",
      effect: "Allow",
      actions: ["geo-maps:GetTile", "geo-maps:GetStaticMap"],
      resources: ["arn:aws:geo-maps:*::provider/default"],
    },
  ]);
});

test("a region narrows it to the provider there", () => {
  expect(statementsOf(maps({ region: "eu-west-1" }))).toMatchObject([
    { resources: ["arn:aws:geo-maps:eu-west-1::provider/default"] },
  ]);
});

test("a map of the older kind has four actions of its own", () => {
  const mapArn = "arn:aws:geo:eu-west-1:123456789012:map/shops";
  expect(statementsOf(maps({ mapArn }))).toMatchObject([
    {
      actions: ["geo:GetMapTile", "geo:GetMapStyleDescriptor", "geo:GetMapSprites", "geo:GetMapGlyphs"],
      resources: [mapArn],
    },
  ]);
});

test.each<[object, string]>([
  [{ mapArn: "shops" }, 'maps: mapArn is "shops": give an ARN of the form arn:aws:geo:'],
  [{ mapArn: undefined }, "maps: mapArn is undefined"],
  [{ accountId: "123456789012" }, "maps: accountId is not an option: give mapArn, region or partition."],
  [{ region: "Ireland" }, 'maps: region is "Ireland": give an AWS region'],
  [
    { mapArn: "arn:aws:geo:eu-west-1:123456789012:map/shops", region: "eu-west-1" },
    "maps: mapArn and region or partition are both given",
  ],
])("%j is a problem", (options, problem) => {
  expect(problemsOf(maps(options))).toEqual([expect.stringContaining(problem)]);
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
    { resources: [`arn:${partition.name}:geo-maps:*::provider/default`] },
  ]);
  const { mapArn } = resourcesIn(place);
  expect(statementsOf(maps({ mapArn }), partition)).toMatchObject([{ resources: [mapArn] }]);
});
