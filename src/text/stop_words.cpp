#include "text/stop_words.hpp"

#include <map>
#include <sstream>

#include "text/fold.hpp"

namespace polyvocal::text {
namespace {

/// Function words of each language: articles, pronouns, prepositions, auxiliaries, and the fillers of speech.
constexpr std::pair<const char*, const char*> kLists[] = {
    {"en",
     "a about after all also am an and any are as at be because been before being but by can could did do does doing "
     "don down "
     "for from had has have he her here him his how i if in into is it its just like me my no not now of off on one or "
     "our out "
     "over she so some than that the their them then there they this to too um erm up us very was we were what when "
     "where which "
     "who why will with would yeah you your"},
    {"de",
     "aber alle als also am an auch auf aus bei bin bis da dann das dass dem den der des die doch du ein eine einem "
     "einen einer "
     "er es euch fuer für gar haben habe hat hatte ich ihr im in ist ja jetzt kann kein keine mal man mehr mein mich "
     "mir mit nach "
     "nicht noch nun nur ob oder schon sehr sein sich sie sind so und uns unter vom von vor war waren was wenn wer wie "
     "wir wird "
     "zu zum zur"},
    {"fr",
     "à au aux avec avoir bien c ça ce ces cette d dans de des donc du elle en est et été être fait il ils j je l la "
     "le les leur "
     "lui m ma mais me même mes moi mon n ne nous on ou où par pas plus pour qu que qui s sa se ses si son sont sur ta "
     "te tout tu "
     "un une vous y"},
    {"es",
     "a al algo como con cual cuando de del desde donde el ella ellos en entre era es esa ese eso esta este esto está "
     "fue ha hay la "
     "las le les lo los más me mi muy nada ni no nos o para pero por porque pues que quien se si sí sin sobre son su "
     "sus también "
     "te tiene un una uno y ya yo"},
    {"it",
     "a ad ai al alla anche che chi ci come con cosa così da dal dalla dei del della delle di e è ed era gli ha ho i "
     "il in io la "
     "le lei li lo loro lui ma mi molto ne nel nella no noi non o perché per però più poi quando quella quello questa "
     "questo qui "
     "se sei si sì sono su sua suo te ti tra tu tutto un una uno va voi"},
    {"pt",
     "a ao aos as até com como da das de dela dele do dos e é ela ele eles em entre era essa esse esta este eu foi há "
     "isso já lhe "
     "mais mas me mesmo muito na não nas nem no nos nós o os ou para pela pelo por porque quando que quem são se sem "
     "ser seu sua "
     "só também te tem tinha um uma você"},
    {"nl",
     "aan al als bij dan dat de der deze die dit doch doen door een en er ge geen haar had heb hebben heeft hem het "
     "hier hij hoe "
     "hun ik in is ja je kan maar me meer men met mij mijn na naar niet nog nu of om omdat ons ook op over te toch "
     "toen tot u uit "
     "van voor want waren was wat we wel werd wie worden zal ze zei zich zij zijn zo zou"},
    {"sv",
     "alla att av blev bli de den denna det detta dig din där eller en ett för från ha hade han har hon hur i icke "
     "inte jag kan "
     "man med men mig min mot mycket när nu och om oss på sig sin ska som så till under upp ut var vara vi vid vill "
     "är"},
    {"da",
     "af alle at blev da de den der deres det dig din dog du efter en end er et for fra ham han har havde hende her "
     "hos hun hvad "
     "hvis hvor i ikke ind jeg jo kan man med meget men mig min mod ned nogle nu når og også om op os over på sig sin "
     "skal som så "
     "til ud under var vi vil ville være"},
    {"fi",
     "ei että en ja joka jos kun ne niin nyt oli olen on se sen siitä sitä tai tämä vain hän he me minä mutta mikä "
     "myös ole ovat "
     "sinä te"},
    {"tr",
     "ama bana ben bir biz bu çok da daha de değil en gibi hem her için ile ise ki kim mi mu ne o olan olarak onu sen "
     "siz şey ve "
     "veya ya yok var"},
};

}  // namespace

const std::unordered_set<std::string>& stop_words(std::string_view language) {
  static const std::map<std::string, std::unordered_set<std::string>, std::less<>> kSets = [] {
    std::map<std::string, std::unordered_set<std::string>, std::less<>> sets;
    for (const auto& [code, list] : kLists) {
      std::istringstream words(list);
      for (std::string word; words >> word;) sets[code].insert(fold(word));
    }
    return sets;
  }();
  static const std::unordered_set<std::string> kNone;
  const auto it = kSets.find(language);
  return it == kSets.end() ? kNone : it->second;
}

}  // namespace polyvocal::text
