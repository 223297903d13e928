using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Signs all answers of one reader, who proves anew that it is he; from then on they are locked.</summary>
public sealed class SignReading(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<SignOutcome> ByPasswordAsync(StudyId study, Guid account, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await PasswordRefusalAsync(scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), account, password) is { } refusal) return refusal;
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        return await SignAsync(db, study, account, _ => Task.FromResult<SignatureMethod?>(SignatureMethod.Password), cancellationToken);
    }

    /// <summary>After <see cref="ConfirmSignature"/> for the same study and in the same session, once and within <see cref="SignatureRequest.SignedWithin"/>.</summary>
    public async Task<SignOutcome> ConfirmedAsync(StudyId study, Guid account, SessionId session, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(account.ToString()) is not { } person) return SignOutcome.NotRead;
        if (await users.IsLockedOutAsync(person)) return SignOutcome.TooManyTries;
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var since = clock.GetUtcNow().UtcDateTime - SignatureRequest.SignedWithin;
        return await SignAsync(db, study, account, async reader =>
        {
            var request = await db.Set<SignatureRequest>().SingleOrDefaultAsync(r => r.ReaderId == reader.Id && r.SessionId == session && r.ConfirmedUtc > since, cancellationToken);
            if (request is not null) db.Remove(request);
            return request?.Method;
        }, cancellationToken);
    }

    /// <param name="proof">How the reader has proven that it is he; null where he has not.</param>
    private async Task<SignOutcome> SignAsync(PortalDb db, StudyId study, Guid account, Func<StudyReader, Task<SignatureMethod?>> proof, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWritingAsync(study, cancellationToken);
        var found = await (
            from r in db.Set<StudyReader>()
            join s in db.Set<Study>() on r.StudyId equals s.Id
            where r.AccountId == account && r.RemovedUtc == null && s.Id == study && !s.IsSimulated
                && (s.State == StudyState.Open || s.State == StudyState.Paused || s.State == StudyState.Closed)
            select r).SingleOrDefaultAsync(cancellationToken);
        if (found is not { } reader) return SignOutcome.NotRead;
        if (await ReadingSignature.Standing(db).AnyAsync(s => s.ReaderId == reader.Id, cancellationToken)) return SignOutcome.Done;
        var counts = await ReadingCounts.OfReaderAsync(db, reader.Id, cancellationToken);
        if (counts.Total == 0 || counts.Answered < counts.Total) return SignOutcome.NotDone;
        if (await proof(reader) is not { } method) return SignOutcome.NotConfirmed;

        var signature = new ReadingSignature
        {
            ReaderId = reader.Id, AtUtc = clock.GetUtcNow().UtcDateTime, Method = method, AnswersHash = await ReadingSignature.HashAsync(db, reader.Id, cancellationToken),
        };
        db.Add(signature);
        await AuditTrail.AppendAsync(
            db, signature.AtUtc, reader.Code, ReadingSignature.AuditAction, ReadingSignature.AuditSubject(study), $"{counts.Answered} cases, {signature.AuditWords}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SignOutcome.Done;
    }

    private static async Task<SignOutcome?> PasswordRefusalAsync(UserManager<Account> users, Guid id, string password)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return SignOutcome.NotRead;
        return await PasswordProof.CheckAsync(users, account, password) switch
        {
            PasswordAnswer.Right => null,
            PasswordAnswer.Locked => SignOutcome.TooManyTries,
            PasswordAnswer.NoPassword => SignOutcome.NoPassword,
            _ => SignOutcome.WrongPassword,
        };
    }
}
