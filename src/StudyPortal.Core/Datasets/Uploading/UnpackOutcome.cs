namespace StudyPortal.Core.Datasets;

public abstract record UnpackOutcome
{
    private UnpackOutcome() { }

    /// <summary>The data set lies in this folder.</summary>
    public sealed record Ready(string Folder) : UnpackOutcome;

    public sealed record Refused(string Reason) : UnpackOutcome;
}
