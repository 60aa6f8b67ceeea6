import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions } from '../../../lib/panel/options/options-model.ts';
import type { OwnPrice } from '../../../lib/protocol.ts';
import { formatPrice } from '../../controls/format-usage.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { Field } from '../field.tsx';

type Props = {
  readonly prices: readonly OwnPrice[];
  readonly onSet: OptionsActions['setPrice'];
};

const EMPTY = { model: '', in: '', out: '' };

/** What the user pays for a model: wins over the list of known prices. */
export function PricesSection({ prices, onSet }: Props) {
  const [isAdding, setIsAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsAdding(false);
    addButton.current?.focus();
  };
  return (
    <section aria-labelledby="prices">
      <h2 id="prices">{t('prices')}</h2>
      <p>{t('prices_about')}</p>
      {prices.length > 0 && (
        <ul class="rows">
          {prices.map((price) => (
            <li key={price.model}>
              <span>
                <bdi>{price.model}</bdi> <small class="quiet">{detail(price)}</small>
              </span>
              <TextButton
                label={t('delete')}
                aria-label={t('price_delete_named', price.model)}
                onClick={() => onSet(price.model, null)}
              />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <PriceForm onSet={onSet} onClose={close} />}
      <button
        ref={addButton}
        type="button"
        class="button"
        data-look="quiet"
        aria-expanded={isAdding}
        onClick={() => setIsAdding(true)}
      >
        {t('price_add')}
      </button>
    </section>
  );
}

/** Adding a model that is there already changes its price. */
function PriceForm({ onSet, onClose }: Pick<Props, 'onSet'> & { readonly onClose: () => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const price = { in: amountOf(typed.in), out: amountOf(typed.out) };
  const model = typed.model.trim();
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (model === '' || price.in === null || price.out === null) return;
    onSet(model, { in: price.in, out: price.out });
    onClose();
  };
  const field = (name: keyof typeof EMPTY, label: string, isAmount: boolean) => (
    <Field id={`price-${name}`} label={label}>
      <input
        id={`price-${name}`}
        type="text"
        inputmode={isAmount ? 'decimal' : 'text'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={typed[name]}
        onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <form class="connection-form price-form" onSubmit={submit}>
      {field('model', t('price_model'), false)}
      {field('in', t('price_in'), true)}
      {field('out', t('price_out'), true)}
      <div class="choices">
        <TextButton
          type="submit"
          look="primary"
          label={t('price_save')}
          disabled={model === '' || price.in === null || price.out === null}
        />
        <TextButton label={t('close')} onClick={onClose} />
      </div>
    </form>
  );
}

/** Null for what is no amount of money; a decimal comma is one. */
function amountOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : null;
}

function detail(price: OwnPrice): string {
  return t('price_detail', formatPrice(price.in), formatPrice(price.out));
}
