using System.Globalization;
using System.Text;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

/// <summary>One thing that happened, chained to the one before it: the table refuses UPDATE and DELETE, and a changed row breaks the chain.</summary>
public sealed class AuditEvent
{
    /// <summary>1, 2, 3, ... without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>Who: "account" and its id, or the name of a process such as <c>trainer</c>; in events of earlier versions the user name.</summary>
    public required string Actor { get; init; }

    /// <summary>What, as <c>feature.verb</c>, for example <c>study.published</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: the id or name of the thing.</summary>
    public required string Subject { get; init; }

    public required string Details { get; init; }

    /// <summary>Hash of the event before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    /// <summary>SHA-256 over the previous hash and every field, each preceded by its length so that no two events share a text.</summary>
    public string ComputeHash()
    {
        string[] fields = [PreviousHash, Sequence.ToString(CultureInfo.InvariantCulture), AtUtc.ToString("O", CultureInfo.InvariantCulture), Actor, Action, Subject, Details];
        var text = string.Concat(fields.Select(field => $"{field.Length}:{field};"));
        return BlobHash.Of(Encoding.UTF8.GetBytes(text)).Value;
    }
}
