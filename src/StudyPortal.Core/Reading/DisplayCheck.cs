using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>What a reader saw of the test picture on the screen that he reads on.</summary>
public sealed class DisplayCheck
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    public long Id { get; init; }

    public required StudyReaderId ReaderId { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>The square of 5 % on black.</summary>
    public required bool SeesDark { get; init; }

    /// <summary>The square of 95 % on white.</summary>
    public required bool SeesBright { get; init; }

    /// <summary>The <see cref="ScreenFacts"/>.</summary>
    public required string ScreenJson { get; init; }

    internal static async Task<bool> IsDueAsync(PortalDb db, StudyReaderId reader, DateTime now, CancellationToken cancellationToken)
    {
        var since = now - GoodFor;
        return !await db.Set<DisplayCheck>().AnyAsync(check => check.ReaderId == reader && check.AtUtc >= since, cancellationToken);
    }
}
