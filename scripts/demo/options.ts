export type DemoOptions = { readonly page: string | null; readonly headless: boolean; readonly keepOpen: boolean };

const USAGE = 'Usage: npm run demo -- [url or file] [--headless] [--keep-open]';

export function readOptions(parameters: readonly string[]): DemoOptions {
  const known = ['--headless', '--keep-open'];
  const pages = parameters.filter((parameter) => !known.includes(parameter));
  const [page = null] = pages;
  if (pages.length > 1 || page?.startsWith('--')) throw new Error(USAGE);
  return { page, headless: parameters.includes('--headless'), keepOpen: parameters.includes('--keep-open') };
}
