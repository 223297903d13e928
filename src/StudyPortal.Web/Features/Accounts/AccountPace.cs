using System.Threading.RateLimiting;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Limits how fast sign-ins to one account are tried, from however many addresses; names of no account count as well, so that nobody learns which are.</summary>
internal sealed class AccountPace : IDisposable
{
    public const int PerMinute = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetFixedWindowLimiter(account.Trim().ToUpperInvariant(), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = RateLimits.SignInWindow }));

    /// <summary>False when the account was tried too often within the last minute.</summary>
    public bool Allows(string account)
    {
        using var lease = _limiter.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
