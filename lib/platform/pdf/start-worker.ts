/** The name that the manifest's `trusted-types` lets through, and with it this one address. */
const POLICY = 'sitethread-pdf-worker';
const ADDRESS = '/pdf-worker.js';

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
};

let address: string | undefined;

/** Starts entrypoints/pdf-worker.ts. Nothing else can be started as a worker in the extension's documents. */
export function startPdfWorker(): Worker {
  address ??= trustedAddress();
  return new Worker(address);
}

/** Firefox has trusted types from 148; before that an address is a string. */
function trustedAddress(): string {
  const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  return trustedTypes?.createPolicy(POLICY, { createScriptURL: () => ADDRESS }).createScriptURL(ADDRESS) ?? ADDRESS;
}
