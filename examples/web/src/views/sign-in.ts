/** Signing in, and choosing a password where the user's is one that an administrator gave. */
import { chooseNewPassword, signInWith } from "../account";
import { copyOf, element, hideProblem, show, showProblem } from "../page";

/** @param onDone called once the user is signed in */
export function showSignIn(onDone: () => Promise<void>): void {
  const view = copyOf("sign-in-view");
  onSubmit(view, "Sign in", async (form) => {
    if ((await signInWith(text(form, "name").trim(), text(form, "password"))) === "done") await onDone();
    else showNewPassword(onDone);
  });
}

function showNewPassword(onDone: () => Promise<void>): void {
  const view = copyOf("new-password-view");
  onSubmit(view, "Choose a password", async (form) => {
    await chooseNewPassword(text(form, "password"));
    await onDone();
  });
}

function onSubmit(view: HTMLElement, title: string, send: (form: FormData) => Promise<void>): void {
  const form = element("form", view, HTMLFormElement);
  const button = element("button", form, HTMLButtonElement);
  const password = element("[type=password]", form, HTMLInputElement);
  const submit = async () => {
    hideProblem(view);
    // Not `disabled`, which would take the focus away.
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    try {
      await send(new FormData(form));
    } catch (error) {
      showProblem(view, error, "sign-in");
      password.select();
    } finally {
      button.ariaDisabled = null;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  show(view, title);
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
