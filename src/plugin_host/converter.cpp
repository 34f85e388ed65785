#include "plugin_host/converter_internal.hpp"

#include <system_error>

#include "base/atomic_file.hpp"

namespace polyvocal::plugin_host {
namespace {

namespace fs = std::filesystem;

struct Converter {
  const char* program;
  std::vector<std::string> arguments;
  const char* result;  ///< the file it makes in the folder; "output.txt" is its standard output
  bool bounded_memory;
};

/// Office suites map far more address space than they use, so that only the small programs get that limit.
std::vector<Converter> converters(const fs::path& folder) {
  const std::string profile = "-env:UserInstallation=file://" + (folder / "profile").string();
  const std::vector<std::string> office{
      "--headless",   "--norestore", "--nolockcheck", "--nodefault",   profile,
      "--convert-to", "docx",        "--outdir",      folder.string(), (folder / "input.doc").string()};
  return {{"soffice", office, "input.docx", false},
          {"libreoffice", office, "input.docx", false},
          {"antiword", {"-m", "UTF-8.txt", "-w", "0", "input.doc"}, "output.txt", true},
          {"catdoc", {"-d", "utf-8", "-w", "input.doc"}, "output.txt", true}};
}

}  // namespace

ConvertedFile::ConvertedFile(ConvertedFile&& other) noexcept
    : folder_(std::move(other.folder_)), file_(std::move(other.file_)), program_(std::move(other.program_)) {
  other.folder_.clear();
}

ConvertedFile::~ConvertedFile() {
  if (folder_.empty()) return;
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

base::Result<ConvertedFile> ConvertedFile::convert(const fs::path& source, const std::string& name,
                                                   const Limits& limits, Clock::time_point until,
                                                   const base::CancelToken* cancel) {
  using base::ErrorCode;
  ConvertedFile made;
  made.folder_ = make_private_folder();
  if (made.folder_.empty()) return base::fail(ErrorCode::kInternal, {{"detail", "no temporary folder"}});
  std::error_code failed;
  fs::copy_file(source, made.folder_ / "input.doc", failed);
  if (failed) return base::fail(ErrorCode::kFileUnreadable, {{"path", name}, {"detail", failed.message()}});
  bool any = false;
  for (const auto& converter : converters(made.folder_)) {
    const fs::path program = find_program(converter.program);
    if (program.empty()) continue;
    any = true;
    const fs::path output = made.folder_ / "output.txt";
    fs::remove(output, failed);
    const auto run = run_program(program, converter.arguments, made.folder_, output,
                                 converter.bounded_memory ? limits.memory_bytes : 0, limits.unpacked_bytes, until,
                                 [cancel] { return cancel != nullptr && cancel->cancelled(); });
    if (run.end == ProgramRun::End::kTimeout) {
      return base::fail(ErrorCode::kTimeout, {{"path", name}, {"seconds", std::to_string(limits.deadline.count())}});
    }
    if (run.end == ProgramRun::End::kCancelled) return base::fail(ErrorCode::kCancelled, {{"path", name}});
    made.file_ = made.folder_ / converter.result;
    if (run.end == ProgramRun::End::kExited && run.exit_status == 0 && fs::is_regular_file(made.file_, failed) &&
        fs::file_size(made.file_, failed) > 0) {
      made.program_ = converter.program;
      return made;
    }
  }
  if (!any) {
    return base::fail(ErrorCode::kMissingConverter, {{"path", name}, {"program", "soffice, antiword or catdoc"}});
  }
  return base::fail(ErrorCode::kDamagedFile, {{"path", name}, {"detail", "converter-failed"}});
}

}  // namespace polyvocal::plugin_host
