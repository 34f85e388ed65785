#pragma once

#include <string>
#include <vector>

#include "app/search.hpp"
#include "app/tables.hpp"
#include "gui/presenter/workbench.hpp"

namespace polyvocal::gui {

/// Rows for retrieved segments: the passage's words, the coded ones marked, those of one range by several coders one
/// row.
Results results_of(const model::Snapshot& snapshot, std::string title, const std::vector<app::SegmentView>& segments);
/// Rows for the hits of a search.
Results results_of(const model::Snapshot& snapshot, std::string query, const app::SearchView& view);

}  // namespace polyvocal::gui
