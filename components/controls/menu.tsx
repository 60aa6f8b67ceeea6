import type { ComponentChildren, TargetedKeyboardEvent, TargetedToggleEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { IconName } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

type Props = {
  /** Of the popover, in the document. */
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** Made each time the menu opens. */
  readonly items: () => ComponentChildren;
  readonly onOpen?: () => void;
};

/** A button with a native popover of buttons: Escape, a click outside and the way back of the focus come with it. */
export function Menu({ id, icon, label, items, onOpen }: Props) {
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = ({ newState, currentTarget }: TargetedToggleEvent<HTMLDivElement>) => {
    setOpen(newState === 'open');
    if (newState !== 'open') return;
    buttonsOf(currentTarget)[0]?.focus();
    onOpen?.();
  };
  return (
    <>
      <IconButton icon={icon} label={label} popovertarget={id} aria-haspopup="menu" />
      <div
        ref={popover}
        id={id}
        class="menu"
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={({ newState }) => newState === 'open' && setOpen(true)}
        onToggle={onToggle}
        onKeyDown={moveFocus}
        onClick={() => popover.current?.hidePopover()}
      >
        {isOpen && items()}
      </div>
    </>
  );
}

type ItemProps = {
  readonly label: string;
  /** Said behind the label, quieter. */
  readonly detail?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

export function MenuItem({ label, detail = '', disabled = false, onClick }: ItemProps) {
  return (
    <button type="button" role="menuitem" disabled={disabled} onClick={onClick}>
      <bdi>{label}</bdi>
      {detail !== '' && <bdi class="detail">{detail}</bdi>}
    </button>
  );
}

function buttonsOf(menu: HTMLElement): HTMLButtonElement[] {
  return [...menu.querySelectorAll('button')];
}

/** Up, down, Home and End go through the buttons of a popover. */
export function moveFocus(event: TargetedKeyboardEvent<HTMLDivElement>): void {
  const buttons = buttonsOf(event.currentTarget);
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, buttons.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: buttons.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  buttons[target]?.focus();
}
