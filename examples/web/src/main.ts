/** The app: who is signed in and what the address says decide what is shown. */
import { account, currentAccount, signOut, type Account } from "./account";
import { configure, type Bucket } from "./configuration";
import { Files } from "./files";
import { announce, copyOf, element, show, showProblem } from "./page";
import { keyIn } from "./route";
import { showFile } from "./views/file";
import { showFiles } from "./views/files";
import { showSignIn } from "./views/sign-in";

let bucket: Bucket;
let files: Files | undefined;

async function start(): Promise<void> {
  try {
    bucket = await configure();
    enter(await currentAccount());
  } catch (error) {
    const view = copyOf("problem-view");
    element(".retry", view).addEventListener("click", () => void start());
    show(view, "The app cannot start");
    showProblem(view, error, "start");
  }
}

function enter(user: Account | undefined): void {
  files = user && new Files(bucket, user.identityId);
  element("#account").hidden = user === undefined;
  element("#username").textContent = user?.username ?? "";
  route();
}

function route(): void {
  if (files === undefined) {
    showSignIn(async () => {
      enter(await account());
    });
    return;
  }
  const key = keyIn(location.hash);
  if (key === undefined) showFiles(files);
  else void showFile(files, key);
}

async function leave(): Promise<void> {
  await signOut();
  // The next user must not begin with the last one's file.
  history.replaceState(null, "", location.pathname);
  enter(undefined);
  announce("You are signed out.");
}

element("#sign-out").addEventListener("click", () => void leave());
window.addEventListener("hashchange", route);
void start();
