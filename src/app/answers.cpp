#include "app/answers.hpp"

#include <algorithm>
#include <set>

#include "text/boundaries.hpp"
#include "text/fold.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {
namespace {

struct Read {
  std::string text;
  std::vector<model::Passage> passages;
};

/// Whether each passage is an interviewer's.
std::vector<bool> interviewers(const model::DocumentChunk& chunk) {
  std::vector<bool> asks(chunk.passage_id.size(), false);
  for (std::size_t i = 0; i < asks.size(); ++i) {
    const auto speaker = chunk.passage_speaker[i];
    asks[i] =
        speaker != model::DocumentChunk::kNone && chunk.speakers[speaker].role == model::SpeakerRole::kInterviewer;
  }
  return asks;
}

std::set<std::string> words_of(std::string_view text, std::string_view language) {
  std::set<std::string> found;
  const text::OffsetMap map(text);
  for (const auto& word : text::words(map, language)) found.insert(text::fold(map.slice(word)));
  return found;
}

bool same_question(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto shorter = std::min(a.size(), b.size());
  if (shorter == 0 || std::max(a.size(), b.size()) > 2 * shorter) return false;
  const auto shared = std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); });
  return static_cast<double>(shared) >= kSameQuestion * static_cast<double>(shorter);
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

base::Result<Read> read(Session& session, model::DocumentId document) {
  Read made;
  auto text = session.project().text(document);
  if (!text) return base::pass(text);
  auto passages = session.project().passages(document);
  if (!passages) return base::pass(passages);
  made.text = std::move(*text);
  made.passages = std::move(*passages);
  return made;
}

}  // namespace

base::Result<Answers> answers_to(Session& session, model::DocumentId document, text::CodePointOffset place,
                                 const base::Progress& progress) {
  auto picture = session.snapshot();
  if (!picture) return base::pass(picture);
  const auto& snapshot = **picture;
  const auto here = snapshot.document_index(document);
  if (here == model::Snapshot::npos)
    return base::fail(base::ErrorCode::kNotFound, {{"kind", "document"}, {"name", std::to_string(document.value)}});
  auto start = read(session, document);
  if (!start) return base::pass(start);
  const auto asks_here = interviewers(*snapshot.chunks[here]);
  std::size_t question = asks_here.size();
  for (std::size_t i = 0; i < asks_here.size() && start->passages[i].whole.start <= place; ++i) {
    if (asks_here[i]) question = i;
  }
  if (question == asks_here.size())
    return base::fail(base::ErrorCode::kNotFound, {{"kind", "question"}, {"name", snapshot.documents[here].name}});
  Answers answers;
  const text::OffsetMap map_here(start->text);
  answers.question = one_line(map_here.slice(start->passages[question].body));
  const auto wanted = words_of(answers.question, snapshot.documents[here].language);

  auto documents = session.project().documents();
  if (!documents) return base::pass(documents);
  for (const auto& row : *documents) {
    if (progress.cancelled()) return base::fail(base::ErrorCode::kCancelled);
    const auto index = snapshot.document_index(row.id);
    if (index == model::Snapshot::npos) continue;
    const auto& chunk = *snapshot.chunks[index];
    const auto asks = interviewers(chunk);
    if (std::find(asks.begin(), asks.end(), true) == asks.end()) continue;
    auto text = read(session, row.id);
    if (!text) return base::pass(text);
    const text::OffsetMap map(text->text);
    bool answering = false;
    bool found = false;
    for (std::size_t i = 0; i < asks.size() && i < text->passages.size(); ++i) {
      const auto& passage = text->passages[i];
      if (asks[i]) {
        const bool follows_up = answering && i > 0 && asks[i - 1];
        answering = (row.id == document && i == question) ||
                    same_question(wanted, words_of(map.slice(passage.body), row.language)) || follows_up;
        found = found || answering;
        continue;
      }
      if (!answering || passage.body.empty()) continue;
      SegmentView view;
      view.document = row.name;
      for (const auto& span : chunk.case_spans) {
        if (!span.range.contains(passage.body.start)) continue;
        const auto& one = snapshot.cases[span.case_index];
        view.cases.push_back(one.name);
        if (const auto* group = snapshot.find_attribute(model::kGroupAttribute, model::AttributeTarget::kCase))
          view.group = std::string(snapshot.case_value(span.case_index, group->id));
      }
      if (const auto speaker = chunk.passage_speaker[i]; speaker != model::DocumentChunk::kNone)
        view.speaker = chunk.speakers[speaker].label;
      view.turn = static_cast<std::int64_t>(i) + 1;
      view.range = passage.body;
      view.text = std::string(map.slice(passage.body));
      answers.turns.push_back(std::move(view));
      answers.documents.push_back(row.id);
    }
    answers.asked_in += found ? 1 : 0;
  }
  return answers;
}

}  // namespace polyvocal::app
