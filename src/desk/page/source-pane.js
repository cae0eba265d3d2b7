// The source on the left: which one, its text, and what selected words become.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { citationsOf, desk, draw, drawWith, take } from './desk-state.js';
import { askForSource } from './dialogs.js';
import { addEntry, editEntry, openPlace, putCitations, takeUp } from './form-pane.js';
import { announce, notice, state, view } from './frame.js';
import { fetchFolder, fetchRound, postSource } from './requests.js';
import { moveInSource, selectedWords, showSource } from './source-text.js';

/** @typedef {import('./source-text.js').Taken} Taken */

/** @type {Taken | undefined} */
let taken;

export function startSource() {
  drawWith('source', drawSource);
  drawWith('around', drawSource);
  byId('new-source').addEventListener('click', addSource);
  byId('edit-source').addEventListener('click', () =>
    openPlace({ list: 'sources', index: desk.sourceIndex }),
  );
  byId('sources').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) desk.sourceIndex = Number(target.value);
    getSelection()?.removeAllRanges();
    drawSource();
  });
  document.addEventListener('selectionchange', onSelection);
  byId('source-text').addEventListener('keydown', (event) => {
    moveInSource(byId('source-text'), event);
    // The browser tells of a new selection a little later.
    onSelection();
    if (
      event.key === 'Enter' &&
      taken &&
      event.target instanceof HTMLElement &&
      event.target.dataset.number
    ) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector('#taking .main'))?.click();
    }
  });
}

function drawSource() {
  if (!desk.saving) return;
  const { round } = desk.saving;
  const select = /** @type {HTMLSelectElement} */ (byId('sources'));
  desk.sourceIndex = Math.max(0, Math.min(desk.sourceIndex, round.sources.length - 1));
  select.replaceChildren(
    ...round.sources.map(({ entry: { id, title, outlet }, of }, index) => {
      const name = `${outletName(String(outlet ?? ''))}: ${String(title ?? id)}${of ? ` (of ${of})` : ''}`;
      return new Option(name, String(index));
    }),
  );
  select.value = String(desk.sourceIndex);
  select.hidden = round.sources.length === 0;
  const source = round.sources[desk.sourceIndex];
  byId('edit-source').hidden = source === undefined || source.of !== undefined;
  const box = byId('source-text');
  if (source?.paragraphs) {
    const passages = citationsOf(desk.entry).map(({ passage }) => String(passage ?? ''));
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.number : undefined;
    const selection = getSelection();
    // What somebody is selecting stays selected.
    if (selection && !selection.isCollapsed && box.contains(selection.anchorNode)) return;
    showSource(box, source, { passages, nameOf: userName, onUser: openUser });
    if (focused)
      /** @type {HTMLElement | null} */ (box.querySelector(`p[data-number="${focused}"]`))?.focus();
    return;
  }
  box.replaceChildren(
    element(
      'div',
      'nothing',
      ...(source === undefined
        ? [
            element(
              'p',
              '',
              'No text yet. Add the article that tells of these talks: its paragraphs are numbered and stand here.',
            ),
            pressable('main', addSource, 'Add an article'),
          ]
        : [element('p', '', missingText(String(source.entry.id)))]),
    ),
  );
}

/** @param {string} id */
function missingText(id) {
  const { archive } = desk.folder;
  return archive === undefined
    ? `The text of ${id} isn’t at hand: there is no CONTENT_ARCHIVE in .env. Its passages are checked by their seals.`
    : `The text of ${id} isn’t in your archive (${archive}). Its passages are checked by their seals.`;
}

/** @param {string} id */
function outletName(id) {
  return String(desk.folder.registries.outlets.find((one) => one.id === id)?.name ?? (id || 'No outlet'));
}

/** What cites a paragraph, in few words. @param {string} id of a point, or of a delegation's party */
function userName(id) {
  const text = desk.saving?.round.points.find((one) => one.id === id)?.text;
  const party = desk.folder.registries.parties.find((one) => one.id === id)?.name;
  const name = String(text ?? party ?? id);
  return name.length > 48 ? `${name.slice(0, 47).trimEnd()}…` : name;
}

/** @param {string} id of a point, or of a delegation's party */
function openUser(id) {
  const point = desk.saving?.round.points.findIndex((one) => one.id === id) ?? -1;
  if (point >= 0) return openPlace({ list: 'points', index: point });
  const party = desk.saving?.round.delegations.findIndex((one) => one.party === id) ?? -1;
  if (party >= 0) openPlace({ list: 'delegations', index: party });
}

function addSource() {
  if (!desk.saving) return;
  const outlets = desk.folder.registries.outlets.map(({ id, name }) => ({
    id: String(id),
    name: String(name ?? id),
  }));
  const { id } = desk.saving.round;
  askForSource({ archive: desk.folder.archive, outlets }, async (source) => {
    await desk.saving?.flush();
    desk.isAdding = true;
    const made = await postSource(id, source).finally(() => {
      desk.isAdding = false;
    });
    [desk.folder] = await Promise.all([fetchFolder(desk.folder), fetchRound(id).then(take)]);
    desk.sourceIndex = desk.saving?.round.sources.findIndex(({ entry: { id: own } }) => own === made.id) ?? 0;
    draw('source');
    const unknown =
      made.unknown.length > 0
        ? ` The page doesn’t say its ${made.unknown.map(knownAs).join(', ')}: write it under Details.`
        : '';
    state(`Taken in: ${made.paragraphs} paragraphs`);
    if (made.unknown.length > 0) openPlace({ list: 'sources', index: desk.sourceIndex });
    const outlet = String(desk.saving?.round.sources[desk.sourceIndex]?.entry.outlet ?? '');
    if (made.isNewOutlet)
      notice(
        `Taken in.${unknown} ${outletName(outlet)} is a new outlet: readers are told its country and owner.`,
        {
          'Say them': () => void editEntry('outlet', outlet),
        },
      );
    else if (unknown !== '') notice(`Taken in.${unknown}`);
    view('source');
  });
}

/** @param {string} key of a source */
function knownAs(key) {
  return { url: 'address', published: 'day' }[key] ?? key;
}

function onSelection() {
  const source = desk.saving?.round.sources[desk.sourceIndex];
  taken = source && selectedWords(byId('source-text'), String(source.entry.id));
  const bar = byId('taking');
  bar.hidden = taken === undefined;
  if (!taken) return;
  const count = taken.passage.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const fits = count >= 4 && count <= 12;
  const words = element(
    'p',
    fits ? 'count' : 'count bad',
    `${count} ${count === 1 ? 'word' : 'words'}${fits ? '' : count < 4 ? ': 4 at least' : ': 12 at most'}`,
  );
  const { open, entry, citation } = desk;
  const isCiting = open.list === 'points' || open.list === 'delegations';
  const isEmpty = isCiting && !citationsOf(entry)[citation]?.passage;
  const make = pressable(isCiting && isEmpty ? 'plain' : 'main', newPoint, 'New point');
  const buttons = isCiting
    ? [
        pressable(isEmpty ? 'main' : 'plain', usePassage, 'Use as the passage'),
        ...(isEmpty ? [] : [pressable('plain', citeToo, 'Cite it too')]),
        ...(open.list === 'points' ? [pressable('plain', useQuote, 'Quote it')] : []),
      ]
    : [];
  // A press must not take the selection away before it is read.
  for (const button of [make, ...buttons])
    button.addEventListener('pointerdown', (event) => event.preventDefault());
  bar.replaceChildren(words, make, ...buttons);
}

/** The selected words become a point of their own. */
export function newPoint() {
  if (!desk.saving) return;
  if (!taken) {
    announce('Select words of the source first.');
    return;
  }
  const ids = new Set(desk.saving.round.points.map(({ id }) => id));
  let number = desk.saving.round.points.length + 1;
  while (ids.has(`point-${number}`)) number += 1;
  addEntry('points', {
    id: `point-${number}`,
    topics: ['overview'],
    kind: 'said',
    citations: [{ ...taken }],
  });
}

function usePassage() {
  if (!taken) return;
  const citations = citationsOf(desk.entry);
  const before = citations[desk.citation];
  if (before) Object.assign(before, taken);
  else citations.push({ ...taken });
  putCitations(citations);
}

function citeToo() {
  if (!taken) return;
  const citations = [...citationsOf(desk.entry), { ...taken }];
  desk.citation = citations.length - 1;
  putCitations(citations);
}

function useQuote() {
  if (!taken || !desk.saving) return;
  const { entry } = desk;
  const language = String(desk.saving.round.sources[desk.sourceIndex]?.entry.language ?? 'en');
  const own = entry.quote ?? {};
  const of = own.of || (entry.by ?? [])[0] || '';
  entry.quote =
    language === 'en'
      ? { ...own, text: taken.passage, of }
      : { ...own, original: taken.passage, language, of };
  takeUp();
}
