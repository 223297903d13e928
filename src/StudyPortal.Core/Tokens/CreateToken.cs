using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

/// <summary>Makes a token for an administrator or a researcher, for himself.</summary>
public sealed class CreateToken(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="days">From now until it expires.</param>
    public async Task<CreateTokenOutcome> ExecuteAsync(
        Guid accountId, string name, IReadOnlyCollection<string> scopes, int days, CancellationToken cancellationToken)
    {
        if (Problem(name, scopes, days) is { } problem) return new CreateTokenOutcome.Refused(problem);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await TokenOwner.FindAsync(db, accountId, cancellationToken) is not { IsDisabled: false } owner)
            return new CreateTokenOutcome.Refused("This account may not sign in.");
        if (!owner.MayHaveTokens) return new CreateTokenOutcome.Refused("Only administrators and researchers can have tokens.");
        if (scopes.Contains(ApiScopes.Reports) && !owner.Roles.Contains(Roles.Admin))
            return new CreateTokenOutcome.Refused("Only administrators make reports; leave out the scope reports.");

        var (token, secret) = New(accountId, name.Trim(), scopes, days);
        db.Add(token);
        var details = $"{token.Name}, {string.Join(" ", token.Scopes)}, until {token.ExpiresUtc:yyyy-MM-dd}";
        await AuditTrail.AppendAsync(db, token.CreatedUtc, owner.UserName, "token.created", token.Id.ToString(), details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CreateTokenOutcome.Created(token.Id, secret, token.ExpiresUtc);
    }

    private static string? Problem(string name, IReadOnlyCollection<string> scopes, int days)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > ApiToken.LongestName) return $"Name the token, in at most {ApiToken.LongestName} characters.";
        if (scopes.FirstOrDefault(scope => !ApiScopes.All.Contains(scope)) is { } unknown) return $"'{unknown}' is not a scope; choose from {string.Join(", ", ApiScopes.All)}.";
        if (scopes.Count == 0) return "Choose what the token may be used for.";
        return days is >= 1 and <= ApiToken.MostDays ? null : $"A token expires after 1 to {ApiToken.MostDays} days.";
    }

    private (ApiToken Token, string Secret) New(Guid accountId, string name, IReadOnlyCollection<string> scopes, int days)
    {
        var (now, secret) = (clock.GetUtcNow().UtcDateTime, TokenSecret.New());
        var token = new ApiToken
        {
            Id = ApiTokenId.New(),
            AccountId = accountId,
            Name = name,
            SecretHash = TokenSecret.HashOf(secret),
            Scopes = [.. ApiScopes.All.Where(scopes.Contains)],
            CreatedUtc = now,
            ExpiresUtc = now.AddDays(days),
        };
        return (token, secret);
    }
}
