/** The list of the user's files, with uploads and deletions. */
import { freeName, type Files, type StoredFile } from "../files";
import * as format from "../format";
import { announce, copyOf, element, hideProblem, isConfirmed, show, showProblem } from "../page";
import { addressOf } from "../route";

export function showFiles(files: Files): void {
  const view = copyOf("files-view");
  show(view, "Your files");
  new FilesView(view, files).start();
}

class FilesView {
  private listed: readonly StoredFile[] = [];
  /** Names of uploads that are under way. */
  private readonly uploading = new Set<string>();

  constructor(
    private readonly view: HTMLElement,
    private readonly files: Files,
  ) {}

  start(): void {
    const input = element("#chosen", this.view, HTMLInputElement);
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files ?? []);
      // The same file once more is a change too.
      input.value = "";
      void this.upload(chosen);
    });
    const drop = element(".drop", this.view);
    for (const name of ["dragover", "dragleave", "drop"] as const) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop") void this.upload(Array.from(event.dataTransfer?.files ?? []));
      });
    }
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      this.listed = await this.files.list();
      this.render();
    } catch (error) {
      showProblem(this.view, error, "list");
    } finally {
      element(".loading", this.view).hidden = true;
    }
  }

  private render(): void {
    const list = element(".files", this.view);
    list.replaceChildren(...this.listed.map((file) => this.row(file)));
    list.hidden = this.listed.length === 0;
    element(".empty", this.view).hidden = this.listed.length > 0;
  }

  private row(file: StoredFile): HTMLElement {
    const row = copyOf("file-row");
    const link = element(".name", row, HTMLAnchorElement);
    link.textContent = file.name;
    link.href = addressOf(file.key);
    element(".kind", row).textContent = /\.([^.]{1,4})$/.exec(file.name)?.[1] ?? "file";
    element(".size", row).textContent = format.size(file.size);
    const time = element("time", row, HTMLTimeElement);
    time.textContent = format.time(file.modified);
    time.dateTime = file.modified.toISOString();
    const button = element(".delete", row);
    button.ariaLabel = `Delete ${file.name}`;
    button.addEventListener("click", () => void this.delete(file));
    return row;
  }

  private async upload(chosen: readonly File[]): Promise<void> {
    hideProblem(this.view);
    const uploads = chosen.map((file) => {
      const taken = new Set([...this.listed.map(({ name }) => name), ...this.uploading]);
      const name = freeName(file.name, taken);
      this.uploading.add(name);
      return this.uploadOne(name, file);
    });
    const done = (await Promise.all(uploads)).filter((name) => name !== undefined);
    if (done.length === 0) return;
    await this.refresh();
    announce(done.length === 1 ? `${done.join("")} is uploaded.` : `${done.length} files are uploaded.`);
  }

  /** The name, once it is uploaded. */
  private async uploadOne(name: string, file: File): Promise<string | undefined> {
    const row = copyOf("upload-row");
    element(".name", row).textContent = name;
    const progress = element("progress", row, HTMLProgressElement);
    progress.ariaLabel = `Upload of ${name}`;
    element(".uploads", this.view).append(row);
    try {
      await this.files.upload(name, file, (part) => {
        progress.value = Math.round(part * 100);
        element(".percent", row).textContent = `${progress.value} %`;
      });
      return name;
    } catch (error) {
      showProblem(this.view, error, "upload");
      return undefined;
    } finally {
      row.remove();
      this.uploading.delete(name);
    }
  }

  private async delete(file: StoredFile): Promise<void> {
    hideProblem(this.view);
    if (!(await isConfirmed(`Delete ${file.name}?`))) return;
    try {
      await this.files.delete(file.key);
    } catch (error) {
      showProblem(this.view, error, "delete");
      return;
    }
    this.listed = this.listed.filter(({ key }) => key !== file.key);
    this.render();
    // The button that had the focus is gone.
    element("h1", this.view).focus();
    announce(`${file.name} is deleted.`);
  }
}
