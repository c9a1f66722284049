/** The directions in which files may import, and no circle. `npm run lint` checks them.
 *  https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md */

/** Rooms from top to bottom: each may import what stands below it, and itself. */
const floors = [
  "src/stack",
  "src/identity-pool/pool",
  "src/identity-pool/sign-in",
  "src/identity-pool/role",
  "src/permissions",
  "src/checks",
  "src/aws",
  "src/terraform",
];

const reviewFloors = [
  "review/src/command",
  "review/src/formats",
  "review/src/findings",
  "review/src/access",
  "review/src/model",
  "review/src/terraform-json",
  "review/src/iam",
];

/** A room must not import from one that stands above it. */
function oneWay(rooms) {
  return rooms.slice(1).map((room, index) => ({
    name: `${room}-imports-nothing-above-it`,
    severity: "error",
    from: { path: `^${room}/` },
    to: { path: rooms.slice(0, index + 1).map((above) => `^${above}/`) },
  }));
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    ...oneWay(floors),
    ...oneWay(reviewFloors),
    {
      name: "review-depends-on-nothing",
      comment: "It is installed alone, in the CI of teams that have no CDKTF.",
      severity: "error",
      from: { path: "^review/src/" },
      to: { pathNot: ["^review/src/", "^node:"], dependencyTypesNot: ["core"] },
    },
    {
      name: "packages-know-no-tests-and-no-local-aws",
      severity: "error",
      from: { path: "^(src|review/src|check/src)/" },
      to: { path: "^(commands|local|bench|examples|packaging|__tests__|review/__tests__|check/__tests__)/" },
    },
    {
      name: "commands-know-no-tests-and-no-local-aws",
      severity: "error",
      from: { path: "^commands/" },
      to: { path: "^(local|__tests__)/" },
    },
    {
      name: "check-imports-no-other-package-but-the-review",
      comment: "It is installed alone, after a deployment that nothing of ours need have made.",
      severity: "error",
      from: { path: "^check/src/" },
      to: {
        path: "^(src|lib|local|bench|examples|packaging|main\\.ts|module\\.ts|review/src)(/|$)",
        dependencyTypesNot: ["aliased-tsconfig-paths", "aliased"],
      },
    },
    {
      name: "nobody-imports-the-check",
      comment: "It brings clients of AWS, which neither the constructs nor the review need.",
      severity: "error",
      from: { path: "^(src|review/src|local)/" },
      to: { path: "^check/" },
    },
    {
      name: "the-review-by-its-name",
      comment:
        "The other packages use what the review exports, as its users do. The list of all messages reads what it says.",
      severity: "error",
      from: { pathNot: "^(review|__tests__/messages)/" },
      to: { path: "^review/src/", dependencyTypesNot: ["aliased-tsconfig-paths", "aliased"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(review/|check/)?(lib|dist|cdktf\\.out)/|^bench/template/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "types"] },
  },
};
