# Слова интерфейса по-русски. Содержание остаётся на своём языке.
# Стиль: просто, доброжелательно, кратко, нейтрально. Одно сообщение – одна мысль.

## Виды тезисов и чьи они

kind-agreed = Согласовано
kind-said = Сказано
kind-reported = Сообщается, не подтверждено
kind-denied = Опровергнуто
kind-analysis = Анализ
kind-background = Справка

status-agreed = (согласовано)
status-said = (по словам: { $who })
status-reported = (по сообщению: { $who }; не подтверждено)
status-analysis = (анализ: { $who })
denied-by = (опровержение: { $who })
denied-according-to = (опровергнуто, по данным: { $who })

## Части ответа

section-agreed = Согласовано
section-others = Другие
section-reported = Сообщается, не подтверждено
section-denied = Опровергнуто
section-analysis = Анализ
section-background = Справка
section-analysis-and-background = Анализ и справка
section-sources = Источники
delegation-host = (принимающая сторона)
continued = (продолжение)

source-one = Источник:
source-one-warning = Источник один: всё изложено так, как сообщает он.
source-machine-translation = машинный перевод
source-translation = перевод
source-via = известно через: { $source }

## Доказательства

evidence-title = Откуда это известно
evidence-source =
    { $count ->
        [one] Источник: { $where }
       *[other] Источники: { $where }
    }
quoted = «{ $quote }»
denies = Опровергает: { $what }
commitment = Обязательство:
commitment-announced = объявлено
commitment-begun = начато
commitment-kept = выполнено
commitment-dropped = отменено

## Хронология, цитаты, переговоры, поиск

timeline-title = Хронология
timeline-empty = У этих переговоров пока нет хронологии.
quotes-title = Цитаты
quotes-empty = В источниках об этих переговорах нет прямых цитат.
talks-title =
    { $count ->
        [one] { $count } переговоры
        [few] { $count } раунда переговоров, сначала новые
       *[other] { $count } раундов переговоров, сначала новые
    }
search-title =
    { $count ->
        [one] { $count } тезис по запросу { $query }
        [few] { $count } тезиса по запросу { $query }
       *[other] { $count } тезисов по запросу { $query }
    }
search-nothing = По запросу { $query } ничего не найдено
search-nothing-hint = Попробуйте меньше слов, имя или место. Все переговоры: /talks.

## Дайджесты

digest-title-first = Что известно на сегодня
digest-title-new = Новое с прошлого дайджеста
digest-title-rotation = Сегодня новостей нет; вот одна из тем
digest-rest = Ещё { $count }, всё целиком: { $command }
digest-sources =
    { $count ->
        [one] Источник: { $names }. Источник один: всё изложено так, как сообщает он.
       *[other] Источники: { $names }.
    }

## Кнопки

button-evidence = Откуда это
button-back = ‹ Назад
button-next = Дальше { $page }/{ $of }
button-previous = Раньше { $page }/{ $of }

## Приветствие, помощь, настройки, приватность

start-title = Добро пожаловать в Communiqué
start-about = Краткие изложения дипломатических переговоров с источниками: кто о чём договорился, кто что говорит, что лишь сообщается и что опровергнуто.
start-choose = Выберите тему ниже или откройте /talks. Все команды: /help.

help-title = О чём можно спросить
help-topics = Темы
help-commands = Ещё
help-line = { $command } – { $description }
help-talk = К любой теме можно добавить переговоры: { $example }. Без этого отвечают самые новые переговоры с этой темой.
help-statuses = Как читать ответ
help-agreed = Согласовано: с этим согласились все делегации
help-said = Имя впереди: так говорит этот человек или сторона
help-reported = Сообщается, не подтверждено: СМИ или неназванные чиновники; опровержения стоят рядом
help-analysis = Анализ и справка: свёрнуты в конце, нажмите, чтобы открыть
help-evidence = Кнопка «Откуда это» показывает источник каждого тезиса и место в нём

settings-title = Настройки
settings-language = Язык кнопок и заголовков: { $language }, как в вашем приложении Telegram. Изложения остаются на языке, на котором написаны.
settings-none = Больше настраивать пока нечего.

privacy-title = Приватность
privacy-stored = О вас ничего не хранится. На вопросы даётся ответ, и они забываются.
privacy-groups = В группах бот читает только сообщения, обращённые к нему.
privacy-search = Слова, которые вы ищете, не попадают в журналы.

## Команды, как их описывают меню и /help

command-start = Приветствие и темы
command-help = О чём можно спросить
command-settings = Ваши настройки
command-latest = Самые новые переговоры вкратце
command-talks = Все переговоры
command-timeline = Что и когда произошло
command-quotes = Их собственными словами
command-search = Поиск слов во всех переговорах
command-privacy = Что о вас хранится

## Ответы на то, на что ответить нельзя

unknown-command = Команды { $command } нет.
unknown-command-suggestion = Команды { $command } нет. Может быть, { $suggestion }?
unknown-command-hint = /help покажет, о чём можно спросить.
unknown-talk = Переговоров { $talk } нет.
unknown-talk-hint = /talks покажет все переговоры с их обозначениями.
topic-not-in-talk = { $talk }: на тему «{ $topic }» ничего нет.
topic-not-in-talk-hint = { $command } ответит по самым новым переговорам с этой темой.
search-empty = Что искать?
search-empty-hint = Напишите слова после команды: { $example }
search-too-long = Слишком длинно для поиска. Не больше { $limit } знаков, пожалуйста.
argument-too-long = Слишком длинно для обозначения переговоров. Все они: /talks.
not-a-command = Я отвечаю на команды. Выберите тему или откройте /help.
stale-button = Эта кнопка устарела. Отправьте команду ещё раз, и ответ будет свежим.
slow-down = Слишком много сразу. Подождите немного и спросите снова.
went-wrong = У нас что-то пошло не так. Попробуйте ещё раз через минуту.
no-content = Переговоров пока нет. Загляните позже.
