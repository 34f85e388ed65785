#include "gui/presenter/page_content.hpp"

#include <algorithm>
#include <map>

namespace polyvocal::gui {

std::vector<std::size_t> code_hues(const model::CodeTree& codes) {
  std::vector<std::size_t> hues(codes.size());
  std::size_t branch = 0;
  std::size_t parent_hue[64] = {};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto depth = static_cast<std::size_t>(std::min(codes.depth(i), 63));
    const auto& colour = codes.codes()[i].colour;
    if (depth == 0) {
      hues[i] = hue_of(colour, branch++);
    } else {
      hues[i] = colour.empty() ? parent_hue[depth - 1] : hue_of(colour, parent_hue[depth - 1]);
    }
    parent_hue[depth] = hues[i];
  }
  return hues;
}

base::Result<std::shared_ptr<const PageText>> read_page(app::Session& session, const model::Snapshot& snapshot,
                                                        const GroupLooks& looks, model::DocumentId document) {
  auto& project = session.project();
  auto row = project.document(document);
  if (!row) return base::pass(row);
  auto words = project.text(document);
  if (!words) return base::pass(words);
  auto speakers = project.speakers(document);
  if (!speakers) return base::pass(speakers);
  auto passages = project.passages(document);
  if (!passages) return base::pass(passages);

  auto page = std::make_shared<PageText>();
  page->document = document;
  page->name = row->name;
  page->language = row->language;
  page->text = std::move(*words);
  std::map<std::int64_t, std::uint32_t> index;
  for (const auto& speaker : *speakers) {
    index[speaker.id.value] = static_cast<std::uint32_t>(page->speakers.size());
    PageSpeaker shown{speaker.label, speaker.role, Mark::kNone};
    const auto known = speaker.case_id ? snapshot.case_index(speaker.case_id) : model::Snapshot::npos;
    if (known != model::Snapshot::npos) shown.mark = looks.of(group_of(snapshot, known)).mark;
    page->speakers.push_back(std::move(shown));
  }
  page->turns.reserve(passages->size());
  for (const auto& passage : *passages) {
    PageTurn turn{passage.whole, passage.body, PageTurn::kNobody, passage.start_ms};
    if (const auto it = index.find(passage.speaker.value); it != index.end()) turn.speaker = it->second;
    page->turns.push_back(turn);
  }
  return std::shared_ptr<const PageText>(std::move(page));
}

std::shared_ptr<const PageCodings> page_codings(const model::Snapshot& snapshot, model::DocumentId document,
                                                model::CoderId me, CoderFilter filter) {
  auto shown = std::make_shared<PageCodings>();
  const auto at = snapshot.document_index(document);
  if (at == model::Snapshot::npos) return shown;
  const auto& chunk = *snapshot.chunks[at];
  const auto hues = code_hues(snapshot.codes);
  for (const auto& coder : snapshot.coders) shown->coders.push_back(initials(coder.name));
  std::map<std::uint32_t, std::uint32_t> code_of;
  shown->codings.reserve(chunk.codings());
  for (std::size_t i = 0; i < chunk.codings(); ++i) {
    const auto& coder = snapshot.coders[chunk.coder[i]];
    if (filter.only && coder.id != filter.only) continue;
    const auto [it, fresh] = code_of.try_emplace(chunk.code[i], static_cast<std::uint32_t>(shown->codes.size()));
    if (fresh) {
      const auto& code = snapshot.codes.codes()[chunk.code[i]];
      shown->codes.push_back({code.id, code.name, snapshot.codes.path(code.id), hues[chunk.code[i]]});
    }
    shown->codings.push_back({chunk.id[i],
                              {text::CodePointOffset(chunk.start[i]), text::CodePointOffset(chunk.end[i])},
                              it->second,
                              chunk.coder[i],
                              coder.id == me});
  }
  std::sort(shown->codings.begin(), shown->codings.end(), [](const PageCoding& a, const PageCoding& b) {
    if (a.range.start != b.range.start) return a.range.start < b.range.start;
    if (a.range.end != b.range.end) return b.range.end < a.range.end;
    return a.id < b.id;
  });
  return shown;
}

std::string initials(std::string_view name) {
  std::string out;
  bool at_start = true;
  std::size_t code_points = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte == ' ' || byte == '-' || byte == '.' || byte == '_') {
      at_start = true;
      continue;
    }
    if ((byte & 0xC0U) != 0x80U) ++code_points;
    const bool digit = byte >= '0' && byte <= '9';
    if (at_start || digit) {
      std::size_t end = i + 1;
      while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
      out += byte >= 'a' && byte <= 'z' ? std::string(1, static_cast<char>(byte - 'a' + 'A'))
                                        : std::string(name.substr(i, end - i));
    }
    at_start = false;
  }
  return code_points <= 3 ? std::string(name) : out;
}

}  // namespace polyvocal::gui
