/** CDK Terrain continues CDKTF, and has the same names in packages of its own: `cdktn` and `@cdktn/provider-aws`. The package of
 *  the constructs for it is the one for CDKTF with these in every import.
 *  https://github.com/open-constructs/cdk-terrain */
import ts from "typescript";

/** As long as those that they replace, so that the source maps stay true. */
const packagesOfCdkTerrain = new Map([
  ["cdktf", "cdktn"],
  ["@cdktf/provider-aws", "@cdktn/provider-aws"],
  ["cdktf-identity-pool", "cdktn-identity-pool"],
]);

/** The text of a JavaScript or TypeScript file, or of declarations, with CDK Terrain's packages in its imports. */
export function withCdkTerrain(text: string): string {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  let written = "";
  let end = 0;
  for (const { fileName, pos } of [...importedFiles].sort((a, b) => a.pos - b.pos)) {
    const start = text.indexOf(fileName, pos);
    written += text.slice(end, start) + importOfCdkTerrain(fileName);
    end = start + fileName.length;
  }
  return written + text.slice(end);
}

function importOfCdkTerrain(specifier: string): string {
  const [, name = "", path = ""] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  return `${packagesOfCdkTerrain.get(name) ?? name}${path}`;
}
