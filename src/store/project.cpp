#include "store/project.hpp"

#include "base/atomic_file.hpp"
#include "store/project_internal.hpp"

namespace polyvocal::store {

using base::Result;

Project::Project(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Project::~Project() = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;

const std::filesystem::path& Project::path() const {
  return impl_->path;
}
base::Uuid Project::guid() const {
  return impl_->guid;
}
const std::string& Project::title() const {
  return impl_->title;
}
const std::string& Project::language() const {
  return impl_->language;
}
bool Project::read_only() const {
  return impl_->read_only;
}

tl::unexpected<base::Error> read_only_error(const ProjectState& state) {
  return base::fail(base::ErrorCode::kProjectReadOnly, {{"path", base::path_to_utf8(state.path)}});
}

void ProjectState::read_head() {
  Query query = db().query("SELECT guid, title, language, (SELECT max(id) FROM history) FROM project");
  if (!query.step()) return;
  guid = query->guid(0);
  title = query.text(1);
  language = query.text(2);
  seen_sequence = query.integer(3);
}

Result<std::int64_t> Project::sequence() const {
  return guarded(*impl_, [&]() -> Result<std::int64_t> {
    const std::int64_t last = impl_->db().number("SELECT max(id) FROM history").value_or(0);
    if (last != impl_->seen_sequence) impl_->read_head();
    return last;
  });
}

Result<std::string> Project::chain_head() const {
  return guarded(*impl_, [&]() -> Result<std::string> {
    base::Digest digest{};
    Query query = impl_->db().query("SELECT link FROM history ORDER BY id DESC LIMIT 1");
    if (query.step()) {
      const std::string_view link = query->view(0);
      for (std::size_t i = 0; i < digest.size() && i < link.size(); ++i) digest[i] = static_cast<std::uint8_t>(link[i]);
    }
    return base::hex(digest);
  });
}

Result<std::vector<HistoryEntry>> Project::history(std::int64_t limit) const {
  return guarded(*impl_, [&]() -> Result<std::vector<HistoryEntry>> {
    TransactionGuard transaction(impl_->db(), TransactionGuard::Kind::kRead);
    return read_history(impl_->db(), limit);
  });
}

}  // namespace polyvocal::store
