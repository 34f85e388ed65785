#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/snapshot.hpp"

namespace polyvocal::test {

/// Ids of the attributes that a synthetic snapshot has.
inline constexpr model::AttributeId kSyntheticGroup{1};  ///< text, of cases; one case in seven has none
inline constexpr model::AttributeId kSyntheticStage{
    2};  ///< ordered, of cases: "early", "middle", "late"; nobody is "late"
inline constexpr model::AttributeId kSyntheticAge{3};       ///< integer, of cases
inline constexpr model::AttributeId kSyntheticWave{4};      ///< text, of documents; one document in five has none
inline constexpr model::AttributeId kSyntheticUnitSize{5};  ///< of units: no snapshot has values of it

/// How big a made-up snapshot is. The same numbers and seed give the same snapshot, on every machine.
struct SyntheticSpec {
  std::size_t documents = 5;
  std::size_t cases = 6;
  std::size_t groups = 3;
  std::size_t units = 3;
  std::size_t codes = 12;
  std::size_t top_codes = 3;  ///< the others hang anywhere below them
  std::size_t coders = 2;
  std::size_t codings = 200;            ///< of all documents together
  std::int64_t document_length = 1000;  ///< code points
  std::int64_t passage_length = 50;     ///< of the longest passage
  std::int64_t coding_length = 120;     ///< of the longest coding
  bool words = true;
  unsigned seed = 1;
};

/// Makes snapshots without text. In turn, documents belong to one case whole, to cases that take turns with an
/// interviewer, to several cases whole at once (spans that overlap), to a whole case and others by turns, or to nobody.
/// Codings lie anywhere; some share a range with others of another code or coder. The last case has no text at all.
class SyntheticSnapshot {
 public:
  explicit SyntheticSnapshot(const SyntheticSpec& spec) : spec_(spec), random_(spec.seed) {}

  model::Snapshot make() {
    snapshot_.sequence = 1;
    snapshot_.project_title = "Synthetic";
    snapshot_.language = "en";
    make_attributes();
    make_people();
    make_codes();
    for (std::size_t d = 0; d < spec_.documents; ++d) make_document(d);
    return std::move(snapshot_);
  }

 private:
  /// 0 to limit - 1. The generator's own numbers are the same everywhere; the library's distributions are not.
  template <typename Integer>
  std::int64_t pick(Integer limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(std::max<Integer>(limit, 1)));
  }
  base::Uuid guid() {
    std::array<std::uint8_t, 16> bytes{};
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random_());
    return base::Uuid(bytes);
  }
  static model::AttributeValue value(model::AttributeId attribute, std::string text) {
    return {attribute, model::ValueState::kValue, std::move(text)};
  }
  static text::CodePointRange range(std::int64_t start, std::int64_t end) {
    return {text::CodePointOffset(start), text::CodePointOffset(end)};
  }

  void make_attributes() {
    using Type = model::AttributeType;
    using Target = model::AttributeTarget;
    const auto add = [&](model::AttributeId id, const char* name, Type type, Target target) {
      snapshot_.attributes.push_back({id, guid(), name, type, target, {}});
    };
    add(kSyntheticGroup, "group", Type::kText, Target::kCase);
    add(kSyntheticStage, "stage", Type::kOrdered, Target::kCase);
    snapshot_.attributes.back().levels = {"early", "middle", "late"};
    add(kSyntheticAge, "age", Type::kInteger, Target::kCase);
    add(kSyntheticWave, "wave", Type::kText, Target::kDocument);
    add(kSyntheticUnitSize, "size", Type::kInteger, Target::kUnit);
  }

  void make_people() {
    for (std::size_t i = 0; i < spec_.units; ++i) {
      snapshot_.units.push_back({{static_cast<std::int64_t>(i) + 1}, guid(), "Unit " + std::to_string(i)});
    }
    for (std::size_t i = 0; i < spec_.cases; ++i) {
      model::Case person;
      person.id = {static_cast<std::int64_t>(i) + 1};
      person.guid = guid();
      person.name = "Case " + std::to_string(i);
      if (spec_.units > 0 && i % 3 != 0) person.unit = {pick(spec_.units) + 1};
      if (i % 7 != 6) {
        // Two spellings of one value: they are one column.
        const std::string group = (i % 4 == 3 ? "Group " : "group ") + std::to_string(i % spec_.groups);
        person.values.push_back(value(kSyntheticGroup, group));
      } else {
        person.values.push_back({kSyntheticGroup, model::ValueState::kNotApplicable, ""});
      }
      if (i % 5 != 4) person.values.push_back(value(kSyntheticStage, i % 2 == 0 ? "middle" : "early"));
      person.values.push_back(value(kSyntheticAge, std::to_string(8 + i % 4)));
      snapshot_.cases.push_back(std::move(person));
    }
    for (std::size_t i = 0; i < spec_.coders; ++i) {
      snapshot_.coders.push_back({{static_cast<std::int64_t>(i) + 1}, guid(), "Coder " + std::to_string(i), ""});
    }
  }

  void make_codes() {
    std::vector<model::Code> codes;
    for (std::size_t i = 0; i < spec_.codes; ++i) {
      model::Code code;
      code.id = {static_cast<std::int64_t>(i) + 1};
      code.guid = guid();
      code.name = "Code " + std::to_string(i);
      if (i >= spec_.top_codes) code.parent = {pick(i) + 1};
      code.position = static_cast<std::int64_t>(i);
      code.theme = i < spec_.top_codes;
      codes.push_back(std::move(code));
    }
    snapshot_.codes = model::CodeTree(std::move(codes));
  }

  void make_document(std::size_t index) {
    model::Document document;
    document.id = {static_cast<std::int64_t>(index) + 1};
    document.guid = guid();
    document.name = "Document " + std::to_string(index);
    document.language = "en";
    document.code_points = spec_.document_length;
    auto chunk = std::make_shared<model::DocumentChunk>();
    chunk->document = document.id;
    chunk->words_loaded = spec_.words;
    make_passages(*chunk);
    make_spans(index, *chunk);
    make_codings(index, *chunk);
    document.turns = static_cast<std::int64_t>(chunk->passage_id.size());
    snapshot_.documents.push_back(std::move(document));
    snapshot_.document_values.emplace_back();
    if (index % 5 != 4) {
      snapshot_.document_values.back().push_back(value(kSyntheticWave, "wave " + std::to_string(index % 2)));
    }
    snapshot_.chunks.push_back(std::move(chunk));
  }

  /// Passages of different lengths, some with a gap (empty lines) before the next.
  void make_passages(model::DocumentChunk& chunk) {
    for (std::int64_t at = 0; at < spec_.document_length;) {
      const std::int64_t end = std::min(at + 1 + pick(spec_.passage_length), spec_.document_length);
      chunk.passage_start.push_back(at);
      chunk.passage_end.push_back(end);
      chunk.passage_id.push_back({++passages_});
      chunk.passage_speaker.push_back(model::DocumentChunk::kNone);
      at = end + (pick(3) == 0 ? 1 + pick(3) : 0);
    }
    if (!spec_.words) return;
    for (std::int64_t at = pick(3); at < spec_.document_length; at += 2 + pick(7)) {
      chunk.word_start.push_back(static_cast<std::uint32_t>(at));
    }
  }

  void make_spans(std::size_t index, model::DocumentChunk& chunk) {
    if (spec_.cases < 2) return;
    const std::size_t with_text = spec_.cases - 1;
    const auto whole = [&](std::size_t who) {
      chunk.case_spans.push_back({range(0, spec_.document_length), static_cast<std::uint32_t>(who % with_text)});
    };
    const auto by_turns = [&](std::size_t first, std::size_t people) {
      for (std::size_t p = 0; p < chunk.passage_id.size(); p += 1 + static_cast<std::size_t>(pick(2))) {
        const std::size_t who = (first + static_cast<std::size_t>(pick(people))) % with_text;
        chunk.case_spans.push_back(
            {range(chunk.passage_start[p], chunk.passage_end[p]), static_cast<std::uint32_t>(who)});
      }
    };
    switch (index % 5) {
      case 0:
        by_turns(index, 1 + static_cast<std::size_t>(pick(3)));
        break;
      case 1:
        whole(index);
        break;
      case 2:
        for (std::size_t who = index; who < index + std::min<std::size_t>(with_text, 3); ++who) whole(who);
        break;
      case 3:
        whole(index);
        if (with_text > 1) by_turns(index + 1, std::min<std::size_t>(with_text - 1, 2));
        break;
      default:
        break;
    }
    std::stable_sort(chunk.case_spans.begin(), chunk.case_spans.end(),
                     [](const model::CaseSpan& a, const model::CaseSpan& b) {
                       return std::tie(a.range.start, a.range.end, a.case_index) <
                              std::tie(b.range.start, b.range.end, b.case_index);
                     });
  }

  void make_codings(std::size_t index, model::DocumentChunk& chunk) {
    struct Row {
      std::int64_t start = 0;
      std::int64_t end = 0;
      std::int64_t id = 0;
      std::uint32_t code = 0;
      std::uint32_t coder = 0;
    };
    std::vector<Row> rows;
    const std::size_t count =
        spec_.codings / spec_.documents + (index < spec_.codings % spec_.documents ? std::size_t{1} : 0);
    for (std::size_t i = 0; i < count; ++i) {
      Row row;
      if (!rows.empty() && pick(5) == 0) {
        row = rows[static_cast<std::size_t>(pick(rows.size()))];
      } else {
        row.start = pick(spec_.document_length - 1);
        row.end = std::min(row.start + 1 + pick(spec_.coding_length), spec_.document_length);
      }
      row.code = static_cast<std::uint32_t>(pick(spec_.codes));
      row.coder = static_cast<std::uint32_t>(pick(spec_.coders));
      row.id = ++codings_;
      rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return std::tie(a.start, a.end, a.id) < std::tie(b.start, b.end, b.id);
    });
    for (const Row& row : rows) {
      chunk.start.push_back(row.start);
      chunk.end.push_back(row.end);
      chunk.code.push_back(row.code);
      chunk.coder.push_back(row.coder);
      chunk.origin.push_back(model::Origin::kPerson);
      chunk.id.push_back({row.id});
    }
  }

  SyntheticSpec spec_;
  std::mt19937 random_;
  model::Snapshot snapshot_;
  std::int64_t passages_ = 0;
  std::int64_t codings_ = 0;
};

inline model::Snapshot synthetic_snapshot(const SyntheticSpec& spec) {
  return SyntheticSnapshot(spec).make();
}

}  // namespace polyvocal::test
