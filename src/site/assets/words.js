// The page's own words, in Danish and English. What the plan says stays in the plan's words.

const dictionary = {
  da: {
    before_year: 'Begyndt tidligere', begins: 'begynder', ends: 'slutter', all_feeds: 'Alle kalendere', all_groups: 'Alle grupper', all_products: 'Alle produkter', all_roles: 'Alle roller',
    apple: 'Apple Kalender', cancelled: 'Aflyst', changes: 'Ændringer', close: 'Luk', closed: 'Lukket', calendar: 'Kalender', choose_product: 'Vælg et produkt for at se dets hjul',
    clear: 'Nulstil', colour: 'Skift mellem lyst og mørkt', copied: 'Adressen er kopieret', copy: 'Kopiér adressen', could_not_copy: 'Kopiér adressen her:',
    date: 'Dato', deadline: 'Frist', deadlines: 'Frister', empty: 'Intet passer til valgene.', export: 'Hent som', feed_for: 'Kalender',
    filter: 'Filtre', from: 'Fra', google: 'Google Kalender', group: 'Gruppe', help: 'Hjælp', in_days: (days) => (days === 0 ? 'i dag' : days === 1 ? 'i morgen' : `om ${days} dage`), in_writing: 'skriftligt',
    kinds: 'Vis', views: 'Visninger', language: 'English', link: 'Onlinemøde', list: 'Liste', meeting: 'Møde', meetings: 'Møder', members: 'Deltagere', milestone: 'Milepæl', milestones: 'Milepæle', more: 'Vis alle',
    moved_from: 'Flyttet fra', next: 'Næste møder', no_changes: 'Ingen datoer er flyttet eller aflyst.', no_next: 'Der er ingen kommende møder blandt de valgte.', no_roadmap: 'Her er ingen roadmap.', note: 'Bemærk',
    open_page: 'Åbn siden om mødet', open_outlook: 'Åbn i Outlook på nettet', open_google: 'Åbn i Google Kalender', open_webcal: 'Åbn i kalenderprogram', outlook: 'Outlook', outlook_classic: 'Outlook (klassisk)',
    phase: 'Fase', phases: 'Faser', place: 'Sted', print: 'Udskriv', product: 'Produkt', roadmap: 'Roadmap', role: 'Rolle',
    search: 'Søg', search_hint: 'Søg efter møde, sted, emne, uge 14 …', shown: (count) => (count === 1 ? '1 post vises' : `${count} poster vises`), skip: 'Gå til indholdet', subscribe: 'Abonnér', time: 'Tid', title: 'Årshjul', to: 'Til', today: 'I dag', topics: 'Emner', track: 'Spor',
    until: 'til', week: 'Uge', weekday: 'Ugedag', what: 'Hvad', wheel: 'Hjul', wheel_help: 'Brug piletasterne til at gå fra møde til møde, og Enter for at åbne.', why: 'Hvorfor', year: 'År',
    not_published: 'Siden er åbnet fra en fil. Når mappen er lagt på en webadresse, står kalenderens adresse her.',
    subscribe_intro: 'Abonnér på en kalender, så flytter møderne sig selv i din kalender, og aflyste møder forsvinder. Vælg gruppe eller rolle ovenfor for at få den kalender, der passer til dig.',
    steps_outlook: ['Åbn Outlook (nyt eller på nettet), og vælg Kalender.', 'Vælg «Tilføj kalender» og så «Abonner fra internettet».', 'Indsæt adressen herover, giv kalenderen et navn, og vælg «Importér».', 'Outlook henter ændringer med nogle timers mellemrum.'],
    steps_outlook_classic: ['Åbn kalenderen i Outlook.', 'Vælg «Tilføj kalender» eller «Åbn kalender», og så «Fra internettet».', 'Indsæt adressen herover, og svar ja til at abonnere.'],
    steps_google: ['Åbn Google Kalender på en computer.', 'Vælg plus ud for «Andre kalendere», og så «Fra webadresse».', 'Indsæt adressen herover. Google kan være op til et døgn om at hente ændringer.'],
    steps_apple: ['Åbn Kalender på en Mac, og vælg Arkiv og «Nyt kalenderabonnement».', 'Indsæt adressen herover, og vælg, hvor tit den skal hentes: hver time er fint.', 'På iPhone: Indstillinger, Apps, Kalender, Kalenderkonti, Tilføj konto, Anden, «Tilføj abonnementskalender».'],
    help_text: [
      ['Hvad er det her?', 'Et årshjul: alle møder, frister, faser og milepæle for et år. Datoerne er lagt, så de passer med helligdage, ferier og de mennesker, der sidder i flere grupper.'],
      ['Se det på din måde', 'Vælg produkt, gruppe eller rolle øverst. Hjul, kalender, liste og roadmap viser det samme på hver sin måde. Adressen i browseren husker dine valg, så du kan gemme den eller sende den til andre.'],
      ['Få det i din kalender', 'Under Abonnér står adressen på den kalender, der passer til dine valg. Når et møde flyttes, flytter det sig også hos dig.'],
      ['Hvorfor den dato?', 'Klik på et møde, og åbn siden om mødet. Der står, hvorfor det ligger, hvor det ligger.'],
      ['På papir', 'Udskriv giver hjulet eller listen på ét ark A4, alt efter hvad du ser på.'],
      ['Med tastaturet', 'Tabulator går fra felt til felt. I hjulet går piletasterne fra møde til møde, og Enter åbner. Tasten «/» søger.'],
    ],
  },
  en: {
    before_year: 'Begun earlier', begins: 'begins', ends: 'ends', all_feeds: 'All calendars', all_groups: 'All groups', all_products: 'All products', all_roles: 'All roles',
    apple: 'Apple Calendar', cancelled: 'Cancelled', changes: 'Changes', close: 'Close', closed: 'Closed', calendar: 'Calendar', choose_product: 'Choose a product to see its wheel',
    clear: 'Reset', colour: 'Switch between light and dark', copied: 'The address is copied', copy: 'Copy the address', could_not_copy: 'Copy the address here:',
    date: 'Date', deadline: 'Deadline', deadlines: 'Deadlines', empty: 'Nothing fits what is chosen.', export: 'Download as', feed_for: 'Calendar',
    filter: 'Filters', from: 'From', google: 'Google Calendar', group: 'Group', help: 'Help', in_days: (days) => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`), in_writing: 'in writing',
    kinds: 'Show', views: 'Views', language: 'Dansk', link: 'Online meeting', list: 'List', meeting: 'Meeting', meetings: 'Meetings', members: 'Members', milestone: 'Milestone', milestones: 'Milestones', more: 'Show all',
    moved_from: 'Moved from', next: 'Next meetings', no_changes: 'No date has moved, and none is cancelled.', no_next: 'There is no coming meeting among those chosen.', no_roadmap: 'There is no roadmap here.', note: 'Note',
    open_page: 'Open the meeting’s page', open_outlook: 'Open in Outlook on the web', open_google: 'Open in Google Calendar', open_webcal: 'Open in a calendar program', outlook: 'Outlook', outlook_classic: 'Outlook (classic)',
    phase: 'Phase', phases: 'Phases', place: 'Place', print: 'Print', product: 'Product', roadmap: 'Roadmap', role: 'Role',
    search: 'Search', search_hint: 'Search for a meeting, place, topic, week 14 …', shown: (count) => (count === 1 ? '1 entry shown' : `${count} entries shown`), skip: 'Go to the content', subscribe: 'Subscribe', time: 'Time', title: 'Annual cycle', to: 'To', today: 'Today', topics: 'Topics', track: 'Track',
    until: 'to', week: 'Week', weekday: 'Weekday', what: 'What', wheel: 'Wheel', wheel_help: 'Use the arrow keys to go from meeting to meeting, and Enter to open.', why: 'Why', year: 'Year',
    not_published: 'This page was opened from a file. Once the folder is on a web address, the calendar’s address stands here.',
    subscribe_intro: 'Subscribe to a calendar: meetings then move by themselves in yours, and cancelled ones disappear. Choose a group or a role above to get the calendar that suits you.',
    steps_outlook: ['Open Outlook (new or on the web) and go to Calendar.', 'Choose “Add calendar”, then “Subscribe from web”.', 'Paste the address above, give the calendar a name, and choose “Import”.', 'Outlook looks for changes every few hours.'],
    steps_outlook_classic: ['Open the calendar in Outlook.', 'Choose “Add calendar” or “Open calendar”, then “From Internet”.', 'Paste the address above and agree to subscribe.'],
    steps_google: ['Open Google Calendar on a computer.', 'Choose the plus beside “Other calendars”, then “From URL”.', 'Paste the address above. Google may take up to a day to see changes.'],
    steps_apple: ['Open Calendar on a Mac, and choose File, then “New Calendar Subscription”.', 'Paste the address above, and choose how often to look: every hour is fine.', 'On an iPhone: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, “Add Subscribed Calendar”.'],
    help_text: [
      ['What is this?', 'An annual cycle: all meetings, deadlines, phases and milestones of a year, placed so that they suit holidays and the people who sit in several groups.'],
      ['See it your way', 'Choose product, group or role at the top. Wheel, calendar, list and roadmap show the same in different ways. The address in the browser keeps what you chose, so you can save it or send it on.'],
      ['Have it in your calendar', 'Subscribe has the address of the calendar that suits what you chose. When a meeting moves, it moves in your calendar too.'],
      ['Why that date?', 'Click on a meeting and open its page: it says why the meeting lies where it does.'],
      ['On paper', 'Print gives the wheel or the list on one sheet of A4, whichever you look at.'],
      ['With the keyboard', 'Tab goes from field to field. In the wheel the arrow keys go from meeting to meeting, and Enter opens. The key “/” searches.'],
    ],
  },
};

/// The words of a language, with its dates.
function createWords(language) {
  const words = dictionary[language] ?? dictionary.da;
  return { language, text: (key) => words[key], say: (key, value) => words[key](value), dates: dateWords(language) };
}
