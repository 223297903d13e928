namespace StudyPortal.Core.Storage.Backups;

/// <summary>The <c>Backup</c> section of the configuration; without a folder the portal makes no backups by itself.</summary>
public sealed class BackupSettings
{
    private static readonly TimeOnly UsualTime = new(2, 0);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);

    /// <summary>Where they are kept; it must not lie on the disk that they are a backup of.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Time of day (UTC), such as 02:00; the usual one where neither it nor <see cref="Every"/> is given.</summary>
    public TimeOnly? At { get; set; }

    /// <summary>Instead of <see cref="At"/>: so long after the last one.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>Of so many days the last snapshot is kept; those of the last 24 hours are kept anyway.</summary>
    public int KeepDaily { get; set; } = 7;

    /// <summary>Of so many weeks.</summary>
    public int KeepWeekly { get; set; } = 5;

    /// <summary>Of so many months.</summary>
    public int KeepMonthly { get; set; } = 12;

    public bool IsConfigured => Folder.Length > 0;

    /// <summary>What is wrong with a section that names a folder.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsConfigured) yield break;
        if (At is not null && Every is not null) yield return "Backup:At and Backup:Every exclude each other.";
        if (Every < ShortestInterval) yield return $"Backup:Every is {Every}; it must be at least {ShortestInterval}.";
        if (KeepDaily < 1 || KeepWeekly < 0 || KeepMonthly < 0) yield return "Backup:KeepDaily must be at least 1, Backup:KeepWeekly and Backup:KeepMonthly at least 0.";
    }

    /// <param name="last">The last snapshot; null where there is none.</param>
    /// <param name="now">A last snapshot after this was taken by a clock that was wrong.</param>
    internal DateTime NextDue(DateTime? last, DateTime now)
    {
        if (last is not { } taken) return now;
        var from = taken < now ? taken : now;
        if (Every is { } interval) return from + interval;
        var today = from.Date + (At ?? UsualTime).ToTimeSpan();
        return today > from ? today : today.AddDays(1);
    }
}
