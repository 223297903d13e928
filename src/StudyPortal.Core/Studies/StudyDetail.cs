using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Studies;

/// <summary>A study as its administrators see it.</summary>
public sealed record StudyDetail(
    StudyId Id, string Name, string Instructions, StudyState State, bool IsSimulated, DatasetId DatasetId, string Dataset, bool IsSyntheticData,
    string Method, SamplingPlan Sampling, OrderPlan Order, string OrderAlgorithm, IReadOnlyList<QuestionDesign> Questions, bool AllowsChanges,
    IReadOnlyList<ArmDetail> Arms, IReadOnlyList<StudyCase> Cases, IReadOnlyList<StudyCase> Calibration, IReadOnlyList<ThresholdDetail> Thresholds,
    IReadOnlyList<ReaderProgress> Readers, IReadOnlyList<OpeningCheck> Checks,
    StudySettings Settings, int PilotCases,
    string CreatedBy, DateTime CreatedUtc, DateTime? OpenedUtc, DateTime? ClosedUtc);

/// <summary>One arm: its colour's number from 0, and its model.</summary>
public sealed record ArmDetail(int Ordinal, ModelId ModelId, string Model, ModelVariant Variant, NormBranch Branch);

/// <summary>From which logit on a model was taken to say yes, and how far from it its confidence is medium and high.</summary>
public sealed record ThresholdDetail(string Model, ModelVariant Variant, NormBranch Branch, string Label, double Threshold, double Medium, double High);

/// <summary>A sampled case, by its number in the data set.</summary>
public sealed record StudyCase(CaseId Id, int Number, string TargetLabel, string Stratum, double Weight, DateTime? WithdrawnUtc);
