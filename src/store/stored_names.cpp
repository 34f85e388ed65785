#include <array>
#include <utility>

#include "store/project_internal.hpp"

namespace polyvocal::store {
namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<model::DocumentKind, 2> kDocumentKinds{
    {{model::DocumentKind::kRecorded, "recorded"}, {model::DocumentKind::kNotes, "notes"}}};
constexpr Names<model::SpeakerRole, 3> kSpeakerRoles{{{model::SpeakerRole::kParticipant, "participant"},
                                                      {model::SpeakerRole::kInterviewer, "interviewer"},
                                                      {model::SpeakerRole::kOther, "other"}}};
constexpr Names<model::AttributeType, 6> kAttributeTypes{{{model::AttributeType::kText, "text"},
                                                          {model::AttributeType::kInteger, "integer"},
                                                          {model::AttributeType::kDecimal, "decimal"},
                                                          {model::AttributeType::kDate, "date"},
                                                          {model::AttributeType::kBoolean, "boolean"},
                                                          {model::AttributeType::kOrdered, "ordered"}}};
constexpr Names<model::AttributeTarget, 3> kAttributeTargets{{{model::AttributeTarget::kCase, "case"},
                                                              {model::AttributeTarget::kUnit, "unit"},
                                                              {model::AttributeTarget::kDocument, "document"}}};
constexpr Names<model::SetKind, 3> kSetKinds{
    {{model::SetKind::kCodes, "code"}, {model::SetKind::kCases, "case"}, {model::SetKind::kDocuments, "document"}}};
constexpr Names<model::QuoteStatus, 3> kQuoteStatuses{{{model::QuoteStatus::kDraft, "draft"},
                                                       {model::QuoteStatus::kChecked, "checked"},
                                                       {model::QuoteStatus::kApproved, "approved"}}};
constexpr Names<model::QuoteEditKind, 2> kQuoteEditKinds{
    {{model::QuoteEditKind::kOmission, "omission"}, {model::QuoteEditKind::kClarification, "clarification"}}};
constexpr Names<model::ValueState, 3> kValueStates{{{model::ValueState::kMissing, "missing"},
                                                    {model::ValueState::kValue, "value"},
                                                    {model::ValueState::kNotApplicable, "not-applicable"}}};
constexpr Names<model::MemoKind, 4> kMemoKinds{{{model::MemoKind::kAnalytic, "analytic"},
                                                {model::MemoKind::kMethodological, "methodological"},
                                                {model::MemoKind::kReflexive, "reflexive"},
                                                {model::MemoKind::kDefining, "defining"}}};
// kOther comes first: a name that is not known is read as the first.
constexpr Names<model::MemoPlace, 8> kMemoPlaces{{{model::MemoPlace::kOther, ""},
                                                  {model::MemoPlace::kProject, "project"},
                                                  {model::MemoPlace::kDocument, "document"},
                                                  {model::MemoPlace::kCase, "case"},
                                                  {model::MemoPlace::kUnit, "unit"},
                                                  {model::MemoPlace::kCode, "code"},
                                                  {model::MemoPlace::kCoding, "coding"},
                                                  {model::MemoPlace::kRange, "annotation"}}};

template <typename Enum, std::size_t N>
constexpr std::string_view name_of(const Names<Enum, N>& names, Enum value) {
  for (const auto& [key, name] : names) {
    if (key == value) return name;
  }
  return names[0].second;
}

template <typename Enum, std::size_t N>
constexpr Enum value_of(const Names<Enum, N>& names, std::string_view text) {
  for (const auto& [key, name] : names) {
    if (name == text) return key;
  }
  return names[0].first;
}

}  // namespace

std::string_view stored_name(model::DocumentKind kind) {
  return name_of(kDocumentKinds, kind);
}
std::string_view stored_name(model::SpeakerRole role) {
  return name_of(kSpeakerRoles, role);
}
std::string_view stored_name(model::AttributeType type) {
  return name_of(kAttributeTypes, type);
}
std::string_view stored_name(model::AttributeTarget target) {
  return name_of(kAttributeTargets, target);
}
std::string_view stored_name(model::ValueState state) {
  return name_of(kValueStates, state);
}
std::string_view stored_name(model::SetKind kind) {
  return name_of(kSetKinds, kind);
}
model::SetKind set_kind(std::string_view name) {
  return value_of(kSetKinds, name);
}
std::string_view stored_name(model::QuoteStatus status) {
  return name_of(kQuoteStatuses, status);
}
std::string_view stored_name(model::QuoteEditKind kind) {
  return name_of(kQuoteEditKinds, kind);
}
model::QuoteStatus quote_status(std::string_view name) {
  return value_of(kQuoteStatuses, name);
}
model::QuoteEditKind quote_edit_kind(std::string_view name) {
  return value_of(kQuoteEditKinds, name);
}
std::string_view stored_name(model::MemoKind kind) {
  return name_of(kMemoKinds, kind);
}
std::string_view stored_name(model::MemoPlace place) {
  return name_of(kMemoPlaces, place);
}
model::MemoKind memo_kind(std::string_view name) {
  return value_of(kMemoKinds, name);
}
model::MemoPlace memo_place(std::string_view name) {
  return value_of(kMemoPlaces, name);
}
model::DocumentKind document_kind(std::string_view name) {
  return value_of(kDocumentKinds, name);
}
model::SpeakerRole speaker_role(std::string_view name) {
  return value_of(kSpeakerRoles, name);
}
model::AttributeType attribute_type(std::string_view name) {
  return value_of(kAttributeTypes, name);
}
model::AttributeTarget attribute_target(std::string_view name) {
  return value_of(kAttributeTargets, name);
}
model::ValueState value_state(std::string_view name) {
  return value_of(kValueStates, name);
}
std::int64_t stored_number(model::Origin origin) {
  return origin == model::Origin::kRule ? 1 : 0;
}
model::Origin origin_from(std::int64_t number) {
  return number == 1 ? model::Origin::kRule : model::Origin::kPerson;
}

}  // namespace polyvocal::store
