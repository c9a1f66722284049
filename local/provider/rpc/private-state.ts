/** What the provider keeps with a resource's state for itself. */
export interface PrivateState {
  /** Set by an import, until the first read. */
  readonly imported?: boolean;
}
