// The round at the bottom: its delegations, the points that lead it, in order, and the others.

import { element, pressable } from '../../preview/page/dom.js';

/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('./desk-state.js').Place} Place */

/**
 * @typedef {object} Handlers
 * @property {(place: Place) => void} onOpen
 * @property {(lead: string[], focus: string) => void} onLead
 * @property {(index: number) => void} onStar a point joins those that lead, or leaves them
 * @property {(place: Place) => number} mistakesIn
 * @property {() => void} onNewDelegation
 * @property {() => void} onNewSession
 * @property {(id: string) => string} partyName
 */

/**
 * @param {HTMLElement} box
 * @param {RoundView} round
 * @param {Place} open
 * @param {Handlers} handlers
 */
export function showPoints(box, round, open, handlers) {
  const lead = /** @type {string[]} */ (round.head.lead ?? []);
  const leading = lead.flatMap((id) => {
    const index = round.points.findIndex((point) => point.id === id);
    return index < 0 ? [] : [index];
  });
  const others = round.points.flatMap((_point, index) => (leading.includes(index) ? [] : [index]));
  const card = (/** @type {Place} */ place, /** @type {(Node | string)[]} */ ...content) => {
    const button = pressable('card', () => handlers.onOpen(place), ...content);
    if (place.list === open.list && place.index === open.index) button.setAttribute('aria-current', 'true');
    button.dataset.card = `${place.list}/${place.index}`;
    const mistakes = handlers.mistakesIn(place);
    if (mistakes > 0) {
      const badge = element('span', 'badge', String(mistakes));
      badge.title = `${mistakes} to correct`;
      badge.append(element('span', 'heard', ' to correct'));
      button.append(badge);
    }
    return button;
  };

  const head = element(
    'ul',
    'cards',
    element(
      'li',
      '',
      card(
        { list: 'head', index: 0 },
        element('strong', '', 'The round'),
        element('span', '', String(round.head.title ?? round.id)),
      ),
    ),
    ...round.delegations.map(({ party, part }, index) =>
      element(
        'li',
        '',
        card(
          { list: 'delegations', index },
          element('strong', '', handlers.partyName(String(party ?? ''))),
          element('span', '', String(part ?? 'no part yet')),
        ),
      ),
    ),
    ...round.sessions.map(({ title, id }, index) =>
      element(
        'li',
        '',
        card(
          { list: 'sessions', index },
          element('strong', '', 'Table'),
          element('span', '', String(title ?? id ?? 'no name yet')),
        ),
      ),
    ),
    element('li', '', pressable('plain small', handlers.onNewDelegation, 'Add a delegation')),
    // All at one table is what most rounds are.
    ...(round.delegations.length < 2
      ? []
      : [
          element(
            'li',
            '',
            pressable(
              'plain small',
              handlers.onNewSession,
              round.sessions.length > 0 ? 'Add a table' : 'Not all sat at one table',
            ),
          ),
        ]),
  );

  const leadList = element('ol', 'cards lead');
  for (const index of leading) leadList.append(pointItem(index, true));
  if (leading.length === 0)
    leadList.append(
      element('li', 'none-yet', 'Drag points here, or press ☆: one to five that a reader must know.'),
    );
  acceptDrops(leadList, lead, handlers.onLead);
  const otherList = element('ul', 'cards others');
  for (const index of others) otherList.append(pointItem(index, false));
  if (round.points.length === 0)
    otherList.append(
      element(
        'li',
        'none-yet',
        'No points yet. Select 4 to 12 words of the source text, and press “New point”.',
      ),
    );

  box.replaceChildren(
    element('section', 'row', element('h2', '', 'Round'), head),
    element('section', 'row', element('h2', '', 'Lead'), leadList),
    ...(others.length > 0 || leading.length === 0
      ? [
          element(
            'section',
            'row',
            element('h2', '', leading.length > 0 ? 'Other points' : 'Points'),
            otherList,
          ),
        ]
      : []),
  );

  /**
   * @param {number} index
   * @param {boolean} isLeading
   */
  function pointItem(index, isLeading) {
    const { id, kind, text } = round.points[index] ?? {};
    const own = String(id ?? '');
    const button = card(
      { list: 'points', index },
      element('strong', `kind ${String(kind ?? '')}`, String(kind ?? 'no kind yet')),
      element('span', '', String(text ?? 'No text yet')),
    );
    const star = pressable('star', () => handlers.onStar(index), isLeading ? '★' : '☆');
    star.setAttribute('aria-label', isLeading ? `Take ${own} out of the lead` : `Lead with ${own}`);
    const item = element('li', '', button, star);
    item.draggable = own !== '';
    item.dataset.point = own;
    item.addEventListener('dragstart', (event) => {
      event.dataTransfer?.setData('text/plain', own);
      item.classList.add('dragged');
    });
    item.addEventListener('dragend', () => item.classList.remove('dragged'));
    if (isLeading) {
      button.title = 'Alt+← and Alt+→ move it';
      button.addEventListener('keydown', (event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!event.altKey || by === undefined) return;
        event.preventDefault();
        handlers.onLead(moved(lead, own, lead.indexOf(own) + by), own);
      });
    }
    return item;
  }
}

/**
 * @param {readonly string[]} lead
 * @param {string} id
 * @param {number} to
 */
function moved(lead, id, to) {
  const rest = lead.filter((one) => one !== id);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, id);
}

/**
 * @param {HTMLElement} list
 * @param {readonly string[]} lead
 * @param {(lead: string[], focus: string) => void} onLead
 */
function acceptDrops(list, lead, onLead) {
  list.addEventListener('dragover', (event) => {
    event.preventDefault();
    list.classList.add('over');
  });
  list.addEventListener('dragleave', () => list.classList.remove('over'));
  list.addEventListener('drop', (event) => {
    event.preventDefault();
    list.classList.remove('over');
    const id = event.dataTransfer?.getData('text/plain') ?? '';
    if (!/^[a-z0-9-]+$/.test(id)) return;
    const items = [...list.querySelectorAll('li[data-point]')].filter(
      (item) => /** @type {HTMLElement} */ (item).dataset.point !== id,
    );
    const after = items.findIndex((item) => {
      const { left, width, top, height } = item.getBoundingClientRect();
      const isAbove = event.clientY < top;
      const isInRow = event.clientY <= top + height;
      return isAbove || (isInRow && event.clientX < left + width / 2);
    });
    const next = moved(lead, id, after < 0 ? items.length : after);
    if (next.join() !== lead.join()) onLead(next, id);
  });
}
