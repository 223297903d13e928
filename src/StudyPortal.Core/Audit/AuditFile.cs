namespace StudyPortal.Core.Audit;

/// <summary>An exported audit trail: JSON lines, the first event first. It needs no portal to be verified.</summary>
public static class AuditFile
{
    public const string Name = "audit-trail.jsonl", MediaType = "application/jsonl";

    /// <param name="lines">The file.</param>
    /// <param name="expected">A last hash that was noted earlier and must be in the chain; null where none was.</param>
    /// <param name="cancellationToken">Looked at between lines.</param>
    public static async Task<AuditFileVerdict> VerifyAsync(TextReader lines, string? expected, CancellationToken cancellationToken)
    {
        var (chain, number, found) = (new AuditChain(), 0, (long?)null);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (Problem(chain, line) is { } problem) return new AuditFileVerdict.Broken(number, problem);
            if (string.Equals(chain.LastHash, expected, StringComparison.OrdinalIgnoreCase)) found = chain.Events;
        }

        if (chain.Events == 0) return new AuditFileVerdict.Broken(1, "the file is empty; expected one event a line");
        return expected is not null && found is null
            ? new AuditFileVerdict.Broken(number, $"the trail ends here and no event of it has the hash {expected}: it was cut off, or written anew since that hash was noted")
            : new AuditFileVerdict.Intact(chain.Events, chain.LastHash, found);
    }

    private static string? Problem(AuditChain chain, string line)
    {
        try
        {
            return chain.Follow(AuditLine.Read(line));
        }
        catch (FormatException bad)
        {
            return bad.Message;
        }
    }
}

public abstract record AuditFileVerdict
{
    private AuditFileVerdict() { }

    /// <param name="Events">How many there are.</param>
    /// <param name="ExpectedAt">The event with the hash that was expected; null where none was.</param>
    public sealed record Intact(long Events, string LastHash, long? ExpectedAt) : AuditFileVerdict;

    /// <param name="Line">From 1.</param>
    public sealed record Broken(int Line, string Reason) : AuditFileVerdict;
}
