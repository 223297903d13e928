namespace StudyPortal.Core.Datasets;

public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>The set is there, with so many cases; so many rows were left out.</summary>
    public sealed record Imported(DatasetId Id, int Cases, int LeftOut) : ImportOutcome;

    /// <summary>Nothing was imported.</summary>
    public sealed record Refused(string Reason, IReadOnlyList<SourceProblem> Problems) : ImportOutcome;
}
