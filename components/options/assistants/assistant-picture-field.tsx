import { useState } from 'preact/hooks';
import type { AssistantPicture as Picture } from '../../../lib/assistants/objects.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { AssistantsActions } from '../../../lib/panel/assistants/assistants-model.ts';
import { AssistantPicture } from '../../assistant/assistant-picture.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { FileButton } from '../file-button.tsx';

type Props = {
  readonly picture: Picture | null;
  readonly name: string;
  readonly onChange: (picture: Picture | null) => void;
  readonly onShrink: AssistantsActions['shrink'];
};

const COLORS = [
  ['gray', 'color_gray'],
  ['red', 'color_red'],
  ['orange', 'color_orange'],
  ['yellow', 'color_yellow'],
  ['green', 'color_green'],
  ['teal', 'color_teal'],
  ['blue', 'color_blue'],
  ['purple', 'color_purple'],
] as const;

/** A letter or an emoji on a color, or an image made small. */
export function AssistantPictureField({ picture, name, onChange, onShrink }: Props) {
  const [trouble, setTrouble] = useState(false);
  const sign = picture?.kind === 'sign' ? picture : { kind: 'sign' as const, text: '', color: 'gray' as const };
  const takeFile = (file: File) =>
    void onShrink(file).then(
      (url) => {
        setTrouble(false);
        onChange({ kind: 'image', url });
      },
      () => setTrouble(true),
    );
  return (
    <fieldset class="picture-field">
      <legend>{t('assistants_picture')}</legend>
      <div class="picture-choice">
        <AssistantPicture picture={picture} name={name} />
        {picture?.kind === 'image' ? (
          <TextButton label={t('assistants_picture_remove')} onClick={() => onChange(null)} />
        ) : (
          <>
            <input
              id="assistant-sign"
              type="text"
              aria-label={t('assistants_sign')}
              title={t('assistants_sign')}
              placeholder={t('assistants_sign_short')}
              autocomplete="off"
              value={sign.text}
              onInput={(event) => onChange({ ...sign, text: firstSign(event.currentTarget.value) })}
            />
            <span class="colors" role="radiogroup" aria-label={t('assistants_color')}>
              {COLORS.map(([color, key]) => (
                <label key={color} class="color" title={t(key)}>
                  <input
                    type="radio"
                    name="assistant-color"
                    aria-label={t(key)}
                    checked={sign.color === color}
                    onChange={() => onChange({ ...sign, color })}
                  />
                  <span class="assistant-picture" data-color={color} />
                </label>
              ))}
            </span>
            <FileButton
              label={t('assistants_picture_file')}
              accept="image/*"
              onFiles={([file]) => file && takeFile(file)}
            />
          </>
        )}
      </div>
      {trouble && (
        <p class="quiet trouble" role="status">
          {t('assistants_picture_unreadable')}
        </p>
      )}
    </fieldset>
  );
}

/** The last one typed takes the place of the one before. */
function firstSign(typed: string): string {
  return [...new Intl.Segmenter().segment(typed.trim())].at(-1)?.segment ?? '';
}
