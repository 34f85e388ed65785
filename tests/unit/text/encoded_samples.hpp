#pragma once

#include <string_view>

namespace polyvocal::test {

/// One short, invented transcript in one encoding.
struct EncodedSample {
  const char* encoding;
  std::string_view bytes;
  std::string_view text;
};

// clang-format off
// Literals in other encodings, each checked against its UTF-8 form; the first name is the encoding the text is written in.
inline constexpr EncodedSample kEncodedSamples[] = {
    {"windows-1252",
     "Intervieweur : Comment \xE7" "a s'est pass\xE9, \xE0 votre avis ?\nM\xE8re 1 : Euh, c'\xE9tait tr"
     "\xE8s difficile\x85 on n'a jamais \xE9t\xE9 pr\xE9venus, voil\xE0. \xAB Ils \xBB ne r\xE9pondaient p"
     "as \xE0 l\x92\xE9" "cole, m\xEAme apr\xE8s No\xEBl.\n",
     "Intervieweur : Comment ça s'est passé, à votre avis ?\n"
     "Mère 1 : Euh, c'était très difficile… on n'a jamais été prévenus, voilà. « Ils » ne répondaient pas à l’école, même après Noël.\n"},
    {"macintosh",
     "Intervieweur : Comment \x8D" "a s'est pass\x8E, \x88 votre avis ?\nM\x8Fre 1 : Euh, c'\x8Etait tr"
     "\x8Fs difficile\xC9 on n'a jamais \x8Et\x8E pr\x8Evenus, voil\x88. \xC7 Ils \xC8 ne r\x8Epondaient p"
     "as \x88 l\xD5\x8E" "cole, m\x90me apr\x8Fs No\x91l.\n",
     "Intervieweur : Comment ça s'est passé, à votre avis ?\n"
     "Mère 1 : Euh, c'était très difficile… on n'a jamais été prévenus, voilà. « Ils » ne répondaient pas à l’école, même après Noël.\n"},
    {"IBM850",
     "Intervieweur : Comment \x87" "a s'est pass\x82, \x85 votre avis ?\nM\x8Are 1 : Euh, c'\x82tait tr"
     "\x8As difficile? on n'a jamais \x82t\x82 pr\x82venus, voil\x85. \xAE Ils \xAF ne r\x82pondaient pas "
     "\x85 l?\x82" "cole, m\x88me apr\x8As No\x89l.\n",
     "Intervieweur : Comment ça s'est passé, à votre avis ?\n"
     "Mère 1 : Euh, c'était très difficile? on n'a jamais été prévenus, voilà. « Ils » ne répondaient pas à l?école, même après Noël.\n"},
    {"ISO-8859-15",
     "Intervieweur : Comment \xE7" "a s'est pass\xE9, \xE0 votre avis ?\nM\xE8re 1 : Euh, c'\xE9tait tr"
     "\xE8s difficile? on n'a jamais \xE9t\xE9 pr\xE9venus, voil\xE0. \xAB Ils \xBB ne r\xE9pondaient pas "
     "\xE0 l?\xE9" "cole, m\xEAme apr\xE8s No\xEBl.\n",
     "Intervieweur : Comment ça s'est passé, à votre avis ?\n"
     "Mère 1 : Euh, c'était très difficile? on n'a jamais été prévenus, voilà. « Ils » ne répondaient pas à l?école, même après Noël.\n"},
    {"windows-1252",
     "Interviewerin: Wie war das f\xFCr Sie?\nMutter: Na ja, \xE4hm, es war schwierig. \x84" "Fr\xFCher"
     "\x93 h\xE4tten wir gr\xF6\xDF" "ere R\xE4ume gehabt \x96 f\xFCr uns alle, die Stra\xDF" "e r\xFC" "b"
     "er.\n",
     "Interviewerin: Wie war das für Sie?\n"
     "Mutter: Na ja, ähm, es war schwierig. „Früher“ hätten wir größere Räume gehabt – für uns alle, die Straße rüber.\n"},
    {"macintosh",
     "Interviewerin: Wie war das f\x9Fr Sie?\nMutter: Na ja, \x8Ahm, es war schwierig. \xE3" "Fr\x9Fher"
     "\xD2 h\x8Atten wir gr\x9A\xA7" "ere R\x8Aume gehabt \xD0 f\x9Fr uns alle, die Stra\xA7" "e r\x9F" "b"
     "er.\n",
     "Interviewerin: Wie war das für Sie?\n"
     "Mutter: Na ja, ähm, es war schwierig. „Früher“ hätten wir größere Räume gehabt – für uns alle, die Straße rüber.\n"},
    {"IBM850",
     "Interviewerin: Wie war das f\x81r Sie?\nMutter: Na ja, \x84hm, es war schwierig. ?Fr\x81her? h\x84tt"
     "en wir gr\x94\xE1" "ere R\x84ume gehabt ? f\x81r uns alle, die Stra\xE1" "e r\x81" "ber.\n",
     "Interviewerin: Wie war das für Sie?\n"
     "Mutter: Na ja, ähm, es war schwierig. ?Früher? hätten wir größere Räume gehabt ? für uns alle, die Straße rüber.\n"},
    {"windows-1252",
     "Entrevistadora: \xBF" "C\xF3mo fue eso?\nMadre: Pues\x85 \xA1" "fue dif\xED" "cil! El ni\xF1o no que"
     "r\xED" "a ir m\xE1s all\xE1 del jard\xEDn, y la se\xF1ora dec\xED" "a que ma\xF1" "ana.\n",
     "Entrevistadora: ¿Cómo fue eso?\n"
     "Madre: Pues… ¡fue difícil! El niño no quería ir más allá del jardín, y la señora decía que mañana.\n"},
    {"macintosh",
     "Entrevistadora: \xC0" "C\x97mo fue eso?\nMadre: Pues\xC9 \xC1" "fue dif\x92" "cil! El ni\x96o no que"
     "r\x92" "a ir m\x87s all\x87 del jard\x92n, y la se\x96ora dec\x92" "a que ma\x96" "ana.\n",
     "Entrevistadora: ¿Cómo fue eso?\n"
     "Madre: Pues… ¡fue difícil! El niño no quería ir más allá del jardín, y la señora decía que mañana.\n"},
    {"windows-1252",
     "Entrevistadora: Como \xE9 que foi?\nM\xE3" "e: N\xE3o sei, foi dif\xED" "cil. As crian\xE7" "as n"
     "\xE3o tinham educa\xE7\xE3o f\xEDsica e ningu\xE9m nos dava informa\xE7\xF5" "es.\n",
     "Entrevistadora: Como é que foi?\n"
     "Mãe: Não sei, foi difícil. As crianças não tinham educação física e ninguém nos dava informações.\n"},
    {"windows-1252",
     "Intervistatrice: Com'\xE8 andata?\nMadre: Mah, \xE8 stato difficile. Non c\x92" "era pi\xF9 nessuno,"
     " perch\xE9 la citt\xE0\x85 cos\xEC, per\xF2 poi \xE8 arrivata una signora.\n",
     "Intervistatrice: Com'è andata?\n"
     "Madre: Mah, è stato difficile. Non c’era più nessuno, perché la città… così, però poi è arrivata una signora.\n"},
    {"IBM850",
     "Intervjuare: Hur var det?\nMamma: Ja, det var sv\x86rt. Barnen ville inte g\x86 till skolan, f\x94r "
     "de var r\x84" "dda hela tiden.\n",
     "Intervjuare: Hur var det?\n"
     "Mamma: Ja, det var svårt. Barnen ville inte gå till skolan, för de var rädda hela tiden.\n"},
    {"windows-1250",
     "Badaczka: Jak to by\xB3o?\nMatka: No, by\xB3o ci\xEA\xBFko. Dzieci nie chcia\xB3y i\x9C\xE6 do szko"
     "\xB3y, bo ci\xB9gle si\xEA ba\xB3y, \xBF" "e kto\x9C \x9Fle powie.\n",
     "Badaczka: Jak to było?\n"
     "Matka: No, było ciężko. Dzieci nie chciały iść do szkoły, bo ciągle się bały, że ktoś źle powie.\n"},
    {"ISO-8859-2",
     "Badaczka: Jak to by\xB3o?\nMatka: No, by\xB3o ci\xEA\xBFko. Dzieci nie chcia\xB3y i\xB6\xE6 do szko"
     "\xB3y, bo ci\xB1gle si\xEA ba\xB3y, \xBF" "e kto\xB6 \xBCle powie.\n",
     "Badaczka: Jak to było?\n"
     "Matka: No, było ciężko. Dzieci nie chciały iść do szkoły, bo ciągle się bały, że ktoś źle powie.\n"},
    {"windows-1250",
     "Tazatelka: Jak to bylo?\nMatka: No, bylo to t\xEC\x9Ek\xE9. D\xECti necht\xECly chodit do \x9Akoly, "
     "proto\x9E" "e se po\xF8\xE1" "d b\xE1ly, \x9E" "e n\xECkdo n\xEC" "co \xF8" "ekne.\n",
     "Tazatelka: Jak to bylo?\n"
     "Matka: No, bylo to těžké. Děti nechtěly chodit do školy, protože se pořád bály, že někdo něco řekne.\n"},
    {"ISO-8859-2",
     "Tazatelka: Jak to bylo?\nMatka: No, bylo to t\xEC\xBEk\xE9. D\xECti necht\xECly chodit do \xB9koly, "
     "proto\xBE" "e se po\xF8\xE1" "d b\xE1ly, \xBE" "e n\xECkdo n\xEC" "co \xF8" "ekne.\n",
     "Tazatelka: Jak to bylo?\n"
     "Matka: No, bylo to těžké. Děti nechtěly chodit do školy, protože se pořád bály, že někdo něco řekne.\n"},
    {"windows-1250",
     "K\xE9rdez\xF5: Hogy volt?\nAnya: H\xE1t, neh\xE9z volt. A gyerekek nem akartak iskol\xE1" "ba menni,"
     " mert folyton f\xE9ltek, hogy valaki cs\xFAny\xE1t mond.\n",
     "Kérdező: Hogy volt?\n"
     "Anya: Hát, nehéz volt. A gyerekek nem akartak iskolába menni, mert folyton féltek, hogy valaki csúnyát mond.\n"},
    {"windows-1257",
     "Tyr\xEBja: Kaip buvo?\nMotina: Na, buvo sunku. Vaikai nenor\xEBjo eiti \xE1 mokykl\xE0, nes vis\xE0 "
     "laik\xE0 bijojo, kad ka\xFEkas \xE1\xFE" "eis.\n",
     "Tyrėja: Kaip buvo?\n"
     "Motina: Na, buvo sunku. Vaikai nenorėjo eiti į mokyklą, nes visą laiką bijojo, kad kažkas įžeis.\n"},
    {"windows-1251",
     "\xC8\xED\xF2\xE5\xF0\xE2\xFC\xFE\xE5\xF0: \xCA\xE0\xEA \xFD\xF2\xEE \xE1\xFB\xEB\xEE?\n\xCC\xE0\xF2"
     "\xFC: \xCD\xF3, \xE1\xFB\xEB\xEE \xF2\xF0\xF3\xE4\xED\xEE. \xC4\xE5\xF2\xE8 \xED\xE5 \xF5\xEE\xF2"
     "\xE5\xEB\xE8 \xF5\xEE\xE4\xE8\xF2\xFC \xE2 \xF8\xEA\xEE\xEB\xF3, \xEF\xEE\xF2\xEE\xEC\xF3 \xF7\xF2"
     "\xEE \xE2\xF1\xB8 \xE2\xF0\xE5\xEC\xFF \xE1\xEE\xFF\xEB\xE8\xF1\xFC.\n",
     "Интервьюер: Как это было?\n"
     "Мать: Ну, было трудно. Дети не хотели ходить в школу, потому что всё время боялись.\n"},
    {"KOI8-U",
     "\xE9\xCE\xD4\xC5\xD2\xD7\xD8\xC0\xC5\xD2: \xEB\xC1\xCB \xDC\xD4\xCF \xC2\xD9\xCC\xCF?\n\xED\xC1\xD4"
     "\xD8: \xEE\xD5, \xC2\xD9\xCC\xCF \xD4\xD2\xD5\xC4\xCE\xCF. \xE4\xC5\xD4\xC9 \xCE\xC5 \xC8\xCF\xD4"
     "\xC5\xCC\xC9 \xC8\xCF\xC4\xC9\xD4\xD8 \xD7 \xDB\xCB\xCF\xCC\xD5, \xD0\xCF\xD4\xCF\xCD\xD5 \xDE\xD4"
     "\xCF \xD7\xD3\xA3 \xD7\xD2\xC5\xCD\xD1 \xC2\xCF\xD1\xCC\xC9\xD3\xD8.\n",
     "Интервьюер: Как это было?\n"
     "Мать: Ну, было трудно. Дети не хотели ходить в школу, потому что всё время боялись.\n"},
    {"ISO-8859-5",
     "\xB8\xDD\xE2\xD5\xE0\xD2\xEC\xEE\xD5\xE0: \xBA\xD0\xDA \xED\xE2\xDE \xD1\xEB\xDB\xDE?\n\xBC\xD0\xE2"
     "\xEC: \xBD\xE3, \xD1\xEB\xDB\xDE \xE2\xE0\xE3\xD4\xDD\xDE. \xB4\xD5\xE2\xD8 \xDD\xD5 \xE5\xDE\xE2"
     "\xD5\xDB\xD8 \xE5\xDE\xD4\xD8\xE2\xEC \xD2 \xE8\xDA\xDE\xDB\xE3, \xDF\xDE\xE2\xDE\xDC\xE3 \xE7\xE2"
     "\xDE \xD2\xE1\xF1 \xD2\xE0\xD5\xDC\xEF \xD1\xDE\xEF\xDB\xD8\xE1\xEC.\n",
     "Интервьюер: Как это было?\n"
     "Мать: Ну, было трудно. Дети не хотели ходить в школу, потому что всё время боялись.\n"},
    {"IBM866",
     "\x88\xAD\xE2\xA5\xE0\xA2\xEC\xEE\xA5\xE0: \x8A\xA0\xAA \xED\xE2\xAE \xA1\xEB\xAB\xAE?\n\x8C\xA0\xE2"
     "\xEC: \x8D\xE3, \xA1\xEB\xAB\xAE \xE2\xE0\xE3\xA4\xAD\xAE. \x84\xA5\xE2\xA8 \xAD\xA5 \xE5\xAE\xE2"
     "\xA5\xAB\xA8 \xE5\xAE\xA4\xA8\xE2\xEC \xA2 \xE8\xAA\xAE\xAB\xE3, \xAF\xAE\xE2\xAE\xAC\xE3 \xE7\xE2"
     "\xAE \xA2\xE1\xF1 \xA2\xE0\xA5\xAC\xEF \xA1\xAE\xEF\xAB\xA8\xE1\xEC.\n",
     "Интервьюер: Как это было?\n"
     "Мать: Ну, было трудно. Дети не хотели ходить в школу, потому что всё время боялись.\n"},
    {"x-mac-cyrillic",
     "\x88\xED\xF2\xE5\xF0\xE2\xFC\xFE\xE5\xF0: \x8A\xE0\xEA \xFD\xF2\xEE \xE1\xFB\xEB\xEE?\n\x8C\xE0\xF2"
     "\xFC: \x8D\xF3, \xE1\xFB\xEB\xEE \xF2\xF0\xF3\xE4\xED\xEE. \x84\xE5\xF2\xE8 \xED\xE5 \xF5\xEE\xF2"
     "\xE5\xEB\xE8 \xF5\xEE\xE4\xE8\xF2\xFC \xE2 \xF8\xEA\xEE\xEB\xF3, \xEF\xEE\xF2\xEE\xEC\xF3 \xF7\xF2"
     "\xEE \xE2\xF1\xDE \xE2\xF0\xE5\xEC\xDF \xE1\xEE\xDF\xEB\xE8\xF1\xFC.\n",
     "Интервьюер: Как это было?\n"
     "Мать: Ну, было трудно. Дети не хотели ходить в школу, потому что всё время боялись.\n"},
    {"windows-1251",
     "\xB2\xED\xF2\xE5\xF0\xE2'\xFE\xE5\xF0: \xDF\xEA \xF6\xE5 \xE1\xF3\xEB\xEE?\n\xCC\xE0\xF2\xE8: \xCD"
     "\xF3, \xE1\xF3\xEB\xEE \xE2\xE0\xE6\xEA\xEE. \xC4\xB3\xF2\xE8 \xED\xE5 \xF5\xEE\xF2\xB3\xEB\xE8 \xE9"
     "\xF2\xE8 \xE4\xEE \xF8\xEA\xEE\xEB\xE8, \xE1\xEE \xE2\xE5\xF1\xFC \xF7\xE0\xF1 \xE1\xEE\xFF\xEB\xE8"
     "\xF1\xFF, \xF9\xEE \xBF\xF5 \xEE\xE1\xF0\xE0\xE7\xFF\xF2\xFC. \xAF\xBF \xED\xB3\xF5\xF2\xEE \xED\xE5"
     " \xF7\xF3\xE2.\n",
     "Інтерв'юер: Як це було?\n"
     "Мати: Ну, було важко. Діти не хотіли йти до школи, бо весь час боялися, що їх образять. Її ніхто не чув.\n"},
    {"KOI8-U",
     "\xB6\xCE\xD4\xC5\xD2\xD7'\xC0\xC5\xD2: \xF1\xCB \xC3\xC5 \xC2\xD5\xCC\xCF?\n\xED\xC1\xD4\xC9: \xEE"
     "\xD5, \xC2\xD5\xCC\xCF \xD7\xC1\xD6\xCB\xCF. \xE4\xA6\xD4\xC9 \xCE\xC5 \xC8\xCF\xD4\xA6\xCC\xC9 \xCA"
     "\xD4\xC9 \xC4\xCF \xDB\xCB\xCF\xCC\xC9, \xC2\xCF \xD7\xC5\xD3\xD8 \xDE\xC1\xD3 \xC2\xCF\xD1\xCC\xC9"
     "\xD3\xD1, \xDD\xCF \xA7\xC8 \xCF\xC2\xD2\xC1\xDA\xD1\xD4\xD8. \xB7\xA7 \xCE\xA6\xC8\xD4\xCF \xCE\xC5"
     " \xDE\xD5\xD7.\n",
     "Інтерв'юер: Як це було?\n"
     "Мати: Ну, було важко. Діти не хотіли йти до школи, бо весь час боялися, що їх образять. Її ніхто не чув.\n"},
    {"ibm-1125",
     "\xF6\xAD\xE2\xA5\xE0\xA2'\xEE\xA5\xE0: \x9F\xAA \xE6\xA5 \xA1\xE3\xAB\xAE?\n\x8C\xA0\xE2\xA8: \x8D"
     "\xE3, \xA1\xE3\xAB\xAE \xA2\xA0\xA6\xAA\xAE. \x84\xF7\xE2\xA8 \xAD\xA5 \xE5\xAE\xE2\xF7\xAB\xA8 \xA9"
     "\xE2\xA8 \xA4\xAE \xE8\xAA\xAE\xAB\xA8, \xA1\xAE \xA2\xA5\xE1\xEC \xE7\xA0\xE1 \xA1\xAE\xEF\xAB\xA8"
     "\xE1\xEF, \xE9\xAE \xF9\xE5 \xAE\xA1\xE0\xA0\xA7\xEF\xE2\xEC. \xF8\xF9 \xAD\xF7\xE5\xE2\xAE \xAD\xA5"
     " \xE7\xE3\xA2.\n",
     "Інтерв'юер: Як це було?\n"
     "Мати: Ну, було важко. Діти не хотіли йти до школи, бо весь час боялися, що їх образять. Її ніхто не чув.\n"},
    {"windows-1253",
     "\xC5\xF1\xE5\xF5\xED\xDE\xF4\xF1\xE9\xE1: \xD0\xFE\xF2 \xDE\xF4\xE1\xED \xE1\xF5\xF4\xFC;\n\xCC\xE7"
     "\xF4\xDD\xF1\xE1: \xC5, \xDE\xF4\xE1\xED \xE4\xFD\xF3\xEA\xEF\xEB\xEF. \xD4\xE1 \xF0\xE1\xE9\xE4\xE9"
     "\xDC \xE4\xE5\xED \xDE\xE8\xE5\xEB\xE1\xED \xED\xE1 \xF0\xDC\xED\xE5 \xF3\xF4\xEF \xF3\xF7\xEF\xEB"
     "\xE5\xDF\xEF, \xE3\xE9\xE1\xF4\xDF \xF6\xEF\xE2\xFC\xED\xF4\xEF\xF5\xF3\xE1\xED \xF3\xF5\xED\xDD\xF7"
     "\xE5\xE9\xE1.\n",
     "Ερευνήτρια: Πώς ήταν αυτό;\n"
     "Μητέρα: Ε, ήταν δύσκολο. Τα παιδιά δεν ήθελαν να πάνε στο σχολείο, γιατί φοβόντουσαν συνέχεια.\n"},
    {"ISO-8859-7",
     "\xC5\xF1\xE5\xF5\xED\xDE\xF4\xF1\xE9\xE1: \xD0\xFE\xF2 \xDE\xF4\xE1\xED \xE1\xF5\xF4\xFC;\n\xCC\xE7"
     "\xF4\xDD\xF1\xE1: \xC5, \xDE\xF4\xE1\xED \xE4\xFD\xF3\xEA\xEF\xEB\xEF. \xD4\xE1 \xF0\xE1\xE9\xE4\xE9"
     "\xDC \xE4\xE5\xED \xDE\xE8\xE5\xEB\xE1\xED \xED\xE1 \xF0\xDC\xED\xE5 \xF3\xF4\xEF \xF3\xF7\xEF\xEB"
     "\xE5\xDF\xEF, \xE3\xE9\xE1\xF4\xDF \xF6\xEF\xE2\xFC\xED\xF4\xEF\xF5\xF3\xE1\xED \xF3\xF5\xED\xDD\xF7"
     "\xE5\xE9\xE1.\n",
     "Ερευνήτρια: Πώς ήταν αυτό;\n"
     "Μητέρα: Ε, ήταν δύσκολο. Τα παιδιά δεν ήθελαν να πάνε στο σχολείο, γιατί φοβόντουσαν συνέχεια.\n"},
    {"windows-1255",
     "\xEE\xF8\xE0\xE9\xE9\xF0\xFA: \xE0\xE9\xEA \xE6\xE4 \xE4\xE9\xE4?\n\xE0\xED: \xE4\xE9\xE4 \xF7\xF9"
     "\xE4. \xE4\xE9\xEC\xE3\xE9\xED \xEC\xE0 \xF8\xF6\xE5 \xEC\xEC\xEB\xFA \xEC\xE1\xE9\xFA \xE4\xF1\xF4"
     "\xF8 \xEB\xE9 \xF4\xE7\xE3\xE5 \xEB\xEC \xE4\xE6\xEE\xEF.\n",
     "מראיינת: איך זה היה?\n"
     "אם: היה קשה. הילדים לא רצו ללכת לבית הספר כי פחדו כל הזמן.\n"},
    {"windows-1256",
     "\xC7\xE1\xC8\xC7\xCD\xCB\xC9: \xDF\xED\xDD \xDF\xC7\xE4 \xD0\xE1\xDF\xBF\n\xC7\xE1\xC3\xE3: \xDF\xC7"
     "\xE4 \xC7\xE1\xC3\xE3\xD1 \xD5\xDA\xC8\xC7\xA1 \xC7\xE1\xC3\xD8\xDD\xC7\xE1 \xE1\xE3 \xED\xD1\xDB"
     "\xC8\xE6\xC7 \xDD\xED \xC7\xE1\xD0\xE5\xC7\xC8 \xC5\xE1\xEC \xC7\xE1\xE3\xCF\xD1\xD3\xC9 \xE1\xC3"
     "\xE4\xE5\xE3 \xDF\xC7\xE4\xE6\xC7 \xCE\xC7\xC6\xDD\xED\xE4.\n",
     "الباحثة: كيف كان ذلك؟\n"
     "الأم: كان الأمر صعبا، الأطفال لم يرغبوا في الذهاب إلى المدرسة لأنهم كانوا خائفين.\n"},
    {"ISO-8859-6",
     "\xC7\xE4\xC8\xC7\xCD\xCB\xC9: \xE3\xEA\xE1 \xE3\xC7\xE6 \xD0\xE4\xE3\xBF\n\xC7\xE4\xC3\xE5: \xE3\xC7"
     "\xE6 \xC7\xE4\xC3\xE5\xD1 \xD5\xD9\xC8\xC7\xAC \xC7\xE4\xC3\xD7\xE1\xC7\xE4 \xE4\xE5 \xEA\xD1\xDA"
     "\xC8\xE8\xC7 \xE1\xEA \xC7\xE4\xD0\xE7\xC7\xC8 \xC5\xE4\xE9 \xC7\xE4\xE5\xCF\xD1\xD3\xC9 \xE4\xC3"
     "\xE6\xE7\xE5 \xE3\xC7\xE6\xE8\xC7 \xCE\xC7\xC6\xE1\xEA\xE6.\n",
     "الباحثة: كيف كان ذلك؟\n"
     "الأم: كان الأمر صعبا، الأطفال لم يرغبوا في الذهاب إلى المدرسة لأنهم كانوا خائفين.\n"},
    {"windows-1254",
     "G\xF6r\xFC\xFEmeci: Nas\xFDld\xFD?\nAnne: \xDE" "ey, \xE7ok zordu. \xC7ocuklar okula gitmek istemiyo"
     "rdu, \xE7\xFCnk\xFC s\xFCrekli korkuyorlard\xFD.\n",
     "Görüşmeci: Nasıldı?\n"
     "Anne: Şey, çok zordu. Çocuklar okula gitmek istemiyordu, çünkü sürekli korkuyorlardı.\n"},
    {"windows-874",
     "\xBC\xD9\xE9\xCA\xD1\xC1\xC0\xD2\xC9\xB3\xEC: \xE0\xBB\xE7\xB9\xCD\xC2\xE8\xD2\xA7\xE4\xC3\xBA\xE9"
     "\xD2\xA7\n\xE1\xC1\xE8: \xA1\xE7\xC2\xD2\xA1\xB9\xD0\xA4\xD0 \xE0\xB4\xE7\xA1\xE6 \xE4\xC1\xE8\xCD"
     "\xC2\xD2\xA1\xE4\xBB\xE2\xC3\xA7\xE0\xC3\xD5\xC2\xB9 \xE0\xBE\xC3\xD2\xD0\xA1\xC5\xD1\xC7\xB5\xC5"
     "\xCD\xB4\xE0\xC7\xC5\xD2\n",
     "ผู้สัมภาษณ์: เป็นอย่างไรบ้าง\n"
     "แม่: ก็ยากนะคะ เด็กๆ ไม่อยากไปโรงเรียน เพราะกลัวตลอดเวลา\n"},
    {"windows-31j",
     "\x95\xB7\x82\xAB\x8E\xE8\x81" "F\x82\xC7\x82\xA4\x82\xC5\x82\xB5\x82\xBD\x82\xA9\x81" "B\n\x95\xEA"
     "\x81" "F\x82\xA6\x82\xA6\x82\xC6\x81" "A\x91\xE5\x95\xCF\x82\xC5\x82\xB5\x82\xBD\x81" "B\x8Eq\x82"
     "\xC7\x82\xE0\x82\xBD\x82\xBF\x82\xCD\x8Aw\x8DZ\x82\xC9\x8Ds\x82\xAB\x82\xBD\x82\xAA\x82\xE7\x82\xC8"
     "\x82\xAD\x82\xC4\x81" "A\x82\xA2\x82\xC2\x82\xE0\x95|\x82\xAA\x82\xC1\x82\xC4\x82\xA2\x82\xDC\x82"
     "\xB5\x82\xBD\x81" "B\n",
     "聞き手：どうでしたか。\n"
     "母：ええと、大変でした。子どもたちは学校に行きたがらなくて、いつも怖がっていました。\n"},
    {"EUC-JP",
     "\xCA\xB9\xA4\xAD\xBC\xEA\xA1\xA7\xA4\xC9\xA4\xA6\xA4\xC7\xA4\xB7\xA4\xBF\xA4\xAB\xA1\xA3\n\xCA\xEC"
     "\xA1\xA7\xA4\xA8\xA4\xA8\xA4\xC8\xA1\xA2\xC2\xE7\xCA\xD1\xA4\xC7\xA4\xB7\xA4\xBF\xA1\xA3\xBB\xD2\xA4"
     "\xC9\xA4\xE2\xA4\xBF\xA4\xC1\xA4\xCF\xB3\xD8\xB9\xBB\xA4\xCB\xB9\xD4\xA4\xAD\xA4\xBF\xA4\xAC\xA4\xE9"
     "\xA4\xCA\xA4\xAF\xA4\xC6\xA1\xA2\xA4\xA4\xA4\xC4\xA4\xE2\xC9\xDD\xA4\xAC\xA4\xC3\xA4\xC6\xA4\xA4\xA4"
     "\xDE\xA4\xB7\xA4\xBF\xA1\xA3\n",
     "聞き手：どうでしたか。\n"
     "母：ええと、大変でした。子どもたちは学校に行きたがらなくて、いつも怖がっていました。\n"},
    {"ISO-2022-JP",
     "\x1B$BJ9$-<j!'$I$&$G$7$?$+!#\x1B(B\n\x1B$BJl!'$($($H!\"BgJQ$G$7$?!#;R$I$b$?$A$O3X9;$K9T$-$?$,$i$J$/$"
     "F!\"$$$D$bI]$,$C$F$$$^$7$?!#\x1B(B\n",
     "聞き手：どうでしたか。\n"
     "母：ええと、大変でした。子どもたちは学校に行きたがらなくて、いつも怖がっていました。\n"},
    {"windows-949",
     "\xB8\xE9\xC1\xA2\xC0\xDA: \xBE\xEE\xB6\xAE\xBD\xC0\xB4\xCF\xB1\xEE?\n\xBE\xEE\xB8\xD3\xB4\xCF: \xB1"
     "\xDB\xBD\xEA\xBF\xE4, \xC8\xFB\xB5\xE9\xBE\xFA\xBE\xEE\xBF\xE4. \xBE\xC6\xC0\xCC\xB5\xE9\xC0\xCC "
     "\xC7\xD0\xB1\xB3\xBF\xA1 \xB0\xA1\xB0\xED \xBD\xCD\xBE\xEE\xC7\xCF\xC1\xF6 \xBE\xCA\xBE\xD2\xB0\xED "
     "\xB4\xC3 \xB9\xAB\xBC\xAD\xBF\xF6\xC7\xDF\xBE\xEE\xBF\xE4.\n",
     "면접자: 어땠습니까?\n"
     "어머니: 글쎄요, 힘들었어요. 아이들이 학교에 가고 싶어하지 않았고 늘 무서워했어요.\n"},
    {"GB18030",
     "\xD6\xF7\xB3\xD6\xC8\xCB\xA3\xBA\xB5\xB1\xCA\xB1\xD4\xF5\xC3\xB4\xD1\xF9\xA3\xBF\n\xC4\xB8\xC7\xD7"
     "\xA3\xBA\xE0\xC5\xA3\xAC\xBA\xDC\xC0\xA7\xC4\xD1\xA1\xA3\xBA\xA2\xD7\xD3\xC3\xC7\xB2\xBB\xCF\xEB\xC8"
     "\xA5\xD1\xA7\xD0\xA3\xA3\xAC\xD2\xF2\xCE\xAA\xD2\xBB\xD6\xB1\xBA\xA6\xC5\xC2\xA1\xA3\n",
     "主持人：当时怎么样？\n"
     "母亲：嗯，很困难。孩子们不想去学校，因为一直害怕。\n"},
    {"Big5",
     "\xA5" "D\xAB\xF9\xA4H\xA1G\xB7\xED\xAE\xC9\xAB\xE7\xBB\xF2\xBC\xCB\xA1H\n\xA5\xC0\xBF\xCB\xA1G\xB6"
     "\xE2\xA1" "A\xAB\xDC\xA7x\xC3\xF8\xA1" "C\xAB\xC4\xA4l\xAD\xCC\xA4\xA3\xB7Q\xA5h\xBE\xC7\xAE\xD5\xA1"
     "A\xA6]\xAC\xB0\xA4@\xAA\xBD\xAE`\xA9\xC8\xA1" "C\n",
     "主持人：當時怎麼樣？\n"
     "母親：嗯，很困難。孩子們不想去學校，因為一直害怕。\n"},
    {"windows-1252",
     "Interviewer: How was it?\nParent 1: Erm, it was \x96 you know \x96 hard. The \x93" "caf\xE9\x94 club"
     " wasn\x92t open, and they didn\x92t tell us. It\x92s a na\xEFve idea, really\x85 \xA3" "20 a week.\n",
     "Interviewer: How was it?\n"
     "Parent 1: Erm, it was – you know – hard. The “café” club wasn’t open, and they didn’t tell us. It’s a naïve idea, really… £20 a week.\n"},
    {"macintosh",
     "Interviewer: How was it?\nParent 1: Erm, it was \xD0 you know \xD0 hard. The \xD2" "caf\x8E\xD3 club"
     " wasn\xD5t open, and they didn\xD5t tell us. It\xD5s a na\x95ve idea, really\xC9 \xA3" "20 a week.\n",
     "Interviewer: How was it?\n"
     "Parent 1: Erm, it was – you know – hard. The “café” club wasn’t open, and they didn’t tell us. It’s a naïve idea, really… £20 a week.\n"},
};
// clang-format on

}  // namespace polyvocal::test
