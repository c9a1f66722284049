/** The ids of identities, REGION:UUID, as texts of policies may mean them.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
import { commonTextOfAll } from "../iam/common-text";
import {
  ANY_CHARACTER,
  ANY_CHARACTERS,
  literalPattern,
  literalPrefix,
  matches,
  wildcardPattern,
  type Pattern,
} from "../iam/pattern";

/** Regions in which there are identity pools. Of two that begin alike one is enough: it stands for what both begin with.
 *  https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html */
const REGIONS: readonly string[] = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1"],
  ...["af-south-1", "ca-central-1", "ca-west-1", "cn-north-1", "il-central-1", "mx-central-1", "sa-east-1"],
  ...["ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"],
  ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ...["me-central-1", "me-south-1"],
];

/** In the place of a region that is not known. */
const SOME_REGION = "☆☆-☆☆☆☆-☆";

const UUID: Pattern = Array.from("????????-????-????-????-????????????", (character) =>
  character === "?" ? ANY_CHARACTER : character,
);

/** The ids of one pool: all begin with its region. */
export class IdentityIds {
  private readonly region: string | undefined;
  /** What an id of the pool looks like. */
  readonly looks: Pattern;

  /** @param poolId which begins with the region too, once it is known */
  constructor(poolId: string) {
    this.region = /^([a-z]{2}(?:-[a-z]+)+-\d+):/.exec(poolId)?.[1];
    this.looks = this.region === undefined ? [ANY_CHARACTERS, ":", ...UUID] : looksIn(this.region);
  }

  /** An id that no user has.
   *  @param mark of up to 8 characters */
  marked(mark: string): string {
    return `${this.region ?? SOME_REGION}:${mark.padEnd(8, "☆")}-☆☆☆☆-☆☆☆☆-☆☆☆☆-☆☆☆☆☆☆☆☆☆☆☆☆`;
  }

  /** Ids that a text of a policy stands for by what they begin with, as `eu-west-1:9*` does, or as a whole.
   *  @param known an id for which the text stands anyway */
  within(text: string, known: string): string[] {
    const ids = partsOf(text).flatMap((part) => {
      const pattern = wildcardPattern(part);
      const begin = literalPrefix(pattern);
      if (begin === "" || matches(pattern, known)) return [];
      for (const region of this.region === undefined ? REGIONS : [this.region]) {
        const id =
          `${region}:`.startsWith(begin) || begin.startsWith(`${region}:`) ? inRegion(pattern, region) : undefined;
        if (id !== undefined) return [id];
      }
      return [];
    });
    return [...new Set(ids)];
  }
}

function inRegion(pattern: Pattern, region: string): string | undefined {
  return commonTextOfAll([looksIn(region), pattern], "☆");
}

function looksIn(region: string): Pattern {
  return [...literalPattern(region), ":", ...UUID];
}

/** Where an id may begin in a text: behind a separator, and where a region does. */
function partsOf(text: string): string[] {
  const isArn = text.startsWith("arn:");
  const named = isArn ? text.split(":").slice(5).join(":") : text;
  return named.split(/[/#|_=]|(?=\b[a-z]{2}(?:-[a-z]+)+-\d:)/);
}
