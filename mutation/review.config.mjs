import { mutationOf } from "./options.mjs";

export default mutationOf({ sources: "review/src", tests: "review/__tests__" });
