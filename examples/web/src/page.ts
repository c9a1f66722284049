/** The page that all views are shown on. */
import { inWords, type Attempt } from "./problems";

/** The element that a selector finds. It is in index.html.
 *  @param kind @default HTMLElement */
export function element<T extends HTMLElement = HTMLElement>(
  selector: string,
  within: ParentNode = document,
  kind?: new () => T,
): T {
  const found = within.querySelector(selector);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`index.html lacks ${selector}`);
  return found as T;
}

/** A copy of a template, which has one element. */
export function copyOf(id: string): HTMLElement {
  const { content } = element(`template#${id}`, document, HTMLTemplateElement);
  const copy = document.importNode(content, true).firstElementChild;
  if (!(copy instanceof HTMLElement)) throw new Error(`index.html has nothing in #${id}`);
  return copy;
}

/** Shows a view in the place of the last one. Its heading gets the focus, so that a screen reader says where one is, and the next
 *  tab goes on from there. */
export function show(view: HTMLElement, title: string): void {
  document.title = `${title} · Notes files`;
  element("#main").replaceChildren(view);
  element("h1", view).focus();
}

/** Says an error in words, in the view's place for it. */
export function showProblem(view: HTMLElement, error: unknown, attempt: Attempt): void {
  const place = element(".problem", view);
  place.hidden = false;
  place.textContent = inWords(error, attempt);
}

export function hideProblem(view: HTMLElement): void {
  const place = element(".problem", view);
  place.hidden = true;
  place.textContent = "";
}

const millisecondsOfStatus = 6000;
let status: ReturnType<typeof setTimeout> | undefined;

/** Says what has been done, for a while; a screen reader reads it out. */
export function announce(text: string): void {
  const place = element("#status");
  clearTimeout(status);
  place.textContent = text;
  status = setTimeout(() => {
    place.textContent = "";
  }, millisecondsOfStatus);
}

/** Asks before something that cannot be undone. */
export async function isConfirmed(question: string): Promise<boolean> {
  // One of its own for each question: the last one's end may still be on its way.
  const dialog = copyOf("confirm-dialog");
  if (!(dialog instanceof HTMLDialogElement)) throw new Error("index.html has no dialog in #confirm-dialog");
  document.body.append(dialog);
  element("h2", dialog).textContent = question;
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.addEventListener("close", resolve, { once: true });
  });
  dialog.remove();
  return dialog.returnValue === "yes";
}
