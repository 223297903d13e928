namespace StudyPortal.Core.Health;

/// <summary>What troubles this process now, and what did lately.</summary>
public sealed class Troubles
{
    private const int Remembered = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(TroubleKind, string), Trouble> _open = [];
    private readonly LinkedList<Trouble> _past = new();

    /// <summary>Those that last, the longest first.</summary>
    public IReadOnlyList<Trouble> Open
    {
        get
        {
            lock (_lock) return [.. _open.Values.OrderBy(trouble => trouble.SinceUtc)];
        }
    }

    /// <summary>Those that are over, the last first.</summary>
    public IReadOnlyList<Trouble> Past
    {
        get
        {
            lock (_lock) return [.. _past];
        }
    }

    /// <summary>What was seen of one thing just now: its trouble, or that it has none.</summary>
    /// <param name="cause">Null when all is well.</param>
    /// <returns>The trouble that began or ended by this; null when nothing changed.</returns>
    internal Trouble? See(TroubleKind kind, string subject, string? cause, DateTime now)
    {
        lock (_lock)
        {
            var known = _open.GetValueOrDefault((kind, subject));
            if (cause is null && known is not null)
            {
                _open.Remove((kind, subject));
                return Remember(known with { UntilUtc = now });
            }

            if (cause is null || known?.Cause == cause) return null;
            return _open[(kind, subject)] = known is null ? new Trouble(kind, subject, cause, now) : known with { Cause = cause };
        }
    }

    /// <summary>Something that happened and was over at once.</summary>
    internal Trouble Happened(TroubleKind kind, string subject, string cause, DateTime now)
    {
        lock (_lock) return Remember(new Trouble(kind, subject, cause, now, now));
    }

    private Trouble Remember(Trouble over)
    {
        _past.AddFirst(over);
        if (_past.Count > Remembered) _past.RemoveLast();
        return over;
    }
}
