/** Problems as the protocol spells them. */
import type { AttributePath, Problem } from "../problem";

export function diagnosticMessages(problems: readonly Problem[]): object[] {
  return problems.map(({ severity = "error", summary, detail = "", attribute }) => ({
    severity: severity.toUpperCase(),
    summary,
    detail,
    ...(attribute && { attribute: attributePathMessage(attribute) }),
  }));
}

export function attributePathMessage(path: AttributePath): object {
  return {
    steps: path.map((step) => {
      if (typeof step === "string") return { attribute_name: step };
      return typeof step === "number" ? { element_key_int: step } : { element_key_string: step.key };
    }),
  };
}
