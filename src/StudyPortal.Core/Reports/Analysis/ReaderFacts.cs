namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One reader's part in the study; the pilot does not count.</summary>
/// <param name="Reader">His code.</param>
/// <param name="JoinedUtc">When he was taken in; null where that is not known.</param>
/// <param name="RemovedUtc">Null while he takes part.</param>
/// <param name="Places">Of his order, without withdrawn cases.</param>
/// <param name="Answered">Those of them at which every required question is answered.</param>
/// <param name="SignedUtc">When he signed that his answers are final; null where no signature stands.</param>
/// <param name="FirstAnswerUtc">Null where he gave none; the same for the last.</param>
public sealed record ReaderFacts(
    string Reader, DateTime? JoinedUtc, DateTime? RemovedUtc, int Places, int Answered, DateTime? SignedUtc, DateTime? FirstAnswerUtc, DateTime? LastAnswerUtc);
