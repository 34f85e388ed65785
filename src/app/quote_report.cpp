// A collection of quotes as reports print it.

#include <algorithm>
#include <map>
#include <set>

#include "app/quote_collections.hpp"
#include "app/quote_values_internal.hpp"
#include "messages/messages.hpp"
#include "report/writers.hpp"
#include "text/collate.hpp"

namespace polyvocal::app {
namespace {

model::QuoteRecord record_of(const CollectedQuoteView& view) {
  model::QuoteRecord record;
  record.quote_id = view.label;
  record.text = view.text;
  record.attribution = view.attribution;
  record.document = view.document;
  for (const auto& name : view.cases) record.case_name += (record.case_name.empty() ? "" : ", ") + name;
  std::set<std::string> groups(view.groups.begin(), view.groups.end());
  groups.erase("");
  for (const auto& group : groups) record.group += (record.group.empty() ? "" : ", ") + group;
  record.speaker = view.speaker;
  record.unit = view.unit;
  if (!view.quote.ranges.empty()) {
    record.range = view.quote.ranges.front().range;
    for (const auto& quoted : view.quote.ranges) {
      record.range.start = std::min(record.range.start, quoted.range.start);
      record.range.end = std::max(record.range.end, quoted.range.end);
    }
  }
  record.turn = view.first_turn;
  if (!view.theme_path.empty()) record.codes = {view.theme_path};
  record.coder = view.coder;
  record.verbatim = view.verbatim;
  return record;
}

void add_by_theme(model::QuoteCollection& out, const QuoteCollectionView& view, const model::CodeTree& tree) {
  const auto& codes = tree.codes();
  std::map<std::size_t, std::vector<const CollectedQuoteView*>> by_code;
  std::vector<const CollectedQuoteView*> unplaced;
  for (const auto& quote : view.quotes) {
    const auto at = tree.index_of(quote.quote.theme);
    (at == model::CodeTree::npos ? unplaced : by_code[at]).push_back(&quote);
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto next = by_code.lower_bound(i);
    if (next == by_code.end() || next->first >= tree.subtree_end(i)) continue;
    model::QuoteSection section{codes[i].name, codes[i].definition, tree.depth(i) + 1, {}, 0};
    if (next->first == i) {
      for (const auto* quote : next->second) section.quotes.push_back(record_of(*quote));
    }
    out.sections.push_back(std::move(section));
  }
  if (unplaced.empty()) return;
  model::QuoteSection section{messages::message("quotes.unplaced"), "", 1, {}, 0};
  for (const auto* quote : unplaced) section.quotes.push_back(record_of(*quote));
  out.sections.push_back(std::move(section));
}

void add_by_group(model::QuoteCollection& out, const QuoteCollectionView& view, const std::string& language) {
  std::vector<model::QuoteRecord> records;
  for (const auto& quote : view.quotes) records.push_back(record_of(quote));
  const text::Collator collator(language);
  std::stable_sort(records.begin(), records.end(), [&](const model::QuoteRecord& a, const model::QuoteRecord& b) {
    return collator.compare(a.group, b.group) < 0;
  });
  for (auto& record : records) {
    const std::string heading = record.group.empty() ? messages::message("word.no-value") : record.group;
    if (out.sections.empty() || out.sections.back().heading != heading) out.sections.push_back({heading, "", 1, {}, 0});
    out.sections.back().quotes.push_back(std::move(record));
  }
}

}  // namespace

base::Result<QuotesView> collection_report(Session& session, std::string_view collection, QuoteOrder order,
                                           Drafts drafts) {
  auto view = quote_collection(session, collection);
  if (!view) return base::pass(view);
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const auto& snapshot = **taken;
  if (drafts == Drafts::kLeaveOut) {
    std::erase_if(view->quotes,
                  [](const CollectedQuoteView& quote) { return quote.quote.status != model::QuoteStatus::kApproved; });
  }
  QuotesView result;
  auto& out = result.collection;
  out.title = view->head.name;
  out.language = snapshot.language;
  result.quotes = static_cast<std::int64_t>(view->quotes.size());
  if (order == QuoteOrder::kGroup)
    add_by_group(out, *view, snapshot.language);
  else
    add_by_theme(out, *view, snapshot.codes);
  std::set<std::string> everyone;
  for (auto& section : out.sections) {
    std::set<std::string> cases;
    for (const auto& record : section.quotes) {
      for (const auto& quote : view->quotes) {
        if (quote.label == record.quote_id) cases.insert(quote.cases.begin(), quote.cases.end());
      }
    }
    section.cases = static_cast<std::int64_t>(cases.size());
    everyone.merge(cases);
  }
  out.subtitle = messages::message(
      "report.collection",
      {{"quotes", messages::counted("count.quotes", result.quotes)},
       {"from", messages::counted("count.from-participants", static_cast<std::int64_t>(everyone.size()))},
       {"what", snapshot.project_title}});
  result.gate = session.gate().check(outgoing_of(out));
  for (const auto& quote : view->quotes) {
    for (const auto& reason : quote.stale) {
      model::GateFinding finding{reason, "quote", quote.label, messages::message("stale." + reason)};
      (reason == "consent-ended" ? result.gate.blocked : result.gate.warnings).push_back(std::move(finding));
    }
  }
  if (!result.gate.statement.empty()) out.statement = messages::message(result.gate.statement);
  return result;
}

base::Result<QuotesView> export_collection(Session& session, std::string_view collection, QuoteOrder order,
                                           Drafts drafts, const std::filesystem::path& file) {
  auto format = report::format_of(file);
  if (!format) return base::pass(format);
  auto view = collection_report(session, collection, order, drafts);
  if (!view) return view;
  const auto& blocked = view->gate.blocked;
  if (!blocked.empty()) {
    const bool consent =
        std::any_of(blocked.begin(), blocked.end(), [](const auto& found) { return found.kind == "consent-ended"; });
    return base::fail(base::ErrorCode::kRefused, {{"reason", consent ? "consent-ended" : "gate-blocked"}});
  }
  if (auto written = report::write_quotes(view->collection, *format, file); !written) return base::pass(written);
  return view;
}

}  // namespace polyvocal::app
