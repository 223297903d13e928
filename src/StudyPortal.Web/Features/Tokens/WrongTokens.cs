using System.Net;
using System.Threading.RateLimiting;

namespace StudyPortal.Web.Features.Tokens;

/// <summary>Counts the wrong tokens that come from an address. A right token passes however many wrong ones its neighbours send.</summary>
internal sealed class WrongTokens : IDisposable
{
    public const int PerMinute = 120;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = Window }));

    /// <summary>Null, or how long the address must wait because it sent too many.</summary>
    public TimeSpan? Count(IPAddress address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
