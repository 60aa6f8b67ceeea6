import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { AlongActions, AlongState } from '../../lib/panel/composer/along-model.ts';
import type { MentionView, PanelActions, PictureView, Sight } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { lazy } from '../controls/lazy.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { AttachButton } from './attach-button.tsx';
import { ChipRow } from './chip-row.tsx';
import { onComposerKey } from './composer-keys.ts';
import { giveFiles, onPasteFiles, useDroppedFiles } from './files-given.ts';
import { MentionMenu } from './mention-menu.tsx';
import { PromptMenu } from './prompt-menu.tsx';
import { ScreenshotButton } from './screenshot-button.tsx';

export type ComposerProps = {
  readonly draft: string;
  /** It is an earlier question, shown in the draft's place. */
  readonly recalling: boolean;
  /** What helps to write a question. */
  readonly words: Pick<PanelActions, 'prompts' | 'recall' | 'leaveRecalled' | 'measureQuestion'>;
  /** Whoever answers can only quote the page. */
  readonly quotes_only: boolean;
  readonly selection: string | null;
  /** The link that goes with the next question, in the selection's place. */
  readonly link: ComponentChildren;
  readonly mentions: readonly MentionView[];
  readonly along: AlongState;
  /** What puts something beside the question, takes it away and shows it. */
  readonly give: AlongActions &
    Pick<PanelActions, 'openTabs' | 'nameTabs' | 'mention' | 'removeMention' | 'removeSelection' | 'addPicture'>;
  readonly pictures: readonly PictureView[];
  readonly sight: Sight;
  readonly show: Pick<PanelActions, 'addScreenshot' | 'removePicture'>;
  /** Counts up each time the textbox should take the focus. */
  readonly focus_request: number;
  /** A run is under way: it can be stopped, and nothing new can be asked. */
  readonly busy: boolean;
  readonly can_summarize: boolean;
  /** Who answers, and how to choose somebody else. */
  readonly answering_with: ComponentChildren;
  /** Null while Summarize stands elsewhere: there is one such button, never two. */
  readonly onSummarize: (() => void) | null;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
};

/** Characters from which a question says how long it is. */
const LONG = 2_000;

/** Characters that fill the text box at its highest: with all of a very long question behind it, each key would lay them out anew. */
const FILLING = 10_000;

const PictureList = lazy(async () => (await import('./picture-list.tsx')).PictureList);
const QuestionSize = lazy(async () => (await import('./question-size.tsx')).QuestionSize);

export function Composer(props: ComposerProps) {
  const { draft, busy, onChange, onSend, onStop, onSummarize } = props;
  const textbox = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.focus_request > 0) textbox.current?.focus();
  }, [props.focus_request]);
  const isDropping = useDroppedFiles(props.give);
  const sendable = !busy && draft.trim() !== '';
  // A button that goes away or goes grey under the focus would drop it; the textbox is where the user goes next.
  const thenFocus = (act: () => void) => () => {
    act();
    textbox.current?.focus();
  };
  const { prompts, recall, leaveRecalled, measureQuestion } = props.words;
  return (
    <div class="composer" data-dropping={isDropping || undefined} onPaste={onPasteFiles(props.give)}>
      {isDropping && <p class="drop-hint">{t('files_drop')}</p>}
      <ChipRow
        along={props.along}
        selection={props.selection}
        mentions={props.mentions}
        actions={props.give}
        thenFocus={thenFocus}
      />
      {props.link}
      {props.pictures.length > 0 && (
        <PictureList
          pictures={props.pictures}
          sight={props.sight}
          onRemove={(id) => thenFocus(() => props.show.removePicture(id))()}
        />
      )}
      <MentionMenu textbox={textbox} actions={props.give} onChange={onChange} />
      <div class="grow" data-text={draft.slice(0, FILLING) || t('ask')}>
        <textarea
          ref={textbox}
          rows={1}
          dir="auto"
          aria-label={t('ask')}
          title={t('ask_hint')}
          placeholder={t('ask')}
          value={draft}
          onInput={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) =>
            onComposerKey(event, event.currentTarget, {
              recalling: props.recalling,
              busy,
              onSend,
              recall,
              leaveRecalled,
            })
          }
        />
      </div>
      {draft.length > LONG && <QuestionSize text={draft} measure={measureQuestion} />}
      <div class="composer-actions">
        <AttachButton
          onFiles={(files) => thenFocus(() => giveFiles(files, props.give))()}
          loadAccepted={props.give.loadAcceptedFiles}
        />
        <ScreenshotButton sight={props.sight} onAdd={thenFocus(props.show.addScreenshot)} />
        <PromptMenu
          textbox={textbox}
          load={prompts}
          quotes_only={props.quotes_only}
          busy={busy}
          onChange={onChange}
          onSend={onSend}
        />
        {onSummarize !== null && (
          <TextButton label={t('summarize')} disabled={busy || !props.can_summarize} onClick={onSummarize} />
        )}
        <div class="composer-end">
          {props.answering_with}
          {busy && <IconButton icon="stop" data-look="strong" label={t('stop')} onClick={thenFocus(onStop)} />}
          <IconButton
            icon="send"
            label={t('send')}
            data-look="primary"
            disabled={!sendable}
            onClick={thenFocus(onSend)}
          />
        </div>
      </div>
    </div>
  );
}
