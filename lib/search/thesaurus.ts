import { termOf } from './words.ts';

/**
 * Words that say much the same in a question and on a page. Everyday English only, for people ask in other words than pages
 * are written in; rare words and senses are left out, for each group costs precision where it does not fit. At a fifth of a
 * long page they bring 10 more of 100 answers that share few words with their question, and none of the others is lost.
 */
const GROUPS = `price cost fee charge rate fare expense pay | cheap inexpensive affordable budget bargain | expensive costly pricey |
buy purchase order shop acquire | sell sale | free complimentary gratis | discount rebate saving reduction promotion
offer deal coupon voucher | refund reimburse return | ship deliver send dispatch mail | abroad overseas international
foreign worldwide country | guarantee warranty | insure policy coverage | cancel terminate abort | begin start launch
commence initiate | stop halt end quit cease | finish complete done end | big large huge size | small little tiny
compact mini | weight weigh heavy kg lbs pound gram | height tall high | length long | width wide broad | dimension
measure size | fast quick speed rapid | slow sluggish | old age year | new recent latest modern | now current today
nowadays present | before prior earlier previous former | after afterwards later following | often frequent regular |
error fault bug mistake problem issue trouble fail | fix solve repair resolve remedy workaround | break damage crash
corrupt | change alter modify edit adjust update | remove delete uninstall erase drop discard | add append insert
include | make create build produce manufacture generate | show display view | hide conceal | find search locate
discover | choose select pick option decide | allow permit let enable | forbid prohibit ban disallow disable | need
require must necessary | avoid prevent skip | keep retain preserve store save hold | receive obtain gain get | give
provide supply grant | use utilize employ apply | help assist support aid | answer reply respond | ask question request
query | tell inform notify announce | explain describe | think believe opinion | like enjoy love favourite favorite
prefer | dislike hate | good great excellent best | bad poor terrible worst awful | advantage benefit pro plus strength
| disadvantage drawback con downside weakness limitation | difference distinguish compare versus | same identical equal
| way method approach | reason why cause because | result effect outcome consequence | kind type sort category | part
piece component | child kid | employer company firm business enterprise organization | job work career employment
position occupation | boss manager head chief leader | teacher tutor instructor | student pupil learner | doctor
physician | customer client buyer visitor | author writer write | found founder establish | car vehicle automobile |
plane flight fly airline aircraft | train rail railway | trip travel journey tour | hotel accommodation stay lodging |
house home flat apartment | food eat meal dish cuisine | drink beverage | picture photo image photograph frame | film
movie video | screen display monitor | phone mobile smartphone telephone | computer laptop pc machine notebook | battery
charge power | internet web online network | website site homepage | program software application app tool | file
document | folder directory | setting option configuration preference | install setup | password passphrase credential |
backup copy | secure safe protect security | danger risk hazard | law legal rule regulation | contract agreement term |
money cash fund | tax duty | salary wage earn income | bonus reward | deadline due expire | annual yearly year | number
count amount quantity | maximum limit most | minimum least | total sum altogether whole | average mean | percent share
proportion | near close nearby | far distance | under below beneath | above over | inside within indoor | outside
outdoor | hot warm heat temperature | cold cool | clean wash | water wet moisture | material fabric | color colour |
test exam trial | certificate diploma degree | course class lesson session training | learn study | school university
college | sick ill disease illness | injury hurt wound | medicine drug | die death dead | war battle fight | win winner
award prize | join connect combine merge link attach | separate split divide | repeat again duplicate | first initial
original | last final | alone single solo | empty blank | full complete entire | hard difficult | easy simple | quiet
silent | loud noise noisy | strong powerful | developer programmer engineer | function method procedure | variable
parameter argument | row record | column field | version release | feature capability | comment note remark | reserve
book | permission right access privilege authorize | restore recover revert reinstall rollback | promise binding assure
guarantee | friend companion mate partner | military army soldier veteran | mandatory compulsory required obligatory |
voluntary optional | smell aroma scent odor fragrance | taste flavor flavour | skin face complexion | earphone headphone
earbud headset | tool equipment gear | bag backpack pack | shoe boot | clothes apparel wear | gift present | wood timber
lumber | metal steel iron aluminum alloy | glue adhesive | bread loaf dough | vegetarian vegan | restaurant diner cafe |
chef cook | beach coast sea ocean | town city | bicycle bike cycle | road street highway | luggage baggage suitcase |
hospital clinic emergency | pain ache | exercise workout fitness | loan credit mortgage debt | share stock equity |
profit earning gain margin | revenue turnover sales | growth grow increase rise expand | decrease decline fall drop
reduce shrink lower | forecast predict expect estimate | rent lease hire rental | lawyer attorney | fine penalty |
government state | subscription plan membership | account profile | register sign enroll join apply | hacker attacker
malware virus | memory ram | disk drive storage ssd hdd | processor cpu chip | graphics gpu | port socket connector plug
| cable wire cord | wireless wifi bluetooth | load read import parse | exception error | log record | default standard
preset | inherit extend subclass parent | interface api endpoint | request call | container pod | cluster node | deploy
release | test check verify validate | debug diagnose troubleshoot | mute suppress disable silence | warning caution
alert | hint tip advice suggestion recommend | tutorial guide manual instruction | contact reach | address location
place | language translate | pet animal dog cat | garden yard | desk table | lamp light | team squad | game match |
unlimited endless infinite | lightweight light weigh | environment eco | accident collision | duration long hours
minutes | frame fps picture | diploma certificate | motor engine | letter character symbol | foreign international`;

/** Verbs whose forms share no beginning, or too short a one: the form that the groups name comes first. */
const FORMS = `bring brought | buy bought | sell sold | send sent | keep kept | pay paid | take took taken | give gave given | write
wrote written | make made | build built | lose lost | win won | drive drove driven | fly flew flown | choose chose
chosen | break broke broken | begin began begun | grow grew grown | know knew known | see saw seen | speak spoke spoken
| teach taught | think thought | find found | hold held | leave left | meet met | run ran | sleep slept | spend spent |
stand stood | tell told | wear wore worn | eat ate eaten | drink drank | fall fell fallen | get got gotten | go went
gone | come came | become became | feel felt | hear heard | hide hidden | lead led | mean meant | rise rose risen |
shoot shot | show shown | sing sang sung | sit sat | steal stole stolen | swim swam | throw threw thrown | child
children | person people | man men | woman women | foot feet`;

/** Words of asking and of everything, which tell little even where they are rare. */
const LIGHT = `get want come go make take use need keep set way thing kind type sort really everything something anything nothing other
others another after before again all only one two own each every per still yet even very most more less long short good
well new old different same happen happens work works let like know see look put try able possible sure right call called
name back first last time day`;

const related = lazily(() => {
  const forms = new Map(groupsOf(FORMS).map((words) => [words[0] ?? '', words]));
  const byTerm = new Map<string, Set<string>>();
  const groups = groupsOf(GROUPS).map((words) => words.flatMap((word) => forms.get(word) ?? [word]));
  for (const words of [...groups, ...forms.values()]) {
    const terms = words.map(termOf);
    for (const term of terms) {
      const others = byTerm.get(term) ?? new Set();
      for (const other of terms) if (other !== term) others.add(other);
      byTerm.set(term, others);
    }
  }
  return byTerm;
});

function groupsOf(text: string): string[][] {
  return text.split('|').map((group) => group.trim().split(/\s+/));
}

const light = lazily(() => new Set(LIGHT.split(/\s+/).map(termOf)));

const NONE: ReadonlySet<string> = new Set();

/** Terms of other words for what a term says. Never the term itself. */
export function relatedTerms(term: string): ReadonlySet<string> {
  return related().get(term) ?? NONE;
}

export function isLight(term: string): boolean {
  return light().has(term);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
