// What the build puts in place of a name: see `vite.config.ts`.

/** Bytes of the WebAssembly file of each variant, so that progress has a total even behind a compressing server. */
declare const __WASM_BYTES__: Record<import('./classifier/types.ts').Variant, number>;

/** Of `package.json`. */
declare const __LESIONLENS_VERSION__: string;

declare module '*?worker&url' {
  const url: string;
  export default url;
}

declare module '*?url' {
  const url: string;
  export default url;
}

interface ImportMeta {
  /** Of Vite. */
  readonly env: { readonly PROD: boolean };
}
