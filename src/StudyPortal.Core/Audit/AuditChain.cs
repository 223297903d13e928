namespace StudyPortal.Core.Audit;

/// <summary>Follows the events of an audit trail from the first one on, and says where the chain breaks.</summary>
public sealed class AuditChain
{
    /// <summary>How many were followed.</summary>
    public long Events { get; private set; }

    /// <summary>Of the event before the next one.</summary>
    public string LastHash { get; private set; } = AuditTrail.Genesis;

    /// <returns>Why the event is not the next one as it was written; null when it is.</returns>
    public string? Follow(AuditEvent next)
    {
        Events++;
        if (next.Sequence != Events) return $"event {Events} is missing";
        if (next.PreviousHash != LastHash) return $"event {Events} does not follow event {Events - 1}";
        if (next.ComputeHash() != next.Hash) return $"event {Events} was changed after it was written";
        LastHash = next.Hash;
        return null;
    }
}
