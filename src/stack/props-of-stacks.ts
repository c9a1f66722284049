/** What stacks were given, for a module that is made of one. */
const noted = new WeakMap<object, object>();

export function noteProps(stack: object, props: object): void {
  noted.set(stack, props);
}

/** The props that the stack was given, which the caller knows the type of. */
export function propsOf(stack: object): object {
  return noted.get(stack) ?? {};
}
