#include "text/language_letters.hpp"

#include <array>

namespace polyvocal::text {
namespace {

constexpr char32_t kHanFirst = 0x4E00;
constexpr char32_t kHanLast = 0x9FFF;

constexpr LanguageLetters kLetters[] = {
    // letters of the alphabet, then what loan words and names bring
    {"en", U"éèêëïöüçñàâæœ", U"", 0},
    {"fr", U"àâæçéèêëîïôœùûüÿ", U"", 0},
    {"de", U"äöüßéèà", U"", 0},
    {"es", U"áéíóúüñ¿¡ªº", U"", 0},
    {"pt", U"áàâãçéêíóôõúüªº", U"", 0},
    {"it", U"àèéìíîòóùúªº", U"", 0},
    {"nl", U"éëïóöüèêá", U"", 0},
    {"ca", U"àçèéíïòóúü·", U"", 0},
    {"sv", U"åäöéà", U"", 0},
    {"da", U"æøåéàöä", U"", 0},
    {"no", U"æøåéòôèà", U"", 0},
    {"fi", U"äöåšžé", U"", 0},
    {"is", U"áðéíóúýþæö", U"", 0},
    {"pl", U"ąćęłńóśźż", U"", 0},
    {"cs", U"áčďéěíňóřšťúůýž", U"", 0},
    {"sk", U"áäčďéíĺľňóôŕšťúýž", U"", 0},
    {"hu", U"áéíóöőúüű", U"", 0},
    {"ro", U"ăâîşţșț", U"", 0},
    {"hr", U"čćđšž", U"", 0},
    {"lt", U"ąčęėįšųūž", U"", 0},
    {"lv", U"āčēģīķļņšūž", U"", 0},
    {"et", U"äöüõšž", U"", 0},
    {"tr", U"çğıiöşüâîû\u0307", U"", 0},
    {"ru", U"абвгдежзийклмнопрстуфхцчшщъыьэюяё", U"оеаинтсрвлкмдпу", 0.70},
    {"uk", U"абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", U"оанивітерслкмдуп", 0.70},
    {"bg", U"абвгдежзийклмнопрстуфхцчшщъьюя", U"аоиентсрвлкдпмъ", 0.70},
    {"sr", U"абвгдђежзијклљмнњопрстћуфхцчџш", U"аоиентсрвјукдлм", 0.70},
    {"el", U"αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", U"αοιετσνηυρπκ", 0.65},
    {"he", U"אבגדהוזחטיךכלםמןנסעףפץצקרשת", U"יוהלארתבמש", 0.60},
    {"ar", U"", U"ايلمونرتبهدع", 0.60, 0x0621, 0x0652},
    {"th", U"", U"านรกอเงมยลวดทตสคปแะไ", 0.55, 0x0E01, 0x0E5B},
    {"ja", U"",
     U"のにはをたがでてとしれさあいうおこなまもよりるんかくけせどらきすっ日一人年大本中出時生上会行事見話学前分後今入気"
     U"子思言手合自者間",
     0.45, 0x3041, kHanLast},
    {"ko", U"", U"이다는을를의에가고하지은로서한도사기리어자정시인그아나수부대해일보여있들", 0.28, 0xAC00, 0xD7A3},
    {"zh", U"",
     U"的一是不了在人有我他这这個个們们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之"
     U"年过過发發后後作里裡她就去都好没沒很什么麼吗嗎想看"
     U"学學家孩们因為关關开開",
     0.12, kHanFirst, kHanLast},
};

constexpr std::string_view kWestern = "en fr de es pt it nl ca sv da no fi is";
constexpr std::string_view kCentral = "pl cs sk hu ro hr de";
constexpr std::string_view kCyrillic = "ru uk bg sr";

constexpr EncodingLanguages kEncodings[] = {
    {"windows-1252", kWestern, 0.06},
    {"macintosh", kWestern, 0.03},
    {"ISO-8859-15", "fr fi es pt de", 0.04},
    {"IBM850", kWestern, 0.0},
    {"windows-1250", kCentral, 0.03},
    {"ISO-8859-2", kCentral, 0.02},
    {"IBM852", kCentral, 0.0},
    {"x-mac-centraleurroman", kCentral, 0.0},
    {"windows-1257", "lt lv et", 0.02},
    {"ISO-8859-13", "lt lv et", 0.01},
    {"windows-1254", "tr", 0.02},
    {"windows-1251", kCyrillic, 0.03},
    {"KOI8-U", "ru uk", 0.03},
    {"ISO-8859-5", kCyrillic, 0.02},
    {"IBM866", "ru bg", 0.01},
    {"ibm-1125", "uk ru", 0.0},
    {"x-mac-cyrillic", kCyrillic, 0.02},
    {"windows-1253", "el", 0.03},
    {"ISO-8859-7", "el", 0.03},
    {"windows-1255", "he", 0.03},
    {"ISO-8859-8", "he", 0.03},
    {"windows-1256", "ar", 0.03},
    {"ISO-8859-6", "ar", 0.02},
    {"windows-874", "th", 0.02},
    {"windows-31j", "ja", 0.02},
    {"EUC-JP", "ja", 0.02},
    {"GB18030", "zh", 0.03},
    {"Big5", "zh", 0.03},
    {"windows-949", "ko", 0.02},
};

}  // namespace

std::span<const LanguageLetters> language_letters() {
  return kLetters;
}
std::span<const EncodingLanguages> encoding_languages() {
  return kEncodings;
}

}  // namespace polyvocal::text
