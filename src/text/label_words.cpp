#include "text/label_words.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_set>

namespace polyvocal::text {
namespace {

/// What is told of a transcript above it. Folded: small letters without accents; a bar between entries.
constexpr const char* kFrontMatter[] = {
    // English
    "date|time|place|location|venue|duration|length|participants|present|attendees|title|subject|topic|source|sources|"
    "link|links|url|"
    "transcript|transcription|transcribed|transcribed by|transcriber|recording|recorded|audio|video|file|file "
    "name|project|version|id|code|"
    "email|e-mail|phone|tel|fax|address|website|language|translation|interview|age|gender|occupation|region|status|"
    "site|setting|"
    "abstract|contents|license|licence|copyright|mode|wave",
    // German, French, Spanish, Portuguese, Italian
    "datum|ort|dauer|thema|uhrzeit|teilnehmer|teilnehmende|anwesend|quelle|aufnahme|transkription|lieu|duree|heure|"
    "sujet|enregistrement|"
    "fecha|data|lugar|local|luogo|duracion|duracao|durata|hora|ora|tema|asunto|assunto|argomento|participantes|"
    "partecipanti|grabacion|"
    "gravacao|registrazione",
    // Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Turkish
    "plaats|duur|onderwerp|deelnemers|opname|dato|plats|sted|amne|emne|inspelning|optagelse|paivamaara|paikka|kesto|"
    "aihe|miejsce|czas|temat|"
    "misto|cas|tarih|yer|sure|konu",
    // Russian, Ukrainian, Chinese, Japanese
    "дата|место|время|тема|мiсце|місце|час|時間|时间|日期|地點|地点|主題|主题|題目|题目|來源|来源|場所|日時|参加者|"
    "與會者|出席者|出席",
};

/// What begins a remark or a phrase of prose, in the same form.
constexpr const char* kProse[] = {
    "note|notes|example|for example|for "
    "instance|e.g|eg|i.e|ie|ps|p.s|nb|n.b|http|https|ftp|mailto|www|update|warning|summary|conclusion|"
    "introduction|intro|outro|background|context|photo|image|figure|table|appendix|chapter|section|part|step|tip|hint|"
    "remember|important|"
    "pros|cons|also|and|but|so|or|because|then|first|second|third|finally|that is|this|that|the "
    "following|following|break|music|sponsor|"
    "sponsors|advertisement|ad|jingle|sample|laughter|applause|clip|edit|key|web|twitter|facebook|instagram|yes|no|"
    "well|okay|ok|right|yeah|"
    "inaudible|crosstalk|silence|pause|mm|hm|mhm|oh|ah|really|exactly|sure|thanks|total|result|results|problem|reason|"
    "point|lesson|goal|"
    "goals|impressions|observations|comments|comment|themes|reflections|method|methods|aim|aims|end|start",
    "anmerkung|hinweis|zum beispiel|beispiel|z.b|kontext|musik|fazit|ja|nein|genau|dann|und|aber|remarque|par "
    "exemple|exemple|contexte|"
    "musique|donc|oui|non|voila|et|mais|nota|por ejemplo|ejemplo|por exemplo|exemplo|ad "
    "esempio|esempio|contexto|contesto|musica|si|sim|"
    "cioe|allora",
    "opmerking|bijvoorbeeld|voorbeeld|till exempel|exempel|for "
    "eksempel|eksempel|esimerkki|esimerkiksi|huomautus|uwaga|na przyklad|"
    "poznamka|naprikad|not|ornek|ornegin|примечание|например|приклад|наприклад|примітка",
    "註|注|備註|备注|例如|譬如|比如|參考|参考|所以|就是|他說|他说|她說|她说|我說|我说|你說|你说|他問|她問|我問|他问|"
    "她问|我问",
};

using Words = std::unordered_set<std::string_view>;

Words split(std::span<const char* const> lists) {
  Words set;
  for (std::string_view list : lists) {
    while (!list.empty()) {
      const std::size_t bar = std::min(list.find('|'), list.size());
      if (bar > 0) set.insert(list.substr(0, bar));
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
  }
  return set;
}

const Words& front_matter() {
  static const Words kWords = split(kFrontMatter);
  return kWords;
}

const Words& prose() {
  static const Words kWords = split(kProse);
  return kWords;
}

std::string_view without_marks(std::string_view folded) {
  while (folded.ends_with('.') || folded.ends_with('!')) folded.remove_suffix(1);
  return folded;
}

std::string_view first_word(std::string_view folded) {
  return folded.substr(0, folded.find(' '));
}
std::string_view last_word(std::string_view folded) {
  return folded.substr(folded.rfind(' ') + 1);
}

}  // namespace

bool ordinary_label(std::string_view folded) {
  folded = without_marks(folded);
  return front_matter().contains(folded) || prose().contains(folded);
}

bool front_matter_label(std::string_view folded) {
  return front_matter().contains(folded) || front_matter().contains(first_word(folded)) ||
         front_matter().contains(last_word(folded));
}

bool ordinary_phrase(std::string_view folded) {
  return ordinary_label(folded) || front_matter_label(folded) || prose().contains(first_word(folded));
}

}  // namespace polyvocal::text
