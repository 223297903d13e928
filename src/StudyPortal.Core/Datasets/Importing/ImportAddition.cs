namespace StudyPortal.Core.Datasets;

/// <summary>What an import would add to a data set that is there.</summary>
/// <param name="Present">Cases of the source that it holds already.</param>
/// <param name="Added">Those that it would get.</param>
/// <param name="Refusal">Null when the source may be added; else why not.</param>
public sealed record ImportAddition(int Present, int Added, string? Refusal);
