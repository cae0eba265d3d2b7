# Слова интерфейса по-русски. Содержание остаётся на своём языке.
# Стиль: просто, доброжелательно, кратко, нейтрально. Одно сообщение – одна мысль.

## Виды тезисов и чьи они

kind-agreed = Согласовано
kind-said = Заявление
kind-reported = Сообщается, не подтверждено
kind-denied = Опровергнуто
kind-open = Обсуждалось, не согласовано
kind-analysis = Анализ
kind-background = Справка

told-by = (версия: { $who })
denied-by = (опровержение: { $who })
denied-according-to = (опровергнуто; данные: { $who })

## Части ответа

section-lead = 📌 Главное
section-agreed = ✅ Согласовано
section-open = 🔸 Обсуждалось, не согласовано
section-others = 💬 Другие
section-reported = ❓ Сообщается, не подтверждено
section-denied = 🚫 Опровергнуто
section-analysis = Анализ
section-background = Справка
section-promises = 🤝 Обещания
section-more = ▸ Ещё { $count }
section-sources = Источники
delegation-host = (принимающая сторона)
delegation-mediator = (посредник)
delegation-chair = (председатель)
delegation-observer = (наблюдатель)
continued = (продолжение)
shortened = Это ещё не всё: кнопка откроет остальное.

one-origin = Всё здесь известно из одного источника: { $source }.
one-origin-of-several = Первоисточник у всего здесь один: { $source }.
sources-counted = { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[other] { $sources } источников
}
sources-counted-countries = { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[other] { $sources } источников
} из { $countries ->
    [one] { $countries } страны
   *[other] { $countries } стран
}
lines-of-one-origin = { $lines ->
    [1] у одной строки один первоисточник
    [one] у { $lines } строки только по одному первоисточнику
   *[other] у { $lines } строк только по одному первоисточнику
}
source-one = Источник:
source-one-warning = Единственный источник; изложено в его версии.
source-machine-translation = машинный перевод
source-translation = перевод
source-carries = текст: { $source }
written-in = Язык текста: { $languages }.

## Доказательства

evidence-title = Откуда это известно
evidence-none = Здесь больше нечего подтверждать: тезисы отозваны.
evidence-sources = { $count ->
    [1] Источник
   *[other] Источники ({ $count })
}
evidence-origins = { $count ->
    [1] всё из одного первоисточника
    [one] { $count } первоисточник
    [few] { $count } первоисточника
   *[other] { $count } первоисточников
}
evidence-answers = Что на это говорят другие
evidence-promise = Что стало с обещанием
answer-denies = Опровергнуто
answer-disputes = Оспорено
answer-confirms = Подтверждено
answer-replaces = Заменено
answer-denies-by = Опровергает: { $who }
answer-disputes-by = Оспаривает: { $who }
answer-confirms-by = Подтверждает: { $who }
answer-replaces-by = Заменяет: { $who }
owner-state = государственное издание
owner-public = общественный вещатель
owner-private = частное издание
owner-government = сайт органа власти
owner-party = партийное издание
source-untitled = открыть источник
says-so = говорит именно это
quoted = «{ $quote }»
quote-translated = (перевод; язык оригинала: { $language })
quote-translated-from = (перевод; { $language }: «{ $original }»)
says-partly = говорит об этом частично
says-otherwise = говорит иначе
denies = Опровергает: { $what }
change-corrected = Исправлено { $date }; было: «{ $was }». { $why }
change-withdrawn = Отозвано { $date }: { $why }
promise = Обещание: { $title }
step-made = дано
step-begun = выполняется
step-kept = выполнено
step-stalled = застопорилось
step-lapsed = утратило силу
step-withdrawn = отозвано

## Даты, которые не один день

date-uncertain = { $date } (?)
date-about = около { $date }
date-since = с { $date }
date-until = до { $date }

## Хронология, цитаты, переговоры, поиск

timeline-title = Хронология
timeline-empty = В этом раунде пока ничего не датировано отдельно. Другие раунды: /talks
timeline-before = ▸ { $count ->
    [one] { $count } более давний тезис
    [few] { $count } более давних тезиса
   *[other] { $count } более давних тезисов
}
timeline-all = { $count ->
    [one] { $count } раунд
    [few] { $count } раунда, сначала новое
   *[other] { $count } раундов, сначала новое
}
timeline-all-empty = Показывать пока нечего.
quotes-title = Цитаты
quotes-empty = Прямых цитат с этих переговоров пока нет. Другие: /talks
talks-title =
    { $count ->
        [one] { $count } раунд переговоров
        [few] { $count } раунда переговоров, сначала новые
       *[other] { $count } раундов переговоров, сначала новые
    }
search-title =
    { $count ->
        [one] { $count } тезис по запросу «{ $query }»
        [few] { $count } тезиса по запросу «{ $query }»
       *[other] { $count } тезисов по запросу «{ $query }»
    }
search-more-with-fewer = Это лучшие { $count }. Запрос покороче покажет все, по страницам.
search-partial = Всех этих слов вместе нет ни в одном тезисе; здесь есть большинство из них.
search-promised = обещания
search-nearest = Может быть, одно из этих слов?
search-topics = Или выберите тему.
which-round = Какой раунд вы имеете в виду?
which-round-hint = Выберите ниже или допишите место и месяц: { $example }
unknown-round-choose = Выберите один из этих; все раунды: /talks.
button-search-words = Искать: { $words }
search-nothing = По запросу «{ $query }» ничего не найдено
search-nothing-hint = Попробуйте меньше слов, имя или место. Все переговоры: /talks.

## Память: обещания, позиции, высказывания, исправления

promises-title =
    { $count ->
        [one] { $count } обещание
        [few] { $count } обещания, сначала те, где есть новое
       *[other] { $count } обещаний, сначала те, где есть новое
    }
promises-none = Таких обещаний нет
promises-none-hint = Все обещания: /promises
promises-unknown = Не знаю такой стороны, темы или состояния: { $words }.
promises-unknown-hint = Попробуйте { $party } или { $state } либо откройте все обещания.
promise-since = · { $date }
promise-on = · { $date }
promise-account =
    { $count ->
        [one] известно от одной стороны: { $who }
       *[other] известно только от этих сторон: { $who }
    }
promise-reported = сообщается, не подтверждено
promise-if = При условии: { $what }
promise-due = Срок: { $date }

compare-title = Позиции сторон
compare-choose = Выберите тему, чтобы увидеть последние слова каждой стороны.
compare-nothing = Сравнивать пока нечего
compare-unknown = Сравнивать нечего: { $topic }.
nothing-on-record = сведений нет

who-empty = Чьи слова показать?
who-unknown = Не знаю, кто это: { $name }.
who-several = Кого вы имеете в виду: { $name }?
who-hint = Напишите имя и, если хотите, слова: { $example }. Или выберите:
who-count =
    { $count ->
        [one] { $count } тезис, по вопросам
        [few] { $count } тезиса, по вопросам
       *[other] { $count } тезисов, по вопросам
    }
who-nothing = Сведений нет.
who-nothing-hint = Попробуйте без дополнительных слов или откройте /talks.

corrections-title =
    { $count ->
        [one] { $count } исправление
        [few] { $count } исправления, сначала новые
       *[other] { $count } исправлений, сначала новые
    }
corrections-none = Исправлять пока ничего не пришлось.
corrections-none-hint = Если тезис окажется неверным, здесь будет видно, что в нём было раньше.
correction-corrected = исправлено
correction-withdrawn = отозвано
correction-now = Теперь:
correction-was = Было: «{ $was }»
correction-why = Почему: { $why }

## Дайджесты

digest-title-first = Что известно на сегодня
digest-title-new = Новое с прошлого дайджеста
digest-title-agreed = Согласовано только что; остальное – в дайджесте
digest-preview-title = Предпросмотр: таким дайджест был бы сейчас
digest-news-title = Новое с прошлого раза
new-nothing = С прошлого раза ничего нового
new-nothing-hint = /latest – последний раунд. С дайджестом (/digest) новое приходит само.
digest-look-back = Сегодня нового нет, вспомним прежнее
digest-nothing = Сегодня нового нет
digest-newest-round = Последний раунд пока прежний:
digest-more =
    { $count ->
        [one] ещё { $count }: { $topics }
       *[other] ещё { $count }: { $topics }
    }
digest-points =
    { $count ->
        [one] { $count } пункт: { $topics }
        [few] { $count } пункта: { $topics }
       *[other] { $count } пунктов: { $topics }
    }
digest-further-rounds =
    { $rounds ->
        [one] и ещё { $count } в { $rounds } раунде
       *[other] и ещё { $count } в { $rounds } раундах
    }
digest-corrected = ✏️ Исправлено:
digest-withdrawn = ✏️ Отозвано:
digest-further-changes =
    { $count ->
        [one] и ещё { $count } исправление
        [few] и ещё { $count } исправления
       *[other] и ещё { $count } исправлений
    }
digest-older = Из прежних раундов:
digest-older-more =
    { $rounds ->
        [one] и ещё { $count } в { $rounds } раунде
       *[other] и ещё { $count } в { $rounds } раундах
    }
digest-older-title = Добавлено из прежних раундов:
digest-introduced = Теперь в вашем дайджесте: { $topics }
digest-last-sent = Прошлый пришёл { $when }.
digest-last-waiting = Прошлый назначен на { $when } и уже в пути.
digest-last-unsent = Прошлый ({ $when }) отправить не удалось.
digest-inside = Сейчас в нём было бы: { $what }.
digest-inside-points =
    { $count ->
        [one] { $count } новый пункт
        [few] { $count } новых пункта
       *[other] { $count } новых пунктов
    }
digest-inside-changes =
    { $count ->
        [one] { $count } исправление
        [few] { $count } исправления
       *[other] { $count } исправлений
    }
digest-inside-older =
    { $count ->
        [one] { $count } пункт прежних раундов
        [few] { $count } пункта прежних раундов
       *[other] { $count } пунктов прежних раундов
    }
digest-inside-nothing = По вашим темам нового нет. Если так и останется, в этот день дайджест не придёт.
digest-inside-look-back = По вашим темам нового нет. Если так и останется, придёт подборка из прежнего.
digest-no-topics = Ни одной из выбранных тем больше нет: выберите другие.
digest-none-sent-here = Сейчас этот бот дайджесты не рассылает.
digest-zone-lost = Часовой пояс { $zone } мне больше не известен. Дайджесты по-прежнему приходят по UTC{ $offset }, без летнего времени. Выберите другой: /digest

## Панель /digest и её слова

digest-panel-title = Ваш дайджест
digest-offer-title = Дайджест новостей
digest-channel-title = Дайджест канала { $channel }
digest-channel-offer-title = Дайджест для канала { $channel }
digest-offer = Выберите время – и всё готово. Дни и темы можно изменить в любой момент.
digest-schedule = { $days } в { $time }, { $zone }
digest-days-daily = Каждый день
digest-days-weekdays = С понедельника по пятницу
digest-days-list = По { $days }
digest-kept-weekdays = с понедельника по пятницу
digest-kept-list = по { $days }
digest-weekday =
    { $day ->
        [0] понедельникам
        [1] вторникам
        [2] средам
        [3] четвергам
        [4] пятницам
        [5] субботам
       *[6] воскресеньям
    }
digest-topics-all = Все темы
digest-topics = Темы: { $topics }
digest-topics-none = Без тем, только то, за чем вы следите
digest-follows = Вы следите: { $what }
digest-follows-first = Вы следите: { $what } – это идёт в дайджесте первым, хотя в нём и так все темы
digest-kept-follows =
    { $count ->
        [one] { $count } подписка на новое
        [few] { $count } подписки на новое
       *[many] { $count } подписок на новое
    }
digest-agreed-on = О том, что согласовано, сообщим сразу: до трёх сообщений в день, никогда в тихие часы.
digest-agreed-off = О том, что согласовано, расскажет дайджест.
digest-card-on = Каждый дайджест начинается с картинки, если есть что показать.
digest-card-off = Дайджесты приходят без картинки.
follows-title = За чем вы следите
follows-channel-title = За чем следит дайджест «{ $channel }»
follows-none = Пока ни за чем.
follows-how = Добавьте имя или слова: { $example }, { $words }. Или нажмите «Следить» под /who, /compare, /promises и /search.
follows-all-topics = В вашем дайджесте и так все темы, так что это лишь идёт в нём первым. Чтобы приходило только это: /digest, «Темы», «Только то, за чем слежу».
follows-is-paused = на паузе
follows-dropped = Больше не следим: { $what }
follows-dropped-all = Больше не следим: { $what }. Кроме этого в дайджесте ничего не было, так что он отключён.
follows-paused = На паузе: { $what }
follows-resumed = Снова следим: { $what }
follows-gone = За этим вы уже не следите.
follow-added =
    { $count ->
        [0] Следим: { $what }. Пока об этом ничего нет.
        [one] Следим: { $what }. Пока есть { $count } пункт.
        [few] Следим: { $what }. Пока есть { $count } пункта.
       *[many] Следим: { $what }. Пока есть { $count } пунктов.
    }
follow-already = Вы уже следите: { $what }.
follow-full = Вы следите уже за { $limit } вещами, больше нельзя. Уберите что-нибудь, чтобы освободить место.
follow-only = В нём только то, за чем вы следите. Добавить темы: /digest
follow-which = { $words }: это может значить разное.
follow-unheard = Такого имени я не знаю: { $words }. И публикаций об этом пока нет.
follow-choose = За чем будем следить?
follow-topic = Тема: { $name }
follow-party = Что говорит { $name }
follow-wordless = За знаком или смайликом следить не получится: нужны имя или слова. Например: /follow lavrov
follow-words = Следить можно за именем или за несколькими словами, до { $limit } знаков. Например: /follow lavrov
digest-when-new = Приходит, только когда есть новости
digest-when-always = Приходит всегда; если новостей нет – с подборкой из прежнего
digest-language = Язык: { $language }
digest-language-ask = Язык: { $language }. Другой можно выбрать ниже.
digest-next = Следующий: { $when }
digest-paused = На паузе, пока вы его не возобновите.
digest-paused-silent = На паузе: мне не разрешено писать. Верните мне это право и возобновите дайджест.
digest-paused-topic-closed = На паузе: тема закрыта. Откройте её снова и возобновите дайджест.
digest-paused-topic-deleted = На паузе: тема удалена.
digest-none = Дайджест ещё не настроен.
digest-suggested = Ещё не настроено. Можно так:
digest-unsubscribed = Подписка отменена.
digest-ended = Дайджест прекратился, когда бота заблокировали или удалили.
digest-choose-time = Выберите время или сдвиньте его кнопками.
digest-choose-zone = Выберите часовой пояс.
digest-choose-days = Выберите дни.
digest-choose-language = Выберите язык. То, что ещё не переведено, приходит на английском.
digest-choose-topics = Выберите темы.
digest-which-city = Что из этого вы имеете в виду?
digest-city-question = В каком вы городе?
digest-city-hint = Напишите в ответ город или часовой пояс, например: Москва, Berlin или UTC+3.
digest-city-leave = Чтобы всё осталось как есть, отправьте /digest.
digest-city-placeholder = Москва
digest-as-it-was = Кнопка «Возобновить» вернёт всё как было:
digest-offer-again = Или выберите время: остальное не изменится.
digest-kept = Как и раньше: { $what }
digest-begin-question = Ежедневный дайджест: в каком вы городе?
digest-begin-hint = Он будет приходить в { $time } по вашему времени. Нажмите на свой город или напишите его – на любом языке.
digest-begin-unknown = Не знаю такого места: { $word }.
digest-begin-again = Напишите крупный город поблизости или добавьте страну: Гомель, Беларусь. Передумали? Отправьте /digest
digest-done-today = Готово: первый дайджест сегодня в { $time }, { $place }
digest-done-tomorrow = Готово: первый дайджест завтра в { $time }, { $place }
digest-done-later = Готово: первый дайджест – { $when }, { $place }
digest-done-hint = Изменить что угодно можно ниже, а позже – по команде /digest
digest-nothing-new = С прошлого дайджеста ничего нового.
digest-nothing-new-hint = Сегодня ничего бы не пришло. Последние переговоры: /latest

channel-question = Какому каналу присылать дайджест?
channel-question-hint = Выберите его кнопкой ниже. Если меня там ещё нет, Telegram меня добавит. Кнопки нет? Напишите: /digest @name 09:00
channel-picked = Выбран: { $channel }
channel-cancelled = Ничего не выбрано.
channel-in-private = Дайджест канала настраивается в личном чате со мной.
channel-unknown = Не могу найти такой канал.
channel-unknown-hint = Проверьте его @имя или выберите из списка: /digest channel
channel-bot-absent = Я не администратор этого канала.
channel-bot-absent-hint = Сделайте меня в нём администратором с правом публикации и попробуйте ещё раз.
channel-bot-silent = Мне не разрешено публиковать в этом канале.
channel-bot-silent-hint = Дайте мне в нём право «Публикация сообщений» и попробуйте ещё раз.
channel-not-yours = Вы не администратор этого канала.
channel-not-yours-hint = Менять его дайджест могут только владелец и администраторы. Ваш собственный: /digest
channel-unanswered = Не удалось проверить права в этом канале.
channel-unanswered-hint = Попробуйте ещё раз через минуту.
channel-news-added = Теперь я могу публиковать в канале { $channel }.
channel-news-added-hint = Дайджест настраивается здесь: подписчики этого не видят.
channel-news-silent = Меня добавили в канал { $channel }, но публиковать там я не могу.
channel-news-silent-hint = Чтобы приходил дайджест, дайте мне право «Публикация сообщений» в списке администраторов.
channel-news-paused = Дайджест канала { $channel } на паузе: мне больше не разрешено там публиковать.
channel-news-paused-hint = Верните мне право «Публикация сообщений» и возобновите его: /digest channel
channel-line = Дайджест: { $schedule }. { $state }
channel-line-none = { $state } Чтобы настроить: /digest 09:00 Europe/Moscow

digest-bad-time = Не понимаю { $word } как время.
digest-bad-day = Какой день? После { $word } нужен день, например: каждый понедельник
digest-bad-zone = Не знаю часового пояса { $word }.
digest-bad-word = Не понимаю { $word }.
digest-twice-time = Укажите только одно время: здесь есть ещё и { $word }.
digest-twice-zone = Укажите только один часовой пояс: здесь есть ещё и { $word }.
digest-twice-when = Лишнее: { $word }. Напишите либо new, либо always.
digest-twice-days = Дни указаны дважды: { $word }. Оставьте один раз.
digest-twice-topics = Темы указаны дважды: { $word }. Оставьте один раз.
digest-nearest = Может быть, { $zones }?
digest-understood-time = Время пишется так: 09:00, 9, 7 вечера или полдень.
digest-understood-day = Дни пишутся так: ежедневно, будни, пн, пн,чт или пн-пт.
digest-understood-zone = Часовой пояс: город (Москва), название (Europe/Berlin) или сдвиг (UTC+3). К небольшому городу добавьте страну: Гродно, Беларусь.
digest-understood-word = Можно указать время (09:00), город или часовой пояс (Москва), дни (ежедневно, будни, пн,чт), темы (ukraine, economy), new или always. Или одно слово: now, why, pause, resume, off.
digest-example = Например: { $example }

managers-only = Менять дайджест и настройки группы могут только администраторы. Свой дайджест можно настроить в личном чате со мной.
managers-unknown = Не удалось проверить, администратор ли вы здесь. Попробуйте ещё раз через минуту.

welcome-back = С возвращением! Пока я был заблокирован или удалён, ваш дайджест остановился.
welcome-back-hint = Возобновить: /digest resume. Изменить: /digest

mydata-none = Об этом чате ничего не хранится.
file-refused = Я не могу присылать сюда файлы. Напишите мне в личный чат или разрешите файлы здесь.
mydata-caption = Всё, что хранится об этом чате.
forget-question = Удалить всё, что хранится об этом чате?
forget-what = Язык, часовой пояс, прочие настройки, дайджесты, то, за чем вы следите, и записи об отправленных дайджестах. Отменить это нельзя, и дайджесты больше не придут.
forget-done = Удалено. Об этом чате больше ничего не хранится.
forget-done-hint = Спрашивать можно и дальше. Новый дайджест: /digest
forget-kept = Ничего не удалено.

## Кнопки

button-evidence = Источники
button-share = Поделиться
button-share-to-chat = Отправить в чат
button-copy-link = Копировать ссылку
button-copy-newest = Ссылка на последнее
button-add-to-group = Добавить в группу
button-add-to-channel = Добавить в канал
button-open = Открыть в боте
inline-nothing = Ничего не найдено. Все темы
button-back = ‹ Назад
button-topics = Темы
button-home = ‹ В начало
button-compare = Сравнить
button-compare-topics = Другие темы
button-all-rounds = Все раунды
button-corrections = Все исправления
button-rest = { $topic }: ещё { $count } · { $round }
button-by-round = По раундам
button-all-promises = Все обещания
button-next = Дальше { $page }/{ $of }
button-previous = Пред. { $page }/{ $of }
button-get-digests = Дайджест
button-digest = Дайджест
button-begin = 🔔 Ежедневный дайджест
button-digest-time = Время
button-digest-zone = Часовой пояс
button-digest-days = Дни
button-digest-language = Язык
button-digest-topics = Темы
button-digest-follows = Слежу
button-only-follows = Только то, за чем слежу
button-follow = Следить
button-drop = ✕ Убрать
button-agreed = Сразу, как согласовано
button-digest-new = Дни без новостей: выкл.
button-digest-always = Дни без новостей: вкл.
button-digest-card-on = Картинка сверху: вкл.
button-digest-card-off = Картинка сверху: выкл.
button-all-topics = Все темы
button-preview = Пример
button-pause = Пауза
button-resume = Возобновить
button-change = Изменить
button-unsubscribe = Отписаться
button-paused-undo = На паузе · Отменить
button-unsubscribed-undo = Вы отписались · Отменить
button-as-before = Возобновить
button-channel = Для канала…
button-channel-setup = Настроить дайджест
button-channel-choose = Выбрать канал
button-channel-cancel = Отмена
button-step-hours = { $step } ч
button-step-minutes = { $step } мин
button-city = Написать город…
button-offsets = Сдвиг от UTC…
button-forget = Удалить всё
button-keep = Оставить

## Что Telegram показывает до первого сообщения и в профиле бота: не больше 512 и 120 знаков

bot-description =
    Дипломатические переговоры кратко: кто встречался, о чём договорились, кто что говорит, что лишь сообщается и что опровергнуто. У каждой строки есть источник, и проверить её можно одним нажатием.

    Выберите тему или спросите своими словами, сравните позиции сторон и получайте дайджест, когда есть новости.
bot-short-description = Дипломатические переговоры кратко и с источниками: темы, позиции, обещания и дайджест новостей.

## Приветствие, помощь, настройки, приватность

start-title = Добро пожаловать в Communiqué
start-about = Дипломатические переговоры кратко и с источниками: что согласовано, кто что говорит, что лишь сообщается и что опровергнуто.
start-choose = Выберите тему или подпишитесь на ежедневный дайджест. Все команды: /help

help-title = О чём можно спросить
help-topics = Темы
help-commands = Другие команды
help-administrators = Для администраторов этой группы
help-line = { $command } – { $description }
help-talk = Чтобы спросить о прежних переговорах, добавьте место или месяц: { $example }. Без этого – последние переговоры по теме.
help-statuses = Как читать ответ
help-agreed = Согласовано: с этим согласились все делегации
help-said = Имя в начале: так говорит этот человек или сторона
help-reported = Сообщается, не подтверждено: СМИ или неназванные чиновники; опровержения, если есть, – рядом
help-analysis = Анализ и справка: свёрнуты в конце, нажмите, чтобы открыть
help-evidence = Кнопка «Источники» показывает, откуда взят каждый тезис

settings-title = Настройки
settings-language = Язык: { $language }, как в вашем приложении Telegram. Что ещё не переведено, приходит на английском.
settings-language-chosen = Язык: { $language }. Что ещё не переведено, приходит на английском.
settings-zone = Часовой пояс: { $zone }
settings-digest = Дайджест: { $schedule }

privacy-title = Приватность
privacy-stored = Вопросы не сохраняются. Когда вы выбираете дайджест, часовой пояс, язык или, в группе, другую настройку или пользуетесь /new, мы храним: номер чата (и прежний), его тип, что и когда вы выбрали, за чем следите (имя или ваши слова), что уже показал /new и был ли бот заблокирован или удалён.
privacy-digests = Для дайджеста ещё и то, что вам уже отправлено, а о каждом выпуске – время, результат, число попыток, номер сообщения, его текст и исправлено ли оно, 30 дней.
privacy-broadcasts = Те, кто ведёт бота, могут написать всем чатам с сохранёнными настройками. Дошло ли до этого чата, хранится 30 дней.
privacy-shared = Если вы просите картинку или делитесь ответом, набрав имя бота в другом чате, мы 30 дней храним номер этого сообщения вместе с номером чата или вашим, чтобы исправить его, если тезис в нём окажется неверным. В какой чат вы его отправили, нам не видно.
privacy-not = Никогда не хранятся: имена, то, что вы пишете, кто что нажимал.
privacy-groups = В группах бот читает только обращённые к нему сообщения; в каналах смотрит только на команды.
privacy-search = Слова, которые вы ищете, не попадают в журналы и хранятся, только если вы за ними следите.
privacy-rights = /mydata пришлёт всё это файлом; /forget удалит.

## Команды, как их описывают меню и /help

command-digest = Ежедневный дайджест в удобное время
command-follow = Следить за именем, стороной или словами
command-stop = Отписаться от дайджеста
command-mydata = Скачать мои данные
command-forget = Удалить мои данные
command-start = Приветствие и темы
command-help = О чём можно спросить
command-settings = Ваши настройки
command-latest = Последние переговоры кратко
command-talks = Все переговоры
command-new = Что нового с прошлого раза
command-timeline = Что и когда произошло: во всех раундах или в одном
command-quotes = Прямая речь
command-promises = Что обещали и что из этого вышло
command-compare = Позиции сторон рядом
command-who = Что сказал человек или сторона
command-corrections = Что было неверно и как правильно
command-search = Поиск слов во всех переговорах
command-privacy = Что о вас хранится

## Ответы на то, на что ответить нельзя

unknown-command = Команды { $command } нет.
unknown-command-suggestion = Команды { $command } нет. Может быть, { $suggestion }?
unknown-command-hint = /help покажет, о чём можно спросить.
unknown-talk = Не знаю переговоров { $talk }.
unknown-talk-hint = Все переговоры: /talks
topic-not-in-talk = { $talk }: на тему «{ $topic }» ничего нет.
topic-not-in-talk-hint = Последнее по этой теме: { $command }
search-empty = Что искать?
search-empty-hint = Напишите слова после команды: { $example }
search-too-long = Слишком длинно для поиска. Не больше { $limit } знаков, пожалуйста.
argument-too-long = Слишком длинно для названия раунда. Все раунды: /talks
forwarded-command = Это пересланная команда, поэтому я её не выполняю. Чтобы она сработала, отправьте её сами.
stale-button = Эта кнопка устарела. Отправьте команду ещё раз, и ответ будет свежим.
slow-down = Слишком много сразу. Подождите немного и спросите снова.
went-wrong = У нас что-то пошло не так. Попробуйте ещё раз через минуту.
no-content = Переговоров пока нет. Загляните позже.

## Для операторов

command-stats = Цифры для операторов
stats-title = Цифры
stats-chats = { $count ->
        [one] { $count } чат с настройками
        [few] { $count } чата с настройками
       *[other] { $count } чатов с настройками
    }
stats-subscriptions = Дайджесты: активны { $active }, на паузе { $paused }, закрыты { $closed }
stats-deliveries = Назначено за последние 24 часа: отправлено { $sent }, ждут { $waiting }, чат недоступен { $gone }, отклонено { $rejected }
stats-copies = Исправлено сообщений за 30 дней: { $corrected }; ждут: { $waiting }; не удалось: { $failed }
stats-copies-reasons = Почему: { $reasons }
stats-content = Контент { $version }: раундов переговоров – { $talks }, тезисов – { $points }
stats-chart = Дайджесты, { $first } – { $last }
stats-chart-days = День ({ $zone })
stats-chart-digests = Дайджесты
stats-chart-sent = отправлено
stats-chart-gone = чат недоступен
stats-chart-rejected = отклонено

## Операторы: /reload и что им сообщают о контенте

command-reload = Обновить контент
reload-done = Контент обновлён
reload-same = Ничего не изменилось
reload-version = Текущая версия: { $version }
reload-talks-added = Добавлены переговоры ({ $count }):
reload-talks-changed = Изменены переговоры ({ $count }):
reload-talks-removed = Удалены переговоры ({ $count }):
reload-points = Тезисы: добавлено { $added }, изменено { $changed }, удалено { $removed }
reload-refused =
    { $count ->
        [one] В контенте { $count } ошибка, он не принят
        [few] В контенте { $count } ошибки, он не принят
       *[other] В контенте { $count } ошибок, он не принят
    }
reload-more = … и ещё { $count }
reload-goes-on = Читатели по-прежнему видят прежнюю версию. Исправьте файлы: бот перечитает их сам.
reload-good-again = Контент исправлен и уже действует

## Группы

repeat-above = Ответ чуть выше.
repeat-link = Перейти к ответу
ask-administrators-only = В этой группе спрашивать могут только администраторы. Спросите меня в личном чате.
introduction-title = Здравствуйте! Я кратко рассказываю о дипломатических переговорах, всегда с источниками.
introduction-ask = Начните с /latest или откройте /help.
introduction-digest = Администраторы могут настроить, чтобы сюда приходил ежедневный дайджест.
button-set-up = Настроить дайджест
settings-ask-everyone = Спрашивать могут все.
settings-ask-administrators = Спрашивать могут только администраторы; остальным я не отвечаю.
settings-delete-off = Команды остаются после ответа.
settings-delete-on = Команды удаляются после ответа.
settings-delete-lacking = Удалять их пока не могу: сделайте меня администратором с правом удалять сообщения.
settings-quiet-off = Тихих часов нет.
settings-quiet-on = Тихие часы { $hours }, { $zone }: мои сообщения приходят без звука.
button-ask-everyone = Могут спрашивать все
button-ask-administrators = Только администраторы
button-delete-questions = Удалять команды
button-quiet = Тихие часы
button-quiet-off = Без тихих часов
paused-title =
    { $count ->
        [one] { $count } дайджест здесь на паузе
        [few] { $count } дайджеста здесь на паузе
       *[other] { $count } дайджестов здесь на паузе
    }
paused-topic-closed = { $schedule }: тема закрыта.
paused-topic-deleted = { $schedule }: тема удалена. Возобновите его, и он будет приходить сюда.
paused-silent = { $schedule }: мне не разрешено здесь писать.
paused-resumed = Дайджест возобновлён.
paused-taken = В этой теме уже есть дайджест. Отправьте /digest в другой теме, чтобы он был там.
pause-news = Дайджест в группе { $group } на паузе
pause-news-by = Кто поставил на паузу: { $person }.
pause-news-by-somebody = Его поставил на паузу один из администраторов.
pause-news-silent = Мне больше не разрешено там писать. Верните мне это право и возобновите дайджест.
pause-news-silent-by = Право писать там у меня отозвано ({ $person }). Верните его и возобновите дайджест.
pause-news-topic-closed = Тема, куда он приходил, закрыта. Откройте её снова и возобновите дайджест.
pause-news-topic-deleted = Тема, куда он приходил, удалена. Возобновите его, и он будет приходить в саму группу.
pause-over = Я могу здесь писать, так что дайджест продолжается.
button-resume-one = Возобновить { $time }

## Операторы: /broadcast

command-broadcast = Написать всем чатам
broadcast-question = Что вы хотите сказать всем?
broadcast-question-hint = Отправьте одно сообщение с нужным оформлением. Сначала вы увидите, как оно выглядит.
broadcast-placeholder = Ваше сообщение всем
broadcast-text-only = Всем можно отправить только текст. Напишите сообщение без картинки и без файла.
broadcast-too-long = Здесь { $length } знаков, а в сообщение помещается { $most }. Сократите его.
broadcast-refused = Telegram не принял это сообщение, поэтому отправить его нельзя. Напишите его иначе, с более простым оформлением, и повторите /broadcast.
broadcast-off = Пока DIGESTS выключен, бот ничего не рассылает и только отвечает
broadcast-preview = Так это будет выглядеть
broadcast-reach =
    { $count ->
        [0] Нет чатов, подходящих под этот выбор.
        [one] Получит { $count } чат.
        [few] Получат { $count } чата.
       *[other] Получат { $count } чатов.
    }
broadcast-hint = Выберите, кто получит. Черновик действует час.
broadcast-all = Все чаты
broadcast-subscribers = С дайджестом
broadcast-any-language = Любой язык
button-broadcast-send = Отправить ({ $count })
button-broadcast-cancel = Отмена
button-broadcast-stop = Остановить
broadcast-cancelled = Отменено: ничего не отправлено
broadcast-expired = Это сообщение уже не отправить: оно отменено или старше часа. Напишите его снова: /broadcast
broadcast-busy = Другое сообщение ещё отправляется. Подождите, пока оно закончится, или остановите его.
broadcast-sending = Отправляется
broadcast-stopped = Остановлено
broadcast-done = Отправлено всем
broadcast-sent = Отправлено: { $sent } из { $total }
broadcast-gone = Недоступные чаты: { $count }
broadcast-rejected = Отклонено Telegram: { $count }
broadcast-unsent = Не отправлено из-за остановки: { $count }
broadcast-left = Осталось отправить: { $count }

## Картинки

button-picture = Картинка
picture-delegations = Кто был за столом
picture-promises = Что стало с обещаниями
picture-nameless = имена неизвестны
# Rows that did not fit into a picture.
picture-more = + ещё { $count } в боте
# Under a picture whose caption has no room for everything.
picture-rest = Остальное – в тексте.
picture-failed = Картинка пока не готова. Нажмите ещё раз через минуту; то же самое сказано в тексте выше.
picture-refused = В этот чат картинки отправлять нельзя. То же самое сказано в тексте выше.

## Сообщения, исправленные на месте

copy-corrected = ✏️ Исправлено { $date }: было «{ $was }». { $why }
copy-corrected-why = ✏️ Исправлено { $date }: { $why }
copy-withdrawn = ✏️ Отозвано { $date }: { $why }
copy-denial = ✏️ Опровержение изменилось, { $date }: { $why }
