/** Lets a test file run on the binary that its project is for: one of TERRAFORM_BINARIES. */
declare global {
  var terraformBinary: string;
}

process.env.TERRAFORM_BINARY_NAME = globalThis.terraformBinary;

export {};
