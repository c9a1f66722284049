/** Tables of docs that say what AWS reads or answers, beside what it reads or answers. */
import { Partition, permissions, simulate } from "../../src";
import type { PolicyDocument, PolicyStatement } from "../../src";
import { policy, statementsOf } from "../permissions/granted";
import { readPage } from "../support/markdown";

/** The rows of the table below a heading. */
function rowsBelow(page: string, heading: string): string[][] {
  const section = readPage(page).split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const [, ...rows] = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| -"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const inCode = (cell: string) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text = ""]) => text);

test("docs/partitions.md has the names that policies have", () => {
  const partitions = {
    AWS: Partition.AWS,
    AWS_US_GOV_WEST: Partition.AWS_US_GOV_WEST,
    AWS_US_GOV_EAST: Partition.AWS_US_GOV_EAST,
    AWS_CN: Partition.AWS_CN,
  };
  expect(rowsBelow("docs/partitions.md", "What each partition has")).toEqual(
    Object.entries(partitions).map(([name, partition]) => {
      expect(partition.conditionKeyPrefix).toBe(partition.cognitoPrincipal);
      return [
        `\`${name}\``,
        `\`arn:${partition.name}:\``,
        `\`${partition.cognitoPrincipal}\``,
        String(partition.maxRoleNameLength),
      ];
    }),
  );
});

describe("docs/front-end.md says which paths a grant allows", () => {
  const bucketName = "notes-app-uploads";
  const { ownFiles, amplifyStorage, serverlessStackGuide } = permissions;
  const grants: Readonly<Record<string, PolicyStatement[]>> = {
    "`ownFiles({ bucketName })`": ownFiles({ bucketName }),
    '`ownFiles({ bucketName, prefix: "private/" })`': ownFiles({ bucketName, prefix: "private/" }),
    '`ownFiles({ bucketName, keySeparator: "-" })`': ownFiles({ bucketName, keySeparator: "-" }),
    "`amplifyStorage({ bucketName })`": amplifyStorage({ bucketName }),
    '`amplifyStorage({ bucketName, access: "read" })`': amplifyStorage({ bucketName, access: "read" }),
    'the stack with `permissions: "least-privilege"`': ownFiles({ bucketName, keySeparator: "-", list: false }),
    "the stack with the guide's policy": serverlessStackGuide({ bucketName }),
  };
  const [own, other] = [
    "us-east-1:11111111-2222-4333-8444-555555555555",
    "us-east-1:66666666-7777-4888-8999-000000000000",
  ];
  const context = { "cognito-identity.amazonaws.com:sub": own };
  const folders = [
    "public/",
    "protected/",
    "private/",
    ...[own, other].flatMap((id) => [`protected/${id}/`, `private/${id}/`, `${id}/`]),
  ];
  const keys = [...folders.map((folder) => `${folder}f`), ...[own, other].flatMap((id) => [`${id}-f`, `${id}f`])];
  const prefixes = [...folders, ...[own, other].flatMap((id) => [id, `${id}-`, `private/${id}`]), ""];

  /** Those of the keys that the patterns of a cell stand for. */
  function meant(cell: string, texts: readonly string[]): string[] {
    const patterns = inCode(cell).map((pattern) => pattern.replace("ID", own));
    if (patterns.length === 0) expect(cell).toBe("nothing");
    return texts.filter((text) =>
      patterns.some((pattern) => (pattern.endsWith("...") ? text.startsWith(pattern.slice(0, -3)) : text === pattern)),
    );
  }

  function allowed(policies: readonly PolicyDocument[], action: string, texts: readonly string[]): string[] {
    return texts.filter(
      (text) =>
        simulate(
          policies,
          action === "s3:ListBucket"
            ? { action, resource: `arn:aws:s3:::${bucketName}`, context: { ...context, "s3:prefix": text } }
            : { action, resource: `arn:aws:s3:::${bucketName}/${text}`, context },
        ) === "allowed",
    );
  }

  const rows = rowsBelow("docs/front-end.md", "Which paths each grant allows");

  test("of each of these grants", () => {
    expect(rows.map(([grant]) => grant)).toEqual(Object.keys(grants));
  });

  test.each(rows)("%s", async (grant = "", written = "", read = "", listed = "") => {
    const policies = [await policy(statementsOf(grants[grant] ?? []))];
    expect(allowed(policies, "s3:PutObject", keys)).toEqual(meant(written, keys));
    expect(allowed(policies, "s3:GetObject", keys)).toEqual(meant(read, keys));
    expect(allowed(policies, "s3:ListBucket", prefixes)).toEqual(meant(listed, prefixes));
  });
});
