#include <zip.h>

#include <memory>

#include "report/writers_internal.hpp"

namespace polyvocal::report {
namespace {

constexpr zip_uint32_t kFastDeflate = 3;  // twice as fast as the default, hardly larger on such text
constexpr zip_uint16_t kDosDate1980 = (1 << 5) | 1;

struct SourceCloser {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct ArchiveCloser {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

tl::unexpected<base::Error> zip_failure(const char* what) {
  return base::fail(base::ErrorCode::kInternal, {{"detail", std::string("zip: ") + what}});
}

}  // namespace

base::Result<std::string> zip_parts(const std::vector<std::pair<std::string, std::string>>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_source_t, SourceCloser> memory(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!memory) return zip_failure("buffer");
  // The archive takes one reference; ours stays, to read the bytes back.
  zip_source_keep(memory.get());
  std::unique_ptr<zip_t, ArchiveCloser> archive(zip_open_from_source(memory.get(), ZIP_TRUNCATE, &error));
  if (!archive) {
    zip_source_free(memory.get());
    return zip_failure("open");
  }
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    if (source == nullptr) return zip_failure("source");
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return zip_failure("add");
    }
    const auto at = static_cast<zip_uint64_t>(index);
    // DOS time as it is: zip_file_set_mtime() would go through the machine's time zone.
    if (zip_file_set_dostime(archive.get(), at, 0, kDosDate1980, 0) != 0 ||
        zip_set_file_compression(archive.get(), at, ZIP_CM_DEFLATE, kFastDeflate) != 0) {
      return zip_failure("part");
    }
  }
  if (zip_close(archive.get()) != 0) return zip_failure("close");
  static_cast<void>(archive.release());  // closed
  if (zip_source_open(memory.get()) != 0) return zip_failure("read");
  std::string bytes;
  if (zip_source_seek(memory.get(), 0, SEEK_END) == 0) {
    const zip_int64_t size = zip_source_tell(memory.get());
    if (size > 0 && zip_source_seek(memory.get(), 0, SEEK_SET) == 0) {
      bytes.resize(static_cast<std::size_t>(size));
      if (zip_source_read(memory.get(), bytes.data(), bytes.size()) != size) bytes.clear();
    }
  }
  zip_source_close(memory.get());
  if (bytes.empty()) return zip_failure("read");
  return bytes;
}

}  // namespace polyvocal::report
