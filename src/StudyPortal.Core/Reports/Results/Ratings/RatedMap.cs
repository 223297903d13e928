namespace StudyPortal.Core.Reports.Results;

/// <summary>Who rated what: one map is one case, explained for one label by one arm's model.</summary>
internal readonly record struct RatedMap(string Reader, RatedCase Case, int Arm);

/// <summary>A case with the label its maps are for: the block of every comparison between arms.</summary>
internal readonly record struct RatedCase(int Number, string Label);
