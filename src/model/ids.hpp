#pragma once

#include "base/id.hpp"

namespace polyvocal::model {

using DocumentId = base::Id<struct DocumentTag>;
using RevisionId = base::Id<struct RevisionTag>;  ///< one immutable version of a document's text
using PassageId = base::Id<struct PassageTag>;    ///< a turn (or paragraph) of one revision; the search index's docid
using SpeakerId = base::Id<struct SpeakerTag>;    ///< a label within one document
using CaseId = base::Id<struct CaseTag>;
using UnitId = base::Id<struct UnitTag>;
using AttributeId = base::Id<struct AttributeTag>;
using CodeId = base::Id<struct CodeTag>;
using CodebookId = base::Id<struct CodebookTag>;
using CodingId = base::Id<struct CodingTag>;
using SetId = base::Id<struct SetTag>;
using CoderId = base::Id<struct CoderTag>;
using QuoteId = base::Id<struct QuoteTag>;
using CollectionId = base::Id<struct CollectionTag>;  ///< of quotes
using MemoId = base::Id<struct MemoTag>;
using DecisionId = base::Id<struct DecisionTag>;

}  // namespace polyvocal::model
