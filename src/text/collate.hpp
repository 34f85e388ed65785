#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace polyvocal::text {

/// Order of names as a reader of the language expects it, numbers by value ("Parent 2" before "Parent 10"). One thread
/// at a time; make one a thread.
class Collator {
 public:
  /// `language`: BCP 47; unknown = root order.
  explicit Collator(std::string_view language);
  ~Collator();
  Collator(Collator&&) noexcept;
  Collator& operator=(Collator&&) noexcept;
  /// Negative, zero or positive. A total order: equal under collation falls back to code points.
  int compare(std::string_view a, std::string_view b) const;
  bool operator()(std::string_view a, std::string_view b) const { return compare(a, b) < 0; }
  /// Bytes whose plain order is the collation order.
  std::string sort_key(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace polyvocal::text
