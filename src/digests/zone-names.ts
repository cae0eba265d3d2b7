// Zone names that the runtime accepts but does not list, and cities that no zone is named after. The names are the
// links of the IANA time zone database, 2025b (public domain).

/** Names that `Intl.supportedValuesOf('timeZone')` gives, where the database has a newer one. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** Every other name of the database in its proper case. */
export const OTHER_NAMES: readonly string[] = `
  Africa/Asmera Africa/Timbuktu America/Argentina/ComodRivadavia America/Atka America/Buenos_Aires
  America/Catamarca America/Coral_Harbour America/Cordoba America/Ensenada America/Fort_Wayne
  America/Godthab America/Indianapolis America/Jujuy America/Knox_IN America/Louisville
  America/Mendoza America/Montreal America/Nipigon America/Pangnirtung America/Porto_Acre
  America/Rainy_River America/Rosario America/Santa_Isabel America/Shiprock America/Thunder_Bay
  America/Virgin America/Yellowknife Antarctica/South_Pole Asia/Ashkhabad Asia/Calcutta
  Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Dacca Asia/Harbin Asia/Istanbul Asia/Kashgar
  Asia/Katmandu Asia/Macao Asia/Rangoon Asia/Saigon Asia/Tel_Aviv Asia/Thimbu Asia/Ujung_Pandang
  Asia/Ulan_Bator Atlantic/Faeroe Atlantic/Jan_Mayen Australia/ACT Australia/Canberra Australia/Currie
  Australia/LHI Australia/NSW Australia/North Australia/Queensland Australia/South Australia/Tasmania
  Australia/Victoria Australia/West Australia/Yancowinna Brazil/Acre Brazil/DeNoronha Brazil/East
  Brazil/West CET CST6CDT Canada/Atlantic Canada/Central Canada/Eastern Canada/Mountain
  Canada/Newfoundland Canada/Pacific Canada/Saskatchewan Canada/Yukon Chile/Continental
  Chile/EasterIsland Cuba EET EST EST5EDT Egypt Eire Etc/GMT Etc/GMT+0 Etc/GMT+1 Etc/GMT+10 Etc/GMT+11
  Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-0
  Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4
  Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC
  Etc/Universal Etc/Zulu Europe/Belfast Europe/Kiev Europe/Nicosia Europe/Tiraspol Europe/Uzhgorod
  Europe/Zaporozhye GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica
  Japan Kwajalein Libya MET MST MST7MDT Mexico/BajaNorte Mexico/BajaSur Mexico/General NZ NZ-CHAT
  Navajo PRC PST8PDT Pacific/Enderbury Pacific/Johnston Pacific/Ponape Pacific/Samoa Pacific/Truk
  Pacific/Yap Poland Portugal ROC ROK Singapore Turkey UCT US/Alaska US/Aleutian US/Arizona US/Central
  US/East-Indiana US/Eastern US/Hawaii US/Indiana-Starke US/Michigan US/Mountain US/Pacific US/Samoa
  UTC Universal W-SU WET Zulu
`
  .trim()
  .split(/\s+/u);

/** Seats of government and large cities, in lower case without accents, by the zone they keep. */
const CITIES_BY_ZONE: Readonly<Record<string, string>> = {
  'Africa/Cairo': 'alexandria, giza',
  'Africa/Casablanca': 'rabat, marrakesh',
  'Africa/Dar_es_Salaam': 'dodoma',
  'Africa/Johannesburg': 'pretoria, cape town, durban',
  'Africa/Lagos': 'abuja',
  'Africa/Abidjan': 'yamoussoukro',
  'America/Bogota': 'medellin',
  'America/Chicago': 'houston, dallas, austin, minneapolis',
  'America/Denver': 'salt lake city',
  'America/Los_Angeles': 'san francisco, seattle, san diego, las vegas, silicon valley',
  'America/Mexico_City': 'guadalajara',
  'America/New_York': 'washington, washington dc, boston, miami, atlanta, philadelphia, nyc',
  'America/Sao_Paulo': 'brasilia, rio de janeiro',
  'America/Toronto': 'ottawa, montreal, quebec',
  'Asia/Almaty': 'astana',
  'Asia/Dubai': 'abu dhabi',
  'Asia/Ho_Chi_Minh': 'hanoi, ho chi minh city',
  'Asia/Jerusalem': 'haifa',
  'Asia/Karachi': 'islamabad, lahore',
  'Asia/Kolkata': 'delhi, new delhi, mumbai, bangalore, bengaluru, chennai, hyderabad',
  'Asia/Riyadh': 'jeddah, mecca',
  'Asia/Shanghai': 'beijing, peking, shenzhen, guangzhou',
  'Asia/Tokyo': 'osaka, kyoto',
  'Asia/Colombo': 'sri jayawardenepura kotte',
  'Asia/Yangon': 'naypyidaw',
  'Australia/Sydney': 'canberra',
  'Europe/Amsterdam': 'the hague, rotterdam',
  'Europe/Berlin': 'munich, hamburg, frankfurt, cologne, bonn, dusseldorf, stuttgart',
  'Europe/Brussels': 'antwerp',
  'Europe/Istanbul': 'ankara, izmir',
  'Europe/Kyiv': 'lviv, odesa, kharkiv, dnipro',
  'Europe/London': 'edinburgh, manchester, cardiff, birmingham',
  'Europe/Madrid': 'barcelona, valencia',
  'Europe/Moscow': 'st petersburg, saint petersburg, sochi, msk',
  'Europe/Paris': 'strasbourg, lyon, marseille',
  'Europe/Rome': 'milan, naples, turin',
  'Europe/Warsaw': 'krakow, gdansk',
  'Europe/Zurich': 'geneva, bern, davos, basel',
  'Pacific/Auckland': 'wellington',
};

/** City → zone. */
export const MORE_CITIES: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES_BY_ZONE).flatMap(([zone, cities]) =>
    cities.split(', ').map((city) => [city, zone] as const),
  ),
);
