// The drawer of Bot API calls: method, time, status; payload and answer at a press.
// Called by main.js.

const $ = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** Calls kept in the page. */
const KEPT = 500;

export class Drawer {
  #calls = [];
  #list = $('calls');

  constructor() {
    $('toggle-calls').addEventListener('click', () => this.#open($('calls-panel').hidden));
    $('close-calls').addEventListener('click', () => this.#open(false));
    $('filter').addEventListener('input', () => this.#render());
    $('polls').addEventListener('change', () => this.#render());
  }

  /** @param {readonly any[]} calls oldest first */
  set(calls) {
    this.#calls = [...calls];
    this.#render();
  }

  /** @param {any} call */
  add(call) {
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
    if (!$('calls-panel').hidden && this.#isWanted(call)) this.#list.prepend(row(call));
  }

  #open(open) {
    $('calls-panel').hidden = !open;
    $('toggle-calls').setAttribute('aria-expanded', String(open));
    document.body.classList.toggle('with-calls', open);
    if (open) {
      this.#render();
      $('filter').focus();
    } else $('toggle-calls').focus();
  }

  #isWanted({ method }) {
    if (method === 'getUpdates' && !$('polls').checked) return false;
    return method.toLowerCase().includes($('filter').value.trim().toLowerCase());
  }

  #render() {
    if ($('calls-panel').hidden) return;
    this.#list.replaceChildren(
      ...this.#calls
        .filter((call) => this.#isWanted(call))
        .toReversed()
        .map(row),
    );
  }
}

function row(call) {
  const item = document.createElement('li');
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  const status = call.answer?.status;
  const ok = status === 200;
  const method = document.createElement('strong');
  method.textContent = call.method;
  const code = document.createElement('span');
  code.className = ok ? 'ok' : 'bad';
  code.textContent = status ?? 'no answer';
  const when = document.createElement('time');
  when.textContent = time.format(call.at);
  summary.append(method, code, when);
  details.append(summary, json('Payload', call.payload), json('Answer', call.answer?.body));
  item.append(details);
  return item;
}

function json(title, value) {
  const fragment = document.createDocumentFragment();
  if (value === undefined) return fragment;
  const heading = document.createElement('h3');
  heading.textContent = title;
  const block = document.createElement('pre');
  block.tabIndex = 0;
  block.textContent = JSON.stringify(value, undefined, 2);
  fragment.append(heading, block);
  return fragment;
}
