using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>How many cases of each label to draw from one split.</summary>
public sealed record SamplingPlan(DatasetSplit Split, int Seed, IReadOnlyList<StratumPlan> Strata);

/// <summary>Cases to draw among those of one label; that label is also the target of their maps.</summary>
public sealed record StratumPlan(string Label, int Count);
