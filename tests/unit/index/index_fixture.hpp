#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/search_index.hpp"
#include "support/temp_folder.hpp"

namespace polyvocal::index {

inline IndexPassage passage(std::int64_t id, std::string_view text, std::string speaker = {},
                            std::vector<std::string> cases = {}, std::vector<std::string> groups = {}) {
  return {{id}, text, std::move(speaker), std::move(cases), std::move(groups)};
}

inline IndexDocument document(std::int64_t id, std::string name, std::string language,
                              std::vector<IndexPassage> passages) {
  const std::string guid =
      "0192f000-0000-7000-8000-" + std::string(12 - std::to_string(id).size(), '0') + std::to_string(id);
  return {{id}, guid, std::move(name), std::move(language), "print", std::move(passages)};
}

/// An index in a folder of its own, and codes as a table.
class IndexTest : public ::testing::Test {
 protected:
  void open() {
    auto opened = SearchIndex::open_writable(folder());
    ASSERT_TRUE(opened.has_value()) << error_name(opened.error().code) << ' ' << opened.error().param("detail");
    index_ = std::make_unique<SearchIndex>(std::move(*opened));
  }
  void SetUp() override { open(); }

  std::filesystem::path folder() const { return temporary_.path() / "study.polyvocal-index"; }

  void put(const IndexDocument& document) {
    const auto done = index_->put(document);
    ASSERT_TRUE(done.has_value()) << error_name(done.error().code) << ' ' << done.error().param("detail");
  }
  void commit() {
    const auto done = index_->commit();
    ASSERT_TRUE(done.has_value()) << error_name(done.error().code) << ' ' << done.error().param("detail");
  }

  CodeResolver resolver() const {
    return [this](std::string_view code) -> base::Result<model::PassageSet> {
      const auto it = codes_.find(std::string(code));
      if (it == codes_.end()) {
        return base::fail(base::ErrorCode::kNotFound, {{"kind", "code"}, {"name", std::string(code)}});
      }
      std::vector<model::PassageId> ids;
      for (const std::int64_t id : it->second) ids.push_back({id});
      return model::PassageSet(std::move(ids));
    };
  }

  /// Passage ids that a query finds; {-1} after a failure, which is reported.
  std::vector<std::int64_t> find(std::string_view source, std::string_view language = "en") const {
    return find_in(*index_, source, language);
  }
  std::vector<std::int64_t> find_in(const SearchIndex& index, std::string_view source,
                                    std::string_view language = "en") const {
    const auto query = parse_query(source, language);
    if (!query) {
      ADD_FAILURE() << source << ": " << query.error().param("detail");
      return {-1};
    }
    const auto found = index.search_all(*query, resolver());
    if (!found) {
      ADD_FAILURE() << source << ": " << error_name(found.error().code) << ' ' << found.error().param("detail");
      return {-1};
    }
    std::vector<std::int64_t> ids;
    for (const auto id : found->ids()) ids.push_back(id.value);
    return ids;
  }
  base::Error failure(std::string_view source) const {
    const auto query = parse_query(source, "en");
    if (!query) return query.error();
    const auto found = index_->search_all(*query, resolver());
    if (!found) return found.error();
    ADD_FAILURE() << source << " was accepted";
    return {};
  }

  test::TempFolder temporary_;
  std::unique_ptr<SearchIndex> index_;
  std::map<std::string, std::vector<std::int64_t>> codes_;
};

using Ids = std::vector<std::int64_t>;

}  // namespace polyvocal::index
