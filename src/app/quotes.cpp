#include "app/quotes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/quote_values_internal.hpp"
#include "base/sha256.hpp"
#include "messages/messages.hpp"
#include "report/writers.hpp"
#include "text/collate.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

/// The same words of the same document give the same identifier in every export, whatever codes they carry: made from
/// the document's GUID and the range.
std::string quote_id(const std::string& document_guid, text::CodePointRange range) {
  base::Sha256 hash;
  hash.add(document_guid)
      .add(static_cast<std::uint64_t>(range.start.value))
      .add(static_cast<std::uint64_t>(range.end.value));
  return label_of(hash.finish());
}

std::int64_t distinct_cases(const std::vector<model::QuoteRecord>& quotes) {
  std::set<std::string> names;
  for (const auto& quote : quotes) {
    if (!quote.case_name.empty()) names.insert(quote.case_name);
  }
  return static_cast<std::int64_t>(names.size());
}

}  // namespace

std::string label_of(const base::Digest& digest) {
  static constexpr char kLetters[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id = "Q-";
  for (std::size_t i = 0; i < 10; ++i) id += kLetters[digest[i] & 31];
  return id;
}

std::vector<std::pair<std::string, std::string>> attribution_values(const model::Snapshot& snapshot,
                                                                    std::size_t document,
                                                                    const std::vector<std::uint32_t>& cases,
                                                                    const QuoteNames& names) {
  const auto joined = [&](const auto& value_of) {
    std::vector<std::string> different;
    for (const auto one : cases) {
      std::string value(value_of(one));
      if (!value.empty() && std::find(different.begin(), different.end(), value) == different.end())
        different.push_back(std::move(value));
    }
    std::string text;
    for (const auto& value : different) text += (text.empty() ? "" : ", ") + value;
    return text;
  };
  std::string who = joined([&](std::uint32_t one) { return std::string_view(snapshot.cases[one].name); });
  if (who.empty()) who = names.speaker;
  std::vector<std::pair<std::string, std::string>> values = {
      {"pseudonym", who},         {"case", who},
      {"id", names.id},           {"unit", names.unit},
      {"speaker", names.speaker}, {"document", snapshot.documents[document].name}};
  for (const auto& attribute : snapshot.attributes) {
    if (attribute.target != model::AttributeTarget::kCase) continue;
    values.emplace_back(text::fold_name(attribute.name),
                        joined([&](std::uint32_t one) { return snapshot.case_value(one, attribute.id); }));
  }
  for (const auto& attribute : snapshot.attributes) {
    if (attribute.target != model::AttributeTarget::kDocument) continue;
    for (const auto& value : snapshot.document_values[document]) {
      if (value.attribute == attribute.id) values.emplace_back(text::fold_name(attribute.name), value.text);
    }
  }
  return values;
}

std::vector<model::OutgoingText> outgoing_of(const model::QuoteCollection& collection) {
  std::vector<model::OutgoingText> texts{{"heading", collection.title}, {"heading", collection.subtitle}};
  for (const auto& section : collection.sections) {
    texts.push_back({"heading", section.heading});
    texts.push_back({"heading", section.description});
    for (const auto& quote : section.quotes) {
      texts.push_back({"quote", quote.text});
      texts.push_back({"context", quote.context_before});
      texts.push_back({"context", quote.context_after});
      texts.push_back({"attribution", quote.attribution});
      texts.push_back({"document-name", quote.document});
    }
  }
  return texts;
}

std::string attribution_text(const std::string& rule, const std::vector<std::pair<std::string, std::string>>& values) {
  std::string out;
  for (std::size_t i = 0; i < rule.size();) {
    const auto close = rule[i] == '{' ? rule.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      out += rule[i++];
      continue;
    }
    const std::string name = text::fold_name(rule.substr(i + 1, close - i - 1));
    const auto it = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
    if (it != values.end()) out += it->second;
    i = close + 1;
  }
  for (const std::string_view empty : {"()", "[]", "( )", "[ ]"}) {
    for (auto at = out.find(empty); at != std::string::npos; at = out.find(empty)) out.erase(at, empty.size());
  }
  return text::clean_name(out);
}

base::Result<QuotesView> collect_quotes(Session& session, const QuotesRequest& request) {
  auto taken = session.snapshot();
  if (!taken) return base::pass(taken);
  const model::Snapshot& snapshot = **taken;
  auto views = retrieve(session, request.select);
  if (!views) return base::pass(views);

  std::map<std::string, std::size_t> document_indices;
  for (std::size_t i = 0; i < snapshot.documents.size(); ++i) document_indices[snapshot.documents[i].name] = i;
  std::map<std::string, std::uint32_t> case_indices;
  for (std::size_t i = 0; i < snapshot.cases.size(); ++i)
    case_indices[snapshot.cases[i].name] = static_cast<std::uint32_t>(i);

  QuotesView result;
  std::vector<model::QuoteRecord> quotes;
  for (auto& view : *views) {
    if (view.cases.empty() && !request.include_interviewers) continue;
    std::vector<std::uint32_t> cases;
    for (const auto& name : view.cases) cases.push_back(case_indices[name]);
    model::QuoteRecord quote;
    const std::size_t document = document_indices.at(view.document);
    quote.quote_id = quote_id(snapshot.documents[document].guid.text(), view.range);
    quote.text = std::move(view.text);
    quote.context_before = std::move(view.context_before);
    quote.context_after = std::move(view.context_after);
    quote.attribution = attribution_text(
        request.attribution, attribution_values(snapshot, document, cases, {quote.quote_id, view.speaker, view.unit}));
    quote.document = view.document;
    quote.case_name = view.cases.empty() ? "" : view.cases.front();
    quote.group = view.group;
    quote.speaker = view.speaker;
    quote.unit = view.unit;
    quote.range = view.range;
    quote.turn = view.turn;
    quote.codes = view.codes;
    quote.coder = view.coder;
    quote.verbatim = view.verbatim;
    quotes.push_back(std::move(quote));
  }
  auto& collection = result.collection;
  collection.title = snapshot.project_title;
  collection.language = snapshot.language;
  const text::Collator collator(snapshot.language);
  const auto by_group = [&](const model::QuoteRecord& a, const model::QuoteRecord& b) {
    if (const int order = collator.compare(a.group, b.group); order != 0) return order < 0;
    if (const int order = collator.compare(a.document, b.document); order != 0) return order < 0;
    return a.range < b.range;
  };
  // Two coders' same stretch is one quote; their codes are joined.
  std::stable_sort(quotes.begin(), quotes.end(), by_group);
  std::vector<model::QuoteRecord> folded;
  for (auto& quote : quotes) {
    if (!folded.empty() && folded.back().document == quote.document && folded.back().range == quote.range) {
      for (auto& code : quote.codes) {
        auto& codes = folded.back().codes;
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
      }
      if (folded.back().coder != quote.coder) folded.back().coder += ", " + quote.coder;
      continue;
    }
    folded.push_back(std::move(quote));
  }
  result.quotes = static_cast<std::int64_t>(folded.size());

  if (request.order == QuoteOrder::kGroup) {
    for (auto& quote : folded) {
      const std::string heading = quote.group.empty() ? messages::message("word.no-value") : quote.group;
      if (collection.sections.empty() || collection.sections.back().heading != heading) {
        collection.sections.push_back({heading, "", 1, {}, 0});
      }
      collection.sections.back().quotes.push_back(std::move(quote));
    }
  } else {
    std::map<std::string, std::vector<const model::QuoteRecord*>> by_code;
    for (const auto& quote : folded) {
      for (const auto& code : quote.codes) by_code[code].push_back(&quote);
    }
    const auto& codes = snapshot.codes.codes();
    std::vector<std::string> paths;
    for (const auto& code : codes) paths.push_back(snapshot.codes.path(code.id));
    for (std::size_t i = 0; i < codes.size(); ++i) {
      bool wanted = false;
      for (std::size_t j = i; j < snapshot.codes.subtree_end(i) && !wanted; ++j) wanted = by_code.contains(paths[j]);
      if (!wanted) continue;
      model::QuoteSection section;
      section.heading = codes[i].name;
      section.description = codes[i].definition;
      section.level = snapshot.codes.depth(i) + 1;
      for (const auto* quote : by_code[paths[i]]) section.quotes.push_back(*quote);
      collection.sections.push_back(std::move(section));
    }
  }
  for (auto& section : collection.sections) section.cases = distinct_cases(section.quotes);

  std::string what = request.select.codes.empty() ? messages::message("report.all-codes") : std::string();
  for (const auto& code : request.select.codes) what += (what.empty() ? "" : "; ") + code;
  if (!request.select.group.empty()) what += ", " + request.select.group;
  for (const auto& coder : request.select.coders)
    what += ", " + messages::message("report.coded-by", {{"coder", coder}});
  std::set<std::string> cases;
  for (const auto& section : collection.sections) {
    for (const auto& quote : section.quotes) cases.insert(quote.case_name);
  }
  cases.erase("");
  collection.subtitle = messages::message(
      "report.collection",
      {{"quotes", messages::counted("count.quotes", static_cast<std::int64_t>(result.quotes))},
       {"from", messages::counted("count.from-participants", static_cast<std::int64_t>(cases.size()))},
       {"what", what}});
  result.gate = session.gate().check(outgoing_of(collection));
  if (!result.gate.statement.empty()) collection.statement = messages::message(result.gate.statement);
  return result;
}

base::Result<QuotesView> export_quotes(Session& session, const QuotesRequest& request,
                                       const std::filesystem::path& file) {
  auto format = report::format_of(file);
  if (!format) return base::pass(format);
  auto view = collect_quotes(session, request);
  if (!view) return view;
  if (!view->gate.blocked.empty()) return base::fail(base::ErrorCode::kRefused, {{"reason", "gate-blocked"}});
  if (auto written = report::write_quotes(view->collection, *format, file); !written) return base::pass(written);
  return view;
}

}  // namespace polyvocal::app
