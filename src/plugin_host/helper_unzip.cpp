#include "plugin_host/helper_unzip_internal.hpp"

#include <zip.h>

#include <algorithm>

#include "plugin_host/utf8_internal.hpp"

namespace polyvocal::plugin_host {
namespace {

bool leaves_the_archive(std::string_view name) {
  if (name.empty() || name.front() == '/' || (name.size() > 1 && name[1] == ':')) return true;
  while (!name.empty()) {
    const auto slash = name.find('/');
    if (name.substr(0, slash) == "..") return true;
    name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
  }
  return false;
}

/// The one place where libzip's errors become a status.
pv_status status_of(int code) {
  switch (code) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
      return PV_PASSWORD;
    case ZIP_ER_MEMORY:
      return PV_TOO_LARGE;
    case ZIP_ER_ENCRNOTSUPP:
      return PV_PASSWORD;
    default:
      return PV_DAMAGED;
  }
}

}  // namespace

Unzip::~Unzip() {
  if (archive_ != nullptr) zip_discard(archive_);
}

pv_status Unzip::open() {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
  if (source != nullptr) {
    archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr) zip_source_free(source);
  }
  if (archive_ == nullptr) {
    detail_ = "not-an-archive";
    const pv_status status = status_of(zip_error_code_zip(&error));
    zip_error_fini(&error);
    return status;
  }
  zip_error_fini(&error);
  const zip_int64_t count = zip_get_num_entries(archive_, 0);
  if (count < 0 || static_cast<std::size_t>(count) > kMaxEntries) {
    detail_ = "too-many-parts";
    return PV_TOO_LARGE;
  }
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t info;
    zip_stat_init(&info);
    if (zip_stat_index(archive_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS, &info) != 0 ||
        (info.valid & ZIP_STAT_NAME) == 0) {
      detail_ = "damaged-archive";
      return PV_DAMAGED;
    }
    std::string name = repaired_utf8(info.name);
    std::replace(name.begin(), name.end(), '\\', '/');
    if (leaves_the_archive(name)) {
      detail_ = "unsafe-path";
      return PV_DAMAGED;
    }
    index_.try_emplace(name, names_.size());
    names_.push_back(std::move(name));
    unpacked_.push_back((info.valid & ZIP_STAT_SIZE) != 0 ? info.size : 0);
  }
  return PV_OK;
}

pv_status Unzip::read(std::string_view name, std::string& content) {
  const auto found = index_.find(std::string(name));
  if (archive_ == nullptr || found == index_.end()) return PV_UNKNOWN;
  const auto index = static_cast<zip_uint64_t>(found->second);
  zip_stat_t info;
  zip_stat_init(&info);
  if (zip_stat_index(archive_, index, 0, &info) != 0) return PV_DAMAGED;
  if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) return PV_PASSWORD;
  // What the archive says of sizes can lie: the limits count what comes out.
  const std::uint64_t packed = (info.valid & ZIP_STAT_COMP_SIZE) != 0 ? info.comp_size : bytes_.size();
  const std::uint64_t by_ratio = std::max(kRatioFrom, std::min<std::uint64_t>(packed, bytes_.size()) * kMaxRatio);
  if ((info.valid & ZIP_STAT_SIZE) != 0 && (info.size > budget_ || info.size > by_ratio)) {
    detail_ = "unpacked-size";
    return PV_TOO_LARGE;
  }
  zip_file_t* part = zip_fopen_index(archive_, index, 0);
  if (part == nullptr) return status_of(zip_error_code_zip(zip_get_error(archive_)));
  content.clear();
  pv_status status = PV_OK;
  while (true) {
    const std::size_t start = content.size();
    content.resize(start + (std::size_t{1} << 16));
    const zip_int64_t got = zip_fread(part, content.data() + start, std::size_t{1} << 16);
    content.resize(start + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
    if (got < 0) {
      status = status_of(zip_error_code_zip(zip_file_get_error(part)));
      detail_ = "damaged-archive";
      break;
    }
    if (got == 0) break;
    if (content.size() > budget_ || content.size() > by_ratio) {
      status = PV_TOO_LARGE;
      detail_ = "unpacked-size";
      break;
    }
  }
  zip_fclose(part);
  if (status == PV_OK) budget_ -= content.size();
  return status;
}

}  // namespace polyvocal::plugin_host
