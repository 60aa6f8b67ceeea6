/** The name that the manifest's `trusted-types` lets through. */
const POLICY = 'sitethread-read-file';

type Policy = { createHTML(source: string): string };
type TrustedTypes = { createPolicy(name: string, rules: Policy): Policy };

let policy: Policy | undefined;

/**
 * A document of its own that is never shown: nothing in it runs, and nothing is loaded for it. The policy lets exactly this through, text
 * that becomes a document that nobody sees; what is drawn of it later are its words.
 */
export function parseMarkup(source: string, type: 'text/html' | 'application/xml'): Document {
  policy ??= makePolicy();
  return new DOMParser().parseFromString(policy.createHTML(source), type);
}

/** Firefox has trusted types from 148. */
function makePolicy(): Policy {
  const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  const rules: Policy = { createHTML: (source) => source };
  return trustedTypes?.createPolicy(POLICY, rules) ?? rules;
}
