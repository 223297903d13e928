using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using StudyPortal.Web.Features.Api;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Shell;

internal static class RateLimits
{
    /// <summary>Per address: slow enough to stop guessing, wide enough for six readers behind one hospital address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Per token: what a program that asks one thing after the other reaches, with a burst for those that ask for several at once.</summary>
    public const string Api = "api";

    /// <summary>Per account: how often somebody tries to sign a reading.</summary>
    public const string Signature = "signature";

    public const int ApiBurst = 300;

    private const int SignInsPerMinute = 20;
    private const int SignaturesPerMinute = 20;
    private const int ApiPerSecond = 20;

    /// <summary>Within which attempts to sign in are counted.</summary>
    public static readonly TimeSpan SignInWindow = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SomeTime = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = SayWhenAsync;
        options.AddPolicy(SignIn, http => RateLimitPartition.GetSlidingWindowLimiter(
            http.Connection.RemoteIpAddress ?? IPAddress.None,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = SignInWindow, SegmentsPerWindow = 6 }));
        options.AddPolicy(Signature, http => RateLimitPartition.GetFixedWindowLimiter(
            http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = SignaturesPerMinute, Window = SignInWindow }));
        options.AddPolicy(Api, http => RateLimitPartition.GetTokenBucketLimiter(
            http.User.FindFirstValue(TokenAuthentication.TokenClaim) ?? "",
            _ => new TokenBucketRateLimiterOptions { TokenLimit = ApiBurst, TokensPerPeriod = ApiPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    });

    private static async ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        if (!ApiProblems.IsApi(context.HttpContext)) return;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : SomeTime;
        await ApiProblems.TooManyAsync(context.HttpContext, wait, "This token asks too often.");
    }
}
