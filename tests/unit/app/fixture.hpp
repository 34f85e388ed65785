#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/codebook.hpp"
#include "app/coding.hpp"
#include "app/import_documents.hpp"
#include "app/participants.hpp"
#include "app/session.hpp"
#include "support/temp_folder.hpp"
#include "text/offset_map.hpp"

namespace polyvocal::app {

/// The value, or an exception that fails the test with the error's name.
template <typename T>
T must(base::Result<T> result) {
  if (!result) {
    const auto& error = result.error();
    throw std::runtime_error(std::string(base::error_name(error.code)) + " " + std::string(error.param("detail")) +
                             std::string(error.param("name")));
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The name of the error, or "done".
template <typename T>
std::string error_of(const base::Result<T>& result) {
  return result ? "done" : std::string(base::error_name(result.error().code));
}

inline text::CodePointRange range(std::int64_t start, std::int64_t end) {
  return {text::CodePointOffset(start), text::CodePointOffset(end)};
}

/// A project in a folder of its own, with a user's settings of its own; Ann acts.
class AppTest : public testing::Test {
 protected:
  AppTest() {
    setenv("POLYVOCAL_CONFIG", (folder_.path() / "config").c_str(), 1);
    setenv("POLYVOCAL_HELPER", (test::build_dir() / "bin" / "polyvocal-helper").c_str(), 1);
    setenv("POLYVOCAL_PLUGINS", (test::build_dir() / "plugins").c_str(), 1);
  }
  std::filesystem::path path() const { return folder_.path() / "study.polyvocal"; }
  Session& session() {
    if (!session_) session_ = must(Session::create(path(), "Study", "en", {.coder = "Ann"}));
    return *session_;
  }
  store::Project& project() { return session().project(); }
  void close() { session_.reset(); }
  void reopen(const std::string& coder = "Ann") {
    close();
    session_ = must(Session::open(path(), {.coder = coder}));
  }

  ImportReport import(const std::vector<std::filesystem::path>& paths, const ImportOptions& options = {}) {
    return must(import_documents(session(), paths, options, Apply::kCommit, {}));
  }
  void import_text(const std::string& name, std::string_view text) {
    const auto report = import({folder_.write(name, text)});
    if (!report.failed.empty()) throw std::runtime_error("not imported: " + name);
  }
  std::string text_of(const std::string& document) {
    return must(project().text(must(project().find_document(document))));
  }
  /// Where `words` stand for the first time.
  text::CodePointRange place(const std::string& document, std::string_view words) {
    const std::string text = text_of(document);
    const auto at = text.find(words);
    if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(words));
    const std::int64_t start = text::count_code_points(text.substr(0, at));
    return range(start, start + text::count_code_points(words));
  }
  void add_codes(const std::vector<std::string>& paths) {
    for (const auto& path : paths) must(add_code_path(session(), path, {}, Apply::kCommit));
  }
  void code(const std::string& document, std::string_view words, const std::string& code) {
    must(apply_code(session(), document, place(document, words), code, Apply::kCommit));
  }
  /// "code: words" of every coding of a document, in text order.
  std::vector<std::string> codings(const std::string& document) {
    const auto id = must(project().find_document(document));
    const std::string text = must(project().text(id));
    const text::OffsetMap map(text);
    const auto tree = must(project().codes());
    std::vector<std::string> made;
    for (const auto& coding : must(project().codings(id)))
      made.push_back(tree.path(coding.code) + ": " + std::string(map.slice(coding.range)));
    return made;
  }
  std::vector<std::string> code_paths() {
    const auto tree = must(project().codes());
    std::vector<std::string> made;
    for (const auto& code : tree.codes()) made.push_back(tree.path(code.id));
    return made;
  }
  std::vector<std::string> document_names() {
    std::vector<std::string> made;
    for (const auto& document : must(project().documents())) made.push_back(document.name);
    return made;
  }
  std::vector<std::string> verbs() {
    std::vector<std::string> made;
    for (const auto& entry : must(project().history())) made.push_back(entry.verb);
    return made;
  }
  std::string state() { return must(project().logical_dump()); }

  test::TempFolder folder_;
  std::unique_ptr<Session> session_;
};

inline constexpr std::string_view kTalk =
    "Interviewer: How was the first visit?\n"
    "Ann: We waited. Nobody came. It was cold.\n"
    "Ben: I was angry. We waited an hour.\n"
    "Interviewer: And then?\n"
    "Ann: Then a nurse came. She was kind.\n"
    "Ben: She was.\n";

/// The sample study, made once; each test works on a copy.
class SampleTest : public AppTest {
 protected:
  SampleTest() {
    static const test::TempFolder made;
    const auto original = made.path() / "study.polyvocal";
    if (!std::filesystem::exists(original)) {
      const auto sample = test::source_dir() / "sample_corpus";
      auto study = must(Session::create(original, "Study", "en", {.coder = "Ann"}));
      const auto report =
          must(import_documents(*study, {sample / "transcripts"}, {.recursive = true}, Apply::kCommit, {}));
      if (report.documents.size() != 23) throw std::runtime_error("the sample study has not 23 documents");
      must(import_participants(*study, sample / "participants.csv", Match::kAuto, Apply::kCommit));
      must(import_codebook(*study, sample / "codebook.csv", Apply::kCommit));
      must(import_codings(*study, sample / "codings.csv", Apply::kCommit));
    }
    std::filesystem::copy_file(original, path());
    reopen();
  }
};

}  // namespace polyvocal::app
