import { mutationOf } from "./options.mjs";

export default mutationOf({
  sources: "src",
  tests: "__tests__/{aws,checks,identity-pool,permissions,stack,terraform}",
});
