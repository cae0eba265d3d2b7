// Cities that give no time zone its name, so that CLDR lacks them: seats of government and of talks, and large ones.

/** By zone, each by the names under which people look for it; of two with one name only the likelier is here. */
export const MORE_CITIES: Readonly<Record<string, string>> = {
  'Africa/Abidjan': 'Yamoussoukro',
  'Africa/Cairo': 'Alexandria, Giza, Sharm el-Sheikh, Sharm el Sheikh, Шарм-эль-Шейх, شرم الشيخ',
  'Africa/Casablanca': 'Rabat, Marrakesh, Marrakech, Fez, Tangier, Рабат',
  'Africa/Dar_es_Salaam': 'Dodoma',
  'Africa/Johannesburg': 'Pretoria, Cape Town, Durban, Претория, Кейптаун',
  'Africa/Lagos': 'Abuja, Kano, Ibadan, Абуджа',
  'Africa/Nairobi': 'Mombasa',
  'America/Bogota': 'Medellín, Cali, Barranquilla, Cartagena',
  'America/Chicago':
    'Houston, Dallas, Austin, San Antonio, Minneapolis, St Louis, New Orleans, Milwaukee, Kansas City, Nashville, Memphis, Oklahoma City, Чикаго, Хьюстон, Даллас',
  'America/Denver': 'Salt Lake City, Albuquerque, El Paso',
  'America/Edmonton': 'Calgary',
  'America/Guayaquil': 'Quito',
  'America/Los_Angeles':
    'San Francisco, San Diego, San Jose, Seattle, Portland, Sacramento, Las Vegas, Oakland, Palo Alto, Сан-Франциско, Сиэтл',
  'America/Mexico_City': 'Guadalajara, Puebla',
  'America/New_York':
    'Washington, Washington DC, Washington D.C., NYC, Boston, Philadelphia, Miami, Atlanta, Baltimore, Pittsburgh, Cleveland, Columbus, Charlotte, Orlando, Tampa, Brooklyn, Manhattan, Вашингтон, Вашинґтон, Бостон, Майами, Филадельфия, 华盛顿, 華盛頓, ワシントン, واشنطن, וושינגטון',
  'America/Sao_Paulo':
    'Brasília, Brasilia, Rio de Janeiro, Belo Horizonte, Curitiba, Porto Alegre, Бразилиа, Рио-де-Жанейро',
  'America/Toronto': 'Ottawa, Montréal, Montreal, Québec, Оттава, Монреаль',
  'America/Vancouver': 'Victoria',
  'Asia/Almaty': 'Astana, Nur-Sultan, Nursultan, Shymkent, Астана, Нур-Султан, Шымкент',
  'Asia/Colombo': 'Sri Jayawardenepura Kotte',
  'Asia/Dubai': 'Abu Dhabi, Sharjah, Абу-Даби, Абу-Дабі, أبو ظبي, أبوظبي, 阿布扎比',
  'Asia/Ho_Chi_Minh': 'Hanoi, Hà Nội, Ханой, 河内',
  'Asia/Jakarta': 'Bandung, Surabaya',
  'Asia/Jerusalem': 'Tel Aviv, Haifa, Тель-Авив, Тель-Авів, Хайфа, תל אביב, حيفا',
  'Asia/Karachi': 'Islamabad, Lahore, Rawalpindi, Исламабад, Ісламабад, اسلام آباد',
  'Asia/Kolkata':
    'New Delhi, Delhi, Mumbai, Bombay, Bangalore, Bengaluru, Chennai, Hyderabad, Нью-Дели, Дели, Делі, Мумбаи, दिल्ली, नई दिल्ली, मुंबई, 新德里',
  'Asia/Riyadh': 'Jeddah, Jidda, Mecca, Medina, Dammam, Джидда, Джедда, Мекка, جدة, مكة, 吉达',
  'Asia/Seoul': 'Busan, Incheon, Пусан',
  'Asia/Shanghai':
    'Beijing, Peking, Guangzhou, Shenzhen, Tianjin, Wuhan, Chengdu, Пекин, Пекін, Гуанчжоу, 北京, 广州, 廣州, 深圳, بكين, בייג׳ינג',
  'Asia/Tehran': 'Isfahan, Mashhad',
  'Asia/Tbilisi': 'Batumi, Батуми, Батумі, Kutaisi',
  'Asia/Tokyo': 'Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Hiroshima, Осака, Киото, 大阪, 京都, 横浜',
  'Asia/Yangon': 'Naypyidaw, Rangoon',
  'Asia/Yekaterinburg': 'Ekaterinburg, Chelyabinsk, Perm, Ufa, Tyumen, Челябинск, Пермь, Уфа, Тюмень',
  'Australia/Sydney': 'Canberra, Канберра',
  'Europe/Amsterdam': 'The Hague, Den Haag, Rotterdam, Utrecht, Гаага, Роттердам, Гаазі',
  'Europe/Athens': 'Thessaloniki, Salonica, Салоники, Θεσσαλονίκη',
  'Europe/Belgrade': 'Novi Sad, Pristina, Prishtina, Priština, Приштина',
  'Europe/Berlin':
    'Munich, München, Hamburg, Frankfurt, Cologne, Köln, Bonn, Stuttgart, Düsseldorf, Leipzig, Dresden, Nuremberg, Nürnberg, Hanover, Hannover, Мюнхен, Гамбург, Франкфурт, Бонн, Кёльн, Дрезден, Лейпциг, Штутгарт, Дюссельдорф',
  'Europe/Brussels': 'Antwerp, Ghent, Bruges',
  'Europe/Istanbul': 'Ankara, Izmir, Antalya, Анкара, Измир, Анталья, Анталия, أنقرة, 安卡拉',
  'Europe/Kyiv':
    'Kharkiv, Kharkov, Odesa, Odessa, Lviv, Lvov, Dnipro, Zaporizhzhia, Donetsk, Kherson, Mykolaiv, Vinnytsia, Poltava, Chernihiv, Sumy, Харьков, Харків, Одесса, Одеса, Львов, Львів, Днепр, Дніпро, Запорожье, Запоріжжя, Донецк, Донецьк, Херсон, Николаев, Миколаїв, Винница, Вінниця, Полтава, Чернигов, Чернігів, Ужгород, Черновцы, Чернівці, Сумы, Суми',
  'Europe/Lisbon': 'Porto',
  'Europe/London':
    'Edinburgh, Glasgow, Manchester, Birmingham, Liverpool, Leeds, Bristol, Cardiff, Belfast, Oxford, Cambridge, Эдинбург, Манчестер',
  'Europe/Madrid': 'Barcelona, Valencia, Seville, Sevilla, Bilbao, Málaga, Барселона, Валенсия',
  'Europe/Minsk': 'Brest, Gomel, Grodno, Vitebsk, Брест, Гомель, Гродно, Витебск',
  'Europe/Moscow':
    'Saint Petersburg, St Petersburg, St. Petersburg, Sochi, Kazan, Nizhny Novgorod, Rostov-on-Don, Voronezh, Санкт-Петербург, Петербург, Питер, СПб, Сочи, Сочі, Казань, Нижний Новгород, Ростов-на-Дону, Ростов, Воронеж, Краснодар, Мурманск, Архангельск, 圣彼得堡',
  'Europe/Paris':
    'Strasbourg, Lyon, Marseille, Nice, Cannes, Toulouse, Bordeaux, Lille, Évian, Страсбург, Лион, Марсель, Ницца, Канны',
  'Europe/Prague': 'Brno',
  'Europe/Riga': 'Jūrmala',
  'Europe/Rome':
    'Milan, Milano, Naples, Napoli, Turin, Torino, Florence, Firenze, Venice, Venezia, Bologna, Милан, Неаполь, Турин, Флоренция, Венеция',
  'Europe/Vienna': 'Graz, Salzburg, Linz, Innsbruck, Зальцбург',
  'Europe/Vilnius': 'Kaunas, Klaipėda',
  'Europe/Warsaw':
    'Kraków, Krakow, Cracow, Gdańsk, Gdansk, Wrocław, Wroclaw, Poznań, Łódź, Lodz, Краков, Краків, Гданьск, Гданськ, Вроцлав',
  'Europe/Zurich':
    'Geneva, Genève, Genf, Bern, Berne, Basel, Davos, Lausanne, Bürgenstock, Женева, Берн, Базель, Давос, Лозанна, 日内瓦, جنيف',
  'Pacific/Auckland': 'Wellington, Christchurch, Веллингтон',
};
