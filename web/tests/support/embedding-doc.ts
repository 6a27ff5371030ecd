// The code that docs/embedding.md shows, so that tests run what a reader would copy.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ADDRESS = new URL('../../../docs/embedding.md', import.meta.url);
export const DOCUMENT = readFileSync(ADDRESS, 'utf8');

/**
 * @param heading Of the section, as it is written.
 * @param kind What stands behind the three backticks.
 */
export function codeOf(heading: string, kind: string): string {
  const section = DOCUMENT.split(/^## /m).find((one) => one.startsWith(`${heading}\n`));
  const [, code] = section?.split(`\n\`\`\`${kind}\n`) ?? [];
  const end = code?.indexOf('\n```') ?? -1;
  if (code === undefined || end < 0) {
    throw new Error(`docs/embedding.md has no ${kind} under "${heading}"`);
  }
  return code.slice(0, end + 1);
}

/** A policy of the document, with the origin in place of its example. */
export function policyOf(kind: 'own' | 'everywhere' | 'trusted' | 'other', origin = ''): string {
  const text = codeOf('Content-Security-Policy', `csp ${kind}`).trim();
  return text.replaceAll('https://lens.example', origin);
}

/** Paths of the files that it points to, anchors in itself, and the anchors that its headings are. */
export function linksOf(): { files: string[]; anchors: string[]; headings: string[] } {
  const targets = [...DOCUMENT.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  const headings = [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return {
    files: targets
      .filter((target) => !/^(#|https?:)/.test(target))
      .map((target) => fileURLToPath(new URL(target.split('#')[0] ?? '', ADDRESS))),
    anchors: targets.filter((target) => target.startsWith('#')).map((target) => target.slice(1)),
    headings,
  };
}
