/** The methods of HTTP requests that API Gateway takes, as they stand in an ARN. `ANY` is a route's word for all of them.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
export const HTTP_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

/** A method of HTTP, or `*` for every one. A text that only Terraform knows is taken too; any other is a problem at synth. */
export type HttpMethod = (typeof HTTP_METHODS)[number] | "*" | (string & Record<never, never>);
