#include <cmath>
#include <nlohmann/json.hpp>

#include "formats.hpp"
#include "text_tools.hpp"

namespace subtitles {
namespace {

using Json = nlohmann::json;

std::int64_t milliseconds(const Json& object, const char* key, double factor) {
  const auto it = object.find(key);
  if (it == object.end()) return PV_NO_TIME;
  if (it->is_string()) {
    const auto time = pv::parse_time_ms(it->get_ref<const std::string&>());
    return time ? *time : PV_NO_TIME;
  }
  if (!it->is_number()) return PV_NO_TIME;
  const double value = it->get<double>() * factor;
  return value >= 0 && value < 1e12 ? std::llround(value) : PV_NO_TIME;
}

std::string text_of(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto it = object.find(key);
    if (it == object.end()) continue;
    if (it->is_string()) return it->get<std::string>();
    if (it->is_number_integer()) return std::to_string(it->get<std::int64_t>());
  }
  return {};
}

/// The list of segments, wherever the program put it; null if there is none.
const Json* segments_of(const Json& root) {
  if (root.is_array()) return &root;
  if (!root.is_object()) return nullptr;
  for (const char* key : {"segments", "transcription", "monologues", "results", "utterances"}) {
    const auto it = root.find(key);
    if (it != root.end() && it->is_array()) return &*it;
  }
  return nullptr;
}

}  // namespace

void read_json(pv::Host& host, std::string_view bytes, std::string_view) {
  const Json root = Json::parse(host.decode(bytes), nullptr, false);
  if (root.is_discarded()) pv::finish(PV_DAMAGED, "malformed-json");
  const Json* segments = segments_of(root);
  if (segments == nullptr) pv::finish(PV_DAMAGED, "no-segments");
  std::size_t cues = 0;
  for (const auto& segment : *segments) {
    if (!segment.is_object()) continue;
    const std::string text = text_of(segment, {"text", "transcript"});
    const auto said = pv::trimmed(text);
    if (said.empty()) continue;
    const auto offsets = segment.find("offsets");
    const bool in_ms = offsets != segment.end() && offsets->is_object();
    const std::int64_t start = in_ms ? milliseconds(*offsets, "from", 1) : milliseconds(segment, "start", 1000);
    const std::int64_t end = in_ms ? milliseconds(*offsets, "to", 1) : milliseconds(segment, "end", 1000);
    host.cue(said, text_of(segment, {"speaker", "speaker_label"}), start, end);
    ++cues;
  }
  if (cues == 0) pv::finish(segments->empty() ? PV_EMPTY : PV_DAMAGED, "no-segments");
  if (root.is_object()) {
    if (const std::string language = text_of(root, {"language"}); !language.empty())
      host.property("language", language);
  }
}

}  // namespace subtitles
