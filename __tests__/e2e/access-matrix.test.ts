/** What the library grants, action by action, in the policies that Terraform rendered. */
import { join } from "node:path";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformLocal, TerraformOutput, TerraformStack } from "cdktf";
import { permissions } from "../../src";
import type { PolicyDocument, PolicyStatement } from "../../src";
import { expectGolden } from "../support/golden";
import { LIBRARY, PARTITIONS, resourcesIn } from "../permissions/library";
import type { Call, Resources } from "../permissions/library";
import { accessTable, LEGEND } from "./access-matrix-table";
import * as targets from "./access-matrix-targets";
import type { Place, Targets } from "./access-matrix-targets";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

/** The services that a function is about, each with what is asked about there. */
const SERVICES: Record<Exclude<Call["name"], "principalTag">, Record<string, Targets>> = {
  serverlessStackGuide: {
    "cognito-identity": targets.pools,
    "cognito-sync": targets.datasets,
    mobileanalytics: () => [],
    s3: targets.files,
  },
  guardrail: { "cognito-identity": targets.pools, "cognito-sync": targets.datasets },
  ownFiles: { s3: targets.ownFiles, kms: targets.encryptionKey },
  amplifyStorage: { s3: targets.amplifyFiles, kms: targets.encryptionKey },
  ownRows: { dynamodb: targets.rows },
  invokeApi: { "execute-api": targets.api },
  graphql: { appsync: targets.graphqlApi },
  invokeWebSocket: { "execute-api": targets.webSocketApi },
  appSyncEvents: { appsync: targets.eventsApi },
  invokeFunction: { lambda: targets.lambdaFunction },
  sendMessages: { sqs: targets.queue },
  putLogEvents: { logs: targets.logGroup },
  putRecords: { kinesis: targets.kinesisStream, firehose: targets.deliveryStream },
  ownTopics: { iot: targets.topics },
  maps: { geo: targets.map, "geo-maps": targets.locationProvider("geo-maps") },
  places: { geo: targets.map, "geo-places": targets.locationProvider("geo-places") },
  routes: { geo: targets.map, "geo-routes": targets.locationProvider("geo-routes") },
  invokeModel: { bedrock: targets.model },
  converseWithBot: { lex: targets.botAlias },
  synthesizeSpeech: { polly: () => [] },
  translateText: { translate: () => [], comprehend: () => [] },
  transcribeStream: { transcribe: () => [] },
  detectText: { rekognition: () => [], textract: () => [] },
  faceLiveness: { rekognition: () => [] },
  rum: { rum: targets.appMonitor },
  ownDatasets: { "cognito-sync": targets.datasets },
};

const COMMERCIAL = PARTITIONS[0];
const EVERYTHING: PolicyStatement[] = [{ effect: "Allow", actions: ["*:*"], resources: ["*"] }];

/** Documents that the stack has, by name. */
function documents(stack: TerraformStack): Record<string, string> {
  const json = (id: string, statement: PolicyStatement[]): string =>
    new DataAwsIamPolicyDocument(stack, id, { statement }).json;
  const written: Record<string, string> = { everything: json("everything", EVERYTHING) };
  const known = asTokens(stack, resourcesIn(COMMERCIAL));
  LIBRARY.forEach(({ statements }, index) => {
    for (const place of PARTITIONS) {
      const name = nameOf(index, place.region);
      written[name] = json(name, statements(resourcesIn(place), place.partition));
    }
    written[nameOf(index, "tokens")] = json(nameOf(index, "tokens"), statements(known, COMMERCIAL.partition));
  });
  const slash = new TerraformLocal(stack, "slash", "/notes/*").asString;
  written.path = json("path", permissions.invokeApi({ apiId: "a1b2c3d4e5", path: slash }));
  return written;
}

function nameOf(call: number, variant: string): string {
  return `call-${call}-${variant}`;
}

/** The same values, as far as Terraform is concerned; here they are tokens. */
function asTokens(stack: TerraformStack, resources: Resources): Resources {
  return Object.fromEntries(
    Object.entries(resources).map(([name, value]: [string, string]) => [
      name,
      new TerraformLocal(stack, name, value).asString,
    ]),
  ) as unknown as Resources;
}

function servicesOf(name: Call["name"]): Record<string, Targets> {
  if (name === "principalTag") return {};
  const services = SERVICES[name] as (typeof SERVICES)[typeof name] | undefined;
  if (!services)
    throw new Error(`${name} has no services in SERVICES of ${__filename}: nothing would be asked about it`);
  return services;
}

async function section(title: string, names: readonly Call["name"][], policies: PolicyDocument[], place: Place) {
  const services = Object.assign({}, ...names.map(servicesOf)) as Record<string, Targets>;
  const { me, mySub } = targets.usersIn(place);
  const session = { [`${place.partition.conditionKeyPrefix}:sub`]: me, "aws:PrincipalTag/user": mySub };
  const tables = [`## ${title}`];
  for (const [service, targetsOf] of Object.entries(services)) {
    tables.push(await accessTable(service, policies, place, session, targetsOf(place, resourcesIn(place))));
  }
  return tables.join("\n\n");
}

describeOnLocalAws("the policies that Terraform renders", () => {
  let rendered: Record<string, string>;
  const policy = (name: string): PolicyDocument => JSON.parse(rendered[name] ?? "") as PolicyDocument;
  const call = (title: string): number => LIBRARY.findIndex((each) => each.title === title);

  beforeAll(async () => {
    const workspace = new Workspace();
    workspace.synthesize((app) => {
      const stack = new TerraformStack(app, "library");
      new AwsProvider(stack, "aws", {});
      new TerraformOutput(stack, "documents", { value: documents(stack) });
      return stack;
    });
    await workspace.init();
    rendered = ((await workspace.apply()) as unknown as { documents: Record<string, string> }).documents;
  });

  async function matrix(variant: string, place: Place): Promise<string> {
    const sections = LIBRARY.map(({ title, name }, index) =>
      section(title, [name], [policy(nameOf(index, variant))], place),
    );
    return `${["# What each function of the library grants", LEGEND, ...(await Promise.all(sections))].join("\n\n")}\n`;
  }

  test("each function allows what it allowed before, and nothing else", async () => {
    expectGolden(join(__dirname, "golden", "access-matrix.md"), await matrix(COMMERCIAL.region, COMMERCIAL));
  });

  test.each(PARTITIONS.slice(1))("in $region each function allows what it allows elsewhere", async (place) => {
    expect(await matrix(place.region, place)).toBe(await matrix(COMMERCIAL.region, COMMERCIAL));
  });

  test("given what only Terraform knows, each function allows what it allows for literals", async () => {
    expect(await matrix("tokens", COMMERCIAL)).toBe(await matrix(COMMERCIAL.region, COMMERCIAL));
  });

  test("the guardrail denies what it denied before, beside the guide's policy and beside everything", async () => {
    const guardrail = (place: Place): PolicyDocument => policy(nameOf(call("guardrail(pool)"), place.region));
    const guide = (place: Place): PolicyDocument =>
      policy(nameOf(call("serverlessStackGuide({ bucketName })"), place.region));
    const text = async (place: Place): Promise<string> =>
      [
        "# What the guardrail leaves",
        LEGEND,
        await section("The guide's policy and the guardrail", ["guardrail"], [guide(place), guardrail(place)], place),
        await section("`*:*` and the guardrail", ["guardrail"], [policy("everything"), guardrail(place)], place),
      ].join("\n\n") + "\n";
    expectGolden(join(__dirname, "golden", "guardrail.md"), await text(COMMERCIAL));
    for (const place of PARTITIONS) expect(await text(place)).toBe(await text(COMMERCIAL));
  });

  test("a path of an API may begin with a slash where only Terraform knows it, as where it is literal", () => {
    // The provider renders lists backwards.
    const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
    expect(policy("path")).toMatchObject({
      Statement: [
        { Resource: methods.toReversed().map((each) => `arn:aws:execute-api:*:*:a1b2c3d4e5/*/${each}/notes/*`) },
      ],
    });
  });
});
