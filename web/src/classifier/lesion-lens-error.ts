// The one error of the programmatic face: a stable code for programs, one sentence for people.

/**
 * Codes that arise on this side of the border. Those of the C++ module come on top, as it names them: `image-empty`,
 * `image-unknown-format`, `image-damaged`, `image-too-large`, `image-too-small`, `region-invalid`, `weights-damaged`, `weights-mismatch`,
 * `out-of-memory`, `internal` ...
 */
export type OwnErrorCode =
  /** The browser cannot run the WebAssembly module. */
  | 'browser-unsupported'
  /** The worker, its script or the WebAssembly file could not be loaded. */
  | 'runtime-unavailable'
  /** No address that weights may be fetched from. */
  | 'weights-address-invalid'
  /** The server did not give the weights file. */
  | 'weights-unavailable'
  /** The weights file is larger than `WEIGHTS_LIMIT_BYTES`. */
  | 'weights-too-large'
  /** The photo's file could not be read: moved, deleted, or not allowed. */
  | 'image-unreadable'
  /** HEIC, AVIF or WebP, damaged or in a browser that does not know it. */
  | 'image-not-for-this-browser'
  /** The image over the limit of bytes; the module has this code, too. */
  | 'image-too-large'
  /** The region is no square inside the photo, or too small; the module has this code, too. */
  | 'region-invalid'
  /** A DICOM file that ends too early, contradicts itself or lacks something that a photo needs. */
  | 'dicom-damaged'
  /** A DICOM file of something else: a series of a tomograph, a report. */
  | 'dicom-not-a-photo'
  /** Compressed in a way that is not read: JPEG 2000, JPEG-LS, ... */
  | 'dicom-compression'
  | 'dicom-several-frames'
  /** Not 8 bits a channel, or colours of another kind. */
  | 'dicom-pixel-format'
  /** The reader of DICOM files, which is loaded on demand, did not load. */
  | 'dicom-unavailable'
  /** The canvas or bitmap holds pixels of another site, which a page may not read. */
  | 'image-of-another-site'
  /** The module stopped unexpectedly; it has been started afresh and takes the next photo. */
  | 'module-crashed'
  /** `close()` was called. */
  | 'closed';

export type LesionLensErrorCode = OwnErrorCode | (string & {});

export class LesionLensError extends Error {
  override readonly name = 'LesionLensError';

  constructor(
    readonly code: LesionLensErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
