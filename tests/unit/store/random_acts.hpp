#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "store/project.hpp"

namespace polyvocal::test {

/// Does random things to a project through every function of Writer. The same seed on the same project does the same.
class RandomActs {
 public:
  explicit RandomActs(std::uint64_t seed) : random_(seed) {}

  /// One act of one to three changes; many are refused (a taken name, an empty range), as a person's are. Returns the
  /// sequence; 0 if nothing came of it.
  std::int64_t act(store::Project& project);
  /// Chance in a hundred that the next act belongs to the batch of the last one.
  int batch_chance = 20;
  /// How often each function of Writer did something.
  std::map<std::string, int> successes;

 private:
  template <typename T>
  base::Result<void> done(const char* function, const base::Result<T>& result);
  base::Result<void> change_quotes(store::Project& project, store::Writer& writer);
  base::Result<void> change_sets(store::Project& project, store::Writer& writer);
  base::Result<void> change(store::Project& project, store::Writer& writer);
  std::int64_t below(std::int64_t limit) {
    return limit <= 0 ? 0 : static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }
  template <typename Id, typename Things>
  Id pick(const Things& things) {
    if (things.empty() || below(40) == 0) return Id{below(500) + 1};  // sometimes one that is not there
    return things[static_cast<std::size_t>(below(static_cast<std::int64_t>(things.size())))].id;
  }
  std::string name(const std::string& kind);
  model::NewDocument document();

  std::mt19937_64 random_;
  std::optional<base::Uuid> batch_;
};

}  // namespace polyvocal::test
