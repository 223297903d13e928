using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>A radiologist's part in one study.</summary>
public sealed class StudyReader
{
    public required StudyReaderId Id { get; init; }

    public required StudyId StudyId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>R1, R2, ...: the name in every export.</summary>
    public required string Code { get; init; }

    /// <summary>Position (from 1) of the slot last shown; where the reader goes on.</summary>
    public int CurrentPosition { get; internal set; } = 1;

    /// <summary>The last place of the order that was ever shown.</summary>
    public int FurthestPosition { get; internal set; } = 1;

    public DateTime? LastSeenUtc { get; internal set; }

    /// <summary>When he was taken in, or back.</summary>
    public DateTime? JoinedUtc { get; internal set; }

    public DateTime? RemovedUtc { get; internal set; }

    internal void MoveTo(int position) => (CurrentPosition, FurthestPosition) = (position, Math.Max(FurthestPosition, position));

    /// <summary>At the first place of a new order.</summary>
    internal void BeginAgain() => (CurrentPosition, FurthestPosition) = (1, 1);

    /// <summary>A person's part in a study; null where he has none, or was taken out.</summary>
    internal static Task<StudyReader?> ActiveAsync(PortalDb db, StudyId study, Guid account, CancellationToken cancellationToken) =>
        db.Set<StudyReader>().AsNoTracking().SingleOrDefaultAsync(r => r.StudyId == study && r.AccountId == account && r.RemovedUtc == null, cancellationToken);

    internal int Number => int.Parse(Code.AsSpan(1), CultureInfo.InvariantCulture);

    internal static string CodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"R{number}");
}
