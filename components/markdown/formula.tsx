import { useEffect, useRef } from 'preact/hooks';
import { memo } from '../controls/memo.tsx';

type Props = {
  readonly tex: string;
  readonly display: boolean;
  /** More may come: half a formula is not set. */
  readonly open: boolean;
};

/** A formula: its TeX at first and where it cannot be understood, else as the browser sets mathematics. */
export const Formula = memo(function Formula({ tex, display, open }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (open) return;
    let wanted = true;
    void import('./set-formula.ts').then(
      ({ setFormula }) => {
        if (wanted && place.current !== null) setFormula(place.current, tex, display);
      },
      () => undefined, // The extension was replaced under an open panel: the TeX stays.
    );
    return () => {
      wanted = false;
    };
  }, [tex, display, open]);
  return (
    <span class="formula" dir="ltr" data-display={display || undefined}>
      <span class="tex" ref={place} key={tex}>
        {tex}
      </span>
    </span>
  );
});
