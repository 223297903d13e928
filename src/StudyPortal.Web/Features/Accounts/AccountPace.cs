using System.Threading.RateLimiting;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Limits how fast sign-ins to one account are tried, from however many addresses; names of no account count as well, so that nobody learns which are.</summary>
internal sealed class AccountPace : IDisposable
{
    public const int PerMinute = 10;

    private const int LongestAddress = 254;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetFixedWindowLimiter(KeyOf(account), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = RateLimits.SignInWindow }));

    /// <summary>False when the account was tried too often within the last minute.</summary>
    public bool Allows(string account)
    {
        using var lease = _limiter.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    /// <summary>No address is longer; whatever else is sent need not be remembered whole.</summary>
    private static string KeyOf(string account) => account.Trim() is { Length: > LongestAddress } longer ? longer[..LongestAddress] : account.Trim().ToUpperInvariant();

    public void Dispose() => _limiter.Dispose();
}
