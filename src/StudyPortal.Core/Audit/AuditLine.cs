using System.Globalization;
using System.Text.Json;

namespace StudyPortal.Core.Audit;

/// <summary>One event as a line of JSON in a file that leaves the portal: every field as it is spelled in the text that is hashed.</summary>
/// <param name="AtUtc">In the form 2026-11-01T20:00:00.0000000Z.</param>
internal sealed record AuditLine(long Sequence, string AtUtc, string Actor, string Action, string Subject, string Details, string PreviousHash, string Hash)
{
    public static string Of(AuditEvent e) => JsonSerializer.Serialize(
        new AuditLine(e.Sequence, e.AtUtc.ToString("O", CultureInfo.InvariantCulture), e.Actor, e.Action, e.Subject, e.Details, e.PreviousHash, e.Hash), PortalJson.Options);

    /// <exception cref="FormatException">It is no such line; the message says what is wrong with it.</exception>
    public static AuditEvent Read(string line)
    {
        var read = Parse(line);
        if (new[] { read.AtUtc, read.Actor, read.Action, read.Subject, read.Details, read.PreviousHash, read.Hash }.Any(text => text is null))
            throw new FormatException("a field is missing; expected sequence, atUtc, actor, action, subject, details, previousHash and hash");
        if (!DateTime.TryParseExact(read.AtUtc, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) || at.Kind != DateTimeKind.Utc)
            throw new FormatException($"atUtc is '{read.AtUtc}'; expected a time in the form 2026-11-01T20:00:00.0000000Z");
        return new AuditEvent
        {
            Sequence = read.Sequence, AtUtc = at, Actor = read.Actor, Action = read.Action, Subject = read.Subject, Details = read.Details,
            PreviousHash = read.PreviousHash, Hash = read.Hash,
        };
    }

    private static AuditLine Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditLine>(line, PortalJson.Options) ?? throw new FormatException("it is null; expected a JSON object");
        }
        catch (JsonException bad)
        {
            throw new FormatException($"it is not one event as a JSON object: {bad.Message}", bad);
        }
    }
}
