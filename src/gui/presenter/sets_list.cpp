#include "gui/presenter/sets_list.hpp"

#include <algorithm>

#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::gui {

std::vector<SetLine> set_lines(const model::Snapshot& snapshot) {
  std::vector<SetLine> lines;
  for (const auto& view : app::sets(snapshot)) {
    lines.push_back({view.set.id, view.set.kind, true, view.set.name, view.members.size(), 0});
    for (std::size_t i = 0; i < view.members.size(); ++i)
      lines.push_back({view.set.id, view.set.kind, false, view.members[i], 0, view.set.members[i]});
  }
  return lines;
}

std::vector<CoderLine> coder_lines(const model::Snapshot& snapshot, const std::string& acting) {
  std::vector<CoderLine> lines;
  const std::string key = text::fold_name(acting);
  bool known = false;
  for (const auto& coder : snapshot.coders) {
    const bool here = text::fold_name(coder.name) == key;
    known = known || here;
    lines.push_back({coder.id, coder.name, 0, 0, here});
  }
  for (const auto& chunk : snapshot.chunks) {
    std::vector<bool> seen(snapshot.coders.size(), false);
    for (const auto coder : chunk->coder) {
      ++lines[coder].codings;
      if (!seen[coder]) ++lines[coder].documents;
      seen[coder] = true;
    }
  }
  if (!known) lines.push_back({{}, acting, 0, 0, true});
  const text::Collator collator(snapshot.language);
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const CoderLine& a, const CoderLine& b) { return collator.compare(a.name, b.name) < 0; });
  return lines;
}

}  // namespace polyvocal::gui
