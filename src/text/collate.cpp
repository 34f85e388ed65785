#include "text/collate.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <vector>

namespace polyvocal::text {
namespace {

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

struct Collator::Impl {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator(std::string_view language) : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(piece(language), status);
  status = U_ZERO_ERROR;
  impl_->collator.reset(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    impl_->collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  }
  if (impl_->collator) impl_->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}

Collator::~Collator() = default;
Collator::Collator(Collator&&) noexcept = default;
Collator& Collator::operator=(Collator&&) noexcept = default;

int Collator::compare(std::string_view a, std::string_view b) const {
  if (impl_->collator) {
    UErrorCode status = U_ZERO_ERROR;
    const auto order = impl_->collator->compareUTF8(piece(a), piece(b), status);
    if (U_SUCCESS(status) && order != UCOL_EQUAL) return order == UCOL_LESS ? -1 : 1;
  }
  // UTF-8 bytes order like code points.
  return a.compare(b);
}

std::string Collator::sort_key(std::string_view text) const {
  std::string key;
  if (impl_->collator) {
    const auto string = icu::UnicodeString::fromUTF8(piece(text));
    std::vector<std::uint8_t> buffer(64);
    auto size = impl_->collator->getSortKey(string, buffer.data(), static_cast<std::int32_t>(buffer.size()));
    if (size > static_cast<std::int32_t>(buffer.size())) {
      buffer.resize(static_cast<std::size_t>(size));
      size = impl_->collator->getSortKey(string, buffer.data(), size);
    }
    key.assign(reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(size));
  }
  key += text;
  return key;
}

}  // namespace polyvocal::text
