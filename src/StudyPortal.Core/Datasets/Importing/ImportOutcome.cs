namespace StudyPortal.Core.Datasets;

public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>The set is there. So many cases came, so many rows were left out, and so many cases of the source were there already.</summary>
    public sealed record Imported(DatasetId Id, int Cases, int LeftOut, int Present = 0) : ImportOutcome;

    /// <summary>Nothing was imported.</summary>
    public sealed record Refused(string Reason, IReadOnlyList<SourceProblem> Problems) : ImportOutcome;
}
