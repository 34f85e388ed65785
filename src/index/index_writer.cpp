#include <algorithm>
#include <limits>
#include <map>

#include "base/atomic_file.hpp"
#include "base/log.hpp"
#include "index/index_impl_internal.hpp"
#include "index/terms.hpp"
#include "index/xapian_errors_internal.hpp"

namespace polyvocal::index {

namespace {

constexpr std::int64_t kPassagesBetweenCommits = 20'000;

void append_number(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(number | 0x80));
    number >>= 7;
  }
  out += static_cast<char>(static_cast<unsigned char>(number));
}

std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
  throw Xapian::SerialisationError("document record of the index");
}

/// Makes the engine's documents of one transcript's passages. Field terms are made once a name.
class PassageMaker {
 public:
  PassageMaker(const IndexDocument& document, const std::string& tag, text::Tokenizer& tokenizer)
      : tokenizer_(tokenizer),
        stems_(tokenizer.stemmer_name() != "none"),
        stem_term_(stem_prefix(tag)),
        prefix_size_(stem_term_.size()),
        document_value_(Xapian::sortable_serialise(static_cast<double>(document.id.value))),
        common_terms_{field_term(prefix("guid"), document.guid), field_term(prefix("document"), document.name),
                      field_term(prefix("language"), tag)} {}

  Xapian::Document make(const IndexPassage& passage) {
    Xapian::Document out;
    for (const auto& token : tokenizer_.tokens(passage.text)) {
      out.add_posting(token.folded, token.position);
      if (!stems_) continue;
      stem_term_.resize(prefix_size_);
      stem_term_ += token.stem;
      out.add_term(stem_term_);
    }
    for (const auto& term : common_terms_) out.add_boolean_term(term);
    if (!passage.speaker.empty()) out.add_boolean_term(term("speaker", passage.speaker));
    for (const auto& name : passage.cases) out.add_boolean_term(term("case", name));
    for (const auto& name : passage.groups) out.add_boolean_term(term("group", name));
    out.add_value(kDocumentIdSlot, document_value_);
    return out;
  }

 private:
  static std::string_view prefix(std::string_view field) { return find_field(field)->prefix; }

  const std::string& term(std::string_view field, const std::string& name) {
    auto& made = terms_[{field, name}];
    if (made.empty()) made = field_term(prefix(field), name);
    return made;
  }

  text::Tokenizer& tokenizer_;
  bool stems_;
  std::string stem_term_;
  std::size_t prefix_size_;
  std::string document_value_;
  std::vector<std::string> common_terms_;
  std::map<std::pair<std::string_view, std::string>, std::string> terms_;
};

}  // namespace

std::string write_record(const DocumentRecord& record) {
  std::string out;
  append_number(out, record.fingerprint.size());
  out += record.fingerprint;
  Xapian::docid before = 0;
  for (const auto docid : record.passages) {
    append_number(out, docid - before);
    before = docid;
  }
  return out;
}

DocumentRecord read_record(std::string_view bytes) {
  DocumentRecord record;
  const std::uint64_t size = take_number(bytes);
  if (size > bytes.size()) throw Xapian::SerialisationError("document record of the index");
  record.fingerprint = std::string(bytes.substr(0, size));
  bytes.remove_prefix(size);
  Xapian::docid before = 0;
  while (!bytes.empty()) {
    before += static_cast<Xapian::docid>(take_number(bytes));
    record.passages.push_back(before);
  }
  return record;
}

void SearchIndex::Impl::begin() {
  if (in_transaction) return;
  // A transaction keeps Xapian from committing by itself in the middle of a document.
  writer->begin_transaction();
  in_transaction = true;
}

void SearchIndex::Impl::end() {
  if (!in_transaction) return;
  in_transaction = false;
  passages_pending = 0;
  writer->commit_transaction();
}

void SearchIndex::Impl::abandon() {
  if (!in_transaction) return;
  in_transaction = false;
  passages_pending = 0;
  // The first error is the one to report; after a second one the writer closes with the change discarded all the same.
  auto cancelled = guarded(folder, [&]() -> base::Result<void> {
    writer->cancel_transaction();
    languages = read_languages(writer->get_metadata(kLanguagesKey));
    return {};
  });
  if (cancelled) return;
  auto closed = guarded(folder, [&]() -> base::Result<void> {
    writer->close();
    return {};
  });
  if (!closed) base::log(base::LogLevel::kError, "search index cannot be closed");
}

void SearchIndex::Impl::add_language(const std::string& tag, const std::string& stemmer) {
  for (const auto& language : languages) {
    if (language.tag == tag) return;
  }
  languages.push_back({tag, stemmer});
  writer->set_metadata(kLanguagesKey, write_languages(languages));
}

base::Result<void> SearchIndex::Impl::put(const IndexDocument& document) {
  const std::string key = kDocumentKeyPrefix + document.guid;
  if (document.guid.empty() || key.size() > kMaxTermBytes) {
    return base::fail(base::ErrorCode::kInvalidArgument, {{"what", "guid"}, {"value", document.guid}});
  }
  DocumentRecord record{document.fingerprint, {}};
  for (const auto& passage : document.passages) {
    if (passage.id.value < 1 || passage.id.value > std::numeric_limits<Xapian::docid>::max() - 1) {
      return base::fail(base::ErrorCode::kInvalidArgument,
                        {{"what", "passage id"}, {"value", std::to_string(passage.id.value)}});
    }
    record.passages.push_back(static_cast<Xapian::docid>(passage.id.value));
  }
  std::sort(record.passages.begin(), record.passages.end());
  begin();
  drop_passages(key, record.passages);
  const std::string tag = language_tag(document.language);
  auto& tokenizer = tokenizers.get(tag);
  add_language(tag, tokenizer.stemmer_name());
  PassageMaker maker(document, tag, tokenizer);
  for (const auto& passage : document.passages) {
    writer->replace_document(static_cast<Xapian::docid>(passage.id.value), maker.make(passage));
  }
  writer->set_metadata(key, write_record(record));
  passages_pending += static_cast<std::int64_t>(document.passages.size());
  if (passages_pending >= kPassagesBetweenCommits) end();
  return {};
}

void SearchIndex::Impl::drop_passages(const std::string& key, const std::vector<Xapian::docid>& kept) {
  const std::string before = writer->get_metadata(key);
  if (before.empty()) return;
  for (const auto docid : read_record(before).passages) {
    if (!std::binary_search(kept.begin(), kept.end(), docid)) writer->delete_document(docid);
  }
}

base::Result<void> SearchIndex::Impl::write(const std::function<base::Result<void>()>& work) {
  if (!writer) {
    return base::fail(base::ErrorCode::kFileNotWritable,
                      {{"path", base::path_to_utf8(folder)}, {"detail", "opened to read only"}});
  }
  auto done = guarded(folder, work);
  // A refused argument has changed nothing.
  if (!done && done.error().code != base::ErrorCode::kInvalidArgument) abandon();
  return done;
}

base::Result<void> SearchIndex::put(const IndexDocument& document) {
  return impl_->write([&] { return impl_->put(document); });
}

base::Result<void> SearchIndex::remove(std::string_view document_guid) {
  return impl_->write([&]() -> base::Result<void> {
    const std::string key = kDocumentKeyPrefix + std::string(document_guid);
    if (document_guid.empty() || key.size() > kMaxTermBytes) return {};  // never put
    impl_->begin();
    impl_->drop_passages(key, {});
    impl_->writer->set_metadata(key, std::string());
    return {};
  });
}

base::Result<void> SearchIndex::commit() {
  return impl_->write([&]() -> base::Result<void> {
    impl_->end();
    return {};
  });
}

}  // namespace polyvocal::index
