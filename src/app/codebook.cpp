#include "app/codebook.hpp"

#include <map>

#include "base/atomic_file.hpp"
#include "exchange/codebook_json.hpp"
#include "exchange/tables.hpp"
#include "report/writers.hpp"
#include "text/fold.hpp"

namespace polyvocal::app {
namespace {

/// Codes by parent and folded name, so that a table's rows find and make them in one pass.
class PathIndex {
 public:
  explicit PathIndex(const model::CodeTree& tree) {
    for (const auto& code : tree.codes()) ids_[{code.parent, text::fold_name(code.name)}] = code.id;
  }
  model::CodeId find(const std::vector<std::string>& names) const {
    model::CodeId at;
    for (const auto& name : names) {
      const auto it = ids_.find({at, text::fold_name(name)});
      if (it == ids_.end()) return {};
      at = it->second;
    }
    return at;
  }
  /// The code of `names`, made with its ancestors where missing; `added` counts what was made.
  base::Result<model::CodeId> ensure(store::Writer& writer, const std::vector<std::string>& names,
                                     std::int64_t& added) {
    model::CodeId parent;
    for (const auto& name : names) {
      auto& id = ids_[{parent, text::fold_name(name)}];
      if (!id) {
        store::NewCode code;
        code.parent = parent;
        code.name = name;
        auto made = writer.add_code(code);
        if (!made) return base::pass(made);
        id = *made;
        ++added;
      }
      parent = id;
    }
    return parent;
  }

 private:
  std::map<std::pair<model::CodeId, std::string>, model::CodeId> ids_;
};

store::CodeChange change_of(const exchange::CodebookRow& row) {
  store::CodeChange change;
  const auto set = [](std::optional<std::string>& field, const std::string& value) {
    if (!value.empty()) field = value;
  };
  set(change.key, row.key);
  set(change.definition, row.definition);
  set(change.include, row.include);
  set(change.exclude, row.exclude);
  set(change.example, row.example);
  set(change.colour, row.colour);
  change.theme = row.theme;
  return change;
}

/// Resolves one code and runs an act on it.
template <typename Run>
base::Result<void> on_code(Session& session, std::string_view code, std::string_view verb, Apply apply, Run&& run) {
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  auto id = tree->resolve(code);
  if (!id) return base::pass(id);
  auto done = session.act(verb, history_parameters({{"code", tree->path(*id)}}), apply,
                          [&](store::Writer& writer, model::CoderId) { return run(writer, *id, *tree); });
  if (!done) return base::pass(done);
  return {};
}

/// "csv" of "Codes.CSV".
std::string ending_of(const std::filesystem::path& file) {
  std::string ending = base::path_to_utf8(file.extension());
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return ending.empty() ? "" : ending.substr(1);
}

tl::unexpected<base::Error> qdc_refused(const std::filesystem::path& file) {
  return base::fail(base::ErrorCode::kRefused, {{"reason", "qdc-later"}, {"path", base::path_to_utf8(file)}});
}

base::Result<std::vector<exchange::CodebookRow>> read_rows(Session& session, const std::filesystem::path& file) {
  constexpr std::uintmax_t kLargest = std::uintmax_t{64} << 20;
  const std::string ending = ending_of(file);
  if (ending == "json") {
    auto bytes = base::read_file(file, kLargest);
    if (!bytes) return base::pass(bytes);
    return exchange::read_codebook_json(*bytes);
  }
  if (ending == "qdc") return qdc_refused(file);
  if (ending != "csv" && ending != "tsv" && ending != "xlsx") {
    return base::fail(base::ErrorCode::kUnknownFormat, {{"variant", "codebook"}});
  }
  auto raw = session.plugins().read_table(file);
  if (!raw) return base::pass(raw);
  return exchange::read_codebook(raw->rows);
}

}  // namespace

base::Result<std::int64_t> import_codebook(Session& session, const std::filesystem::path& file, Apply apply) {
  auto rows = read_rows(session, file);
  if (!rows) {
    if (rows.error().param("path").empty()) rows.error().params.emplace_back("path", base::path_to_utf8(file));
    return base::pass(rows);
  }
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  std::int64_t added = 0;
  auto done = session.act("import-codebook", history_parameters({{"rows", std::to_string(rows->size())}}), apply,
                          [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                            PathIndex index(*tree);
                            for (const auto& row : *rows) {
                              auto id = index.ensure(writer, row.path, added);
                              if (!id && id.error().code == base::ErrorCode::kInvalidName) {
                                return base::fail(base::ErrorCode::kBadTable, {{"path", base::path_to_utf8(file)},
                                                                               {"row", std::to_string(row.row)},
                                                                               {"detail", "long-name"}});
                              }
                              if (!id) return base::pass(id);
                              if (auto set = writer.set_code(*id, change_of(row)); !set) return set;
                            }
                            return {};
                          });
  if (!done) return base::pass(done);
  return added;
}

base::Result<model::CodeId> add_code_path(Session& session, std::string_view path, const store::CodeChange& fields,
                                          Apply apply) {
  const auto names = model::split_path(path);
  if (names.empty()) {
    return base::fail(base::ErrorCode::kInvalidName, {{"kind", "code"}, {"name", std::string(path)}});
  }
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  PathIndex index(*tree);
  if (index.find(names)) {
    return base::fail(base::ErrorCode::kDuplicate, {{"kind", "code"}, {"name", model::join_path(names)}});
  }
  model::CodeId made;
  auto done = session.act("add-code", history_parameters({{"code", model::join_path(names)}}), apply,
                          [&](store::Writer& writer, model::CoderId) -> base::Result<void> {
                            std::int64_t added = 0;
                            auto id = index.ensure(writer, names, added);
                            if (!id) return base::pass(id);
                            made = *id;
                            return writer.set_code(made, fields);
                          });
  if (!done) return base::pass(done);
  return apply == Apply::kDryRun ? model::CodeId{} : made;
}

base::Result<void> rename_code(Session& session, std::string_view code, std::string_view name, Apply apply) {
  return on_code(
      session, code, "rename-code", apply,
      [&](store::Writer& writer, model::CodeId id, const model::CodeTree&) { return writer.rename_code(id, name); });
}

base::Result<void> move_code(Session& session, std::string_view code, std::string_view parent, Apply apply) {
  return on_code(session, code, "move-code", apply,
                 [&](store::Writer& writer, model::CodeId id, const model::CodeTree& tree) -> base::Result<void> {
                   if (parent.empty()) return writer.move_code(id, model::CodeId{});
                   auto target = tree.resolve(parent);
                   if (!target) return base::pass(target);
                   return writer.move_code(id, *target);
                 });
}

base::Result<std::int64_t> merge_codes(Session& session, const std::vector<std::string>& sources,
                                       std::string_view target, Apply apply) {
  std::int64_t moved = 0;
  auto done = on_code(session, target, "merge-codes", apply,
                      [&](store::Writer& writer, model::CodeId id, const model::CodeTree& tree) -> base::Result<void> {
                        std::vector<model::CodeId> ids;
                        for (const auto& source : sources) {
                          auto resolved = tree.resolve(source);
                          if (!resolved) return base::pass(resolved);
                          ids.push_back(*resolved);
                        }
                        auto count = writer.merge_codes(ids, id);
                        if (!count) return base::pass(count);
                        moved = *count;
                        return {};
                      });
  if (!done) return base::pass(done);
  return moved;
}

base::Result<void> split_code(Session& session, std::string_view code, std::string_view name,
                              const std::vector<std::string>& coding_guids, Apply apply) {
  std::vector<model::CodingId> ids;
  for (const auto& text : coding_guids) {
    auto id = session.project().find_coding(text);
    if (!id) return base::pass(id);
    ids.push_back(*id);
  }
  return on_code(session, code, "split-code", apply,
                 [&](store::Writer& writer, model::CodeId id, const model::CodeTree&) -> base::Result<void> {
                   auto made = writer.split_code(id, name, ids);
                   if (!made) return base::pass(made);
                   return {};
                 });
}

base::Result<void> set_code(Session& session, std::string_view code, const store::CodeChange& change, Apply apply) {
  return on_code(
      session, code, "set-code", apply,
      [&](store::Writer& writer, model::CodeId id, const model::CodeTree&) { return writer.set_code(id, change); });
}

base::Result<void> delete_code(Session& session, std::string_view code, store::DeleteCodings codings, Apply apply) {
  return on_code(
      session, code, "delete-code", apply,
      [&](store::Writer& writer, model::CodeId id, const model::CodeTree&) { return writer.delete_code(id, codings); });
}

std::vector<analysis::CodeCount> code_counts(const model::Snapshot& snapshot) {
  return analysis::code_counts(snapshot);
}

base::Result<void> export_codebook(Session& session, const std::filesystem::path& file) {
  const std::string ending = ending_of(file);
  if (ending == "qdc") return qdc_refused(file);
  base::Result<report::Format> format = report::Format::kCsv;
  if (ending != "json") format = report::format_of(file);
  if (!format) {
    const std::string name = base::path_to_utf8(file);
    return base::fail(base::ErrorCode::kInvalidArgument,
                      {{"what", "ending"}, {"value", name}, {"path", name}, {"variant", "codebook-write"}});
  }
  auto tree = session.project().codes();
  if (!tree) return base::pass(tree);
  report::Table table;
  table.title = session.project().title();
  table.header = {"path", "code", "definition", "include", "exclude", "example", "colour", "theme"};
  table.numeric.assign(table.header.size(), false);
  std::vector<model::OutgoingText> outgoing;
  for (const auto& code : tree->codes()) {
    table.rows.push_back({{tree->path(code.id), code.key, code.definition, code.include, code.exclude, code.example,
                           code.colour, code.theme ? "yes" : "no"},
                          0,
                          false});
    for (const auto& cell : table.rows.back().cells) outgoing.push_back({"codebook", cell});
  }
  const auto gate = session.gate().check(outgoing);
  if (!gate.blocked.empty()) return base::fail(base::ErrorCode::kRefused, {{"reason", "gate-blocked"}});
  if (ending == "json") {
    base::AtomicFile out(file);
    if (auto written = out.write(exchange::codebook_json(*tree)); !written) return written;
    return out.commit();
  }
  return report::write_table(table, *format, file);
}

}  // namespace polyvocal::app
