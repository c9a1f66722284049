import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  // The template of the benchmarks has settings of its own, and imports from an index that takes long to check.
  {
    ignores: [
      ".cache/",
      "cdktf.out/",
      "**/lib/",
      "dist/",
      ".local-aws/",
      "coverage/",
      "bench/template/",
      "review/src/iam/tables/",
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A class of static members is how CDK libraries write a closed set of values (Partition.AWS).
      "@typescript-eslint/no-extraneous-class": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/terraform/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "MemberExpression[object.name='Token'][property.name='isUnresolved'], Identifier[name='Tokenization']",
          message: "Tokens are met in src/terraform alone: use what it exports, such as `known` and `split`.",
        },
      ],
    },
  },
  {
    files: ["{review,check}/bin/*.js", "examples/*.js", "mutation/*.{js,cjs}"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
    languageOptions: { globals: { require: "readonly", __dirname: "readonly" } },
  },
  {
    files: ["**/*.js", "**/*.cjs", "**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false, project: false },
      globals: { module: "writable", process: "readonly" },
    },
  },
  prettier,
);
