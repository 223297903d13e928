using System.Text.Json;

namespace StudyPortal.Core.Reports.Analysis;

/// <param name="Sampling">The sampling plan as chosen.</param>
public sealed record StudyFacts(
    Guid Id, string Name, string Dataset, bool IsSynthetic, bool IsSimulated, string Method, JsonElement Sampling,
    string OrderAlgorithm, int OrderSeed, DateTime? OpenedUtc, DateTime? ClosedUtc, IReadOnlyList<QuestionFacts> Questions);

/// <param name="Position">From 1; how ratings name the question.</param>
/// <param name="Anchors">Six texts, for 0..5.</param>
public sealed record QuestionFacts(int Position, string Prompt, IReadOnlyList<string> Anchors);
