// Collections of quotes: writing and reading. A collection is a set of the kind "quote"; the theme a quote stands under
// and its place there are a row of quote_code; a collection's rule of attribution is a setting.

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "store/writer_internal.hpp"
#include "text/fold.hpp"

namespace polyvocal::store {

using base::Result;

namespace {

constexpr std::size_t kLongestClarification = 1000;
constexpr std::size_t kLongestRule = 1000;

std::string attribution_setting(const base::Uuid& guid) {
  return "quotes.attribution." + guid.text();
}

Result<base::Uuid> guid_of(Connection& connection, model::CollectionId collection) {
  Query query = connection.query("SELECT guid FROM named_set WHERE id = ? AND kind = 'quote'", collection);
  const bool found = query.step();
  if (auto exists = must_exist(found, "collection", collection.value); !exists) return base::pass(exists);
  return query->guid(0);
}

Result<model::DocumentId> document_of(Connection& connection, model::QuoteId quote) {
  const auto document = connection.number("SELECT document FROM quote WHERE id = ?", quote);
  if (auto exists = must_exist(document.has_value(), "quote", quote.value); !exists) return base::pass(exists);
  return model::DocumentId{*document};
}

std::string shown(text::CodePointRange range) {
  return std::to_string(range.start.value) + "-" + std::to_string(range.end.value);
}

Result<void> check_edits(const model::QuoteRange& quoted) {
  auto at = quoted.range.start;
  for (const auto& edit : quoted.edits) {
    const bool clarifies = edit.kind == model::QuoteEditKind::kClarification;
    if (edit.range.start < at || edit.range.end < edit.range.start || quoted.range.end < edit.range.end ||
        (!clarifies && edit.range.empty()))
      return invalid("range", shown(edit.range));
    at = edit.range.end;
    const bool bad_words = text::trim(edit.text).empty() || edit.text.size() > kLongestClarification ||
                           edit.text.find_first_of("[]\r\n") != std::string::npos;
    if (clarifies ? bad_words : !edit.text.empty()) return invalid("clarification", edit.text.substr(0, 80));
  }
  return {};
}

Result<void> check_ranges(WriterState& state, model::DocumentId document,
                          const std::vector<model::QuoteRange>& ranges) {
  auto length = document_length(state, document);
  if (!length) return base::pass(length);
  if (ranges.empty()) return invalid("range", "");
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto range = ranges[i].range;
    if (range.empty() || range.start.value < 0 || range.end.value > *length) return invalid("range", shown(range));
    for (std::size_t k = 0; k < i; ++k) {
      if (ranges[k].range.overlaps(range)) return invalid("range", shown(range));
    }
    if (auto edits = check_edits(ranges[i]); !edits) return edits;
  }
  return {};
}

/// SHA-256 of the quoted words as the text is now.
base::Digest hash_of(Connection& connection, model::DocumentId document, const std::vector<model::QuoteRange>& ranges) {
  Query query = connection.query(
      "SELECT b.text FROM document d JOIN revision r ON r.id = d.revision JOIN body b ON b.id = r.body WHERE d.id = ?",
      document);
  const std::string text = query.step() ? query.text(0) : std::string();
  return base::sha256(model::quoted_words(ranges, text::OffsetMap(text)));
}

void insert_ranges(Connection& connection, std::int64_t quote, const std::vector<model::QuoteRange>& ranges) {
  std::int64_t position = 0;
  for (const auto& quoted : ranges) {
    connection.run("INSERT INTO quote_range (quote, position, start_at, end_at) VALUES (?, ?, ?, ?)", quote, position++,
                   quoted.range.start.value, quoted.range.end.value);
    const std::int64_t range = connection.last_id();
    for (const auto& edit : quoted.edits) {
      connection.run("INSERT INTO quote_edit (quote_range, kind, start_at, end_at, text) VALUES (?, ?, ?, ?, ?)", range,
                     stored_name(edit.kind), edit.range.start.value, edit.range.end.value, edit.text);
    }
  }
}

/// The collection's quotes under a theme, in order.
std::vector<std::int64_t> quotes_under(Connection& connection, std::int64_t collection, model::CodeId theme) {
  std::vector<std::int64_t> quotes;
  Query query = connection.query(
      "SELECT c.quote FROM quote_code c JOIN set_member m ON m.target_kind = 'quote' AND m.target = c.quote "
      "WHERE c.code = ? AND m.set_id = ? ORDER BY c.position, c.quote",
      theme, collection);
  while (query.step()) quotes.push_back(query.integer(0));
  return quotes;
}

void place(Connection& connection, std::int64_t quote, std::int64_t collection, model::CodeId theme,
           std::int64_t position) {
  connection.run("DELETE FROM quote_code WHERE quote = ? AND code <> ?", quote, theme);
  if (!theme) return;
  auto order = quotes_under(connection, collection, theme);
  std::erase(order, quote);
  const auto last = static_cast<std::int64_t>(order.size());
  order.insert(order.begin() + (position < 0 ? last : std::min(position, last)), quote);
  for (std::size_t i = 0; i < order.size(); ++i) {
    connection.run(
        "INSERT INTO quote_code (quote, code, position) VALUES (?1, ?2, ?3) "
        "ON CONFLICT DO UPDATE SET position = ?3 WHERE position <> ?3",
        order[i], theme, static_cast<std::int64_t>(i));
  }
}

/// Zero if it is in none.
std::int64_t collection_of(Connection& connection, model::QuoteId quote) {
  return connection
      .number(
          "SELECT min(m.set_id) FROM set_member m JOIN named_set s ON s.id = m.set_id AND s.kind = 'quote' "
          "WHERE m.target_kind = 'quote' AND m.target = ?",
          quote)
      .value_or(0);
}

Result<std::string> checked_rule(std::string_view raw) {
  std::string rule = text::clean_name(raw);
  if (rule.size() > kLongestRule) return invalid("attribution", rule.substr(0, 80));
  return rule;
}

std::vector<model::CollectedQuote> read_quotes(Connection& connection) {
  std::vector<model::CollectedQuote> quotes;
  Query query = connection.query(
      "SELECT q.id, q.guid, q.document, coalesce(m.collection, 0), coalesce(c.code, 0), coalesce(c.position, 0), "
      "q.status, q.attribution, q.coder, q.created_ms, q.changed_ms, q.text_hash FROM quote q "
      "LEFT JOIN (SELECT m.target, min(m.set_id) AS collection FROM set_member m JOIN named_set s ON s.id = m.set_id "
      "AND s.kind = 'quote' WHERE m.target_kind = 'quote' GROUP BY m.target) m ON m.target = q.id "
      "LEFT JOIN (SELECT quote, min(code) AS code, position FROM quote_code GROUP BY quote) c ON c.quote = q.id "
      "ORDER BY 4, 5, 6, 1");
  std::map<std::int64_t, std::size_t> index;
  while (query.step()) {
    model::CollectedQuote quote;
    quote.id = query->id<model::QuoteId>(0);
    quote.guid = query->guid(1);
    quote.document = query->id<model::DocumentId>(2);
    quote.collection = query->id<model::CollectionId>(3);
    quote.theme = query->id<model::CodeId>(4);
    quote.position = query.integer(5);
    quote.status = quote_status(query.text(6));
    quote.attribution = query.text(7);
    quote.coder = query->id<model::CoderId>(8);
    quote.created_ms = query.integer(9);
    quote.changed_ms = query.integer(10);
    quote.text_hash = query.text(11);
    index[quote.id.value] = quotes.size();
    quotes.push_back(std::move(quote));
  }
  std::map<std::int64_t, std::pair<std::size_t, std::size_t>> ranges;
  Query range = connection.query("SELECT id, quote, start_at, end_at FROM quote_range ORDER BY quote, position, id");
  while (range.step()) {
    const auto at = index.find(range.integer(1));
    if (at == index.end()) continue;
    auto& list = quotes[at->second].ranges;
    ranges[range.integer(0)] = {at->second, list.size()};
    list.push_back({{text::CodePointOffset(range.integer(2)), text::CodePointOffset(range.integer(3))}, {}});
  }
  Query edit = connection.query(
      "SELECT quote_range, kind, start_at, end_at, text FROM quote_edit WHERE kind IN ('omission', 'clarification') "
      "ORDER BY quote_range, start_at, end_at, id");
  while (edit.step()) {
    const auto at = ranges.find(edit.integer(0));
    if (at == ranges.end()) continue;
    quotes[at->second.first].ranges[at->second.second].edits.push_back(
        {quote_edit_kind(edit.text(1)),
         {text::CodePointOffset(edit.integer(2)), text::CodePointOffset(edit.integer(3))},
         edit.text(4)});
  }
  return quotes;
}

}  // namespace

Result<std::vector<model::QuoteCollectionHead>> Project::quote_collections() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::QuoteCollectionHead>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    std::vector<model::QuoteCollectionHead> heads;
    Query query = impl_->db().query("SELECT id, guid, name FROM named_set WHERE kind = 'quote' ORDER BY id");
    while (query.step()) heads.push_back({query->id<model::CollectionId>(0), query->guid(1), query.text(2), {}});
    for (auto& head : heads) {
      Query rule = impl_->db().query("SELECT value FROM setting WHERE name = ?", attribution_setting(head.guid));
      if (rule.step()) head.attribution = rule.text(0);
    }
    return heads;
  });
}

Result<std::vector<model::CollectedQuote>> Project::quotes() const {
  return guarded(*impl_, [&]() -> Result<std::vector<model::CollectedQuote>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    return read_quotes(impl_->db());
  });
}

Result<std::vector<Project::Consent>> Project::consents() const {
  return guarded(*impl_, [&]() -> Result<std::vector<Consent>> {
    std::vector<Consent> consents;
    Query query = impl_->db().query(
        "SELECT coalesce(case_id, 0), coalesce(speaker, 0), quotation IN ('refused', 'withdrawn') OR interview IN "
        "('refused', 'withdrawn'), coalesce(until_date, ''), recorded_ms FROM consent ORDER BY recorded_ms, id");
    while (query.step()) {
      consents.push_back({query->id<model::CaseId>(0), query->id<model::SpeakerId>(1), query.integer(2) != 0,
                          query.text(3), query.integer(4)});
    }
    return consents;
  });
}

Result<model::CollectionId> Writer::add_quote_collection(std::string_view raw) {
  return guarded(impl_, [&]() -> Result<model::CollectionId> {
    auto name = checked_name("collection", raw);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM named_set WHERE name_key = ? AND kind = 'quote'", name->key))
      return duplicate("collection", name->text);
    impl_.db().run("INSERT INTO named_set (guid, name, name_key, kind) VALUES (?, ?, ?, 'quote')",
                   blob(base::Uuid::make()), name->text, name->key);
    return model::CollectionId{impl_.db().last_id()};
  });
}

Result<void> Writer::rename_quote_collection(model::CollectionId collection, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto guid = guid_of(impl_.db(), collection); !guid) return base::pass(guid);
    auto name = checked_name("collection", raw);
    if (!name) return base::pass(name);
    if (impl_.db().exists("SELECT 1 FROM named_set WHERE name_key = ? AND kind = 'quote' AND id <> ?", name->key,
                          collection))
      return duplicate("collection", name->text);
    impl_.db().run("UPDATE named_set SET name = ?, name_key = ? WHERE id = ?", name->text, name->key, collection);
    return {};
  });
}

Result<void> Writer::set_collection_attribution(model::CollectionId collection, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    auto guid = guid_of(impl_.db(), collection);
    if (!guid) return base::pass(guid);
    auto rule = checked_rule(raw);
    if (!rule) return base::pass(rule);
    const std::string setting = attribution_setting(*guid);
    if (rule->empty())
      impl_.db().run("DELETE FROM setting WHERE name = ?", setting);
    else
      impl_.db().run(
          "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2 WHERE value <> ?2",
          setting, *rule);
    return {};
  });
}

Result<void> Writer::delete_quote_collection(model::CollectionId collection) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    auto guid = guid_of(connection, collection);
    if (!guid) return base::pass(guid);
    std::vector<std::int64_t> quotes;
    {
      Query query =
          connection.query("SELECT target FROM set_member WHERE set_id = ? AND target_kind = 'quote'", collection);
      while (query.step()) quotes.push_back(query.integer(0));
    }
    for (const std::int64_t quote : quotes) remove_quote(connection, quote);
    connection.run("DELETE FROM setting WHERE name = ?", attribution_setting(*guid));
    remove_references(connection, "set", collection.value);
    connection.run("DELETE FROM set_member WHERE set_id = ?", collection);
    connection.run("DELETE FROM named_set WHERE id = ?", collection);
    return {};
  });
}

Result<model::QuoteId> Writer::add_quote(const NewQuote& quote, model::CoderId coder) {
  return guarded(impl_, [&]() -> Result<model::QuoteId> {
    Connection& connection = impl_.db();
    if (auto guid = guid_of(connection, quote.collection); !guid) return base::pass(guid);
    if (auto checked = check_ranges(impl_, quote.document, quote.ranges); !checked) return base::pass(checked);
    if (auto checked = check_coder(impl_, coder); !checked) return base::pass(checked);
    if (quote.theme) {
      if (auto checked = check_code(impl_, quote.theme); !checked) return base::pass(checked);
    }
    connection.run(
        "INSERT INTO quote (guid, document, status, attribution, text_hash, body, coder, created_ms, changed_ms) "
        "VALUES (?1, ?2, 'draft', '', ?3, NULL, ?4, ?5, ?5)",
        blob(base::Uuid::make()), quote.document, blob(hash_of(connection, quote.document, quote.ranges)), coder,
        impl_.now_ms);
    const model::QuoteId id{connection.last_id()};
    connection.run("INSERT INTO set_member (set_id, target_kind, target) VALUES (?, 'quote', ?)", quote.collection, id);
    insert_ranges(connection, id.value, quote.ranges);
    place(connection, id.value, quote.collection.value, quote.theme, -1);
    return id;
  });
}

Result<void> Writer::set_quote_ranges(model::QuoteId quote, const std::vector<model::QuoteRange>& ranges,
                                      model::CoderId coder) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    auto document = document_of(connection, quote);
    if (!document) return base::pass(document);
    if (auto checked = check_ranges(impl_, *document, ranges); !checked) return checked;
    if (auto checked = check_coder(impl_, coder); !checked) return checked;
    remove_quote_ranges(connection, quote.value);
    insert_ranges(connection, quote.value, ranges);
    connection.run("UPDATE quote SET status = 'draft', text_hash = ?, coder = ?, changed_ms = ? WHERE id = ?",
                   blob(hash_of(connection, *document, ranges)), coder, impl_.now_ms, quote);
    return {};
  });
}

Result<void> Writer::set_quote_status(model::QuoteId quote, model::QuoteStatus status, model::CoderId coder) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    auto document = document_of(connection, quote);
    if (!document) return base::pass(document);
    if (auto checked = check_coder(impl_, coder); !checked) return checked;
    std::vector<model::QuoteRange> ranges;
    {
      Query query =
          connection.query("SELECT start_at, end_at FROM quote_range WHERE quote = ? ORDER BY position, id", quote);
      while (query.step())
        ranges.push_back({{text::CodePointOffset(query.integer(0)), text::CodePointOffset(query.integer(1))}, {}});
    }
    connection.run("UPDATE quote SET status = ?, text_hash = ?, coder = ?, changed_ms = ? WHERE id = ?",
                   stored_name(status), blob(hash_of(connection, *document, ranges)), coder, impl_.now_ms, quote);
    return {};
  });
}

Result<void> Writer::set_quote_attribution(model::QuoteId quote, std::string_view raw) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto document = document_of(impl_.db(), quote); !document) return base::pass(document);
    auto rule = checked_rule(raw);
    if (!rule) return base::pass(rule);
    impl_.db().run("UPDATE quote SET attribution = ?1 WHERE id = ?2 AND attribution <> ?1", *rule, quote);
    return {};
  });
}

Result<void> Writer::place_quote(model::QuoteId quote, model::CodeId theme, std::int64_t position) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto document = document_of(impl_.db(), quote); !document) return base::pass(document);
    if (theme) {
      if (auto checked = check_code(impl_, theme); !checked) return checked;
    }
    place(impl_.db(), quote.value, collection_of(impl_.db(), quote), theme, position);
    return {};
  });
}

Result<void> Writer::move_quote(model::QuoteId quote, model::CollectionId collection) {
  return guarded(impl_, [&]() -> Result<void> {
    Connection& connection = impl_.db();
    if (auto document = document_of(connection, quote); !document) return base::pass(document);
    if (auto guid = guid_of(connection, collection); !guid) return base::pass(guid);
    const std::int64_t old = collection_of(connection, quote);
    if (old == collection.value) return {};
    connection.run("DELETE FROM set_member WHERE target_kind = 'quote' AND target = ? AND set_id = ?", quote, old);
    connection.run("INSERT INTO set_member (set_id, target_kind, target) VALUES (?, 'quote', ?)", collection, quote);
    const auto theme = connection.number("SELECT min(code) FROM quote_code WHERE quote = ?", quote).value_or(0);
    place(connection, quote.value, collection.value, model::CodeId{theme}, -1);
    return {};
  });
}

Result<void> Writer::delete_quote(model::QuoteId quote) {
  return guarded(impl_, [&]() -> Result<void> {
    if (auto document = document_of(impl_.db(), quote); !document) return base::pass(document);
    remove_quote(impl_.db(), quote.value);
    return {};
  });
}

}  // namespace polyvocal::store
