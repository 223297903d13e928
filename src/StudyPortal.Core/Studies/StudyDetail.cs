using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Studies;

/// <summary>A study as its administrators see it.</summary>
public sealed record StudyDetail(
    StudyId Id, string Name, string Instructions, StudyState State, bool IsSimulated, DatasetId DatasetId, string Dataset, bool IsSyntheticData,
    string Method, SamplingPlan Sampling, OrderPlan Order, string OrderAlgorithm, QuestionDesign Question,
    IReadOnlyList<ArmDetail> Arms, IReadOnlyList<StudyCase> Cases, IReadOnlyList<ReaderProgress> Readers, IReadOnlyList<OpeningCheck> Checks,
    StudySettings Settings, int PilotCases,
    string CreatedBy, DateTime CreatedUtc, DateTime? OpenedUtc, DateTime? ClosedUtc);

/// <summary>One arm: its colour's number from 0, and its model.</summary>
public sealed record ArmDetail(int Ordinal, ModelId ModelId, string Model, ModelVariant Variant, NormBranch Branch);

/// <summary>A sampled case, by its number in the data set.</summary>
public sealed record StudyCase(CaseId Id, int Number, string TargetLabel, string Stratum, double Weight, DateTime? WithdrawnUtc);
