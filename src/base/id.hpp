#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace polyvocal::base {

/// A row's key inside one project file. Strong: a DocumentId is no CodeId. Zero means "none"; keys start at 1 and are
/// never used again after deletion. Never shown outside the project: borders use the GUID.
template <typename Tag>
struct Id {
  std::int64_t value = 0;
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace polyvocal::base

template <typename Tag>
struct std::hash<polyvocal::base::Id<Tag>> {
  std::size_t operator()(const polyvocal::base::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
