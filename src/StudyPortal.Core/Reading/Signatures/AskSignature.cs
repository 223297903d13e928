using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Notes what a reader's passkey or provider is asked before he signs; an earlier request of his for the same study is good no longer.</summary>
public sealed class AskSignature(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="study">Which he wants to sign, and no other.</param>
    /// <param name="account">Who.</param>
    /// <param name="session">In which he asks, and must sign.</param>
    /// <param name="method">Whom he lets confirm it: not the password.</param>
    /// <param name="challenge">What a passkey is asked; empty for a provider.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The request's id; null when this person does not read this study.</returns>
    public async Task<Guid?> ExecuteAsync(StudyId study, Guid account, SessionId session, SignatureMethod method, string challenge, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await StudyReader.ActiveAsync(db, study, account, cancellationToken) is not { } reader) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var over = now - SignatureRequest.AnsweredWithin - SignatureRequest.SignedWithin;
        await db.Set<SignatureRequest>().Where(r => r.ReaderId == reader.Id || r.AskedUtc < over).ExecuteDeleteAsync(cancellationToken);
        var request = new SignatureRequest { ReaderId = reader.Id, Id = Guid.NewGuid(), SessionId = session, Method = method, Challenge = challenge, AskedUtc = now };
        db.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return request.Id;
    }
}
