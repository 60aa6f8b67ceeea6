import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { t } from '../../lib/i18n/index.ts';

/** Leads to the note of its label within the same answer, and stays a label where there is none. */
export function FootnoteReference({ label }: { readonly label: string }) {
  return (
    <sup>
      <button
        type="button"
        class="footnote-reference"
        data-reference={label}
        aria-label={t('footnote', label)}
        onClick={lead('data-footnote', label)}
      >
        {label}
      </button>
    </sup>
  );
}

export function Footnote({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <p class="footnote" dir="auto" tabIndex={-1} data-footnote={label}>
      <button
        type="button"
        class="footnote-reference"
        aria-label={t('footnote_back', label)}
        onClick={lead('data-reference', label)}
      >
        {label}
      </button>{' '}
      {children}
    </p>
  );
}

function lead(attribute: string, label: string) {
  return ({ currentTarget }: TargetedMouseEvent<HTMLElement>) => {
    const found = [...(currentTarget.closest('.markdown')?.querySelectorAll<HTMLElement>(`[${attribute}]`) ?? [])];
    const target = found.find((one) => one.getAttribute(attribute) === label);
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  };
}
