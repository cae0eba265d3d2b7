// The message as readers get it: in each language, the answer and the evidence.

import { element, pressable } from '../../preview/page/dom.js';
import { formatted } from '../../preview/page/entities.js';

/** @typedef {import('../server/views.ts').RoundMessages} RoundMessages */

export class TelegramView {
  /** @type {RoundMessages | null} */
  #messages = null;
  #language = 'en';
  #isEvidence = false;
  #isOfPoint = false;
  #choice;
  #box;

  /**
   * @param {HTMLElement} choice
   * @param {HTMLElement} box
   */
  constructor(choice, box) {
    this.#choice = choice;
    this.#box = box;
  }

  /**
   * @param {RoundMessages | null} messages none where nothing can be shown yet
   * @param {boolean} isOfPoint whether a point is open
   */
  show(messages, isOfPoint) {
    this.#messages = messages;
    this.#isOfPoint = isOfPoint;
    this.#draw();
  }

  /** @param {string} language to be shown from now on */
  choose(language) {
    if (language === this.#language) return;
    this.#language = language;
    this.#draw();
  }

  #draw() {
    const messages = this.#messages;
    const own =
      messages?.languages.find(({ language }) => language === this.#language) ?? messages?.languages[0];
    if (!messages || !own) {
      this.#choice.replaceChildren(element('h2', '', 'In Telegram'));
      this.#box.replaceChildren(
        element(
          'p',
          'nothing',
          'Once the round has a date and a point without mistakes, readers’ messages show here.',
        ),
      );
      return;
    }
    const redraw = (/** @type {() => void} */ change) => () => {
      const focused = document.activeElement?.textContent;
      change();
      this.#draw();
      for (const button of this.#choice.querySelectorAll('button'))
        if (button.textContent === focused) button.focus();
    };
    const languages = messages.languages.map(({ language, name }) => {
      const button = pressable(
        '',
        redraw(() => (this.#language = language)),
        name,
      );
      button.lang = language;
      button.setAttribute('aria-pressed', String(language === own.language));
      return button;
    });
    const kinds = [false, true].map((isEvidence) => {
      const button = pressable(
        '',
        redraw(() => (this.#isEvidence = isEvidence)),
        isEvidence ? 'Evidence' : `Answer to ${messages.command}`,
      );
      button.setAttribute('aria-pressed', String(isEvidence === this.#isEvidence));
      return button;
    });
    const group = (/** @type {string} */ label, /** @type {Node[]} */ ...buttons) => {
      const box = element('div', 'segments', ...buttons);
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', label);
      return box;
    };
    this.#choice.replaceChildren(group('Language', ...languages), group('Message', ...kinds));
    const texts = this.#isEvidence ? own.evidence : own.answer;
    const bubbles = texts.map(({ text, entities }) => {
      const body = element(
        'div',
        'text',
        formatted(text, entities, () => {}),
      );
      body.dir = 'auto';
      body.lang = own.language;
      return element('article', 'bubble', body);
    });
    const why = this.#isOfPoint
      ? 'The point shows here once its mistakes are corrected.'
      : 'Open a point to see its evidence.';
    this.#box.replaceChildren(
      ...(own.evidence.length === 0 && (this.#isEvidence || this.#isOfPoint)
        ? [element('p', 'nothing', why)]
        : []),
      ...bubbles,
    );
  }
}
