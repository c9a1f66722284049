/** CDKTF's matchers for Jest, `toHaveResourceWithProperties` and its like. */
import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";

Testing.setupJest();
