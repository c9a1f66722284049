/** One file: a preview where the browser has one, and a link to it. */
import { nameOf, type Files } from "../files";
import * as format from "../format";
import { announce, copyOf, element, show, showProblem } from "../page";

const LARGEST_TEXT = 1_000_000;

export async function showFile(files: Files, key: string): Promise<void> {
  const view = copyOf("file-view");
  const name = files.isOwn(key) ? nameOf(key) : "Somebody else's file";
  element("h1", view).textContent = name;
  show(view, name);
  try {
    const content = await files.open(key);
    await showContent(view, nameOf(key), content);
  } catch (error) {
    showProblem(view, error, "open");
  } finally {
    element(".loading", view).hidden = true;
  }
}

async function showContent(view: HTMLElement, name: string, content: Blob): Promise<void> {
  element(".size", view).textContent = format.size(content.size);
  element(".type", view).textContent = content.type || "of unknown type";
  const address = URL.createObjectURL(content);
  const preview = await previewOf(name, content, address);
  element(".preview", view).replaceChildren(...(preview ? [preview] : []));
  const download = element(".download", view, HTMLAnchorElement);
  download.href = address;
  download.download = name;
  element(".copy", view).addEventListener("click", () => void copyLink());
  element(".opened", view).hidden = false;
}

/** Never the file as a page: it would be one of this app's own, and could do what the user can. */
async function previewOf(name: string, content: Blob, address: string): Promise<HTMLElement | undefined> {
  if (content.type.startsWith("image/")) {
    const image = document.createElement("img");
    image.src = address;
    image.alt = name;
    return image;
  }
  if (content.type.startsWith("text/") && content.size <= LARGEST_TEXT) {
    const text = document.createElement("pre");
    text.textContent = await content.text();
    text.tabIndex = 0;
    text.ariaLabel = `Content of ${name}`;
    text.role = "region";
    return text;
  }
  return undefined;
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("The link is copied.");
  } catch {
    announce("The browser does not let this page copy. The link is in the address bar.");
  }
}
