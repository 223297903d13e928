namespace StudyPortal.Core.Datasets;

/// <summary>Some of the <see cref="Total"/> problems of a data set's imports.</summary>
public sealed record ProblemList(int Total, IReadOnlyList<SourceProblem> Problems);
