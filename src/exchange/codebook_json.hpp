#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "exchange/tables.hpp"
#include "model/code.hpp"

namespace polyvocal::exchange {

/// A codebook as JSON, the shape of schemas/codebook.v1.json: nested codes, UTF-8. Rows in the file's order, so parents
/// before children; `row` is the code's number in that order, from 1. Fields that are absent or null are as empty
/// cells; unknown ones are passed over. Errors: kDamagedFile (no JSON, or nested more than 100 codes deep); kBadTable
/// with `place` ("codes[0].children[2]") and detail: a newer schema, no codes, a field of another type, an empty name,
/// a repeated path or key, a colour that is not #rrggbb; kEmptyFile for a list without codes.
base::Result<std::vector<CodebookRow>> read_codebook_json(std::string_view bytes);

/// The tree as read_codebook_json() reads it: siblings in order, empty fields left out, two blanks a level, LF at the
/// end. The same tree gives the same bytes.
std::string codebook_json(const model::CodeTree& tree);

}  // namespace polyvocal::exchange
