#include "text/turns.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "text/offset_map.hpp"
#include "text/speaker_labels.hpp"

namespace polyvocal::text {
namespace {

std::vector<RawBlock> lines(const std::string& text) {
  std::vector<RawBlock> blocks;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    RawBlock block;
    block.text = line;
    blocks.push_back(block);
  }
  return blocks;
}

/// "[speaker] body" of every turn, one a line: what a person would check.
std::string said(const Transcript& transcript) {
  const OffsetMap map(transcript.text);
  std::string out;
  for (const auto& turn : transcript.turns) {
    std::string body(map.slice(turn.body));
    for (char& c : body) {
      if (c == '\n') c = '/';
    }
    out += "[" + turn.speaker + "] " + body + "\n";
  }
  return out;
}

Transcript recognise(const std::string& text) {
  return recognise_turns(lines(text), {});
}

struct Style {
  const char* what;
  const char* text;
  const char* said;
};

class TurnStyles : public testing::TestWithParam<Style> {};

TEST_P(TurnStyles, AreRecognised) {
  EXPECT_EQ(said(recognise(GetParam().text)), GetParam().said) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Text, TurnStyles,
    testing::Values(
        Style{"name and colon", "Interviewer: How was it?\nParent 1: Fine.\nInterviewer: Why?\nParent 1: Erm.\n",
              "[Interviewer] How was it?\n[Parent 1] Fine.\n[Interviewer] Why?\n[Parent 1] Erm.\n"},
        Style{"role in brackets", "Interviewer: One?\nAnna (mother): Yes.\nInterviewer: Two?\nAnna (mother): No.\n",
              "[Interviewer] One?\n[Anna] Yes.\n[Interviewer] Two?\n[Anna] No.\n"},
        Style{"paragraphs without label continue, blank lines do not end",
              "Int: One?\n\nP: Yes.\n\nAnd more.\n\nInt: Two?\n\nP: No.\n",
              "[Int] One?\n[P] Yes.//And more.\n[Int] Two?\n[P] No.\n"},
        Style{"spellings merged",
              "Interviewer 1 : One?\nP1: Yes.\ninterviewer 1: Two?\nP1: No.\nInterviewer 1 : Three?\nP1: Hm.\n",
              "[Interviewer 1] One?\n[P1] Yes.\n[Interviewer 1] Two?\n[P1] No.\n[Interviewer 1] Three?\n[P1] Hm.\n"},
        Style{"time before the name",
              "[00:01:02] INTERVIEWER: One?\n[00:01:10] PARENT: Yes.\n[00:01:15] INTERVIEWER: Two?\n[00:01:19] PARENT: "
              "No.\n",
              "[INTERVIEWER] One?\n[PARENT] Yes.\n[INTERVIEWER] Two?\n[PARENT] No.\n"},
        Style{"time and name alone on a line",
              "[00:01:02] ANNA\nWhat is it?\n[00:01:10] BEN\nIt is this.\n[00:02:00] ANNA\nAh.\n[00:02:10] BEN\nYes.\n",
              "[ANNA] What is it?\n[BEN] It is this.\n[ANNA] Ah.\n[BEN] Yes.\n"},
        Style{"name and time on a line",
              "Anna Berg  0:21\nHello.\nBen  0:35\nHi.\nAnna Berg  1:02:03\nBye.\nBen  1:03:00\nBye bye.\n",
              "[Anna Berg] Hello.\n[Ben] Hi.\n[Anna Berg] Bye.\n[Ben] Bye bye.\n"},
        Style{
            "question numbers before the chair",
            "Q1 Chair: One?\nMs Berg: Yes.\nQ2 Chair: Two?\nMs Berg: No.\nQ2 Chair: Sure?\nQ1 Chair: And?\nMs Berg: "
            "So.\n",
            "[Chair] One?\n[Ms Berg] Yes.\n[Chair] Two?\n[Ms Berg] No.\n[Chair] Sure?\n[Chair] And?\n[Ms Berg] So.\n"},
        Style{"label alone on a line",
              "Interviewer\nHow long have you been here?\nParent\nTwo years now.\nInterviewer\nAnd "
              "before?\nParent\nElsewhere.\nInterviewer\nWhere?\nParent\nBy the sea.\n",
              "[Interviewer] How long have you been here?\n[Parent] Two years now.\n[Interviewer] And "
              "before?\n[Parent] Elsewhere.\n[Interviewer] Where?\n[Parent] By the sea.\n"},
        Style{"tab between name and text", "BO026\tciao\nBO020\tallora\nBO026\tsi\nBO020\tno\nBO026\tmh\n",
              "[BO026] ciao\n[BO020] allora\n[BO026] si\n[BO020] no\n[BO026] mh\n"},
        Style{"ids of utterances are nobody", "x.u1\tone two\nx.u2\tthree\nx.u3\tfour\nx.u4\tfive\n",
              "[] one two\n[] three\n[] four\n[] five\n"},
        Style{"several turns on one line",
              "Interviewer: One? Parent: Yes.\nInterviewer: Two? Parent: No. Interviewer: Sure?\nParent: Sure.\n",
              "[Interviewer] One?\n[Parent] Yes.\n[Interviewer] Two?\n[Parent] No.\n[Interviewer] Sure?\n[Parent] "
              "Sure.\n"},
        Style{"full-width colon", "主持人：你好。\n王小明：謝謝。\n主持人：請說。\n王小明：好。\n",
              "[主持人] 你好。\n[王小明] 謝謝。\n[主持人] 請說。\n[王小明] 好。\n"},
        Style{"right to left", "מראיינת: מה שלומך?\nאם: בסדר.\nמראיינת: ומאז?\nאם: טוב.\n",
              "[מראיינת] מה שלומך?\n[אם] בסדר.\n[מראיינת] ומאז?\n[אם] טוב.\n"},
        Style{"times of a line without speakers",
              "[00:43.810 --> 00:47.850]  Hello.\n[00:48.350 --> 00:54.570]  And more.\n", "[] Hello.\n[] And more.\n"},
        Style{"numbered questions and answers", "Q1: Who are you?\nA1: A parent.\nQ2: Since when?\nA2: For long.\n",
              "[Q] Who are you?\n[A] A parent.\n[Q] Since when?\n[A] For long.\n"},
        Style{"question and answer", "Question: Who?\nAnswer: Me.\nQuestion: Why?\nAnswer: So.\n",
              "[Question] Who?\n[Answer] Me.\n[Question] Why?\n[Answer] So.\n"},
        Style{"a whole interview in one paragraph", "Interviewer: One? Parent: Yes. Interviewer: Two? Parent: No.\n",
              "[Interviewer] One?\n[Parent] Yes.\n[Interviewer] Two?\n[Parent] No.\n"},
        Style{"small letters",
              "interviewer 1: One?\nparent: Yes.\ninterviewer 1: Two?\nparent: No.\ninterviewer 1: And?\nparent: So.\n",
              "[interviewer 1] One?\n[parent] Yes.\n[interviewer 1] Two?\n[parent] No.\n[interviewer 1] And?\n[parent] "
              "So.\n"},
        Style{"titles, initials and names of several words",
              "Prof. Berg: One?\nDr. J. de la Cruz: Yes.\nProf. Berg: Two?\nDr. J. de la Cruz: No.\nVM (Vicky) Olsen: "
              "Hm.\nVM (Vicky) Olsen: Ah.\n",
              "[Prof. Berg] One?\n[Dr. J. de la Cruz] Yes.\n[Prof. Berg] Two?\n[Dr. J. de la Cruz] No.\n[VM (Vicky) "
              "Olsen] Hm.\n[VM "
              "(Vicky) Olsen] Ah.\n"},
        Style{"someone who speaks once, coded like the others",
              "P1: Yes.\nand more\nP2: No.\nor so\nP1: Why.\nit is\nP3: Hm.\nP2: So.\nwell\n",
              "[P1] Yes./and more\n[P2] No./or so\n[P1] Why./it is\n[P3] Hm.\n[P2] So./well\n"},
        Style{"a colon in what is said, once",
              "Int: One?\nP: We said this.\nTrust me: it was so.\nInt: Two?\nLesson: never again, I said.\nP: "
              "No.\nmore\nmore\n",
              "[Int] One?\n[P] We said this./Trust me: it was so.\n[Int] Two?/Lesson: never again, I said.\n[P] "
              "No./more/more\n"},
        Style{"front matter with names in it",
              "Interview with a parent\nDate: 3 May 2023\nInterviewer: AB\nParticipant: P7\nLocation: the "
              "hub\n\nInterviewer: Shall we?\nParticipant: Yes.\n"
              "Interviewer: Good.\nParticipant: Well.\n",
              "[] Interview with a parent\n[] Date: 3 May 2023\n[] Interviewer: AB\n[] Participant: P7\n[] Location: "
              "the hub\n[Interviewer] Shall "
              "we?\n[Participant] Yes.\n[Interviewer] Good.\n[Participant] Well.\n"},
        Style{"time in brackets behind the name",
              "Anna (00:12): One?\nBen (00:20): Yes.\nAnna (00:31): Two?\nBen (00:40): No.\n",
              "[Anna] One?\n[Ben] Yes.\n[Anna] Two?\n[Ben] No.\n"},
        Style{"name, time and words on one line",
              "Anna Berg 0:21\nHello.\nBen 0:35\nHi.\nAnna Berg 0:40\nSo.\nBen 0:44 Yes, so.\nAnna Berg 0:50\nBye.\n",
              "[Anna Berg] Hello.\n[Ben] Hi.\n[Anna Berg] So.\n[Ben] Yes, so.\n[Anna Berg] Bye.\n"},
        Style{"name in brackets behind a time",
              "00:00:03 [Speaker 1]\nHello.\n00:00:08 [Speaker 2]\nHi.\n00:00:11 [Speaker 1]\nSo.\n00:00:15 [Speaker "
              "2]\nYes.\n",
              "[Speaker 1] Hello.\n[Speaker 2] Hi.\n[Speaker 1] So.\n[Speaker 2] Yes.\n"},
        Style{"numbered lines", "01  A:  hello\n02  B:  hi\n03  A:  so\n04  B:  mm\n",
              "[A] hello\n[B] hi\n[A] so\n[B] mm\n"},
        Style{"lines numbered with a tab", "1\tA: hello\n2\tB: hi\n3\tA: so\n4\tB: mm\n",
              "[A] hello\n[B] hi\n[A] so\n[B] mm\n"},
        Style{"marks before the label", ">> ANNA: One?\n>> BEN: Yes.\n>> ANNA: Two?\n>> BEN: No.\n",
              "[ANNA] One?\n[BEN] Yes.\n[ANNA] Two?\n[BEN] No.\n"},
        Style{"a voice nobody could place", "AB1\tciao\n???\tmh\nAB2\tsi\nAB1\tno\n???\teh\nAB2\tecco\n",
              "[AB1] ciao\n[???] mh\n[AB2] si\n[AB1] no\n[???] eh\n[AB2] ecco\n"},
        Style{"Markdown left in a plain text", "**Anna:** One?\n**Ben:** Yes.\n**Anna:** Two?\n**Ben:** No.\n",
              "[Anna] One?\n[Ben] Yes.\n[Anna] Two?\n[Ben] No.\n"},
        Style{"a break between turns is nobody's", "Anna: One?\nBen: Yes.\nBreak: [15:28]\nAnna: Two?\nBen: No.\n",
              "[Anna] One?\n[Ben] Yes.\n[] Break: [15:28]\n[Anna] Two?\n[Ben] No.\n"},
        Style{"front matter stays nobody's",
              "Interview 7\nRecorded in March\n\nInt: One?\nP: Yes.\nInt: Two?\nP: No.\n",
              "[] Interview 7\n[] Recorded in March\n[Int] One?\n[P] Yes.\n[Int] Two?\n[P] No.\n"}));

TEST(Turns, DoNotInventSpeakers) {
  const char* texts[] = {
      "We spoke about three things.\nNote: this was long ago.\nThen we left.\nIt was late, and we were tired, so that "
      "was that.\nNote: nobody came.\n",
      "See https://example.org/a for more.\nhttp: is a scheme.\nMeet at 10:30 or at 11:45 then.\n",
      "He said to me: go away.\nI said: no.\nThere were many of us, and we all stood there for quite some time.\nAnd "
      "then it rained for the rest of the day.\n",
      "Context: a large hub by the sea.\nWe came in the morning and stayed for the whole day with the team.\nThey "
      "showed us the rooms.\nContext: the "
      "same hub.\nWe came back after a week.\nNobody was there, and so we left again.\n",
      "[00:10] Thank you\n[00:12] Exactly\n[00:14] It was late\n[00:16] Exactly\n[00:18] Exactly\n",
      "Date: 3 May\nVenue: the hub\nModerator: AB\n",
      "1\tone two\n2\tthree four\n3\tfive\n4\tsix seven\n",
      "Lunch 12:30\n\nTalk 13:30\n\nLunch 14:30\n",
      "One paragraph.\n\nYes\n\nAnother paragraph that is longer.\n\nYes\n\nAnd another.\n",
  };
  for (const char* text : texts) EXPECT_TRUE(recognise(text).speakers.empty()) << text;
}

TEST(Turns, AQuotedNameInSpeechIsNoTurn) {
  const auto transcript =
      recognise("Anna: So I told Ben: wait for me.\nBen: I waited.\nAnna: And he said to Anna: fine.\nBen: Yes.\n");
  EXPECT_EQ(transcript.turns.size(), 4u);
}

TEST(Turns, PlainTextIsStoredByteForByte) {
  const std::string text = "  Title \n\nInt: One?\n\tP: Yes.  \n\n\nInt: Two?\nP: No.\n\tindented\n";
  const auto transcript = recognise(text);
  EXPECT_EQ(transcript.text + "\n", text);
}

TEST(Turns, AscendAndDoNotOverlap) {
  const auto transcript = recognise("Front\nInt: One? P: Yes.\nmore\n\nInt: Two?\nP:\nInt: Three?\nP: No.\n");
  CodePointOffset last(0);
  for (const auto& turn : transcript.turns) {
    EXPECT_LE(last, turn.whole.start);
    EXPECT_LE(turn.whole.start, turn.body.start);
    EXPECT_LE(turn.body.start, turn.body.end);
    EXPECT_EQ(turn.body.end, turn.whole.end);
    last = turn.whole.end;
  }
}

TEST(Turns, HeadingsWithColonsAreLabelsAndOthersAreNot) {
  std::vector<RawBlock> blocks;
  const auto add = [&](RawBlock::Kind kind, const char* text) {
    RawBlock block;
    block.kind = kind;
    block.text = text;
    blocks.push_back(block);
  };
  using Kind = RawBlock::Kind;
  add(Kind::kHeading, "2016-12-20 Interview");
  add(Kind::kHeading, "Anna:");
  add(Kind::kParagraph, "One?");
  add(Kind::kHeading, "唐鳳：");
  add(Kind::kParagraph, "Yes.");
  add(Kind::kParagraph, "More.");
  add(Kind::kHeading, "Anna:");
  add(Kind::kParagraph, "Two?");
  EXPECT_EQ(said(recognise_turns(blocks, {})),
            "[] 2016-12-20 Interview\n[Anna] One?\n[唐鳳] Yes./More.\n[Anna] Two?\n");
}

TEST(Turns, HeadingsWithoutColonsAreLabelsOnlyWhereSeveralRecur) {
  std::vector<RawBlock> blocks;
  for (int i = 0; i < 6; ++i) {
    RawBlock heading;
    heading.kind = RawBlock::Kind::kHeading;
    heading.text = i % 2 == 0 ? "Interviewer" : "Anna";
    blocks.push_back(heading);
    RawBlock said_block;
    said_block.text = "Words " + std::to_string(i);
    blocks.push_back(said_block);
  }
  EXPECT_EQ(recognise_turns(blocks, {}).speakers.size(), 2u);
  blocks.resize(6);  // Interviewer twice, Anna once
  EXPECT_TRUE(recognise_turns(blocks, {}).speakers.empty());
}

TEST(Turns, BoldNamesAreLabels) {
  std::vector<RawBlock> blocks = lines("Anna Berg: One?\nMore of it.\nBen: Yes.\nAnna Berg: Two?\nBreak: music\n");
  blocks[0].bold_prefix_bytes = 10;
  blocks[2].bold_prefix_bytes = 4;
  blocks[3].bold_prefix_bytes = 10;
  blocks[4].bold_prefix_bytes = 6;
  EXPECT_EQ(said(recognise_turns(blocks, {})),
            "[Anna Berg] One?/More of it.\n[Ben] Yes.\n[Anna Berg] Two?\n[] Break: music\n");
}

TEST(Turns, CuesOfOneSpeakerFlowTogetherAndKeepTheirTimes) {
  std::vector<RawBlock> blocks;
  const auto cue = [&](const char* text, std::int64_t start, const char* speaker = "") {
    RawBlock block;
    block.kind = RawBlock::Kind::kCue;
    block.text = text;
    block.speaker = speaker;
    block.start_ms = start;
    block.end_ms = start + 900;
    blocks.push_back(block);
  };
  cue("[Anna]: Hello there,", 0);
  cue("[Anna]: and\nwelcome.", 1000);
  cue("[Ben]: Thanks.", 2000);
  cue("It is good", 3000);
  cue("[Anna]: Good.", 4000);
  const auto transcript = recognise_turns(blocks, {});
  EXPECT_EQ(said(transcript), "[Anna] Hello there, and welcome.\n[Ben] Thanks. It is good\n[Anna] Good.\n");
  EXPECT_EQ(transcript.text, "Hello there, and welcome.\nThanks. It is good\nGood.");
  ASSERT_EQ(transcript.times.size(), 5u);
  EXPECT_EQ(transcript.times[1].at.value, 13);
  EXPECT_EQ(transcript.times[1].ms, 1000);
  EXPECT_EQ(transcript.turns[0].end_ms, 1900);
  blocks.clear();
  cue("Hello.", 0, "Anna");
  cue("Hi.", 1000, "Ben");
  EXPECT_EQ(said(recognise_turns(blocks, {})), "[Anna] Hello.\n[Ben] Hi.\n");
}

TEST(Turns, EachRowIsATurn) {
  std::vector<RawBlock> blocks;
  for (const char* text : {"One?", "Two?"}) {
    RawBlock block;
    block.kind = RawBlock::Kind::kRow;
    block.speaker = "Int";
    block.text = text;
    blocks.push_back(block);
  }
  EXPECT_EQ(said(recognise_turns(blocks, {})), "[Int] One?\n[Int] Two?\n");
}

TEST(Turns, APersonCanSayWhoSpeaks) {
  const auto text = "Note: this one speaks.\nand goes on\nhim: yes\nNote: sure\n";
  TurnOptions given;
  given.mode = SpeakerMode::kGiven;
  given.speakers = {"note = The Note", "him"};
  EXPECT_EQ(said(recognise_turns(lines(text), given)),
            "[The Note] this one speaks./and goes on\n[him] yes\n[The Note] sure\n");
  TurnOptions none;
  none.mode = SpeakerMode::kNone;
  const auto transcript = recognise_turns(lines("Int: One?\nP: Yes.\nInt: Two?\nP: No.\n"), none);
  EXPECT_TRUE(transcript.speakers.empty());
  EXPECT_EQ(transcript.turns.size(), 4u);
}

TEST(Turns, GivenLabelsCountInEveryStyle) {
  TurnOptions given;
  given.mode = SpeakerMode::kGiven;
  given.speakers = {"The mother of P 7 and her sister, together", "int = Interviewer"};
  const auto transcript = recognise_turns(lines("INT\tOne?\nThe mother of P 7 and her sister, together: Yes.\nint - "
                                                "Two?\n[00:10] Int\nThree?\nother: no\nInternally: no\n"),
                                          given);
  EXPECT_EQ(said(transcript),
            "[Interviewer] One?\n[The mother of P 7 and her sister, together] Yes.\n[Interviewer] Two?\n[Interviewer] "
            "Three?/other: "
            "no/Internally: no\n");
  ASSERT_EQ(transcript.speakers.size(), 2u);
  EXPECT_EQ(transcript.speakers[0].turns, 3);
}

TEST(Turns, AHintIsEnoughInAutoMode) {
  TurnOptions hinted;
  hinted.speakers = {"Gran"};
  const auto transcript =
      recognise_turns(lines("Int: One?\nGran: Yes.\nlong\nlong\nlong\nlong\nInt: Two?\nmore\nmore\n"), hinted);
  EXPECT_EQ(said(transcript), "[Int] One?\n[Gran] Yes./long/long/long/long\n[Int] Two?/more/more\n");
}

TEST(Turns, HeadingsWithoutColonsAreLabelsOnlyIfTheyReturn) {
  const auto of = [](std::initializer_list<const char*> headings) {
    std::vector<RawBlock> blocks;
    for (const char* text : headings) {
      RawBlock heading;
      heading.kind = RawBlock::Kind::kHeading;
      heading.text = text;
      blocks.push_back(heading);
      RawBlock words;
      words.text = "What was said.";
      blocks.push_back(words);
    }
    return recognise_turns(blocks, {}).speakers.size();
  };
  EXPECT_EQ(of({"Anna", "Ben", "Anna", "Ben", "Anna", "Ben"}), 2u);
  EXPECT_EQ(of({"Opening", "Housing", "School", "Closing"}), 0u);
  EXPECT_EQ(of({"2020-03-04: Visit", "2020-03-05: Visit", "Notes:"}), 0u);
}

TEST(Turns, TimesBetweenWordsAreSyncPoints) {
  const auto transcript = recognise(
      "Int: [00:00:02] One?\nP: Yes [00:05:10] and no, at 10:30 [laughs] (1:02:03) so. #01:02:05-3#\nInt: See "
      "[00:01:00].\n"
      "P: Hm.\n");
  ASSERT_EQ(transcript.times.size(), 4u);
  EXPECT_EQ(transcript.times[0].ms, 2000);
  EXPECT_EQ(transcript.times[1].ms, 310000);
  EXPECT_EQ(transcript.times[2].ms, 3723000);
  EXPECT_EQ(transcript.times[3].ms, 3725300);
  EXPECT_EQ(OffsetMap(transcript.text).slice({transcript.times[1].at, transcript.times[1].at + 10}), "[00:05:10]");
  EXPECT_EQ(transcript.turns[0].start_ms, 2000) << said(transcript);
  EXPECT_FALSE(transcript.turns[1].start_ms);
}

TEST(Turns, SeveralSpeakersInOneCue) {
  std::vector<RawBlock> blocks(3);
  for (auto& block : blocks) block.kind = RawBlock::Kind::kCue;
  blocks[0].text = "Anna: Shall we?\nBen: Yes.";
  blocks[1].text = "Let's go. Anna: Good.";
  blocks[2].text = "Ben: So\nwe go.";
  for (int i = 0; i < 3; ++i) blocks[static_cast<std::size_t>(i)].start_ms = i * 1000;
  const auto transcript = recognise_turns(blocks, {});
  EXPECT_EQ(said(transcript), "[Anna] Shall we?\n[Ben] Yes. Let's go.\n[Anna] Good.\n[Ben] So we go.\n");
  EXPECT_EQ(transcript.text, "Shall we?\nYes. Let's go.\nGood.\nSo we go.");
}

TEST(Turns, CuesWithoutSpeakersStayApart) {
  std::vector<RawBlock> blocks(2);
  for (auto& block : blocks) block.kind = RawBlock::Kind::kCue;
  blocks[0].text = "It was late\nand dark.";
  blocks[1].text = "We left.";
  const auto transcript = recognise_turns(blocks, {});
  EXPECT_EQ(said(transcript), "[] It was late and dark.\n[] We left.\n");
}

/// Whatever the text, the stored one is the blocks joined, and turns ascend inside it.
TEST(Turns, HoldTheirPromisesOnRandomTexts) {
  static const char* const kPieces[] = {"Int: ", "P1:",        "[00:01:02] ", "ANNA", "\t",  " ",     "One? ",
                                        "人：",  "**Ben:** ",  "Note: ",      "0:21", "é𠮷", "[x]: ", "(a) ",
                                        ":",     "Q2 Chair: ", "...",         "- ",   "12  "};
  std::mt19937 random(15);
  for (int round = 0; round < 2000; ++round) {
    std::vector<RawBlock> blocks;
    std::string joined;
    const std::size_t count = random() % 12;
    for (std::size_t i = 0; i < count; ++i) {
      RawBlock block;
      for (std::size_t k = random() % 5; k > 0; --k) block.text += kPieces[random() % std::size(kPieces)];
      if (random() % 8 == 0) block.kind = RawBlock::Kind::kHeading;
      if (random() % 4 == 0)
        block.bold_prefix_bytes = static_cast<std::int64_t>(std::min<std::size_t>(block.text.size(), 3));
      joined += (i > 0 ? "\n" : "") + block.text;
      blocks.push_back(block);
    }
    TurnOptions options;
    options.mode = static_cast<SpeakerMode>(random() % 3);
    if (options.mode == SpeakerMode::kGiven) options.speakers = {"anna", "P1 = Parent", "人"};
    const auto transcript = recognise_turns(blocks, options);
    ASSERT_EQ(transcript.text, joined);
    const std::int64_t length = count_code_points(joined);
    CodePointOffset last(0);
    for (const auto& turn : transcript.turns) {
      ASSERT_LE(last, turn.whole.start) << joined;
      ASSERT_LE(turn.whole.start, turn.body.start) << joined;
      ASSERT_LE(turn.body.start, turn.body.end) << joined;
      ASSERT_EQ(turn.body.end, turn.whole.end) << joined;
      ASSERT_LE(turn.whole.end.value, length) << joined;
      ASSERT_FALSE(turn.whole.empty()) << joined;
      last = turn.whole.end;
    }
    for (std::size_t i = 1; i < transcript.times.size(); ++i)
      ASSERT_LT(transcript.times[i - 1].at, transcript.times[i].at) << joined;
  }
}

TEST(Turns, MergedSpellingsAreReported) {
  const auto transcript = recognise("Interviewer 1 : a\nP: b\nInterviewer 1: c\nP: d\ninterviewer 1: e\nP: f\n");
  ASSERT_EQ(transcript.speakers.size(), 2u);
  EXPECT_EQ(transcript.speakers[0].turns, 3);
  EXPECT_FALSE(transcript.warnings.empty());
}

TEST(ParseClock, ReadsTimesAndNothingElse) {
  const std::pair<const char*, std::int64_t> good[] = {
      {"0:21", 21000}, {"00:01:02", 62000}, {"1:02:03.250", 3723250}, {"75:00", 4500000}};
  for (const auto& [text, ms] : good) {
    std::size_t at = 0;
    EXPECT_EQ(parse_clock(text, at), ms) << text;
  }
  for (const char* text : {"21", "1:2", "1:75", "a:10", "12:345"}) {
    std::size_t at = 0;
    EXPECT_FALSE(parse_clock(text, at)) << text;
    EXPECT_EQ(at, 0u);
  }
}

}  // namespace
}  // namespace polyvocal::text
