using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Keeps what a reader says of his screen before he begins.</summary>
public sealed class RecordDisplayCheck(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <returns>False when this person does not read this study.</returns>
    public async Task<bool> ExecuteAsync(StudyId study, Guid account, ScreenFacts screen, bool seesDark, bool seesBright, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await StudyReader.ActiveAsync(db, study, account, cancellationToken) is not { } reader) return false;
        db.Add(new DisplayCheck
        {
            ReaderId = reader.Id,
            AtUtc = clock.GetUtcNow().UtcDateTime,
            SeesDark = seesDark,
            SeesBright = seesBright,
            ScreenJson = JsonSerializer.Serialize(screen, PortalJson.Options),
        });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
