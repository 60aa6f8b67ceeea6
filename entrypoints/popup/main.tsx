import { render } from 'preact';
import { declareLanguage } from '../../lib/i18n/declare-language.ts';
import { connectBackground } from '../../lib/platform/surfaces/panel-background.ts';
import { ownWindow } from '../../lib/platform/surfaces/panel-window.ts';
import { hasSidePanel, openSidePanel } from '../../lib/platform/surfaces/side-panel.ts';
import { createSurface } from '../sidepanel/surface.ts';
import { App } from './app.tsx';

declareLanguage(document.documentElement);
const windowId = await ownWindow();
// Where there is no panel, key presses are meant for the popup.
const panel = createSurface(windowId, connectBackground(hasSidePanel() ? null : windowId));

function openPanel(): void {
  // A browser that refuses says why in its own words, and the popup stays.
  void openSidePanel(windowId).then(
    () => window.close(),
    () => undefined,
  );
}

panel.start(() =>
  render(
    <App state={panel.state()} actions={panel.actions} openPanel={openPanel} />,
    document.getElementById('app') ?? document.body,
  ),
);
