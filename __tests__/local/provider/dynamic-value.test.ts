import { decode } from "@msgpack/msgpack";
import { dataSourceSchema } from "../../../local/provider/schema/schema";
import { toDynamicValue } from "../../../local/provider/wire/dynamic-value";

test("a list of objects that is no block has every member, at any depth", () => {
  const { msgpack } = toDynamicValue(dataSourceSchema("aws_cognito_user_pool"), {
    user_pool_id: "u",
    schema_attributes: [{ name: "team", string_attribute_constraints: [{ max_length: "9" }] }],
  });
  expect(decode(msgpack ?? new Uint8Array())).toMatchObject({
    user_pool_id: "u",
    account_recovery_setting: null,
    schema_attributes: [
      {
        name: "team",
        mutable: null,
        number_attribute_constraints: null,
        string_attribute_constraints: [{ max_length: "9", min_length: null }],
      },
    ],
  });
});
