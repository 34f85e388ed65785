#include "index/terms.hpp"

#include "base/sha256.hpp"
#include "text/fold.hpp"

namespace polyvocal::index {

std::string stem_prefix(std::string_view tag) {
  std::string out = "Z";
  out += tag;
  out += ':';
  return out;
}

std::string field_term(std::string_view prefix, std::string_view value) {
  constexpr std::size_t kLongest = 160;
  constexpr std::size_t kKept = 80;
  std::string folded = text::fold_name(value);
  // NUL bytes count twice in Xapian's keys; names have none, queries may.
  if (folded.size() > kLongest || folded.find('\0') != std::string::npos) {
    folded = folded.substr(0, folded.find('\0')).substr(0, kKept) + base::hex(base::sha256(folded));
  }
  return std::string(prefix) + folded;
}

}  // namespace polyvocal::index
