// What TypeScript knows no types of: a part of Pyodide, and what browsers have that its library lacks.
export default function createPyodideModule(settings: object): Promise<any>;

declare global {
  interface Window {
    showOpenFilePicker(options?: object): Promise<FileSystemFileHandle[]>;
    FileSystemObserver: new (changed: () => void) => {
      observe(handle: FileSystemHandle): Promise<void>;
      disconnect(): void;
    };
    showDirectoryPicker(options?: object): Promise<FileSystemDirectoryHandle>;
  }
  // The selectors of the page find elements of HTML alone.
  interface Element {
    dataset: DOMStringMap;
    checked?: boolean;
    disabled?: boolean;
    onclick: any;
    focus(options?: FocusOptions): void;
  }
  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemHandle>;
  }
  interface FileSystemHandle {
    requestPermission(options: { mode: string }): Promise<PermissionState>;
  }
  interface Uint8ArrayConstructor {
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}
