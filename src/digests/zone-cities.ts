// The names of time zones and of their cities in several languages, from CLDR (`npm run zones`).

import { readFileSync } from 'node:fs';
import { fold, wordsOf } from '../content/words.ts';
import type { ZoneId } from '../store/types.ts';

/** `zone-cities.json`. */
interface ZoneData {
  readonly languages: readonly string[];
  /** Every zone by its present name, with its city in each of the languages; none for `Etc/…`. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  /** Other names of the zones, such as old ones. */
  readonly links: Readonly<Record<string, string>>;
}

/** A name by which a zone's city can be found. */
export interface ZoneCity {
  readonly zone: ZoneId;
  /** Set where the name is that of another city in the zone, or an old one. */
  readonly label?: string;
}

interface Atlas extends ZoneData {
  /** Every name of a zone by its lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** By folded name. */
  readonly cities: ReadonlyMap<string, ZoneCity>;
}

/** Continents and oceans: other areas of the database (`US/…`, `Etc/…`) have no cities in them. */
const WITH_CITIES = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//u;

/** Seats of government and of talks that give no zone its name, so CLDR lacks them. */
const MORE_CITIES: Readonly<Record<string, readonly string[]>> = {
  'Africa/Abidjan': ['Yamoussoukro'],
  'Africa/Casablanca': ['Rabat'],
  'Africa/Dar_es_Salaam': ['Dodoma'],
  'Africa/Johannesburg': ['Pretoria', 'Cape Town'],
  'Africa/Lagos': ['Abuja'],
  'America/New_York': ['Washington', 'Washington DC'],
  'America/Sao_Paulo': ['Brasília', 'Rio de Janeiro'],
  'America/Toronto': ['Ottawa'],
  'Asia/Almaty': ['Astana'],
  'Asia/Colombo': ['Sri Jayawardenepura Kotte'],
  'Asia/Dubai': ['Abu Dhabi'],
  'Asia/Ho_Chi_Minh': ['Hanoi'],
  'Asia/Karachi': ['Islamabad'],
  'Asia/Kolkata': ['New Delhi', 'Delhi'],
  'Asia/Riyadh': ['Jeddah'],
  'Asia/Shanghai': ['Beijing'],
  'Asia/Yangon': ['Naypyidaw'],
  'Europe/Amsterdam': ['The Hague'],
  'Europe/Berlin': ['Munich'],
  'Europe/Istanbul': ['Ankara'],
  'Europe/Moscow': ['Saint Petersburg', 'St Petersburg'],
  'Europe/Paris': ['Strasbourg'],
  'Europe/Zurich': ['Geneva', 'Bern', 'Davos'],
  'Pacific/Auckland': ['Wellington'],
};

/** Read when first needed: most chats never ask for a city. */
const loaded: { atlas?: Atlas } = {};

function atlas(): Atlas {
  const file = new URL('zone-cities.json', import.meta.url);
  loaded.atlas ??= index(JSON.parse(readFileSync(file, 'utf8')) as ZoneData);
  return loaded.atlas;
}

function index(data: ZoneData): Atlas {
  const { zones, links } = data;
  const own = Object.entries(zones).filter(([, cities]) => cities.length > 0);
  const linked = Object.entries(links).filter(([link]) => WITH_CITIES.test(link));
  const cities = new Map<string, ZoneCity>();
  // Of two cities with one name the first wins: a zone's own city, then another name of a zone, then the rest.
  const add = (name: string, zone: string, label?: string) => {
    const key = foldCity(name);
    if (!cities.has(key)) cities.set(key, { zone: zone as ZoneId, ...(label !== undefined && { label }) });
  };
  for (const [zone, [english = '']] of own) add(english, zone);
  for (const [zone, names] of own) for (const name of [cityPart(zone), ...names]) add(name, zone);
  for (const [link, zone] of linked) add(cityPart(link), zone, cityPart(link));
  for (const [zone, names] of Object.entries(MORE_CITIES)) for (const name of names) add(name, zone, name);
  const names = [...Object.keys(zones), ...Object.keys(links)];
  return { ...data, cities, names: new Map(names.map((name) => [name.toLowerCase(), name])) };
}

/** `Africa/Dar_es_Salaam` → `Dar es Salaam`. */
function cityPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Lower case, no accents, single spaces: `São_Paulo` → `sao paulo`, `Київ` → `киів`. */
export function foldCity(text: string): string {
  return wordsOf(fold(text)).join(' ');
}

/** The name in the case in which the IANA database has it. */
export function properName(name: string): string | undefined {
  return atlas().names.get(name.toLowerCase());
}

/** The zone of a city, by its name in any of the languages. */
export function zoneOfCity(name: string): ZoneId | undefined {
  return atlas().cities.get(foldCity(name))?.zone;
}

/** Every folded name of a city. */
export function allCities(): Iterable<readonly [string, ZoneCity]> {
  return atlas().cities;
}

/** The city of a zone in a language, else in English; `undefined` for offsets and other zones without one. */
export function cityOf(zone: string, language: string): string | undefined {
  const { languages, zones, links } = atlas();
  const cities = zones[links[zone] ?? zone];
  return cities?.[languages.indexOf(language)] ?? cities?.[0];
}
