using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Says of an answer that it is right, after which the reader may sign.</summary>
public sealed class ConfirmSignature(IDbContextFactory<PortalDb> databases, TakeSignatureAnswer take, TimeProvider clock)
{
    /// <summary>The provider's clock may be so far from the portal's.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <param name="answered">Of <see cref="TakeSignatureAnswer"/>; the caller has checked the answer.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task ExecuteAsync(SignatureRequest answered, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Set<SignatureRequest>().Where(r => r.Id == answered.Id && r.ConfirmedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConfirmedUtc, now), cancellationToken);
    }

    /// <summary>Takes and checks what a provider says, whose token was found genuine: it must be an answer to this request, about the person of this account, who was asked after the request.</summary>
    public async Task<SignOutcome> ByProviderAsync(StudyId study, Guid account, SessionId session, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        if (await take.ExecuteAsync(study, account, session, SignatureMethod.Provider, cancellationToken) is not { } request || request.Id != answer.Request) return SignOutcome.NotConfirmed;
        if (!await IsLinkedAsync(account, answer, cancellationToken)) return SignOutcome.OtherPerson;
        var now = clock.GetUtcNow().UtcDateTime;
        if (answer.SignedInUtc is not { } signedIn || signedIn < request.AskedUtc - ClocksDiffer || signedIn > now + ClocksDiffer) return SignOutcome.Stale;
        await ExecuteAsync(request, cancellationToken);
        return SignOutcome.Confirmed;
    }

    private async Task<bool> IsLinkedAsync(Guid account, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.UserLogins.AnyAsync(l => l.UserId == account && l.LoginProvider == answer.Issuer && l.ProviderKey == answer.Subject, cancellationToken);
    }
}

/// <summary>What a provider said when it was asked to confirm a signature.</summary>
/// <param name="Request">Which request it answers; null for none.</param>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">The person, as the provider knows him.</param>
/// <param name="SignedInUtc">When it last asked him who he is; null where it does not say.</param>
public sealed record ProviderAnswer(Guid? Request, string Issuer, string Subject, DateTime? SignedInUtc);
