#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/snapshot.hpp"

namespace polyvocal::analysis {

/// A small study built by hand, for examples whose figures a reader can check: every document has 100 code points, a
/// word every 5, and passages of 10.
class Study {
 public:
  static constexpr model::AttributeId kGroup{1};

  Study() {
    model::Attribute group;
    group.id = kGroup;
    group.name = "group";
    snapshot_.attributes.push_back(group);
    snapshot_.coders = {{{1}, {}, "Anna", ""}, {{2}, {}, "Ben", ""}};
  }
  /// Its index. `group` empty = no value; `unit` 0 = alone.
  std::uint32_t person(const std::string& group, std::int64_t unit = 0) {
    model::Case one;
    one.id = {static_cast<std::int64_t>(snapshot_.cases.size()) + 1};
    one.name = "P" + std::to_string(one.id.value);
    one.unit = {unit};
    if (!group.empty()) one.values.push_back({kGroup, model::ValueState::kValue, group});
    snapshot_.cases.push_back(one);
    return static_cast<std::uint32_t>(snapshot_.cases.size()) - 1;
  }
  /// Parent 0 = top level. Codes keep the order in which they are added, below their parents.
  model::CodeId code(const std::string& name, model::CodeId parent = {}) {
    model::Code one;
    one.id = {static_cast<std::int64_t>(codes_.size()) + 1};
    one.name = name;
    one.parent = parent;
    one.position = one.id.value;
    codes_.push_back(one);
    return one.id;
  }
  std::size_t document() {
    model::Document one;
    one.id = {static_cast<std::int64_t>(snapshot_.documents.size()) + 1};
    one.name = "D" + std::to_string(one.id.value);
    one.code_points = 100;
    snapshot_.documents.push_back(one);
    snapshot_.document_values.emplace_back();
    model::DocumentChunk chunk;
    chunk.document = one.id;
    chunk.words_loaded = true;
    for (std::int64_t at = 0; at < 100; at += 5) chunk.word_start.push_back(static_cast<std::uint32_t>(at));
    for (std::int64_t at = 0; at < 100; at += 10) {
      chunk.passage_start.push_back(at);
      chunk.passage_end.push_back(at + 10);
      chunk.passage_id.push_back({++passages_});
      chunk.passage_speaker.push_back(model::DocumentChunk::kNone);
    }
    chunks_.push_back(std::move(chunk));
    return chunks_.size() - 1;
  }
  Study& speaks(std::size_t document, std::uint32_t who, std::int64_t start, std::int64_t end) {
    auto& spans = chunks_[document].case_spans;
    spans.push_back({{text::CodePointOffset(start), text::CodePointOffset(end)}, who});
    std::stable_sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.range < b.range; });
    return *this;
  }
  /// Coder 0 is Anna, 1 is Ben.
  Study& coded(std::size_t document, std::int64_t start, std::int64_t end, model::CodeId code,
               std::uint32_t coder = 0) {
    codings_.push_back({document, start, end, code, coder});
    return *this;
  }
  model::Snapshot make() const {
    model::Snapshot result = snapshot_;
    result.codes = model::CodeTree(codes_);
    auto codings = codings_;
    std::stable_sort(codings.begin(), codings.end(), [](const Row& a, const Row& b) {
      return std::tie(a.document, a.start, a.end) < std::tie(b.document, b.start, b.end);
    });
    auto chunks = chunks_;
    std::int64_t id = 0;
    for (const Row& row : codings) {
      auto& chunk = chunks[row.document];
      chunk.start.push_back(row.start);
      chunk.end.push_back(row.end);
      chunk.code.push_back(static_cast<std::uint32_t>(result.codes.index_of(row.code)));
      chunk.coder.push_back(row.coder);
      chunk.origin.push_back(model::Origin::kPerson);
      chunk.id.push_back({++id});
    }
    for (auto& chunk : chunks) result.chunks.push_back(std::make_shared<model::DocumentChunk>(std::move(chunk)));
    return result;
  }
  model::Snapshot& parts() { return snapshot_; }

 private:
  struct Row {
    std::size_t document;
    std::int64_t start;
    std::int64_t end;
    model::CodeId code;
    std::uint32_t coder;
  };
  model::Snapshot snapshot_;
  std::vector<model::Code> codes_;
  std::vector<model::DocumentChunk> chunks_;
  std::vector<Row> codings_;
  std::int64_t passages_ = 0;
};

}  // namespace polyvocal::analysis
