#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "base/progress.hpp"

namespace polyvocal::app {

/// The folder of the sample study: POLYVOCAL_SAMPLE, else beside the installed program, else in the sources it was
/// built from. Empty if it is nowhere.
std::filesystem::path sample_corpus_folder();

/// Makes a project of the sample study: transcripts, participants, codebook and both coders' codings. Errors: those of
/// the imports; kProjectExists; kCancelled (the project made so far is removed again).
base::Result<void> make_sample_study(const std::filesystem::path& corpus, const std::filesystem::path& project,
                                     const base::Progress& progress);

}  // namespace polyvocal::app
