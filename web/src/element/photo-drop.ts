// Takes photos that are dropped or pasted, on an element or anywhere on the page.
import type { ReactiveController } from 'lit';
import { carriesFiles, firstPhoto } from './photo-source.ts';

export interface PhotoDropOptions {
  onPhoto: (file: File) => void;
  onDragging: (dragging: boolean) => void;
}

export class PhotoDrop implements ReactiveController {
  #target: EventTarget | undefined;

  constructor(private readonly options: PhotoDropOptions) {}

  /** Listens on `target` from now on, and nowhere else. */
  listenOn(target: EventTarget | undefined): void {
    if (target === this.#target) {
      return;
    }
    for (const [type, listener] of Object.entries(this.#listeners)) {
      this.#target?.removeEventListener(type, listener as EventListener);
      target?.addEventListener(type, listener as EventListener);
    }
    this.#target = target;
  }

  hostDisconnected(): void {
    this.listenOn(undefined);
  }

  readonly #listeners = {
    dragover: (event: DragEvent): void => {
      if (carriesFiles(event.dataTransfer)) {
        // Without this the browser would leave the page and open the file.
        event.preventDefault();
        this.options.onDragging(true);
      }
    },
    dragleave: (event: DragEvent): void => {
      const inside = this.#target instanceof Node && this.#target.contains(asNode(event));
      if (!inside) {
        this.options.onDragging(false);
      }
    },
    drop: (event: DragEvent): void => {
      this.options.onDragging(false);
      if (!carriesFiles(event.dataTransfer)) {
        return;
      }
      event.preventDefault();
      this.#take(event.dataTransfer?.files);
    },
    paste: (event: ClipboardEvent): void => {
      if (this.#take(event.clipboardData?.files)) {
        event.preventDefault();
      }
    },
  };

  #take(files: FileList | undefined): boolean {
    const file = firstPhoto(files);
    if (file) {
      this.options.onPhoto(file);
    }
    return file !== undefined;
  }
}

/** Where the pointer goes to; null: out of the window. */
function asNode({ relatedTarget }: DragEvent): Node | null {
  return relatedTarget instanceof Node ? relatedTarget : null;
}
