/** From Node 21 on there is a `navigator`, by which jsbn takes Node for a browser and multiplies with the global `Math`. Jest looks a
 *  global up through its context each time: a sign-in by SRP then takes many seconds instead of a fraction of one. */
delete (globalThis as { navigator?: unknown }).navigator;
