// `?weights=ADDRESS` of the page: other weights than the page's own.
import { LesionLensError } from '../classifier/index.ts';
import { parseAddress } from '../classifier/parse-address.ts';

/**
 * Undefined where the page's address names none. Only weights of the page's own site are taken: the weights decide the
 * verdict, and a link from a stranger must not bring a network of the stranger's choice.
 * @throws LesionLensError `weights-address-invalid`
 */
export function weightsParameter(page: URL): URL | undefined {
  const address = new URLSearchParams(page.search).get('weights');
  if (address === null) {
    return undefined;
  }
  const url = parseAddress(address, page.href);
  if (url?.origin !== page.origin) {
    throw new LesionLensError(
      'weights-address-invalid',
      `The address of this page asks for the weights "${address}", but only weights of this site are used.`,
    );
  }
  return url;
}

/** The same, with the error as an answer: for a page that shows it in the place of everything else. */
export function weightsOrRefusal(page: URL): URL | undefined | LesionLensError {
  try {
    return weightsParameter(page);
  } catch (error) {
    if (error instanceof LesionLensError) {
      return error;
    }
    throw error;
  }
}
