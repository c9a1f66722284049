/** CDKTF's matchers for Jest, `toHaveResourceWithProperties` and its like. A test that uses them imports this file: it loads all
 *  of CDKTF. */
import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";

Testing.setupJest();
