using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The list to go through before anybody reads: for the page as it stands, and again inside the transaction that opens.</summary>
internal static class OpeningChecks
{
    private static readonly Func<StudyUnderCheck, CancellationToken, Task<OpeningCheck>>[] All = [ReadersAsync, AccountsAsync, MapsAsync, FilesAsync, LeakAsync];

    public static async Task<IReadOnlyList<OpeningCheck>> RunAsync(StudyUnderCheck study, CancellationToken cancellationToken)
    {
        var results = new List<OpeningCheck>();
        foreach (var check in All) results.Add(await check(study, cancellationToken));
        return results;
    }

    private static async Task<OpeningCheck> ReadersAsync(StudyUnderCheck study, CancellationToken cancellationToken)
    {
        var readers = await study.Readers.CountAsync(cancellationToken);
        return new("Readers", readers > 0, readers > 0 ? $"{readers} in the study" : "Add at least one reader.");
    }

    /// <summary>An account is made by accepting an invitation; it may have been disabled since, or have lost what it signs in with.</summary>
    private static async Task<OpeningCheck> AccountsAsync(StudyUnderCheck study, CancellationToken cancellationToken)
    {
        var accounts = await (
            from reader in study.Readers
            join account in study.Db.Users on reader.AccountId equals account.Id
            orderby account.DisplayName
            select new
            {
                Account = account,
                HasOtherMeans = study.Db.UserLogins.Any(login => login.UserId == account.Id) || study.Db.UserPasskeys.Any(passkey => passkey.UserId == account.Id),
            }).ToListAsync(cancellationToken);
        var problems = accounts.Select(found => Problem(found.Account, found.HasOtherMeans)).OfType<string>().ToList();
        return new("Accounts", problems.Count == 0, problems.Count == 0
            ? "every reader has accepted an invitation and can sign in"
            : string.Join(" ", problems));
    }

    /// <param name="account">Of a reader.</param>
    /// <param name="hasOtherMeans">A passkey, or a provider that knows the person.</param>
    private static string? Problem(Account account, bool hasOtherMeans)
    {
        if (account.LockoutEnd == DisableAccount.Forever) return $"The account of {account.DisplayName} is disabled; enable it or remove the reader.";
        return account.PasswordHash is null && !hasOtherMeans && !account.IsDemo ? $"{account.DisplayName} has set no password yet; send the invitation again." : null;
    }

    private static Task<OpeningCheck> MapsAsync(StudyUnderCheck study, CancellationToken cancellationToken)
    {
        var needed = study.Maps.Found.Count + study.Maps.Missing.Count;
        return Task.FromResult(new OpeningCheck(OpeningCheck.Maps, study.Maps.Missing.Count == 0, study.Maps.Missing.Count == 0
            ? $"{needed} maps, one rendering"
            : $"{study.Maps.Missing.Count} of {needed} maps are missing. Make them first."));
    }

    private static Task<OpeningCheck> FilesAsync(StudyUnderCheck study, CancellationToken cancellationToken) => Task.FromResult(study.Study.FilesVerifiedUtc is { } at
        ? new OpeningCheck(OpeningCheck.Files, study.Study.AreFilesSound, FormattableString.Invariant($"{study.Study.FilesVerdict} ({at:yyyy-MM-dd HH:mm} UTC)"))
        : new OpeningCheck(OpeningCheck.Files, null, "not verified yet; opening hashes every image and map again"));

    private static async Task<OpeningCheck> LeakAsync(StudyUnderCheck study, CancellationToken cancellationToken)
    {
        if (study.Study.IsSimulated) return new OpeningCheck(OpeningCheck.Leaks, true, "a program reads; nobody receives anything");
        if (study.Maps.Missing.Count > 0) return new OpeningCheck(OpeningCheck.Leaks, null, "looks at the maps when they are there");
        var found = await new LeakTest(study.Blobs).FindAsync(study.Db, study.Study, study.Maps, cancellationToken);
        return new OpeningCheck(OpeningCheck.Leaks, found.Count == 0, found.Count == 0
            ? "no word, size, format or rendering tells the models apart; opening reads the study through as a reader and looks again at all that comes"
            : string.Join(" ", found));
    }
}

/// <summary>A study that is a draft or in pilot, with what the checks look at.</summary>
internal sealed record StudyUnderCheck(PortalDb Db, BlobStore Blobs, Study Study, StudyMaps Maps)
{
    public IQueryable<StudyReader> Readers => Db.Set<StudyReader>().Where(r => r.StudyId == Study.Id && r.RemovedUtc == null);
}
