using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Who took part, what was shown, and what of it is analysed.</summary>
/// <param name="Readers">Ever taken in.</param>
/// <param name="Removed">Of them, before the end; null where the set does not say.</param>
/// <param name="Signatures">How many have signed that the answers are final; null where the set does not say.</param>
/// <param name="Cases">Of the comparison; a case with two target labels counts twice.</param>
/// <param name="Maps">Of the comparison.</param>
/// <param name="WithdrawnMaps">Taken out after the opening.</param>
/// <param name="PilotPlaces">Places of the pilot, which is in no analysis; null where the set does not say.</param>
/// <param name="Places">Of all readers' orders, without the pilot, by what they are for; empty where the set does not say.</param>
public sealed record FlowResults(
    int Readers, int? Removed, int? Signatures, int Cases, int Maps, int WithdrawnMaps, int? PilotPlaces,
    IReadOnlyList<PlaceCount> Places, IReadOnlyList<QuestionFlow> Questions, IReadOnlyList<ReaderFlow> PerReader);

/// <param name="Shown">Places at which some question is answered.</param>
/// <param name="Withdrawn">Places whose case was withdrawn.</param>
public sealed record PlaceCount(SlotPurpose Purpose, int Places, int Shown, int Withdrawn);

/// <summary>Of one question with a scale: what enters the comparison of arms and what does not, together every place of every order.</summary>
public sealed record QuestionFlow(int Question, int Analysed, IReadOnlyList<ExclusionCount> Excluded);

/// <summary>One reader's part, over all questions with a scale.</summary>
/// <param name="Places">Of his order, without pilot and withdrawn cases; null, as the rest, where the set does not say.</param>
/// <param name="Answered">Places with every required question answered.</param>
/// <param name="Analysed">Ratings that enter the comparison of arms.</param>
public sealed record ReaderFlow(
    string Reader, DateTime? JoinedUtc, DateTime? RemovedUtc, DateTime? SignedUtc, DateTime? FirstAnswerUtc, DateTime? LastAnswerUtc,
    int? Places, int? Answered, int Analysed, IReadOnlyList<ExclusionCount> Excluded);
