using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Shows a reader the map of a place for the first time; from then on his answers about the image alone are locked.</summary>
public sealed class RevealMap(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<RevealOutcome> ExecuteAsync(ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginAnsweringAsync(slot, cancellationToken);
        if (await OwnSlot.FindAsync(db, slot, account, cancellationToken) is not { IsOnDisplay: true } own) return RevealOutcome.NotFound;
        if (await MapReveal.IsDoneAsync(db, own, cancellationToken)) return RevealOutcome.Shown;
        var unanswered = await db.Set<Question>().AnyAsync(
            q => q.StudyId == own.Study.Id && q.Step == ReadingStep.ImageAlone && q.IsRequired && !db.Set<Answer>().Any(a => a.SlotId == slot && a.QuestionId == q.Id),
            cancellationToken);
        if (unanswered) return RevealOutcome.TooEarly;
        db.Add(new MapReveal { SlotId = slot, AtUtc = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RevealOutcome.Shown;
    }
}

/// <summary>What became of asking for a map.</summary>
public enum RevealOutcome
{
    Shown,

    /// <summary>A required question about the image alone has no answer yet.</summary>
    TooEarly,

    /// <summary>This person has no such place, or it may not be looked at now.</summary>
    NotFound,
}
