namespace StudyPortal.Core.Datasets;

public abstract record ReceiveOutcome
{
    private ReceiveOutcome() { }

    /// <summary>So much of the file is here now.</summary>
    public sealed record Stored(long Received) : ReceiveOutcome;

    /// <summary>The piece does not follow what is here: go on from there.</summary>
    public sealed record Elsewhere(long Received) : ReceiveOutcome;

    public sealed record NoSuchUpload : ReceiveOutcome;

    /// <summary>The file will never be taken.</summary>
    public sealed record Refused(string Reason) : ReceiveOutcome;
}
