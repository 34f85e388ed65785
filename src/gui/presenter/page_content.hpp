#pragma once

#include <memory>

#include "app/session.hpp"
#include "base/error.hpp"
#include "gui/presenter/groups.hpp"
#include "gui/presenter/transcript_content.hpp"

namespace polyvocal::gui {

/// The hue of every code, parallel to the tree's codes: its own colour's, else that of its top-level branch.
std::vector<std::size_t> code_hues(const model::CodeTree& codes);

/// A document's text and turns for the canvas. Errors: those of reading the project.
base::Result<std::shared_ptr<const PageText>> read_page(app::Session& session, const model::Snapshot& snapshot,
                                                        const GroupLooks& looks, model::DocumentId document);

/// Which coders' codings a view shows: all, or one's.
struct CoderFilter {
  model::CoderId only{};  ///< zero = all
};
/// A document's codings for the canvas, from the snapshot alone. `me`: whose codings tint the words.
std::shared_ptr<const PageCodings> page_codings(const model::Snapshot& snapshot, model::DocumentId document,
                                                model::CoderId me, CoderFilter filter = {});

/// What a coder is called beside a stripe: two or three capital initials, or a short name as it is.
std::string initials(std::string_view name);

}  // namespace polyvocal::gui
