using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Lets an answer to a request be looked at, once: a second one, right or wrong, finds nothing.</summary>
public sealed class TakeSignatureAnswer(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Null when nothing was asked for this study in this session, or too long ago, or when an answer came already.</summary>
    public async Task<SignatureRequest?> ExecuteAsync(StudyId study, Guid account, SessionId session, SignatureMethod method, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - SignatureRequest.AnsweredWithin;
        var request = await (
            from r in db.Set<SignatureRequest>()
            join reader in db.Set<StudyReader>() on r.ReaderId equals reader.Id
            where reader.StudyId == study && reader.AccountId == account && reader.RemovedUtc == null
                && r.SessionId == session && r.Method == method && r.AnsweredUtc == null && r.AskedUtc > since
            select r).SingleOrDefaultAsync(cancellationToken);
        if (request is null) return null;
        request.AnsweredUtc = now;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return request;
    }
}
