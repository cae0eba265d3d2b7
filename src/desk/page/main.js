// The desk's page: starts its parts, and opens the round that was open last.

import { startTheme } from '../../preview/page/theme.js';
import { startChecks } from './checks.js';
import { openRound, startConnection } from './connection.js';
import { desk, draw } from './desk-state.js';
import { startForm } from './form-pane.js';
import { notice, remembered, startFrame } from './frame.js';
import { startKeyboard } from './keyboard.js';
import { startPoints } from './points-pane.js';
import { fetchFolder } from './requests.js';
import { startRounds, welcome } from './rounds.js';
import { startSource } from './source-pane.js';
import { startUndo } from './undo.js';

void start();

async function start() {
  startTheme();
  startFrame();
  startForm();
  startSource();
  startPoints();
  startChecks();
  startUndo();
  startConnection();
  startRounds();
  startKeyboard();
  desk.folder = await fetchFolder().catch(() => fail());
  const { rounds } = desk.folder;
  const named = decodeURIComponent(location.hash.slice(1)) || remembered();
  const first = rounds.find(({ id }) => id === named) ?? rounds.find(({ isDraft }) => isDraft);
  draw('folder');
  if (first) await openRound(first.id);
  else welcome();
}

/** @returns {Promise<never>} */
function fail() {
  notice('The desk does not answer. Start it with npm run desk, and reload this page.');
  return new Promise(() => {});
}
