#include "app/sample_study.hpp"

#include <cstdlib>
#include <system_error>

#include "app/codebook.hpp"
#include "app/coding.hpp"
#include "app/document_attributes.hpp"
#include "app/import_documents.hpp"
#include "app/participants.hpp"
#include "base/atomic_file.hpp"
#include "plugin_host/plugin_host.hpp"

namespace polyvocal::app {

std::filesystem::path sample_corpus_folder() {
  std::vector<std::filesystem::path> places;
  if (const char* named = std::getenv("POLYVOCAL_SAMPLE"); named != nullptr)
    places.push_back(base::path_from_utf8(named));
  const auto program = plugin_host::default_helper().parent_path();
  places.push_back(program / ".." / "share" / "polyvocal" / "sample_corpus");
  places.push_back(program / ".." / ".." / ".." / "sample_corpus");
  for (const auto& place : places) {
    std::error_code error;
    if (std::filesystem::exists(place / "codebook.csv", error)) return std::filesystem::weakly_canonical(place, error);
  }
  return {};
}

base::Result<void> make_sample_study(const std::filesystem::path& corpus, const std::filesystem::path& project,
                                     const base::Progress& progress) {
  const auto steps = [&]() -> base::Result<void> {
    // The window opens it as the first of the sample's two coders, whose work it then shows as one's own.
    auto session = Session::create(project, "Nearer Home (fictional sample study)", "en", {});
    if (!session) return base::pass(session);
    ImportOptions options;
    options.recursive = true;
    auto report = import_documents(**session, {corpus / "transcripts"}, options, Apply::kCommit, progress);
    if (!report) return base::pass(report);
    if (report->cancelled) return base::fail(base::ErrorCode::kCancelled);
    if (!report->failed.empty()) return tl::unexpected<base::Error>(report->failed.front().error);
    auto joined = import_participants(**session, corpus / "participants.csv", Match::kAuto, Apply::kCommit);
    if (!joined) return base::pass(joined);
    auto described = import_document_attributes(**session, corpus / "documents.csv", Apply::kCommit);
    if (!described) return base::pass(described);
    auto codes = import_codebook(**session, corpus / "codebook.csv", Apply::kCommit);
    if (!codes) return base::pass(codes);
    auto codings = import_codings(**session, corpus / "codings.csv", Apply::kCommit);
    if (!codings) return base::pass(codings);
    auto coders = (*session)->project().coders();
    if (!coders) return base::pass(coders);
    if (!coders->empty()) {
      auto settings = Settings::load();
      if (auto kept = settings.set_coder_for((*session)->project().guid(), coders->front().name); !kept) return kept;
    }
    return {};
  };
  auto done = steps();
  if (!done && done.error().code != base::ErrorCode::kProjectExists) {
    std::error_code error;
    std::filesystem::remove(project, error);
  }
  return done;
}

}  // namespace polyvocal::app
