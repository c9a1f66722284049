import { mutationOf } from "./options.mjs";

// The words of the checks stand on the page of all messages: checks/messages.test.ts holds them against it.
export default mutationOf({
  sources: "src",
  tests: "__tests__/{aws,checks,identity-pool,permissions,stack,terraform}",
});
