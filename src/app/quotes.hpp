#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/tables.hpp"
#include "model/export_gate.hpp"
#include "model/quote.hpp"

namespace polyvocal::app {

enum class QuoteOrder { kTheme, kGroup };

struct QuotesRequest {
  RetrieveRequest select{};  ///< empty `codes` = everything that is coded
  QuoteOrder order = QuoteOrder::kTheme;
  /// `{pseudonym}` (or `{case}`), `{id}`, `{group}`, `{unit}`, `{speaker}`, `{document}` and `{NAME}` for any attribute
  /// of the case, else of the document. A placeholder without a value leaves nothing, and brackets around nothing go
  /// too.
  std::string attribution = "{pseudonym}";
  bool include_interviewers = false;  ///< also segments that no participant's words are in
};

struct QuotesView {
  model::QuoteCollection collection;
  model::GateResult gate;
  std::int64_t quotes = 0;
};

/// The collection: sections by theme (one a code that has quotes of its own, under its ancestors' headings) or by
/// group. A stretch coded with several codes stands under each of them; its identifier is the same. Nothing is written.
base::Result<QuotesView> collect_quotes(Session& session, const QuotesRequest& request);
/// collect_quotes(), then the file, unless the gate blocks (kRefused).
base::Result<QuotesView> export_quotes(Session& session, const QuotesRequest& request,
                                       const std::filesystem::path& file);

/// The attribution rule applied to one segment; exposed for the window's preview.
std::string attribution_text(const std::string& rule, const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace polyvocal::app
